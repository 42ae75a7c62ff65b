#include "common/crypto/voprf.hpp"

#include <sodium.h>

#include "common/crypto/hash.hpp"

namespace stille::crypto {
namespace {

using Raw = std::array<std::uint8_t, 32>;
using Scalar = Secret<struct RistrettoScalarTag, 32>;

constexpr std::string_view kContext = "OPRFV1-\x01-ristretto255-SHA512";
constexpr std::size_t kLongestInput = 65535;
constexpr Raw kIdentity{};

std::array<std::uint8_t, 2> be16(std::size_t value) {
  return {static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value)};
}

/// RFC 9380 section 5.3.1 with SHA-512, for exactly one block of output.
Secret<struct UniformTag, 64> expand(std::string_view prefix, std::initializer_list<ByteView> message) {
  static constexpr std::array<std::uint8_t, 128> kZeros{};
  static constexpr std::array<std::uint8_t, 3> kLengthAndZero{0, 64, 0};
  static constexpr std::array<std::uint8_t, 1> kOne{1};
  const std::array<std::uint8_t, 1> length{static_cast<std::uint8_t>(prefix.size() + kContext.size())};
  Sha512 first;
  first.update(kZeros);
  for (const auto part : message) first.update(part);
  first.update(kLengthAndZero).update(as_bytes(prefix)).update(as_bytes(kContext)).update(length);
  auto block = first.finish();
  auto digest = sha512({block, kOne, as_bytes(prefix), as_bytes(kContext), length});
  auto out = Secret<UniformTag, 64>::from(digest);
  wipe(block);
  wipe(digest);
  return out;
}

Scalar hash_to_scalar(std::string_view prefix, std::initializer_list<ByteView> message) {
  const auto uniform = expand(prefix, message);
  Scalar out;
  crypto_core_ristretto255_scalar_reduce(out.fill().data(), uniform.expose().data());
  return out;
}

Raw hash_to_group(ByteView input) {
  const auto uniform = expand("HashToGroup-", {input});
  Raw out{};
  crypto_core_ristretto255_from_hash(out.data(), uniform.expose().data());
  return out;
}

bool is_zero(ByteView scalar) {
  return sodium_is_zero(scalar.data(), scalar.size()) == 1;
}

/// Below the order of the group, and not zero.
bool is_scalar(std::span<const std::uint8_t, 32> bytes) {
  std::array<std::uint8_t, 64> wide{};
  std::copy(bytes.begin(), bytes.end(), wide.begin());
  Scalar reduced;
  crypto_core_ristretto255_scalar_reduce(reduced.fill().data(), wide.data());
  wipe(wide);
  return equal(reduced.expose(), bytes) && !is_zero(bytes);
}

Scalar random_scalar(Rng& rng) {
  for (;;) {
    const auto wide = rng.secret<Secret<struct WideTag, 64>>();
    Scalar out;
    crypto_core_ristretto255_scalar_reduce(out.fill().data(), wide.expose().data());
    if (!is_zero(out.expose())) return out;
  }
}

/// bad_key when the product is the identity, or `element` is none.
Result<Raw> times(ByteView scalar, const Raw& element) {
  Raw out{};
  if (crypto_scalarmult_ristretto255(out.data(), scalar.data(), element.data()) != 0) {
    return fail(Errc::bad_key);
  }
  return out;
}

Result<Raw> times_base(ByteView scalar) {
  Raw out{};
  if (crypto_scalarmult_ristretto255_base(out.data(), scalar.data()) != 0) return fail(Errc::bad_key);
  return out;
}

Result<Raw> sum(const Raw& left, const Raw& right) {
  Raw out{};
  if (crypto_core_ristretto255_add(out.data(), left.data(), right.data()) != 0) return fail(Errc::bad_key);
  return out;
}

bool is_element(const Raw& raw) {
  return crypto_core_ristretto255_is_valid_point(raw.data()) == 1 && raw != kIdentity;
}

template <class Element>
Result<Element> parse_element(ByteView bytes) {
  STILLE_TRY(auto out, Element::parse(bytes));
  if (!is_element(out.raw)) return fail(Errc::bad_key);
  return out;
}

using Raws = std::vector<Raw>;

/// RFC 9497 section 2.2.1: what each pair of a batch counts in the one pair that stands for all of them.
std::vector<Scalar> weights(const VoprfPublic& key, const Raws& blinded, const Raws& evaluated) {
  constexpr std::string_view kSeed = "Seed-";
  const auto seed =
      sha512({be16(32), key.raw, be16(kSeed.size() + kContext.size()), as_bytes(kSeed), as_bytes(kContext)});
  std::vector<Scalar> out;
  for (std::size_t i = 0; i < blinded.size(); ++i) {
    out.push_back(hash_to_scalar("HashToScalar-", {be16(seed.size()), seed, be16(i), be16(32), blinded[i],
                                                   be16(32), evaluated[i], as_bytes("Composite")}));
  }
  return out;
}

Result<Raw> weighted_sum(const std::vector<Scalar>& weights, const Raws& elements) {
  auto out = kIdentity;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    STILLE_TRY(const auto part, times(weights[i].expose(), elements[i]));
    STILLE_TRY(out, sum(out, part));
  }
  return out;
}

struct Pair {
  Raw m{};  // of the blinded elements
  Raw z{};  // of the evaluated ones
};

Scalar challenge(const VoprfPublic& key, const Pair& pair, const Raw& t2, const Raw& t3) {
  return hash_to_scalar("HashToScalar-", {be16(32), key.raw, be16(32), pair.m, be16(32), pair.z, be16(32), t2,
                                          be16(32), t3, as_bytes("Challenge")});
}

Result<VoprfProof> prove(const VoprfSecret& secret, const VoprfPublic& key, const Pair& pair, Rng& rng) {
  const auto random = random_scalar(rng);
  STILLE_TRY(const auto t2, times_base(random.expose()));
  STILLE_TRY(const auto t3, times(random.expose(), pair.m));
  const auto c = challenge(key, pair, t2, t3);
  Scalar product;
  Scalar response;
  crypto_core_ristretto255_scalar_mul(product.fill().data(), c.expose().data(), secret.expose().data());
  crypto_core_ristretto255_scalar_sub(response.fill().data(), random.expose().data(),
                                      product.expose().data());
  return VoprfProof::copy_of(concat({c.expose(), response.expose()}));
}

Result<void> verify(const VoprfPublic& key, const Pair& pair, const VoprfProof& proof) {
  const auto c = proof.view().first<32>();
  const auto s = proof.view().last<32>();
  if (!is_scalar(c) || !is_scalar(s)) return fail(Errc::bad_signature);
  STILLE_TRY(const auto s_base, times_base(s));
  STILLE_TRY(const auto c_key, times(c, key.raw));
  STILLE_TRY(const auto t2, sum(s_base, c_key));
  STILLE_TRY(const auto s_m, times(s, pair.m));
  STILLE_TRY(const auto c_z, times(c, pair.z));
  STILLE_TRY(const auto t3, sum(s_m, c_z));
  if (!equal(challenge(key, pair, t2, t3).expose(), c)) return fail(Errc::bad_signature);
  return ok();
}

bool is_proved(const VoprfPublic& key, std::span<const Blinding> blindings, const Evaluation& evaluation) {
  Raws blinded;
  Raws evaluated;
  for (const auto& one : blindings) blinded.push_back(one.element.raw);
  for (const auto& one : evaluation.elements) evaluated.push_back(one.raw);
  if (!std::all_of(evaluated.begin(), evaluated.end(), is_element)) return false;
  const auto all = weights(key, blinded, evaluated);
  const auto m = weighted_sum(all, blinded);
  const auto z = weighted_sum(all, evaluated);
  return m && z && verify(key, {m.value(), z.value()}, evaluation.proof);
}

VoprfOutput output(ByteView input, const Raw& element) {
  return {sha512({be16(input.size()), input, be16(32), element, as_bytes("Finalize")})};
}

}  // namespace

Result<VoprfKeypair> derive_voprf_keypair(ByteView seed, ByteView info) {
  if (info.size() > kLongestInput) return fail(Errc::bad_length);
  for (unsigned counter = 0; counter <= 255; ++counter) {
    const std::array<std::uint8_t, 1> last{static_cast<std::uint8_t>(counter)};
    const auto scalar = hash_to_scalar("DeriveKeyPair", {seed, be16(info.size()), info, last});
    if (is_zero(scalar.expose())) continue;
    VoprfKeypair out{VoprfSecret::from(scalar.expose()), {}};
    STILLE_TRY(out.public_key, voprf_public(out.secret));
    return out;
  }
  return fail(Errc::bad_key);
}

Result<VoprfPublic> voprf_public(const VoprfSecret& secret) {
  if (!is_scalar(secret.expose())) return fail(Errc::bad_key);
  STILLE_TRY(const auto element, times_base(secret.expose()));
  return VoprfPublic{element};
}

Result<VoprfPublic> parse_voprf_public(ByteView bytes) {
  return parse_element<VoprfPublic>(bytes);
}
Result<BlindedElement> parse_blinded_element(ByteView bytes) {
  return parse_element<BlindedElement>(bytes);
}
Result<EvaluatedElement> parse_evaluated_element(ByteView bytes) {
  return parse_element<EvaluatedElement>(bytes);
}

Result<Blinding> blind(ByteView input, Rng& rng) {
  return blind_with(input, BlindingScalar::from(random_scalar(rng).expose()));
}

Result<Blinding> blind_with(ByteView input, BlindingScalar scalar) {
  if (input.size() > kLongestInput) return fail(Errc::bad_length);
  if (!is_scalar(scalar.expose())) return fail(Errc::bad_key);
  STILLE_TRY(const auto element, times(scalar.expose(), hash_to_group(input)));
  return Blinding{std::move(scalar), {element}};
}

Result<Evaluation> blind_evaluate(const VoprfSecret& key, std::span<const BlindedElement> elements,
                                  Rng& rng) {
  if (elements.empty() || elements.size() > kLargestVoprfBatch) return fail(Errc::bad_length);
  STILLE_TRY(const auto public_key, voprf_public(key));
  Evaluation out;
  Raws blinded;
  Raws evaluated;
  for (const auto& element : elements) {
    blinded.push_back(element.raw);
    STILLE_TRY(evaluated.emplace_back(), times(key.expose(), element.raw));
    out.elements.push_back({evaluated.back()});
  }
  Pair pair;
  STILLE_TRY(pair.m, weighted_sum(weights(public_key, blinded, evaluated), blinded));
  // Whoever has the key need not add up the other half.
  STILLE_TRY(pair.z, times(key.expose(), pair.m));
  STILLE_TRY(out.proof, prove(key, public_key, pair, rng));
  return out;
}

Result<std::vector<VoprfOutput>> finalise(const VoprfPublic& key, std::span<const ByteView> inputs,
                                          std::span<const Blinding> blindings, const Evaluation& evaluation) {
  const auto count = inputs.size();
  if (count == 0 || count > kLargestVoprfBatch) return fail(Errc::bad_length);
  if (blindings.size() != count || evaluation.elements.size() != count) return fail(Errc::bad_length);
  if (!is_proved(key, blindings, evaluation)) return fail(Errc::bad_signature);
  std::vector<VoprfOutput> out;
  for (std::size_t i = 0; i < count; ++i) {
    Scalar inverse;
    crypto_core_ristretto255_scalar_invert(inverse.fill().data(), blindings[i].scalar.expose().data());
    STILLE_TRY(const auto element, times(inverse.expose(), evaluation.elements[i].raw));
    out.push_back(output(inputs[i], element));
  }
  return out;
}

Result<VoprfOutput> evaluate(const VoprfSecret& key, ByteView input) {
  if (input.size() > kLongestInput) return fail(Errc::bad_length);
  STILLE_TRY(const auto element, times(key.expose(), hash_to_group(input)));
  return output(input, element);
}

}  // namespace stille::crypto
