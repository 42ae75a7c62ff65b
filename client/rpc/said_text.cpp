#include "client/rpc/said_text.hpp"

#include "client/core/message_views.hpp"
#include "client/wire/content.hpp"
#include "client/wire/file.hpp"

namespace stille::rpc {
namespace {

const Json kAbout{{"about", "text"}};

Fault not_utf8() {
  return fault(FaultCode::invalid_argument, "The text is not UTF-8.", kAbout);
}

}  // namespace

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
  if (text.empty()) return fault(FaultCode::invalid_argument, "There is no text to send.", kAbout);
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Outcome<void> check_caption(std::string_view text) {
  if (text.size() > client::wire::kLongestCaption) return too_long_caption();
  if (!client::wire::is_utf8(text)) return not_utf8();
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace stille::rpc
