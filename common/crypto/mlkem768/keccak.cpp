#include "common/crypto/mlkem768/keccak.hpp"

#include <bit>
#include <cstring>
#include <utility>

namespace stille::mlkem768 {
namespace {

using Lanes = std::array<std::uint64_t, 25>;

// FIPS 202, 3.2.5: the constants are the output of a shift register.
consteval std::array<std::uint64_t, 24> round_constants() {
  std::array<std::uint64_t, 24> out{};
  unsigned state = 1;
  for (auto& constant : out) {
    for (unsigned j = 0; j < 7; ++j) {
      if ((state & 1U) != 0) constant |= std::uint64_t{1} << ((1U << j) - 1U);
      state = (state << 1U) ^ ((state >> 7U) * 0x171U);
    }
  }
  return out;
}

struct Move {
  std::size_t target;
  int rotation;
};

// rho and pi in one: lane (x, y) goes, rotated, to (y, 2x + 3y).
consteval std::array<Move, 25> moves() {
  std::array<Move, 25> out{};
  std::size_t x = 1;
  std::size_t y = 0;
  for (int t = 0; t < 24; ++t) {
    const std::size_t next = (2 * x + 3 * y) % 5;
    out[x + 5 * y] = {y + 5 * next, ((t + 1) * (t + 2) / 2) % 64};
    x = std::exchange(y, next);
  }
  return out;
}

constexpr auto kRoundConstants = round_constants();
constexpr auto kMoves = moves();

// The index sequences make every index a constant, so that all lanes live in registers whatever the compiler
// unrolls.
template <std::size_t... I>
[[gnu::always_inline]] inline void theta_rho_pi(const Lanes& in, Lanes& out,
                                                std::index_sequence<I...> /*lanes*/) noexcept {
  std::array<std::uint64_t, 5> column{};
  ((column[I % 5] ^= in[I]), ...);
  const std::array<std::uint64_t, 5> mix{
      column[4] ^ std::rotl(column[1], 1), column[0] ^ std::rotl(column[2], 1),
      column[1] ^ std::rotl(column[3], 1), column[2] ^ std::rotl(column[4], 1),
      column[3] ^ std::rotl(column[0], 1)};
  ((out[kMoves[I].target] = std::rotl(in[I] ^ mix[I % 5], kMoves[I].rotation)), ...);
}

template <std::size_t... I>
[[gnu::always_inline]] inline void chi(const Lanes& in, Lanes& out,
                                       std::index_sequence<I...> /*lanes*/) noexcept {
  ((out[I] = in[I] ^ (~in[I / 5 * 5 + (I + 1) % 5] & in[I / 5 * 5 + (I + 2) % 5])), ...);
}

std::uint64_t load(const std::uint8_t* bytes) noexcept {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out |= std::uint64_t{bytes[i]} << (8 * i);
  return out;
}

void store(std::uint8_t* bytes, std::uint64_t lane) noexcept {
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(lane >> (8 * i));
}

}  // namespace

Sponge::~Sponge() {
  lanes_.fill(0);
  asm volatile("" : : "r"(lanes_.data()) : "memory");
}

void Sponge::permute() noexcept {
  constexpr auto kLanes = std::make_index_sequence<25>();
  Lanes lanes = lanes_;
  Lanes moved{};
  for (const auto constant : kRoundConstants) {
    theta_rho_pi(lanes, moved, kLanes);
    chi(moved, lanes, kLanes);
    lanes[0] ^= constant;
  }
  lanes_ = lanes;
}

void Sponge::absorb(std::span<const std::uint8_t> bytes) noexcept {
  while (!bytes.empty()) {
    std::size_t taken = 1;
    if (at_ % 8 == 0 && bytes.size() >= 8) {
      lanes_[at_ / 8] ^= load(bytes.data());
      taken = 8;
    } else {
      lanes_[at_ / 8] ^= std::uint64_t{bytes[0]} << (8 * (at_ % 8));
    }
    bytes = bytes.subspan(taken);
    at_ += taken;
    if (at_ == kind_.rate) {
      permute();
      at_ = 0;
    }
  }
}

void Sponge::squeeze(std::span<std::uint8_t> out) noexcept {
  if (!squeezing_) {
    lanes_[at_ / 8] ^= std::uint64_t{kind_.suffix} << (8 * (at_ % 8));
    lanes_[kind_.rate / 8 - 1] ^= std::uint64_t{1} << 63U;
    squeezing_ = true;
    at_ = kind_.rate;
  }
  while (!out.empty()) {
    if (at_ == kind_.rate) {
      permute();
      at_ = 0;
    }
    std::size_t given = 1;
    if (at_ % 8 == 0 && out.size() >= 8) {
      store(out.data(), lanes_[at_ / 8]);
      given = 8;
    } else {
      out[0] = static_cast<std::uint8_t>(lanes_[at_ / 8] >> (8 * (at_ % 8)));
    }
    out = out.subspan(given);
    at_ += given;
  }
}

void keccak(KeccakKind kind, std::span<std::uint8_t> out,
            std::initializer_list<std::span<const std::uint8_t>> parts) noexcept {
  Sponge sponge(kind);
  for (auto part : parts) sponge.absorb(part);
  sponge.squeeze(out);
}

}  // namespace stille::mlkem768
