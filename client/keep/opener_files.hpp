// The files of templates/ as they were when the program was built. One opener a line, `#` begins a remark.
#pragma once

#include <string_view>

namespace stille::client::keep {

/// By purpose and language as in the file's name: "birthday", "de". Empty for another.
std::string_view opener_file(std::string_view purpose, std::string_view tongue);

}  // namespace stille::client::keep
