#include "client/vcard/lines.hpp"

#include <algorithm>

#include "client/wire/content.hpp"

namespace stille::client::vcard {

namespace {

constexpr bool is_name(std::string_view text) {
  constexpr std::string_view kAllowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
  return !text.empty() && text.find_first_not_of(kAllowed) == std::string_view::npos;
}

// Where the first of these stands outside of quotation marks.
std::size_t find_outside(std::string_view text, std::string_view any) {
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (!quoted && any.find(text[at]) != std::string_view::npos) return at;
  }
  return std::string_view::npos;
}

void add_param(std::string_view text, std::map<std::string, std::string>& into) {
  const auto sign = text.find('=');
  auto value = sign == std::string_view::npos ? std::string_view{} : text.substr(sign + 1);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  into.emplace(in_capitals(text.substr(0, sign)), value);
}

std::optional<Line> parse_line(std::string_view text, std::size_t number) {
  const auto colon = find_outside(text, ":");
  if (colon == std::string_view::npos) return std::nullopt;
  Line out;
  out.number = number;
  out.value = text.substr(colon + 1);
  auto head = text.substr(0, colon);
  const auto end = find_outside(head, ";");
  auto name = head.substr(0, end);
  if (const auto dot = name.find('.'); dot != std::string_view::npos) name.remove_prefix(dot + 1);
  if (!is_name(name)) return std::nullopt;
  out.name = in_capitals(name);
  while (find_outside(head, ";") != std::string_view::npos) {
    head.remove_prefix(find_outside(head, ";") + 1);
    add_param(head.substr(0, find_outside(head, ";")), out.params);
  }
  return out;
}

}  // namespace

std::string_view without_mark(std::string_view file) {
  if (file.starts_with("\xef\xbb\xbf")) file.remove_prefix(3);
  return file;
}

std::string_view Lines::piece() {
  const auto end = std::min(rest_.find('\n'), rest_.size());
  auto out = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  if (out.ends_with('\r')) out.remove_suffix(1);
  ++number_;
  return out;
}

std::optional<Line> Lines::next() {
  while (!rest_.empty() && !trouble_) {
    std::string text(piece());
    const auto number = number_;
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) {
      text += piece().substr(1);
      if (text.size() > kLongestLine) break;
    }
    if (text.size() > kLongestLine) {
      trouble_ = Trouble{Wrong::too_large, number};
      break;
    }
    // Pieces may end within a character.
    if (!wire::is_utf8(text)) {
      trouble_ = Trouble{Wrong::encoding, number};
      break;
    }
    if (trimmed(text).empty()) continue;
    auto line = parse_line(text, number);
    if (line) return line;
    trouble_ = Trouble{Wrong::form, number};
  }
  return std::nullopt;
}

std::string unescaped(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] != '\\' || at + 1 == value.size()) {
      out += value[at];
      continue;
    }
    ++at;
    out += value[at] == 'n' || value[at] == 'N' ? '\n' : value[at];
  }
  return out;
}

std::vector<std::string> values_of(std::string_view value, char separator) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] == '\\') {
      ++at;
    } else if (value[at] == separator) {
      out.push_back(unescaped(value.substr(begin, at - begin)));
      begin = at + 1;
    }
  }
  out.push_back(unescaped(value.substr(begin)));
  return out;
}

std::string in_capitals(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace stille::client::vcard
