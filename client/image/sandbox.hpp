// Locks the process up for good: it may read its standard input, write its standard output, take memory and
// end. Anything else kills it. Knows nothing of pictures.
#pragma once

#include <cstddef>

namespace stille::image {

inline constexpr std::size_t kMostMemory = std::size_t{512} << 20U;  // of addresses
inline constexpr unsigned kMostSeconds = 5;                          // of computing

/// False: it could not be done, and nothing may be read.
[[nodiscard]] bool lock_up();

}  // namespace stille::image
