// What somebody says in their own words: a message without code, quotes, addresses and asides. Knows nothing
// of what is asked.
#pragma once

#include <string>
#include <string_view>

namespace stille::client::keep {

/// Blanks take the place of what goes. A mark at the very end of an address stays: it ends the sentence.
std::string plain_speech(std::string_view text);
/// Without the closing that is no part of what is said: thanks, good wishes, names, pictures, brackets.
std::string_view without_closing(std::string_view speech);
/// The last sentence with its marks.
std::string_view last_sentence(std::string_view speech);

}  // namespace stille::client::keep
