// Text forms of public bytes, lower-case hex and base64url without padding (RFC 4648 section 5), and of text
// in a page. Not for secrets: neither runs in constant time nor wipes.
#pragma once

#include <string>
#include <string_view>

#include "common/base/bytes.hpp"

namespace stille {

std::string to_hex(ByteView bytes);
/// bad_encoding on odd length or another character; both cases are read.
Result<Bytes> from_hex(std::string_view text);

std::string to_base64url(ByteView bytes);
/// Strict: bad_encoding on padding, another alphabet or non-zero trailing bits, so one value has one text.
Result<Bytes> from_base64url(std::string_view text);

/// For text between tags or inside quotes of an HTML page.
std::string escape_html(std::string_view text);

}  // namespace stille
