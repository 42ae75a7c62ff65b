#include "client/cli/progress_line.hpp"

#include <csignal>
#include <utility>

#include <pthread.h>
#include <unistd.h>

#include "client/cli/attachment_words.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {

namespace fs = std::filesystem;

namespace {

bool counts_bytes(const std::string& work) {
  return work == "backup" || work == "restore";
}

}  // namespace

ProgressLine::ProgressLine(Context& context, std::string work)
    : context_(context),
      work_(std::move(work)),
      on_terminal_(context.output.for_people() && !context.output.quiet() && ::isatty(STDERR_FILENO) == 1),
      rhythm_(Rhythm::Steady::now()) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::show(std::uint64_t done) {
  const bool json = context_.output.format() == Format::json;
  if ((!json && !on_terminal_) || !rhythm_.due(Rhythm::Steady::now(), done)) return;
  const bool bytes = counts_bytes(work_);
  if (json) {
    Json line{{"v", 1}, {"type", "progress"}, {"work", work_}};
    line[bytes ? "bytes" : "messages"] = done;
    context_.output.record(line, {});
    return context_.output.flush();
  }
  const auto line = context_.say(
      work_ + ".progress", {bytes ? size_words(done, context_.output.language()) : std::to_string(done)});
  clear();
  width_ = width_of(line);
  (void)!::write(STDERR_FILENO, line.data(), line.size());
}

void ProgressLine::clear() {
  if (width_ == 0) return;
  auto blank = std::string("\r");
  blank.append(std::exchange(width_, 0), ' ').append(1, '\r');
  (void)!::write(STDERR_FILENO, blank.data(), blank.size());
}

GrowthWatch::GrowthWatch(Context& context, std::string work, fs::path place)
    : line_(context, std::move(work)), place_(std::move(place)) {
  // Signals are the first thread's.
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  thread_ = std::thread([this] { watch(); });
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

GrowthWatch::~GrowthWatch() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  ended_.notify_one();
  thread_.join();
}

void GrowthWatch::watch() {
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, Rhythm::kBetween, [this] { return over_; })) {
    try {
      line_.show(bytes_at(place_));
    } catch (...) {
      return;  // nobody reads any more: the first thread finds out by itself
    }
  }
}

std::uint64_t bytes_at(const fs::path& place) {
  std::error_code failed;
  if (fs::is_regular_file(place, failed)) return fs::file_size(place, failed);
  std::uint64_t out = 0;
  for (fs::recursive_directory_iterator at(place, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code gone;
    const auto size = at->is_regular_file(gone) ? at->file_size(gone) : 0;
    if (!gone) out += size;
  }
  return out;
}

}  // namespace stille::cli
