// The window's thread and what takes its time: a debug build does not let them meet.
#include "common/base/quick_thread.hpp"

#include <gtest/gtest.h>

#include "client/rpc/home.hpp"
#include "client/rpc/profile_access.hpp"
#include "client/store/database.hpp"
#include "common/crypto/password.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

#ifndef NDEBUG

class WindowThreadDeathTest : public ::testing::Test {
 protected:
  WindowThreadDeathTest() {
    // A window's worker is a thread; a fork would leave it behind.
    GTEST_FLAG_SET(death_test_style, "threadsafe");
  }
  std::filesystem::path somewhere(const char* name) const {
    return folder_.filePath(QLatin1String(name)).toStdString();
  }
  QTemporaryDir folder_;
};

constexpr const char* kSaid = "on the thread that a person waits for";

TEST_F(WindowThreadDeathTest, The_store_is_not_for_it) {
  EXPECT_DEATH(
      {
        Stage stage(somewhere("nobody"));
        (void)client::store::Database::open(somewhere("store"), {}, true).has_value();
      },
      kSaid);
}

TEST_F(WindowThreadDeathTest, A_call_to_a_profile_is_not_for_it) {
  EXPECT_DEATH(
      {
        Stage stage(somewhere("nobody"));
        const Log log(LogLevel::error);
        rpc::ProfileAccess(somewhere("nobody"), {}, -1, log).call("profile.status");
      },
      kSaid);
}

TEST_F(WindowThreadDeathTest, A_passphrase_is_not_stretched_on_it) {
  EXPECT_DEATH(
      {
        Stage stage(somewhere("nobody"));
        std::array<std::uint8_t, 32> out{};
        const std::array<std::uint8_t, crypto::kArgonSaltSize> salt{};
        (void)crypto::argon2id(out, {}, salt, {1, 8}).has_value();
      },
      kSaid);
}

// What the mark is worth: the same is possible once there is no window.
TEST_F(WindowThreadDeathTest, Without_a_window_it_may) {
  {
    Stage stage(somewhere("nobody"));
  }
  std::array<std::uint8_t, 32> out{};
  const std::array<std::uint8_t, crypto::kArgonSaltSize> salt{};
  EXPECT_TRUE(crypto::argon2id(out, {}, salt, {1, 8}).has_value());
}

#endif

}  // namespace
}  // namespace stille::desktop::test
