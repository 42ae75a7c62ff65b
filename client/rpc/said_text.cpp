#include "client/rpc/said_text.hpp"

#include <algorithm>
#include <array>

#include "client/core/message_views.hpp"
#include "client/wire/content.hpp"
#include "client/wire/file.hpp"

namespace stille::rpc {
namespace {

// Unicode's White_Space, and what has no width.
constexpr std::array<std::string_view, 28> kBlanks{
    " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085", "\u00a0", "\u1680", "\u2000",
    "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
    "\u200b", "\u2028", "\u2029", "\u202f", "\u205f", "\u2060", "\u3000", "\ufeff"};

const Json kAbout{{"about", "text"}};

Fault not_utf8() {
  return fault(FaultCode::invalid_argument, "The text is not UTF-8.", kAbout);
}

}  // namespace

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const auto blank = std::ranges::find_if(kBlanks, [&](auto one) { return text.starts_with(one); });
    if (blank == kBlanks.end()) return false;
    text.remove_prefix(blank->size());
  }
  return true;
}

Fault too_long_text() {
  static_assert(client::kLongestText == 60000);
  return fault(FaultCode::too_large,
               "A text has at most 60,000 bytes. What is longer goes as a file: --attach FILE",
               {{"about", "text"}, {"limit", client::kLongestText}});
}

Fault too_long_caption() {
  static_assert(client::wire::kLongestCaption == 16000);
  return fault(FaultCode::too_large, "The text beside files has at most 16,000 bytes.",
               {{"about", "text"}, {"limit", client::wire::kLongestCaption}});
}

Outcome<void> check_text(std::string_view text) {
  if (text.size() > client::kLongestText) return too_long_text();
  if (!client::wire::is_utf8(text)) return not_utf8();
  if (is_blank(text)) return fault(FaultCode::invalid_argument, "There is no text to send.", kAbout);
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Outcome<void> check_caption(std::string_view text) {
  if (text.size() > client::wire::kLongestCaption) return too_long_caption();
  if (!client::wire::is_utf8(text)) return not_utf8();
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace stille::rpc
