// The list of a day for many people: the pure computation, from facts to cards; and how questions are judged.
#include <random>

#include "client/keep/question.hpp"
#include "client/keep/today.hpp"
#include "tests/bench/report.hpp"

namespace stille::client::keep {
namespace {

using std::chrono::days;

constexpr std::size_t kPeople = 5000;

// Everything that the rules look at, mixed: half have a rhythm, a third a birthday, some questions and
// promises.
std::vector<PersonFacts> many_people(Day today) {
  std::mt19937 random(1);
  const auto below = [&](unsigned bound) { return static_cast<int>(random() % bound); };
  std::vector<PersonFacts> out(kPeople);
  for (std::size_t at = 0; at < kPeople; ++at) {
    auto& person = out[at];
    person.person = static_cast<PersonKey>(at + 1);
    person.name = "person-" + std::to_string(random());
    person.known_since = today - days(2000);
    const Day last = today - days(below(700));
    person.last_touch = Touch{TimePoint(last), last};
    if (below(2) == 0) person.rhythm = {1 + below(12), 0};
    if (below(3) == 0) person.birthday = Birthday{1U + unsigned(below(12)), 1U + unsigned(below(28)), {}};
    if (below(4) == 0) person.questions = {{1, TimePoint(last), last}};
    if (below(20) == 0) person.promises = {{2, today - days(below(9))}};
    if (below(10) == 0) person.rest = snoozed(today + days(3), TimePoint(today));
  }
  return out;
}

int run(int argc, char** argv) {
  const Day today = parse_day("2026-11-28").value();
  const Now now{TimePoint(today) + std::chrono::hours(10), today};
  const auto facts = many_people(today);
  std::size_t kept = 0;
  const auto list = bench::microseconds_per_call(
      [&] { kept += of_the_day(facts, everybody(facts, now), {}, kUsualMeasure).size(); }, 20);
  const std::string text =
      "Danke dir für die Unterlagen. Hast du am Freitag Zeit, darüber zu sprechen? LG Mira";
  const auto judged = bench::microseconds_per_call([&] { kept += asks(text) ? 1U : 0U; }, 2000);
  bench::Report report("Keeping in touch");
  report.add({.name = "list of a day, 5,000 people", .value = list / 1000, .unit = "ms"});
  report.add({.name = "one message judged", .value = judged, .unit = "us"});
  return kept == 0 ? 1 : report.finish(argc, argv);
}

}  // namespace
}  // namespace stille::client::keep

int main(int argc, char** argv) {
  return stille::client::keep::run(argc, argv);
}
