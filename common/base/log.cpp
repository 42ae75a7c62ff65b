#include "common/base/log.hpp"

#include <array>
#include <cstdio>

#include "common/base/time.hpp"

namespace stille {
namespace log_detail {

std::string shown(std::int64_t value) {
  return std::to_string(value);
}
std::string shown(std::uint64_t value) {
  return std::to_string(value);
}
std::string shown(double value) {
  return std::to_string(value);
}
std::string shown(bool value) {
  return value ? "yes" : "no";
}
std::string shown(Errc value) {
  return std::string(name_of(value));
}
std::string shown(std::chrono::milliseconds value) {
  return std::to_string(value.count()) + "ms";
}

std::string shown(PeerTag value) {
  std::array<char, 12> text{};
  const int length = std::snprintf(text.data(), text.size(), "%08x", value.value);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace log_detail

void Log::debug(Literal message, std::initializer_list<LogField> fields) const {
  write(LogLevel::debug, message, fields);
}

void Log::info(Literal message, std::initializer_list<LogField> fields) const {
  write(LogLevel::info, message, fields);
}

void Log::warning(Literal message, std::initializer_list<LogField> fields) const {
  write(LogLevel::warning, message, fields);
}

void Log::error(Literal message, std::initializer_list<LogField> fields) const {
  write(LogLevel::error, message, fields);
}

void Log::write(LogLevel level, Literal message, std::initializer_list<LogField> fields) const {
  if (level < level_.load(std::memory_order_relaxed)) return;
  constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};
  std::string line = to_rfc3339(SystemClock{}.now());
  line += ' ';
  line += kNames.at(static_cast<std::size_t>(level));
  line += ' ';
  line += message.text();
  for (const auto& field : fields) {
    line += ' ';
    line += field.name();
    line += '=';
    line += field.value();
  }
  line += '\n';
  if (sink_) {
    sink_(line);
  } else {
    // One write per line, so that lines of several threads never mix.
    (void)std::fwrite(line.data(), 1, line.size(), stderr);
  }
}

}  // namespace stille
