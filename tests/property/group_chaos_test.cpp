// Groups under random delivery: people offline, restarts, cut lines, several changing things at once. In the
// end all who are in it have the same group, and every message that counts arrived once at each of them.
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

class Chaos {
 public:
  explicit Chaos(std::uint64_t seed) : circle_(3 + seed % 4, seed) {
    circle_.asks(1);
    circle_.world.passes(seconds(20));
    EXPECT_TRUE(circle_[0]->groups().set_part("#runde", "bob", GroupPart::deputy));
    circle_.world.passes(seconds(5));
    for (std::size_t i = 2; i < circle_.people.size(); ++i) circle_.asks(i);
  }
  void rages() {
    auto& world = circle_.world;
    for (int step = 0; step < 600; ++step) {
      const auto i = static_cast<std::size_t>(world.rng.below(circle_.people.size()));
      auto& person = circle_[i];
      switch (world.rng.below(60)) {
        case 0:
          person.goes_offline();
          break;
        case 1:
          person.goes_online();
          break;
        case 2:
          person.restarts();
          break;
        case 3:
          world.cuts(person);
          break;
        case 4:
          // Refused for those who may not, and that is part of it.
          (void)person->groups().rename("#runde", "Name " + std::to_string(step)).has_value();
          break;
        case 5:
          (void)person->groups().set_purpose("#runde", "Wozu " + std::to_string(step)).has_value();
          break;
        case 6:
        case 7:
        case 8:
          if (person->groups().send("#runde", {.text = std::to_string(step), .key = {}, .reply = {}}))
            said_[i].push_back(std::to_string(step));
          break;
        default:
          world.steps();
      }
    }
    for (auto* person : circle_.people) person->goes_online();
    world.passes(std::chrono::hours(8));
    world.passes(seconds(60));
  }
  // What everybody who was in it from the first says reaches those who were in it when it was said; here
  // nobody is taken out, so nobody hears anything twice, and the first two hear each other completely.
  void expect_converged() {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < circle_.people.size(); ++i) all.push_back(i);
    ASSERT_EQ(circle_.group(0).members.size(), all.size());
    circle_.expect_alike(all);
    for (const auto i : all) {
      const auto heard = circle_.heard(i);
      ASSERT_EQ(std::set<std::string>(heard.begin(), heard.end()).size(), heard.size()) << "twice";
    }
    for (const auto& [one, other] : {std::pair{0U, 1U}, std::pair{1U, 0U}}) {
      const auto heard = circle_.heard(other);
      for (const auto& text : said_[one]) ASSERT_EQ(std::ranges::count(heard, text), 1) << text;
    }
    for (const auto i : all) {
      for (const auto& event : circle_[i].events()) {
        ASSERT_TRUE(event.state != "said_two_things" && event.state != "reported_two_things")
            << "a false alarm";
      }
    }
  }

 private:
  Circle circle_;
  std::map<std::size_t, std::vector<std::string>> said_;
};

TEST(GroupChaos, All_come_to_the_same_and_nothing_is_lost_or_doubled) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    Chaos chaos(seed);
    chaos.rages();
    chaos.expect_converged();
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace stille::client::test
