// The thread that a person waits for, marked: where disk, network or cryptography begin, a debug build ends
// the program when it is that thread that came. In builds with NDEBUG the marks are nothing at all.
#pragma once

namespace stille {

/// The thread that makes it is quick as long as this lives.
class QuickThread {
 public:
#ifdef NDEBUG
  QuickThread() noexcept {}
  ~QuickThread() {}
#else
  QuickThread() noexcept;
  ~QuickThread();
#endif
  QuickThread(const QuickThread&) = delete;
  QuickThread& operator=(const QuickThread&) = delete;
};

/// Stands where something begins that may take its time. `what` is a literal, named when the program ends
/// here.
#ifdef NDEBUG
inline void takes_its_time(const char* /*what*/) noexcept {}
#else
void takes_its_time(const char* what) noexcept;
#endif

}  // namespace stille
