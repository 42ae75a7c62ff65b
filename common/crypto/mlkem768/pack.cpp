#include "common/crypto/mlkem768/pack.hpp"

#include "common/crypto/mlkem768/constant_time.hpp"

namespace stille::mlkem768 {
namespace {

// Eight values are a whole number of bytes for every width, so each group starts on a byte.
template <unsigned Bits, class Value>
void pack(PackedOut<Bits> out, Value value) noexcept {
  std::uint8_t* byte = out.data();
  for (std::size_t group = 0; group < kDegree; group += 8) {
    std::uint32_t pending = 0;
    unsigned held = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      pending |= std::uint32_t{value(group + i)} << held;
      for (held += Bits; held >= 8; held -= 8) {
        *byte++ = static_cast<std::uint8_t>(pending);
        pending >>= 8U;
      }
    }
  }
}

template <unsigned Bits, class Take>
void unpack(PackedIn<Bits> bytes, Take take) noexcept {
  const std::uint8_t* byte = bytes.data();
  for (std::size_t group = 0; group < kDegree; group += 8) {
    std::uint32_t pending = 0;
    unsigned held = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      for (; held < Bits; held += 8) pending |= std::uint32_t{*byte++} << held;
      take(group + i, static_cast<std::uint16_t>(pending & ((1U << Bits) - 1U)));
      pending >>= Bits;
      held -= Bits;
    }
  }
}

}  // namespace

void encode(PackedOut<12> out, const Poly& poly) noexcept {
  pack<12>(out, [&](std::size_t i) { return canonical(poly[i]); });
}

void decode(Poly& out, PackedIn<12> bytes) noexcept {
  unpack<12>(bytes, [&](std::size_t i, std::uint16_t value) { out[i] = static_cast<std::int16_t>(value); });
}

bool is_reduced(PackedIn<12> bytes) noexcept {
  std::int32_t negative = 0;
  unpack<12>(bytes, [&](std::size_t, std::uint16_t value) { negative |= kQ - 1 - std::int32_t{value}; });
  return negative >= 0;
}

template <unsigned Bits>
void encode_compressed(PackedOut<Bits> out, const Poly& poly) noexcept {
  pack<Bits>(out, [&](std::size_t i) { return compress<Bits>(canonical(poly[i])); });
}

template <unsigned Bits>
void decode_compressed(Poly& out, PackedIn<Bits> bytes) noexcept {
  unpack<Bits>(bytes, [&](std::size_t i, std::uint16_t value) {
    // A message bit is secret, and two possible results invite a branch.
    if constexpr (Bits == 1) value = barrier(value);
    out[i] = decompress<Bits>(value);
  });
}

template void encode_compressed<1>(PackedOut<1>, const Poly&) noexcept;
template void encode_compressed<4>(PackedOut<4>, const Poly&) noexcept;
template void encode_compressed<10>(PackedOut<10>, const Poly&) noexcept;
template void decode_compressed<1>(Poly&, PackedIn<1>) noexcept;
template void decode_compressed<4>(Poly&, PackedIn<4>) noexcept;
template void decode_compressed<10>(Poly&, PackedIn<10>) noexcept;

}  // namespace stille::mlkem768
