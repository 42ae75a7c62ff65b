// Lines of a vCard file: folded pieces put together, and each taken apart. For this room only.
#pragma once

#include <map>

#include "client/vcard/person.hpp"

namespace stille::client::vcard {

struct Line {
  std::size_t number = 0;  // of its first piece
  std::string name;        // in capitals, without a group
  std::map<std::string, std::string> params;
  std::string value;  // as it stands there
};

/// A mark at the beginning of a file is no part of its text.
std::string_view without_mark(std::string_view file);

/// The next line that is not empty, or nothing at the end or in trouble.
class Lines {
 public:
  explicit Lines(std::string_view file) : rest_(file) {}
  std::optional<Line> next();
  [[nodiscard]] const std::optional<Trouble>& trouble() const { return trouble_; }
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  std::string_view piece();
  std::string_view rest_;
  std::size_t number_ = 0;  // of the piece that was taken last
  std::optional<Trouble> trouble_;
};

/// "a\, b\nc" as the text that it means.
std::string unescaped(std::string_view value);
/// What stands between such separators that are not escaped, each as the text that it means.
std::vector<std::string> values_of(std::string_view value, char separator);

std::string in_capitals(std::string_view text);
std::string_view trimmed(std::string_view text);

}  // namespace stille::client::vcard
