// One window for one profile: a second one asks the first to come forward.
#include "client/rpc/window_door.hpp"

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

namespace stille::rpc {
namespace {

namespace fs = std::filesystem;

class WindowDoors : public testing::Test {
 protected:
  WindowDoors() {
    fs::create_directories(place_);
    fs::permissions(place_, fs::perms::owner_all);
    if (const char* set = std::getenv("XDG_RUNTIME_DIR"); set != nullptr) before_ = set;
    ::setenv("XDG_RUNTIME_DIR", place_.c_str(), 1);
  }
  ~WindowDoors() override {
    if (before_) {
      ::setenv("XDG_RUNTIME_DIR", before_->c_str(), 1);
    } else {
      ::unsetenv("XDG_RUNTIME_DIR");
    }
    fs::remove_all(place_);
  }
  [[nodiscard]] fs::path profile(const char* name) const { return place_ / name; }
  std::unique_ptr<WindowDoor> opened(const char* name) {
    auto door = WindowDoor::open(profile(name), {});
    EXPECT_TRUE(door.has_value());
    return door ? std::move(door).value() : nullptr;
  }
  void listens(WindowDoor& door) {
    ASSERT_TRUE(door.listen([this](const WindowWish& wish) {
      const std::lock_guard lock(mutex_);
      heard_.push_back(wish);
      came_.notify_all();
    }));
  }
  WindowWish heard() {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(came_.wait_for(lock, seconds(30), [this] { return !heard_.empty(); }));
    return heard_.empty() ? WindowWish{} : heard_.front();
  }

  const fs::path place_ = fs::temp_directory_path() / ("stille-door-" + std::to_string(::getpid()));
  std::optional<std::string> before_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<WindowWish> heard_;
};

TEST_F(WindowDoors, A_second_window_tells_the_first_what_it_was_opened_with) {
  const auto first = opened("ada");
  ASSERT_NE(first, nullptr);
  listens(*first);
  const auto second = WindowDoor::open(
      profile("ada"), {.conversation = "mira", .link = "stille://x", .token = "t", .show = false});
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second.value(), nullptr);
  const auto wish = heard();
  EXPECT_EQ(wish.conversation, "mira");
  EXPECT_EQ(wish.link, "stille://x");
  EXPECT_EQ(wish.token, "t");
  EXPECT_FALSE(wish.show);
}

TEST_F(WindowDoors, Another_profile_has_a_window_of_its_own) {
  const auto ada = opened("ada");
  const auto bob = opened("bob");
  EXPECT_NE(ada, nullptr);
  EXPECT_NE(bob, nullptr);
}

TEST_F(WindowDoors, Who_comes_before_the_first_listens_waits_for_it) {
  const auto first = opened("ada");
  std::optional<bool> came_second;
  std::thread second([&] {
    const auto door = WindowDoor::open(profile("ada"), {.conversation = "mira"});
    came_second = door.has_value() && door.value() == nullptr;
  });
  listens(*first);
  second.join();
  EXPECT_EQ(came_second, true);
  EXPECT_EQ(heard().conversation, "mira");
}

TEST_F(WindowDoors, When_the_first_is_gone_another_takes_its_place) {
  auto first = opened("ada");
  listens(*first);
  first.reset();
  EXPECT_NE(opened("ada"), nullptr);
}

TEST_F(WindowDoors, Whoever_has_it_and_does_not_answer_is_busy) {
  const auto first = opened("ada");
  const auto second = WindowDoor::open(profile("ada"), {}, milliseconds(60));
  ASSERT_TRUE(second.has_error());
  EXPECT_EQ(second.error().code, FaultCode::busy);
}

}  // namespace
}  // namespace stille::rpc
