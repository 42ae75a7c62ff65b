// A pseudorandom function that one side computes without seeing its input, and proves to have computed with
// the key it published: RFC 9497, mode VOPRF, suite ristretto255-SHA512. Knows nothing of tokens.
#pragma once

#include <vector>

#include "common/crypto/random.hpp"

namespace stille::crypto {

using VoprfSecret = Secret<struct VoprfSecretTag, 32>;
using VoprfPublic = Fixed<struct VoprfPublicTag, 32>;
using BlindingScalar = Secret<struct BlindingScalarTag, 32>;
using BlindedElement = Fixed<struct BlindedElementTag, 32>;
using EvaluatedElement = Fixed<struct EvaluatedElementTag, 32>;
/// A scalar of each kind: challenge, then response.
using VoprfProof = Fixed<struct VoprfProofTag, 64>;
using VoprfOutput = Fixed<struct VoprfOutputTag, 64>;

/// The most elements of one batch.
inline constexpr std::size_t kLargestVoprfBatch = 65535;

struct VoprfKeypair {
  VoprfSecret secret;
  VoprfPublic public_key;
};

/// What its owner keeps until the evaluation comes.
struct Blinding {
  BlindingScalar scalar;
  BlindedElement element;
};

/// One proof for all elements, which stand in the order of the blinded ones.
struct Evaluation {
  std::vector<EvaluatedElement> elements;
  VoprfProof proof;
};

/// DeriveKeyPair of RFC 9497 section 3.2.1. `info` is at most 65,535 bytes (bad_length).
Result<VoprfKeypair> derive_voprf_keypair(ByteView seed, ByteView info);
/// bad_key unless it is a scalar that a key can be.
Result<VoprfPublic> voprf_public(const VoprfSecret& secret);

/// For elements that come from outside: bad_length, or bad_key for the identity and for anything that is not
/// the one encoding of an element.
Result<VoprfPublic> parse_voprf_public(ByteView bytes);
Result<BlindedElement> parse_blinded_element(ByteView bytes);
Result<EvaluatedElement> parse_evaluated_element(ByteView bytes);

/// Blind. `input` is at most 65,535 bytes (bad_length).
Result<Blinding> blind(ByteView input, Rng& rng);
/// The same with a scalar of before; bad_key for one that blind() does not make.
Result<Blinding> blind_with(ByteView input, BlindingScalar scalar);

/// BlindEvaluate, with its proof. bad_length for an empty batch or one above kLargestVoprfBatch; bad_key for
/// an element that parse_blinded_element refuses.
Result<Evaluation> blind_evaluate(const VoprfSecret& key, std::span<const BlindedElement> elements, Rng& rng);

/// VerifyProof, then Finalize for each: inputs and blindings in the same order. bad_signature when the
/// evaluation is not of this key; bad_length when the three differ in number.
Result<std::vector<VoprfOutput>> finalise(const VoprfPublic& key, std::span<const ByteView> inputs,
                                          std::span<const Blinding> blindings, const Evaluation& evaluation);

/// Evaluate: the same output, by the owner of the key.
Result<VoprfOutput> evaluate(const VoprfSecret& key, ByteView input);

}  // namespace stille::crypto
