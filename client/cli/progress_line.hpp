// How far long work has come: one line that is written over on a terminal, objects in JSON, silence
// otherwise, and nothing at all about what is done in a moment.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "client/cli/command.hpp"

namespace stille::cli {

/// When something is to be said again.
class Rhythm {
 public:
  using Steady = std::chrono::steady_clock;
  static constexpr milliseconds kSilence{800};
  static constexpr milliseconds kBetween{500};

  explicit Rhythm(Steady::time_point begun) : next_(begun + kSilence) {}
  /// True at most once in kBetween, never in the first kSilence, and not for what was said last.
  bool due(Steady::time_point now, std::uint64_t done) {
    if (now < next_ || told_ == done) return false;
    next_ = now + kBetween;
    told_ = done;
    return true;
  }

 private:
  Steady::time_point next_;
  std::optional<std::uint64_t> told_;
};

class ProgressLine {
 public:
  /// `work`: "export", "import", "backup", "restore"; `<work>.progress` is the sentence.
  ProgressLine(Context& context, std::string work);
  /// Nothing of it stays on the terminal.
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// So many messages, or bytes where those are what is counted.
  void show(std::uint64_t done);

 private:
  void clear();
  Context& context_;
  std::string work_;
  bool on_terminal_;
  Rhythm rhythm_;
  std::size_t width_ = 0;
};

/// Looks at a file or a folder that grows while this process waits for somebody to write it. The one place
/// with a second thread; it looks, and says how much there is.
class GrowthWatch {
 public:
  GrowthWatch(Context& context, std::string work, std::filesystem::path place);
  ~GrowthWatch();
  GrowthWatch(const GrowthWatch&) = delete;
  GrowthWatch& operator=(const GrowthWatch&) = delete;

 private:
  void watch();
  ProgressLine line_;
  std::filesystem::path place_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
  std::thread thread_;
};

/// Bytes of a file, or of all files in a folder; 0 when there is none.
std::uint64_t bytes_at(const std::filesystem::path& place);

}  // namespace stille::cli
