#include "common/crypto/mlkem768/mlkem768.hpp"

#include <algorithm>
#include <array>

#include "common/crypto/mlkem768/constant_time.hpp"
#include "common/crypto/mlkem768/keccak.hpp"
#include "common/crypto/mlkem768/pack.hpp"
#include "common/crypto/mlkem768/poly.hpp"

namespace stille::mlkem768 {
namespace {

constexpr std::size_t kPolySize = 384;
constexpr std::size_t kVectorSize = kRank * kPolySize;
constexpr std::size_t kCompressedSize = 320;
using Hash32 = std::array<std::uint8_t, 32>;
using Hash64 = std::array<std::uint8_t, 64>;

// What a public key says, ready for use.
struct PublicKey {
  Matrix a;
  Vector t;
  Hash32 hash;
};

template <std::size_t N>
auto first_half(std::array<std::uint8_t, N>& both) noexcept {
  return std::span(both).template first<N / 2>();
}

template <std::size_t N>
auto second_half(std::array<std::uint8_t, N>& both) noexcept {
  return std::span(both).template last<N / 2>();
}

// The span of the i-th of equally long parts.
template <std::size_t Part, class T, std::size_t N>
std::span<T, Part> part(std::span<T, N> bytes, std::size_t i) noexcept {
  return bytes.subspan(i * Part).template first<Part>();
}

void sample_matrix(Matrix& a, Seed32 rho) noexcept {
  declassify(rho);
  for (std::uint8_t row = 0; row < kRank; ++row) {
    for (std::uint8_t column = 0; column < kRank; ++column) sample_uniform(a[row][column], rho, column, row);
  }
}

void encode_vector(Out<kVectorSize> out, const Vector& vector) noexcept {
  for (std::size_t i = 0; i < kRank; ++i) encode(part<kPolySize>(out, i), vector[i]);
}

void decode_vector(Vector& out, In<kVectorSize> bytes) noexcept {
  for (std::size_t i = 0; i < kRank; ++i) decode(out[i], part<kPolySize>(bytes, i));
}

bool is_reduced_vector(In<kVectorSize> bytes) noexcept {
  bool out = true;
  for (std::size_t i = 0; i < kRank; ++i) out &= is_reduced(part<kPolySize>(bytes, i));
  return out;
}

void read_public(PublicKey& key, In<kPublicSize> ek) noexcept {
  decode_vector(key.t, ek.first<kVectorSize>());
  sample_matrix(key.a, ek.last<32>());
  keccak(kSha3_256, key.hash, {ek});
}

// K-PKE.KeyGen (algorithm 13): the secret vector in the transformed domain, and the public key in both forms.
void generate(PublicKey& key, Prepared& secret, Out<kPublicSize> ek, In<32> d) noexcept {
  constexpr std::uint8_t kRankByte = kRank;
  Wiped<Hash64> seeds;
  keccak(kSha3_512, *seeds, {d, std::span(&kRankByte, 1)});
  const auto rho = first_half(*seeds);
  sample_matrix(key.a, rho);
  Wiped<Vector> error;
  for (std::uint8_t i = 0; i < kRank; ++i) {
    sample_noise(secret.vector[i], second_half(*seeds), i);
    sample_noise((*error)[i], second_half(*seeds), static_cast<std::uint8_t>(kRank + i));
    ntt(secret.vector[i]);
    ntt((*error)[i]);
  }
  prepare(secret);
  for (std::size_t i = 0; i < kRank; ++i) {
    inner_product(key.t[i], {&key.a[i][0], &key.a[i][1], &key.a[i][2]}, secret);
    to_montgomery(key.t[i]);
    add(key.t[i], (*error)[i]);
    reduce(key.t[i]);
  }
  encode_vector(ek.first<kVectorSize>(), key.t);
  std::copy(rho.begin(), rho.end(), ek.last<32>().begin());
  keccak(kSha3_256, key.hash, {ek});
}

// K-PKE.Encrypt (algorithm 14).
void encrypt(Out<kCiphertextSize> ct, const PublicKey& key, In<32> message, In<32> coins) noexcept {
  Wiped<Prepared> y;
  for (std::uint8_t i = 0; i < kRank; ++i) {
    sample_noise(y->vector[i], coins, i);
    ntt(y->vector[i]);
  }
  prepare(*y);
  Wiped<Poly> sum;
  Wiped<Poly> addend;
  for (std::uint8_t i = 0; i < kRank; ++i) {
    inner_product(*sum, {&key.a[0][i], &key.a[1][i], &key.a[2][i]}, *y);
    inverse_ntt(*sum);
    sample_noise(*addend, coins, static_cast<std::uint8_t>(kRank + i));
    add(*sum, *addend);
    reduce(*sum);
    encode_compressed<10>(part<kCompressedSize>(ct, i), *sum);
  }
  inner_product(*sum, {&key.t[0], &key.t[1], &key.t[2]}, *y);
  inverse_ntt(*sum);
  sample_noise(*addend, coins, 2 * kRank);
  add(*sum, *addend);
  decode_compressed<1>(*addend, message);
  add(*sum, *addend);
  reduce(*sum);
  encode_compressed<4>(ct.last<128>(), *sum);
}

// K-PKE.Decrypt (algorithm 15). `secret` is the decoded first part of a decapsulation key.
void decrypt(Out<32> message, const Vector& secret, In<kCiphertextSize> ct) noexcept {
  Wiped<Prepared> u;
  for (std::size_t i = 0; i < kRank; ++i) {
    decode_compressed<10>(u->vector[i], part<kCompressedSize>(ct, i));
    ntt(u->vector[i]);
  }
  prepare(*u);
  Wiped<Poly> product;
  inner_product(*product, {&secret[0], &secret[1], &secret[2]}, *u);
  inverse_ntt(*product);
  Wiped<Poly> v;
  decode_compressed<4>(*v, ct.last<128>());
  subtract_from(*product, *v);
  reduce(*product);
  encode_compressed<1>(message, *product);
}

// G(m || H(ek)): the shared secret, then the coins of the encryption.
void derive(Hash64& out, In<32> message, const Hash32& hash) noexcept {
  keccak(kSha3_512, out, {message, hash});
}

void open(Out<kSharedSize> shared, const Vector& secret, const PublicKey& key, In<32> z,
          In<kCiphertextSize> ct) noexcept {
  Wiped<Hash32> message;
  Wiped<Hash64> derived;
  Wiped<std::array<std::uint8_t, kCiphertextSize>> again;
  decrypt(*message, secret, ct);
  derive(*derived, *message, key.hash);
  encrypt(*again, key, *message, second_half(*derived));
  Wiped<Hash32> rejection;
  keccak(kShake256, *rejection, {z, ct});
  conditional_copy(first_half(*derived), *rejection, difference_mask(ct, *again));
  std::copy_n(derived->begin(), kSharedSize, shared.begin());
}

}  // namespace

void public_key(Out<kPublicSize> ek, In<kSeedSize> seed) noexcept {
  Wiped<PublicKey> key;
  Wiped<Prepared> secret;
  generate(*key, *secret, ek, seed.first<32>());
}

void expanded_key(Out<kExpandedSize> dk, In<kSeedSize> seed) noexcept {
  Wiped<PublicKey> key;
  Wiped<Prepared> secret;
  generate(*key, *secret, dk.subspan<kVectorSize, kPublicSize>(), seed.first<32>());
  encode_vector(dk.first<kVectorSize>(), secret->vector);
  std::copy_n(key->hash.begin(), 32, dk.subspan<kVectorSize + kPublicSize>().begin());
  std::copy_n(seed.last<32>().begin(), 32, dk.last<32>().begin());
}

void encapsulate(Out<kCiphertextSize> ct, Out<kSharedSize> shared, In<kPublicSize> ek,
                 In<kCoinsSize> coins) noexcept {
  PublicKey key;
  read_public(key, ek);
  Wiped<Hash64> derived;
  derive(*derived, coins, key.hash);
  encrypt(ct, key, coins, second_half(*derived));
  std::copy_n(derived->begin(), kSharedSize, shared.begin());
}

void decapsulate(Out<kSharedSize> shared, In<kSeedSize> seed, In<kCiphertextSize> ct) noexcept {
  Wiped<PublicKey> key;
  Wiped<Prepared> secret;
  std::array<std::uint8_t, kPublicSize> ek{};
  generate(*key, *secret, ek, seed.first<32>());
  open(shared, secret->vector, *key, seed.last<32>(), ct);
}

void decapsulate_expanded(Out<kSharedSize> shared, In<kExpandedSize> dk, In<kCiphertextSize> ct) noexcept {
  PublicKey key;
  read_public(key, dk.subspan<kVectorSize, kPublicSize>());
  Wiped<Vector> secret;
  decode_vector(*secret, dk.first<kVectorSize>());
  open(shared, *secret, key, dk.last<32>(), ct);
}

bool check_public(In<kPublicSize> ek) noexcept {
  return is_reduced_vector(ek.first<kVectorSize>());
}

bool check_expanded(In<kExpandedSize> dk) noexcept {
  const auto ek = dk.subspan<kVectorSize, kPublicSize>();
  Hash32 hash;
  keccak(kSha3_256, hash, {ek});
  const bool hash_matches = difference_mask(hash, dk.subspan<kVectorSize + kPublicSize, 32>()) == 0;
  return hash_matches && check_public(ek) && is_reduced_vector(dk.first<kVectorSize>());
}

}  // namespace stille::mlkem768
