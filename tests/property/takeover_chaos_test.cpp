// Takeovers under random delivery: the chair goes and may come back at any moment, both deputies ask when
// they may, members answer as they like, everybody loses connections and restarts. In the end all have one
// head.
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

using std::chrono::hours;

class TakeoverChaos {
 public:
  explicit TakeoverChaos(std::uint64_t seed) : circle_(5, seed) {
    circle_.gathers();
    for (const char* who : {"bob", "cem"}) {
      EXPECT_TRUE(circle_[0]->groups().set_part("#runde", who, GroupPart::deputy));
      circle_.world.passes(seconds(10));
    }
  }

  void rages() {
    auto& world = circle_.world;
    circle_[0].goes_offline();
    if (world.rng.below(2) == 0) circle_[1].goes_offline();
    world.passes(hours(24 * 7 + 6));
    for (int step = 0; step < 220; ++step) {
      const auto i = static_cast<std::size_t>(world.rng.below(circle_.people.size()));
      auto& person = circle_[i];
      switch (world.rng.below(24)) {
        case 0:
          person.goes_offline();
          break;
        case 1:
        case 2:
          if (i > 0 || world.rng.below(8) == 0) person.goes_online();
          break;
        case 3:
          person.restarts();
          break;
        case 4:
          world.cuts(person);
          break;
        case 5:
        case 6:
          // Refused for those who may not, and that is part of it.
          asked_ += person->groups().take_over("#runde") ? 1U : 0U;
          break;
        case 7:
        case 8:
        case 9:
        case 10:
          for (const char* who : {"bob", "cem"}) answers(person, who);
          break;
        case 11:
          (void)person->groups().rename("#runde", "Name " + std::to_string(step)).has_value();
          break;
        case 12:
          world.passes(hours(world.rng.below(40)));
          break;
        default:
          world.steps();
      }
    }
    for (auto* person : circle_.people) person->goes_online();
    world.passes(hours(8));
    world.passes(seconds(60));
  }

  void expect_converged() {
    circle_.expect_alike({0, 1, 2, 3, 4});
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(circle_.group(i).contradictions, 0U) << i;
  }
  [[nodiscard]] bool taken_over() { return circle_.group(0).part != GroupPart::chair; }
  [[nodiscard]] std::size_t asked() const { return asked_; }

 private:
  void answers(Person& person, const std::string& who) {
    const bool agree = circle_.world.rng.below(4) != 0;
    (void)person->groups().answer_takeover("#runde", who, agree).has_value();
  }

  Circle circle_;
  std::size_t asked_ = 0;
};

TEST(TakeoverChaosTest, All_come_to_one_head_whoever_has_the_chair) {
  std::size_t taken = 0;
  std::size_t kept = 0;
  std::size_t asked = 0;
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    SCOPED_TRACE(seed);
    TakeoverChaos chaos(seed);
    chaos.rages();
    chaos.expect_converged();
    if (testing::Test::HasFailure()) return;
    ++(chaos.taken_over() ? taken : kept);
    asked += chaos.asked();
  }
  // The stories are not tame.
  EXPECT_GT(taken, 3U);
  EXPECT_GT(kept, 1U);
  EXPECT_GT(asked, 16U);
}

}  // namespace
}  // namespace stille::client::test
