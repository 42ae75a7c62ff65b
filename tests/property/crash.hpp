// A process that dies at a fault point, and stories that are told again until they come to their end.
#pragma once

#include <gmock/gmock.h>

#include "common/base/fault_point.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {

struct Crash {};

/// Dies at the n-th pass of one point; counts its passes.
class Fault {
 public:
  Fault(std::string_view point, std::size_t pass) : point_(point), pass_(pass) {
    FaultPoints::visitor() = [this](std::string_view name) {
      if (name == point_ && ++passes_ == pass_) throw Crash{};
    };
  }
  ~Fault() { FaultPoints::visitor() = nullptr; }
  Fault(const Fault&) = delete;
  Fault& operator=(const Fault&) = delete;
  [[nodiscard]] std::size_t passes() const { return passes_; }

 private:
  std::string_view point_;
  std::size_t pass_;
  std::size_t passes_ = 0;
};

/// The process that was at work dies and comes back; then the step is told once more.
template <class Do>
auto told_until_done(World& world, Do act) {
  for (;;) {
    try {
      return act();
    } catch (const Crash&) {
      world.at_work->restarts();
    }
  }
}

/// What stories have in common: people who know the first of them.
class Retold {
 protected:
  template <class Do>
  void step(Do act) {
    told_until_done(world_, act);
  }
  void waits() {
    step([&] { world_.passes(seconds(30)); });
  }
  /// Before the story begins.
  void knows(Person& host, Person& guest) {
    const auto invitation = host->create_invitation();
    world_.settles();
    EXPECT_TRUE(guest->accept_invitation(invitation.value().link));
    world_.passes(seconds(5));
  }

  World world_;
};

/// Tells `Story` (happens, ends_well) with a crash at the first, second, third … pass of every point that it
/// passes. Gives the number of crashes.
template <class Story>
std::size_t crash_everywhere() {
  std::set<std::string_view> points;
  FaultPoints::visitor() = [&](std::string_view name) { points.insert(name); };
  {
    Story story;
    story.happens();
    story.ends_well();
  }
  FaultPoints::visitor() = nullptr;
  std::size_t cases = 0;
  for (const auto point : points) {
    for (const std::size_t pass : {1U, 2U, 3U, 5U, 8U}) {
      SCOPED_TRACE(std::string(point) + " pass " + std::to_string(pass));
      Story story;
      Fault fault(point, pass);
      story.happens();
      if (fault.passes() < pass) break;
      story.ends_well();
      ++cases;
      if (testing::Test::HasFailure()) return cases;
    }
  }
  std::printf("%zu points, %zu crashes\n", points.size(), cases);
  return cases;
}

}  // namespace stille::client::test
