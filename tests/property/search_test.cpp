// Search is complete: over random histories of messages that come, change and go, with the index built at
// random moments, it finds exactly what a plain look at every text finds, newest first. The plain look knows
// nothing of folding: it compares the numbers of the words that the texts were made of.
#include <array>
#include <functional>
#include <map>

#include <gmock/gmock.h>

#include "tests/property/dice.hpp"
#include "tests/support/message_table.hpp"

namespace stille::client::store {
namespace {

using property::Dice;

/// A word as texts write it, and as people type it; beginnings find it and no other.
struct Concept {
  std::vector<std::string> written;
  std::vector<std::string> typed;
  std::vector<std::string> beginnings;
};
const std::vector<Concept>& concepts() {
  static const std::vector<Concept> kAll{
      {{"Müller", "MÜLLER", "mu\xCC\x88ller"}, {"müller", "Mueller", "muller"}, {"mü", "mue", "mulle"}},
      {{"Straße", "strasse", "STRASSE"}, {"straße", "strasse", "Strasse"}, {"stra", "straß"}},
      {{"geht's", "geht’s"}, {"gehts", "geht's", "geht’s"}, {"gehts", "geh"}},
      {{"Dienstag", "dienstag"}, {"dienstag", "DIENSTAG"}, {"d", "diens"}},
      {{"Ångström"}, {"ångström", "angstrom", "aangstroem"}, {"ang", "aang"}},
      {{"kaffee", "Kaffee"}, {"kaffee", "KAFFEE"}, {"k", "kaf"}},
      {{"東"}, {"東"}, {"東"}},
      {{"Ёлка", "елка"}, {"ёлка", "елка"}, {"ёл"}},
      {{"b2b"}, {"B2B"}, {"b2"}}};
  return kAll;
}
constexpr std::array<const char*, 5> kBetween{" ", ", ", "\n", " – ", "/"};

using Words = std::vector<std::size_t>;
struct Message {
  Words words;
  std::vector<Words> files;
  RowId contact;
  bool outgoing;
  TimePoint at;
};

struct Asked {
  std::string text;
  std::function<bool(const Message&)> plainly;
};

class History {
 public:
  explicit History(std::uint64_t seed) : dice_(seed) {}

  void steps() {
    const auto what = dice_.below(100);
    if (what < 55 || messages_.empty()) return writes();
    if (what < 62) return rewrites();
    if (what < 70) return attaches();
    if (what < 80) return removes();
    if (what < 82) return forgets();
    if (what < 90) return builds();
    asks();
  }
  void asks() {
    while (index_build(table_.db()).value().next > 0) test::MessageTable::must(index_slice(table_.db()));
    const auto asked = question();
    auto query =
        std::get<search::Query>(search::parse_query(asked.text, TimePoint(std::chrono::days(20'000)), false));
    std::optional<RowId> in;
    std::optional<RowId> from;
    if (dice_.below(3) == 0) in = 1 + static_cast<RowId>(dice_.below(2));
    if (dice_.below(4) == 0) from = static_cast<RowId>(dice_.below(3));
    if (dice_.below(4) == 0) query.after = moment();
    if (dice_.below(4) == 0) query.before = moment();
    std::vector<RowId> expected;
    for (auto at = messages_.rbegin(); at != messages_.rend(); ++at) {
      const auto& [id, m] = *at;
      const auto author = m.outgoing ? 0 : m.contact;
      if (in && m.contact != *in) continue;
      if (from && author != *from) continue;
      if ((query.after && m.at < *query.after) || (query.before && m.at >= *query.before)) continue;
      if (asked.plainly(m)) expected.push_back(id);
    }
    for (const auto read_through : {kReadThrough, std::size_t{0}}) {
      const Wanted wanted{.query = query,
                          .in = in,
                          .from = from,
                          .older_than = {},
                          .most = 100'000,
                          .read_through = read_through};
      ASSERT_EQ(find_messages(table_.db(), wanted).value(), expected) << asked.text << ' ' << read_through;
    }
  }
  [[nodiscard]] std::size_t size() const { return messages_.size(); }

 private:
  TimePoint moment() { return TimePoint(std::chrono::hours(1 + dice_.below(500))); }
  Words words() {
    Words out(dice_.below(6));
    for (auto& word : out) word = dice_.below(concepts().size());
    return out;
  }
  const std::string& one_of(const std::vector<std::string>& all) { return all[dice_.below(all.size())]; }
  std::string text_of(const Words& words) {
    std::string out;
    for (const auto word : words)
      out += one_of(concepts()[word].written) + kBetween[dice_.below(kBetween.size())];
    return out;
  }
  std::map<RowId, Message>::iterator any() {
    return std::next(messages_.begin(), static_cast<std::ptrdiff_t>(dice_.below(messages_.size())));
  }

  void writes() {
    Message m{words(), {}, 1 + static_cast<RowId>(dice_.below(2)), dice_.below(2) == 0, moment()};
    const auto id = table_.add(text_of(m.words), m.contact, m.outgoing, m.at);
    messages_.emplace(id, std::move(m));
  }
  void rewrites() {
    const auto it = any();
    it->second.words = words();
    table_.edit(it->first, text_of(it->second.words));
  }
  // Names of one message stand next to each other in the index, but not next to its text.
  void attaches() {
    const auto it = any();
    if (dice_.below(4) == 0) {
      it->second.files.clear();
      return table_.detach(it->first);
    }
    Words name{dice_.below(concepts().size()), dice_.below(concepts().size())};
    table_.attach(it->first, text_of(name));
    it->second.files.push_back(std::move(name));
  }
  void removes() {
    const auto it = any();
    table_.remove(it->first);
    messages_.erase(it);
  }
  void forgets() {
    test::MessageTable::must(table_.db().run("UPDATE search_build SET folding = ''"));
    test::MessageTable::must(check_folding(table_.db()));
  }
  void builds() { test::MessageTable::must(index_slice(table_.db())); }

  Asked question() {
    const auto a = dice_.below(concepts().size());
    const auto b = dice_.below(concepts().size());
    const auto has = [](const Message& m, std::size_t word) {
      const auto in = [&](const Words& words) { return std::ranges::find(words, word) != words.end(); };
      return in(m.words) || std::ranges::any_of(m.files, in);
    };
    const auto side_by_side = [=](const Words& words) {
      for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == a && words[i + 1] == b) return true;
      }
      return false;
    };
    const auto& first = concepts()[a];
    const auto& second = concepts()[b];
    switch (dice_.below(4)) {
      case 0:
        return {one_of(first.typed), [=](const Message& m) { return has(m, a); }};
      case 1:
        return {one_of(first.beginnings) + "*", [=](const Message& m) { return has(m, a); }};
      case 2:
        return {one_of(first.typed) + " " + one_of(second.typed),
                [=](const Message& m) { return has(m, a) && has(m, b); }};
      default:
        return {"\"" + one_of(first.written) + " " + one_of(second.written) + "\"", [=](const Message& m) {
                  Words names;
                  for (const auto& file : m.files) names.insert(names.end(), file.begin(), file.end());
                  return side_by_side(m.words) || side_by_side(names);
                }};
    }
  }

  Dice dice_;
  test::MessageTable table_;
  std::map<RowId, Message> messages_;
};

TEST(SearchProperty, Finds_exactly_what_a_look_at_every_text_finds) {
  for (auto seed = property::first_seed(); seed < property::first_seed() + property::seeds(12); ++seed) {
    SCOPED_TRACE(seed);
    History history(seed);
    for (int step = 0; step < 400 && !testing::Test::HasFatalFailure(); ++step) history.steps();
    for (int last = 0; last < 20 && !testing::Test::HasFatalFailure(); ++last) history.asks();
    EXPECT_GT(history.size(), 20U);
  }
}

}  // namespace
}  // namespace stille::client::store
