// stille-image: a picture on standard input, the same without anything that was added to it, and two small
// ones, a portrait and a preview, on standard output (answer.hpp). With `code` as its argument: what the QR
// code in the picture says; with `small` or `large`: its pixels, to be looked at. Ends with 1 for what it
// cannot read. It is locked up before it reads.
#include <cstdlib>
#include <exception>
#include <initializer_list>

#include <unistd.h>

#include "client/image/answer.hpp"
#include "client/image/code.hpp"
#include "client/image/formats.hpp"
#include "client/image/sandbox.hpp"

namespace stille::image {
namespace {

constexpr std::size_t kLargestInput = std::size_t{64} << 20U;
constexpr std::size_t kPiece = std::size_t{1} << 20U;
constexpr int kQuality = 92;

// Exactly what was sent, or nothing when it is too much.
std::optional<Encoded> read_all() {
  Encoded out;
  std::size_t size = 0;
  for (;;) {
    if (size > kLargestInput) return std::nullopt;
    out.resize(size + kPiece);
    const auto got = ::read(STDIN_FILENO, out.data() + size, kPiece);
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  out.resize(size);
  return out;
}

bool write_all(ByteView bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

// The best that there is room for; nothing when even the worst is too large.
Encoded within(std::size_t most, const Pixels& picture, std::initializer_list<int> qualities) {
  for (const int quality : qualities) {
    auto out = write_jpeg(picture, quality);
    if (out && out->size() <= most) return std::move(*out);
  }
  return {};
}

bool is_jpeg(const Encoded& file) {
  return file.size() >= 2 && file[0] == 0xff && file[1] == 0xd8;
}

bool tell_code() {
  const auto input = read_all();
  if (!input) return false;
  const auto pixels = is_jpeg(*input) ? read_jpeg(*input) : read_png(*input);
  if (!pixels) return false;
  const auto text = read_code(*pixels);
  if (!text || text->size() > kLongestCodeText) return false;
  ByteWriter out;
  out.raw(as_bytes(kCodeMagic)).sized(as_bytes(*text));
  return write_all(out.bytes());
}

bool show(std::uint32_t side) {
  const auto input = read_all();
  if (!input) return false;
  const auto pixels = is_jpeg(*input) ? read_jpeg(*input) : read_png(*input);
  if (!pixels) return false;
  const auto shown = small(*pixels, side);
  if (shown.channels != 3) return false;
  ByteWriter out;
  out.raw(as_bytes(kViewMagic)).u32(shown.width).u32(shown.height).sized(shown.bytes);
  return write_all(out.bytes());
}

bool clean() {
  auto input = read_all();
  if (!input) return false;
  const bool jpeg = is_jpeg(*input);
  auto pixels = jpeg ? read_jpeg(*input) : read_png(*input);
  if (!pixels) return false;
  input.reset();
  const auto reduced = small(*pixels, kPortraitSide);
  const auto portrait = within(kLargestPortrait, reduced, {88, 75, 60, 40, 20});
  const auto preview = within(kLargestPreview, small(reduced, kPreviewSide), {60, 40, 25, 10});
  auto picture = jpeg ? write_jpeg(*pixels, kQuality) : write_png(*pixels);
  if (!picture) return false;
  pixels.reset();
  ByteWriter head;
  head.raw(as_bytes(kAnswerMagic)).u32(static_cast<std::uint32_t>(picture->size()));
  ByteWriter tail;
  tail.sized(portrait).sized(preview);
  return write_all(head.bytes()) && write_all(*picture) && write_all(tail.bytes());
}

bool do_as_asked(std::string_view wish) {
  if (wish == kCodeWish) return tell_code();
  if (wish == kSmallWish) return show(kSmallSide);
  if (wish == kLargeWish) return show(kLargeSide);
  return clean();
}

}  // namespace
}  // namespace stille::image

int main(int argc, char** argv) {
  using namespace stille::image;
  const std::string_view wish = argc > 1 ? argv[1] : "";
  if (!lock_up()) return 2;
  try {
    return do_as_asked(wish) ? 0 : 1;
  } catch (const std::exception&) {
    return 1;
  }
}
