// One window for one profile: whoever opens a second one asks the first to come forward instead. Knows
// nothing of windows, nor of who owns the profile.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "client/rpc/fault.hpp"
#include "common/base/time.hpp"

namespace stille::rpc {

/// What a window was opened with.
struct WindowWish {
  std::string conversation{};
  std::string link{};
  std::string token{};  // by which a desktop lets another window come forward
  bool show = true;     // false: it is enough that there is one
};

class WindowDoor {
 public:
  /// Longer than a window needs from its start to listen().
  static constexpr milliseconds kPatience{20'000};

  /// This process has the profile's window from here on; or nullptr, and the one that has it was told `wish`.
  /// busy: somebody has it and does not answer; errors of window_path() as internal.
  static Outcome<std::unique_ptr<WindowDoor>> open(const std::filesystem::path& profile,
                                                   const WindowWish& wish, milliseconds patience = kPatience);
  /// Another process may have it.
  ~WindowDoor();
  WindowDoor(const WindowDoor&) = delete;
  WindowDoor& operator=(const WindowDoor&) = delete;

  /// From now on `come` hears what others wish, on a thread of its own. storage_failed when there can be no
  /// socket.
  Result<void> listen(std::function<void(WindowWish)> come);

 private:
  struct Inside;
  explicit WindowDoor(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace stille::rpc
