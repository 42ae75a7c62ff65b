// The log. Accepts literals and arguments that have opted in: numbers, enums with a name, durations.
// Strings, bytes, keys and ids do not compile, so no address, name or identity can reach a log at any level.
#pragma once

#include <atomic>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "common/base/error.hpp"

namespace stille {

enum class LogLevel : std::uint8_t { debug, info, warning, error };
/// text: `time level message name=value ...`. json: one object a line with the same members; numbers and
/// yes/no are JSON's own, durations are numbers under `name_ms`.
enum class LogFormat : std::uint8_t { text, json };

/// A text known at compile time.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}  // NOLINT: implicit on purpose
  [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// A random tag that stands for a connection in the log; never derived from its address.
struct PeerTag {
  std::uint32_t value;
};

namespace log_detail {
std::string shown(std::int64_t value);
std::string shown(std::uint64_t value);
std::string shown(double value);
std::string shown(bool value);
std::string shown(Errc value);
std::string shown(PeerTag value);
std::string shown(std::chrono::milliseconds value);
}  // namespace log_detail

/// A character is a piece of a text, not a number.
template <class T>
concept Character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

template <class T>
concept LogSafe = (std::is_arithmetic_v<T> && !Character<T>) || std::same_as<T, Errc> ||
                  std::same_as<T, PeerTag> || std::same_as<T, std::chrono::milliseconds>;

/// One argument: a literal name and a value that opted in.
class LogField {
 public:
  template <LogSafe T>
  LogField(Literal name, T value)
      : name_(name.text()),
        kind_(std::same_as<T, bool>                        ? Kind::flag
              : std::is_arithmetic_v<T>                    ? Kind::number
              : std::same_as<T, std::chrono::milliseconds> ? Kind::duration
                                                           : Kind::text) {
    if constexpr (std::same_as<T, bool> || !std::is_arithmetic_v<T>) {
      value_ = log_detail::shown(value);
    } else if constexpr (std::floating_point<T>) {
      value_ = log_detail::shown(static_cast<double>(value));
    } else if constexpr (std::signed_integral<T>) {
      value_ = log_detail::shown(static_cast<std::int64_t>(value));
    } else {
      value_ = log_detail::shown(static_cast<std::uint64_t>(value));
    }
  }
  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  [[nodiscard]] const std::string& value() const noexcept { return value_; }
  /// `"name":value`
  [[nodiscard]] std::string json() const;

 private:
  enum class Kind : std::uint8_t { number, flag, duration, text };
  std::string_view name_;
  Kind kind_;
  std::string value_;
};

/// Writes lines to standard error. Thread-safe.
class Log {
 public:
  explicit Log(LogLevel level = LogLevel::info, LogFormat format = LogFormat::text) noexcept
      : level_(level), format_(format) {}
  void debug(Literal message, std::initializer_list<LogField> fields = {}) const;
  void info(Literal message, std::initializer_list<LogField> fields = {}) const;
  void warning(Literal message, std::initializer_list<LogField> fields = {}) const;
  void error(Literal message, std::initializer_list<LogField> fields = {}) const;
  void set_level(LogLevel level) noexcept { level_ = level; }
  void set_format(LogFormat format) noexcept { format_ = format; }
  /// For tests: lines go there instead.
  void set_sink(std::function<void(std::string_view)> sink) { sink_ = std::move(sink); }

 private:
  void write(LogLevel level, Literal message, std::initializer_list<LogField> fields) const;
  std::atomic<LogLevel> level_;
  std::atomic<LogFormat> format_;
  std::function<void(std::string_view)> sink_;
};

}  // namespace stille
