#include "client/image/pixels.hpp"

#include <algorithm>
#include <array>

namespace stille::image {
namespace {

// Where a pixel of the turned picture comes from.
struct Turn {
  bool swaps = false;  // width and height
  bool from_right = false;
  bool from_below = false;
};

constexpr std::array<Turn, 9> kTurns{{{},
                                      {},
                                      {false, true, false},
                                      {false, true, true},
                                      {false, false, true},
                                      {true, false, false},
                                      {true, false, true},
                                      {true, true, true},
                                      {true, true, false}}};

}  // namespace

Pixels turned(Pixels from, unsigned orientation) {
  if (orientation < 2 || orientation > 8) return from;
  const auto turn = kTurns.at(orientation);
  Pixels out{.width = turn.swaps ? from.height : from.width,
             .height = turn.swaps ? from.width : from.height,
             .channels = from.channels,
             .bytes = std::vector<std::uint8_t>(from.bytes.size())};
  auto* to = out.bytes.data();
  for (std::uint32_t y = 0; y < out.height; ++y) {
    for (std::uint32_t x = 0; x < out.width; ++x) {
      auto column = turn.swaps ? y : x;
      auto row = turn.swaps ? x : y;
      if (turn.from_right) column = from.width - 1 - column;
      if (turn.from_below) row = from.height - 1 - row;
      const auto at = (std::size_t{row} * from.width + column) * from.channels;
      to = std::copy_n(from.bytes.data() + at, from.channels, to);
    }
  }
  return out;
}

Pixels small(const Pixels& from, std::uint32_t longest_side) {
  const auto longest = std::max(from.width, from.height);
  const auto side = [&](std::uint32_t length) {
    if (longest <= longest_side) return length;
    return std::max<std::uint32_t>(
        1, static_cast<std::uint32_t>(std::uint64_t{length} * longest_side / longest));
  };
  Pixels out{.width = side(from.width), .height = side(from.height), .channels = 3, .bytes = {}};
  const bool alpha = from.channels == 2 || from.channels == 4;
  const bool grey = from.channels < 3;
  for (std::uint32_t y = 0; y < out.height; ++y) {
    for (std::uint32_t x = 0; x < out.width; ++x) {
      const auto left = std::uint64_t{x} * from.width / out.width;
      const auto right = std::max(left + 1, std::uint64_t{x + 1} * from.width / out.width);
      const auto top = std::uint64_t{y} * from.height / out.height;
      const auto bottom = std::max(top + 1, std::uint64_t{y + 1} * from.height / out.height);
      std::array<std::uint64_t, 3> sum{};
      for (auto row = top; row < bottom; ++row) {
        for (auto column = left; column < right; ++column) {
          const auto* pixel = &from.bytes[(row * from.width + column) * from.channels];
          const std::uint64_t solid = alpha ? pixel[from.channels - 1] : 255;
          for (std::size_t c = 0; c < 3; ++c) {
            sum[c] += (pixel[grey ? 0 : c] * solid + 255 * (255 - solid)) / 255;
          }
        }
      }
      const auto count = (right - left) * (bottom - top);
      for (const auto c : sum) out.bytes.push_back(static_cast<std::uint8_t>(c / count));
    }
  }
  return out;
}

}  // namespace stille::image
