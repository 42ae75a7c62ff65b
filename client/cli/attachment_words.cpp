#include "client/cli/attachment_words.hpp"

#include <array>

#include "client/cli/i18n.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {

std::string size_words(std::uint64_t bytes, Language language) {
  constexpr std::array<std::string_view, 3> kUnits{"KB", "MB", "GB"};
  if (bytes < 1000) return std::to_string(bytes) + " B";
  std::size_t unit = 0;
  // In tenths, rounded down: nobody counts on the last one.
  std::uint64_t tenths = bytes / 100;
  while (tenths >= 10000 && unit + 1 < kUnits.size()) {
    tenths /= 1000;
    ++unit;
  }
  auto out = std::to_string(tenths / 10);
  if (tenths < 1000) out += (language == Language::german ? "," : ".") + std::to_string(tenths % 10);
  return out + " " + std::string(kUnits[unit]);
}

std::string attachment_words(const Json& attachment, Language language) {
  const auto state = attachment["state"].get<std::string>();
  const auto size = attachment["size"].get<std::uint64_t>();
  // A name in another direction of writing must not move what stands behind it.
  return "\u2068" + printable(attachment["name"].get<std::string>()) + "\u2069, " +
         size_words(size, language) + " (" + say(language, "attachment." + state) + ")  " +
         printable(attachment["id"].get<std::string>());
}

std::string attachment_lines(const Json& message, Language language) {
  std::string out;
  if (!message.contains("attachments")) return out;
  for (const auto& one : message["attachments"]) {
    out += "\n  " + say(language, "attachment.line", {attachment_words(one, language)});
  }
  return out;
}

}  // namespace stille::cli
