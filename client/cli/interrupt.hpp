// SIGINT and SIGTERM as something one can wait for together with other things. One object a program.
#pragma once

namespace stille::cli {

class Interrupt {
 public:
  /// Takes over SIGINT, SIGTERM and SIGHUP, and turns SIGPIPE into an error of write().
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Readable from the first signal on.
  [[nodiscard]] int fd() const noexcept { return read_end_; }
  /// The first signal that came; 0 while none has.
  [[nodiscard]] static int signal() noexcept;
  /// 128 + the signal; only after one came.
  [[nodiscard]] static int exit_code() noexcept { return 128 + signal(); }
  /// In a child, before it becomes another program.
  static void restore_defaults() noexcept;

 private:
  int read_end_ = -1;
};

}  // namespace stille::cli
