// What stille-image says on standard output: "STIM" 0x02, then a picture, a portrait and a preview, each
// after its length as u32; or, asked for the code in a picture, "STIQ" 0x01 and its text after its length.
// Both ends of the pipe use this; a form that is not exactly this is no answer.
#pragma once

#include "common/base/bytes.hpp"

namespace stille::image {

inline constexpr std::string_view kAnswerMagic{"STIM\x02", 5};
inline constexpr std::string_view kCodeMagic{"STIQ\x01", 5};
inline constexpr std::string_view kCodeWish = "code";  // as the only argument
inline constexpr std::size_t kLargestPreview = 4096;
inline constexpr std::size_t kLongestCodeText = 4096;
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
