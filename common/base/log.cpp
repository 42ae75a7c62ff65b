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

namespace {

std::string_view name_of(LogLevel level) {
  constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};
  return kNames.at(static_cast<std::size_t>(level));
}

std::string in_text(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  std::string line = to_rfc3339(SystemClock{}.now());
  line.append(" ").append(name_of(level)).append(" ").append(message);
  for (const auto& field : fields) line.append(" ").append(field.name()).append("=").append(field.value());
  return line + '\n';
}

/// Everything in it is a literal, a number or a name of ours: none needs escaping but a quote in a message.
std::string in_json(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  std::string line = R"({"time":")" + to_rfc3339(SystemClock{}.now());
  line.append(R"(","level":")").append(name_of(level)).append(R"(","message":")");
  for (const char c : message) line.append(c == '"' || c == '\\' ? "\\" : "").append(1, c);
  line += '"';
  for (const auto& field : fields) line += ',' + field.json();
  return line + "}\n";
}

}  // namespace

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

std::string LogField::json() const {
  const auto quoted = [](std::string_view text) { return '"' + std::string(text) + '"'; };
  const auto name = std::string(name_);
  switch (kind_) {
    case Kind::number:
      return quoted(name) + ':' + value_;
    case Kind::flag:
      return quoted(name) + ':' + (value_ == "yes" ? "true" : "false");
    case Kind::duration:
      return quoted(name + "_ms") + ':' + value_.substr(0, value_.size() - 2);
    case Kind::text:
      return quoted(name) + ':' + quoted(value_);
  }
  return {};
}

void Log::write(LogLevel level, Literal message, std::initializer_list<LogField> fields) const {
  if (level < level_.load(std::memory_order_relaxed)) return;
  const auto line = format_.load(std::memory_order_relaxed) == LogFormat::json
                        ? in_json(level, message.text(), fields)
                        : in_text(level, message.text(), fields);
  if (sink_) {
    sink_(line);
  } else {
    // One write per line, so that lines of several threads never mix.
    (void)std::fwrite(line.data(), 1, line.size(), stderr);
  }
}

}  // namespace stille
