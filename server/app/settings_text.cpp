#include "server/app/settings_text.hpp"

#include <algorithm>
#include <vector>

namespace stille::server {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// The line without spaces at its ends.
std::string_view trimmed(std::string_view line) {
  const auto first = std::min(line.find_first_not_of(" \t"), line.size());
  line.remove_prefix(first);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r'))
    line.remove_suffix(1);
  return line;
}

/// `key = ...`, or the same as a commented default, which has no space behind its #.
bool sets(std::string_view line, std::string_view key) {
  line = trimmed(line);
  if (line.starts_with('#')) line.remove_prefix(1);
  if (!line.starts_with(key)) return false;
  return trimmed(line.substr(key.size())).starts_with('=');
}

}  // namespace

std::string with_setting(std::string_view text, std::string_view section, std::string_view key,
                         std::string_view value) {
  const auto head = '[' + std::string(section) + ']';
  const auto wanted = std::string(key) + " = " + std::string(value);
  auto lines = lines_of(text);
  bool inside = false;
  bool done = false;
  std::size_t below_head = 0;
  for (std::size_t i = 0; i < lines.size() && !done; ++i) {
    if (trimmed(lines[i]).starts_with('[')) inside = trimmed(lines[i]).starts_with(head);
    if (inside && below_head == 0) below_head = i + 1;
    if (!inside || !sets(lines[i], key)) continue;
    lines[i] = wanted;
    done = true;
  }
  if (!done && below_head == 0) {
    lines.insert(lines.end(), {"", head});
    below_head = lines.size();
  }
  if (!done) lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(below_head), wanted);
  std::string out;
  for (const auto& line : lines) out += line + '\n';
  return out;
}

}  // namespace stille::server
