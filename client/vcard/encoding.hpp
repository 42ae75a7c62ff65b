// Files of other programs as UTF-8: UTF-16 with its mark, and what Windows writes in western Europe. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stille::client::vcard {

/// UTF-8 without its mark. UTF-16 is known by its mark; what is no UTF-8 is read as Windows-1252. Nothing: it
/// is none of these.
std::optional<std::string> to_utf8(std::string_view file);

}  // namespace stille::client::vcard
