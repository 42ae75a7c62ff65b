// Search over many messages, as the engine answers it: --messages N (1,000,000 when absent), --folder where
// the profile is made (the system's folder for what is temporary when absent). Each class of questions is
// asked many times with other words; next to it the bare question to the index, which the engine cannot beat.
#include <cmath>
#include <filesystem>
#include <iostream>

#include <stdlib.h>

#include "client/core/finding.hpp"
#include "client/store/database.hpp"
#include "client/store/tables/search.hpp"
#include "tests/bench/large_profile.hpp"
#include "tests/bench/report.hpp"

namespace stille::bench {
namespace {

using client::store::Database;

constexpr int kRounds = 120;

class BenchClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::days(20'600)); }
};

class Profile {
 public:
  Profile(const std::string& folder, std::size_t messages) {
    protocol::RelayAddress relay;
    relay.host = "relay.example";
    client::store::NewProfile wishes;
    wishes.name = "Bench";
    wishes.relay = relay;
    auto profile = must(client::store::Profile::create(folder, std::move(wishes), clock_.now(), rng_));
    fill(profile.database(), rng_, language_, clock_.now(), messages);
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
    while (must(client::store::index_build(*db_)).unfinished()) {
      const auto before = std::chrono::steady_clock::now();
      must(engine_->do_due());
      slices.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
      if (slices.size() % 50 != 0) continue;
      const auto percent = must(engine_->finding().indexed_percent());
      std::cerr << (percent < 100 ? "  index: " + std::to_string(percent) + " %\n" : "  index: merging\n");
    }
    const auto all = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    report.add({"index built", all, "s", "", 0});
    report.add({"one slice of it, p95", percentile(slices, 95), "ms", "", 0});
    report.add({"one slice of it, longest", percentile(slices, 100), "ms", "", 0});
  }

 private:
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
  auto pattern = bench::argument(argc, argv, "--folder", std::filesystem::temp_directory_path().string()) +
                 "/bench-search-XXXXXX";
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
