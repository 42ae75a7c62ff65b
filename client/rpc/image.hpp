// Asks the program stille-image to take apart a picture and to put it together again without what a camera or
// an editor added, or to read the code in it. That program is locked up; this one is untouched by whatever
// becomes of it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "common/base/bytes.hpp"
#include "common/base/time.hpp"

namespace stille::rpc {

inline constexpr std::size_t kLargestPicture = std::size_t{64} << 20U;
/// Well above its own bound on computing time, for a machine that is busy.
inline constexpr seconds kImagePatience{30};

struct CleanImage {
  Bytes picture;
  Bytes portrait;  // a JPEG that fits on a contact card; empty when none does
  Bytes preview;   // a small JPEG
};

/// By the first eight bytes.
bool is_jpeg_or_png(ByteView first);
/// Beside the program that runs, or where the package puts it.
std::string image_program();
/// not_found: no such program; timed_out; refused: it ended badly, or answered out of form.
boost::asio::awaitable<Result<CleanImage>> clean_image(std::string program, Bytes picture,
                                                       milliseconds patience = kImagePatience);

/// What the QR code in a picture says. Errors as clean_image; refused also when there is none.
boost::asio::awaitable<Result<std::string>> code_in(std::string program, Bytes picture,
                                                    milliseconds patience = kImagePatience);

/// Pixels, three bytes each, rows from the top: there is nothing in them to decode.
struct ShownImage {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  Bytes rgb;
};
/// To be looked at; `large`: alone on a screen. Errors as clean_image.
boost::asio::awaitable<Result<ShownImage>> shown_image(std::string program, Bytes picture, bool large,
                                                       milliseconds patience = kImagePatience);

}  // namespace stille::rpc
