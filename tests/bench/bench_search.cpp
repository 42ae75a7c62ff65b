// Search over many messages, as the engine answers it: --messages N (1,000,000 when absent), --folder where
// the profile is made. Each class of questions is asked many times with other words; next to it the bare
// question to the index, which the engine cannot beat.
#include <cmath>
#include <filesystem>
#include <iostream>

#include <stdlib.h>

#include "client/core/finding.hpp"
#include "client/store/database.hpp"
#include "client/store/tables/search.hpp"
#include "tests/bench/report.hpp"

namespace stille::bench {
namespace {

using client::store::Database;

constexpr std::size_t kVocabulary = 60'000;
constexpr int kConversations = 500;
constexpr int kSmallConversation = 1;  // number of the contact
constexpr std::size_t kSmallSize = 120;
constexpr int kRounds = 120;

class BenchClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::days(20'600)); }
};

template <class T>
T must(Result<T> result) {
  if (result.has_error()) {
    std::cerr << "bench_search: " << name_of(result.error().code) << '\n';
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

/// Words by rank: the lower, the more often, as in languages (Zipf).
class Language {
 public:
  Language() {
    constexpr std::array kBegin{"b", "d", "f", "g", "h", "k", "l",   "m",  "n",
                                "p", "r", "s", "t", "w", "z", "sch", "st", "br"};
    constexpr std::array kMiddle{"a", "e", "i", "o", "u", "ä", "ö", "ü", "ei", "au"};
    constexpr std::array kEnd{"n", "r", "l", "t", "s", "ng", "ch", "", "m", "ß"};
    for (std::size_t rank = 0; rank < kVocabulary; ++rank) {
      std::string word;
      for (std::size_t rest = rank + 1; rest > 0; rest /= 1800) {
        word += kBegin[rest % 18];
        word += kMiddle[rest / 18 % 10];
        word += kEnd[rest / 180 % 10];
      }
      words_.push_back(std::move(word));
    }
  }
  [[nodiscard]] const std::string& word(std::size_t rank) const { return words_[rank % kVocabulary]; }
  std::size_t rank(crypto::Rng& rng) const {
    const auto u = (double(rng.below(1U << 30U)) + 1) / double(1U << 30U);
    return static_cast<std::size_t>(std::pow(double(kVocabulary), u)) - 1;
  }
  std::string message(crypto::Rng& rng) const {
    std::string out;
    const auto length = 3 + rng.below(20);
    for (std::uint64_t i = 0; i < length; ++i) out += (i > 0 ? " " : "") + word(rank(rng));
    if (rng.below(5) == 0) out += '?';
    if (rng.below(40) == 0) out += " https://example.org/" + word(rank(rng));
    return out;
  }

 private:
  std::vector<std::string> words_;
};

class Profile {
 public:
  Profile(const std::string& folder, std::size_t messages) : messages_(messages) {
    protocol::RelayAddress relay;
    relay.host = "relay.example";
    client::store::NewProfile wishes;
    wishes.name = "Bench";
    wishes.relay = relay;
    auto profile = must(client::store::Profile::create(folder, std::move(wishes), clock_.now(), rng_));
    fill(profile.database());
    db_ = &profile.database();
    engine_ = must(client::Engine::open(std::move(profile), clock_, rng_));
  }

  client::Engine& engine() { return *engine_; }
  Database& db() { return *db_; }
  crypto::Rng& rng() { return rng_; }
  const Language& language() { return language_; }

  void builds_the_index(Report& report) {
    std::vector<double> slices;
    const auto start = std::chrono::steady_clock::now();
    while (must(engine_->finding().indexed_percent()) < 100) {
      const auto before = std::chrono::steady_clock::now();
      must(engine_->do_due());
      slices.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
      if (slices.size() % 50 == 0) {
        std::cerr << "  index: " << must(engine_->finding().indexed_percent()) << " %\n";
      }
    }
    const auto all = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    report.add({"index built", all, "s", "", 0});
    report.add({"one slice of it, p95", percentile(slices, 95), "ms", "", 0});
    report.add({"one slice of it, longest", percentile(slices, 100), "ms", "", 0});
  }

 private:
  void fill(Database& db) {
    for (int n = 1; n <= kConversations; ++n) {
      must(db.run(
          "INSERT INTO contact(iid, identity, stage, alias, name, conversation, since, status, sessions)"
          " VALUES(?, x'00', 2, ?, ?, ?, 0, 1, x'00')",
          rng_.fixed<Fixed<struct IidTag, 32>>(), "p" + std::to_string(n), "P", "c_" + std::to_string(n)));
    }
    // Nobody here has a session that could be tidied.
    must(db.run("UPDATE self SET tidy_at = ?", std::int64_t{1} << 60));
    // As in a profile from before the index: the triggers leave these to the slices.
    must(db.run("UPDATE search_build SET next = ?", std::int64_t{1} << 60));
    const auto step = messages_ / kSmallSize;
    for (std::size_t n = 1; n <= messages_;) {
      auto transaction = must(client::store::Transaction::begin(db));
      for (std::size_t i = 0; i < 20'000 && n <= messages_; ++i, ++n) add(db, n, step > 0 && n % step == 0);
      must(transaction.commit());
      if (n % 200'000 < 20'000) std::cerr << "  messages: " << n - 1 << '\n';
    }
    must(db.run("UPDATE search_build SET next = ?, total = ?", messages_ + 1, messages_ + 1));
  }
  void add(Database& db, std::size_t n, bool small) {
    const auto contact = small ? kSmallConversation : 2 + static_cast<int>(rng_.below(kConversations - 1));
    const auto at = clock_.now() - std::chrono::minutes(messages_ - n);
    must(db.run(
        "INSERT INTO message(name, contact, content_id, outgoing, kind, state, text, at, authored, position)"
        " VALUES(?, ?, ?, ?, 0, 2, ?, ?, ?, ?)",
        "m_" + std::to_string(n), contact, rng_.fixed<Fixed<struct IdTag, 16>>(), rng_.below(2) == 0,
        language_.message(rng_), at, at, n));
  }

  std::size_t messages_;
  BenchClock clock_;
  crypto::SeededRng rng_{11};
  Language language_;
  std::unique_ptr<client::Engine> engine_;
  Database* db_ = nullptr;
};

struct Question {
  std::string name;
  std::function<std::string()> text;
};

double milliseconds_of(const std::function<void()>& call) {
  const auto start = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// The same words as one bare question to FTS5.
double bare(Database& db, const client::search::Query& query) {
  std::string match = "body : (";
  for (const auto& term : query.terms) {
    match += (match.ends_with('(') ? "\"" : " AND \"") + term.text + "\"" + (term.prefix ? " *" : "");
  }
  match += ")";
  return milliseconds_of([&] {
    auto rows = must(db.query(
        "SELECT rowid FROM message_index WHERE message_index MATCH ? ORDER BY rowid DESC LIMIT 50", match));
    while (must(rows.next())) {
    }
  });
}

void asks(Report& report, Profile& profile, const Question& question) {
  std::vector<double> times;
  std::vector<double> plain;
  for (int round = 0; round < kRounds; ++round) {
    const auto text = question.text();
    const auto parsed = client::search::parse_query(text, TimePoint(std::chrono::days(20'600)), true);
    const auto& query = std::get<client::search::Query>(parsed);
    times.push_back(milliseconds_of([&] { must(profile.engine().finding().search(query, {.most = 50})); }));
    if (!query.terms.empty()) plain.push_back(bare(profile.db(), query));
  }
  const auto floor = percentile(plain, 50);
  const auto middle = percentile(times, 50);
  report.add({question.name + ", p50", middle, "ms", floor > 0 ? "the bare question to FTS5" : "",
              floor > 0 ? middle / floor : 0});
  report.add({question.name + ", p95", percentile(times, 95), "ms", "", 0});
  report.add({question.name + ", p99", percentile(times, 99), "ms", "", 0});
}

/// Two letters, whole ones.
std::string beginning(const std::string& word) {
  const bool wide = word.size() > 1 && (static_cast<unsigned char>(word[1]) & 0xC0U) == 0xC0;
  return word.substr(0, wide ? 3 : 2);
}

std::vector<Question> questions(Profile& profile) {
  auto& rng = profile.rng();
  const auto word = [&](std::size_t from, std::size_t to) {
    return profile.language().word(from + rng.below(to - from));
  };
  const auto letter = [&] { return std::string(1, "bdfghklmnprstwz"[rng.below(15)]); };
  return {{"rare word", [=] { return word(20'000, kVocabulary) + " "; }},
          {"middling word", [=] { return word(500, 2'000) + " "; }},
          {"common word", [=] { return word(0, 10) + " "; }},
          {"two words", [=] { return word(0, 20) + " " + word(100, 1'000) + " "; }},
          {"phrase", [=] { return "\"" + word(0, 20) + " " + word(0, 50) + "\""; }},
          {"two beginnings",
           [=] { return beginning(word(0, 2'000)) + "* " + beginning(word(100, 2'000)) + "*"; }},
          {"one letter", [=] { return letter(); }},
          {"common word in a small conversation", [=] { return word(0, 10) + " in:p1"; }},
          {"one letter in a small conversation", [=] { return letter() + "* in:p1"; }},
          {"common word by one person with a link", [=] { return word(0, 10) + " from:p7 has:link"; }},
          {"common word of long ago", [=] { return word(0, 10) + " before:300d"; }},
          {"questions in a conversation", [=] { return "in:p9 has:question"; }}};
}

}  // namespace
}  // namespace stille::bench

int main(int argc, char** argv) {
  using namespace stille;
  auto pattern = bench::argument(argc, argv, "--folder", ".") + "/bench-search-XXXXXX";
  const auto messages = std::stoull(bench::argument(argc, argv, "--messages", "1000000"));
  if (!crypto::initialise() || ::mkdtemp(pattern.data()) == nullptr) return 1;
  bench::Report report("search over " + std::to_string(messages) + " messages");
  {
    bench::Profile profile(pattern + "/profile", messages);
    profile.builds_the_index(report);
    for (const auto& question : bench::questions(profile)) bench::asks(report, profile, question);
    report.add({"profile.db", double(std::filesystem::file_size(pattern + "/profile/profile.db")) / 1e6, "MB",
                "", 0});
  }
  std::filesystem::remove_all(pattern);
  return report.finish(argc, argv);
}
