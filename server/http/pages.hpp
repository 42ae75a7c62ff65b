// What browsers are shown, as server/http/pages has it, with {{places}} still to be filled.
// Knows nothing of when it is shown.
#pragma once

#include <string_view>

namespace stille::http::pages {

extern const std::string_view page_html, style_css, script_js;
extern const std::string_view link_de_html, link_en_html;
extern const std::string_view information_de_html, information_en_html;
extern const std::string_view invitation_de_html, invitation_en_html;
extern const std::string_view contact_de_html, contact_en_html;
extern const std::string_view relay_de_html, relay_en_html;

}  // namespace stille::http::pages
