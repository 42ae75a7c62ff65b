// JPEG and PNG to pixels and back. What is written holds the picture and nothing else.
#pragma once

#include <optional>

#include "client/image/pixels.hpp"

namespace stille::image {

using Encoded = std::vector<std::uint8_t>;

/// The right way up, as EXIF says; nothing for what is no JPEG, is damaged, in inks, or too large. The size
/// is looked at before any memory is taken for it.
std::optional<Pixels> read_jpeg(const Encoded& file);
std::optional<Pixels> read_png(const Encoded& file);
/// Colours or grey.
std::optional<Encoded> write_jpeg(const Pixels& pixels, int quality);
std::optional<Encoded> write_png(const Pixels& pixels);
/// The orientation in the contents of an APP1 segment, 1 when it says none.
unsigned orientation_in(const std::uint8_t* exif, std::size_t size);

}  // namespace stille::image
