// Named places at which a test may let the program die. In builds with NDEBUG they are nothing at all.
// Every point registers itself at start-up, so that a test can visit all of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace stille {

/// A name as a template argument.
template <std::size_t N>
struct PointName {
  char text[N]{};
  consteval PointName(const char (&from)[N]) { std::copy_n(from, N, text); }  // NOLINT: implicit on purpose
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

#ifndef NDEBUG

/// What a test sees of the points. One thread.
class FaultPoints {
 public:
  /// All names of the program, in no order.
  static std::vector<std::string_view>& names() {
    static std::vector<std::string_view> list;
    return list;
  }
  /// Called at each point that is passed; it may throw.
  static std::function<void(std::string_view)>& visitor() {
    static std::function<void(std::string_view)> call;
    return call;
  }
};

template <PointName Name>
struct FaultPoint {
  static bool enlist() {
    FaultPoints::names().push_back(Name.view());
    return true;
  }
  static inline const bool enlisted = enlist();
  static void pass() {
    if (enlisted && FaultPoints::visitor()) FaultPoints::visitor()(Name.view());
  }
};

#define FAULT_POINT(name) ::stille::FaultPoint<name>::pass()

#else

#define FAULT_POINT(name) static_cast<void>(0)

#endif

}  // namespace stille
