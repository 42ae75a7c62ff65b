// What stille-image says on standard output: "STIM" 0x02, then a picture, a portrait and a preview, each
// after its length as u32; or, asked for the code in a picture, "STIQ" 0x01 and its text after its length;
// or, asked for something to be looked at, "STIV" 0x01, width and height as u32, and as many pixels of three
// bytes after their length, so that whoever shows them has nothing to decode. Both ends of the pipe use this;
// a form that is not exactly this is no answer.
#pragma once

#include "common/base/bytes.hpp"

namespace stille::image {

inline constexpr std::string_view kAnswerMagic{"STIM\x02", 5};
inline constexpr std::string_view kCodeMagic{"STIQ\x01", 5};
inline constexpr std::string_view kCodeWish = "code";  // as the only argument
inline constexpr std::size_t kLargestPreview = 4096;
inline constexpr std::size_t kLongestCodeText = 4096;
inline constexpr std::string_view kViewMagic{"STIV\x01", 5};
inline constexpr std::string_view kSmallWish = "small";  // beside other things
inline constexpr std::string_view kLargeWish = "large";  // alone on a screen
inline constexpr std::uint32_t kSmallSide = 560;
inline constexpr std::uint32_t kLargeSide = 1600;
/// A picture of somebody, for a contact card.
inline constexpr std::size_t kLargestPortrait = std::size_t{24} << 10U;

struct Answer {
  ByteView picture;
  ByteView portrait;
  ByteView preview;
};

/// Views into `bytes`. bad_encoding, bad_length, too_large.
inline Result<Answer> parse_answer(ByteView bytes) {
  ByteReader in(bytes);
  STILLE_TRY(const auto magic, in.raw(kAnswerMagic.size()));
  if (!same(magic, as_bytes(kAnswerMagic))) return fail(Errc::bad_encoding);
  Answer out;
  STILLE_TRY(out.picture, in.sized(bytes.size()));
  STILLE_TRY(out.portrait, in.sized(kLargestPortrait));
  STILLE_TRY(out.preview, in.sized(kLargestPreview));
  if (out.picture.empty()) return fail(Errc::bad_length);
  STILLE_TRYV(in.done());
  return out;
}

struct View {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  ByteView rgb;  // three bytes a pixel, rows from the top
};

/// bad_encoding, bad_length; too_large for a side above `longest_side`.
inline Result<View> parse_view(ByteView bytes, std::uint32_t longest_side) {
  ByteReader in(bytes);
  STILLE_TRY(const auto magic, in.raw(kViewMagic.size()));
  if (!same(magic, as_bytes(kViewMagic))) return fail(Errc::bad_encoding);
  View out;
  STILLE_TRY(out.width, in.u32());
  STILLE_TRY(out.height, in.u32());
  if (out.width == 0 || out.height == 0) return fail(Errc::bad_length);
  if (out.width > longest_side || out.height > longest_side) return fail(Errc::too_large);
  STILLE_TRY(out.rgb, in.sized(bytes.size()));
  if (out.rgb.size() != std::size_t{out.width} * out.height * 3) return fail(Errc::bad_length);
  STILLE_TRYV(in.done());
  return out;
}

inline Result<ByteView> parse_code_answer(ByteView bytes) {
  ByteReader in(bytes);
  STILLE_TRY(const auto magic, in.raw(kCodeMagic.size()));
  if (!same(magic, as_bytes(kCodeMagic))) return fail(Errc::bad_encoding);
  STILLE_TRY(const auto text, in.sized(kLongestCodeText));
  if (text.empty()) return fail(Errc::bad_length);
  STILLE_TRYV(in.done());
  return text;
}

}  // namespace stille::image
