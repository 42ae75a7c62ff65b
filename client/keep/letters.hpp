// UTF-8 as far as sentences need it: characters one by one, what is a letter, lower case of Latin letters.
#pragma once

#include <string>
#include <string_view>

namespace stille::client::keep {

struct Letter {
  char32_t code = 0xFFFD;
  std::size_t bytes = 1;
};

/// The first or the last character of a text that is not empty; what is not UTF-8 counts a byte each.
Letter first_letter(std::string_view text);
Letter last_letter(std::string_view text);

/// Of a word, in any script that this program meets; digits too.
bool is_word(char32_t code);
/// Pictures, and what joins or colours them.
bool is_emoji(char32_t code);
bool is_space(char32_t code);
/// ASCII and the letters of Latin-1.
std::string lower(std::string_view text);
std::string_view trimmed(std::string_view text);

}  // namespace stille::client::keep
