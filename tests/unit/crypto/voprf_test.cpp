// The blind evaluation of RFC 9497: its appendix A.1.2, what holds for any batch, and what is refused.
#include "common/crypto/voprf.hpp"

#include <deque>

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

using test::fixed;
using test::hex;
using test::secret;

/// Gives the listed scalars, one a draw, and nothing else.
class ListedRng final : public Rng {
 public:
  explicit ListedRng(std::deque<Bytes> scalars) : scalars_(std::move(scalars)) {}
  void fill(ByteSpan out) override {
    std::fill(out.begin(), out.end(), std::uint8_t{0});
    const auto& next = scalars_.at(0);
    std::copy(next.begin(), next.end(), out.begin());
    scalars_.pop_front();
  }

 private:
  std::deque<Bytes> scalars_;
};

constexpr std::string_view kSecret = "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909";
constexpr std::string_view kPublic = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e";
constexpr std::string_view kBlind1 = "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706";
constexpr std::string_view kBlind2 = "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e";
constexpr std::string_view kOutput1 =
    "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43"
    "a491351d23b430948dd50cde10d32b3c";
constexpr std::string_view kOutput2 =
    "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60356f4610bf816f27afdd84f47719e480"
    "906d27ecd994985890e5f539e7ea74b6";

struct Vector {
  std::vector<std::string_view> inputs;
  std::vector<std::string_view> blinds;
  std::vector<std::string_view> blinded;
  std::vector<std::string_view> evaluated;
  std::string_view proof;
  std::string_view proof_scalar;
  std::vector<std::string_view> outputs;
};

// RFC 9497 appendix A.1.2.1 to A.1.2.3.
const std::vector<Vector> kVectors{
    {{"00"},
     {kBlind1},
     {"863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945"},
     {"aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e"},
     "ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a75"
     "9f58a539dfbe857a40bce4cf49ec600d",
     "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e",
     {kOutput1}},
    {{"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"},
     {kBlind1},
     {"cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c"},
     {"60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468"},
     "401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a67154fabf031fd936051dec80b0b6ae2"
     "9c9503493dde7393b722eafdf5a50b02",
     "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e",
     {kOutput2}},
    {{"00", "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"},
     {kBlind1, kBlind2},
     {"863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
      "90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654"},
     {"aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e",
      "cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a"},
     "cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a5ab5337c8eb4ceae0494c2cf89529dcf"
     "94572ed267473d567aeed6ab873dee08",
     "419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c",
     {kOutput1, kOutput2}}};

/// A batch of random inputs between a client and a key, as far as the evaluation.
struct Batch {
  explicit Batch(std::size_t count, std::uint64_t seed) : rng(seed) {
    keys = derive_voprf_keypair(rng.fixed<Fixed<Batch, 32>>().raw, as_bytes("standard")).value();
    std::vector<BlindedElement> elements;
    for (std::size_t i = 0; i < count; ++i) {
      inputs.push_back(rng.fixed<Fixed<Batch, 32>>());
      blindings.push_back(blind(inputs.back().raw, rng).value());
      elements.push_back(blindings.back().element);
    }
    evaluation = blind_evaluate(keys.secret, elements, rng).value();
  }
  Result<std::vector<VoprfOutput>> finish() const {
    const std::vector<ByteView> views = [&] {
      std::vector<ByteView> out;
      for (const auto& input : inputs) out.emplace_back(input.raw);
      return out;
    }();
    return finalise(keys.public_key, views, blindings, evaluation);
  }
  SeededRng rng;
  VoprfKeypair keys;
  std::vector<Fixed<Batch, 32>> inputs;
  std::vector<Blinding> blindings;
  Evaluation evaluation;
};

TEST(Voprf, Derives_the_key_pair_of_rfc_9497) {
  const auto keys = derive_voprf_keypair(Bytes(32, 0xa3), as_bytes("test key")).value();
  EXPECT_EQ(to_hex(keys.secret.expose()), kSecret);
  EXPECT_EQ(to_hex(keys.public_key.raw), kPublic);
}

TEST(Voprf, Gives_the_answers_of_rfc_9497) {
  const auto key = secret<VoprfSecret>(kSecret);
  for (const auto& vector : kVectors) {
    std::vector<Bytes> inputs;
    std::vector<ByteView> views;
    std::vector<Blinding> blindings;
    std::vector<BlindedElement> elements;
    for (std::size_t i = 0; i < vector.inputs.size(); ++i) {
      inputs.push_back(hex(vector.inputs[i]));
      ListedRng rng({hex(vector.blinds[i])});
      blindings.push_back(blind(inputs.back(), rng).value());
      elements.push_back(blindings.back().element);
      EXPECT_EQ(to_hex(elements.back().raw), vector.blinded[i]);
    }
    views.assign(inputs.begin(), inputs.end());
    ListedRng rng({hex(vector.proof_scalar)});
    const auto evaluation = blind_evaluate(key, elements, rng).value();
    EXPECT_EQ(to_hex(evaluation.proof.raw), vector.proof);
    const auto outputs = finalise(voprf_public(key).value(), views, blindings, evaluation).value();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      EXPECT_EQ(to_hex(evaluation.elements[i].raw), vector.evaluated[i]);
      EXPECT_EQ(to_hex(outputs[i].raw), vector.outputs[i]);
      EXPECT_EQ(evaluate(key, inputs[i]).value(), outputs[i]);
    }
  }
}

TEST(Voprf, Any_batch_gives_what_the_owner_of_the_key_computes_alone) {
  for (const std::size_t count : {1u, 2u, 7u, 64u}) {
    const Batch batch(count, count);
    const auto outputs = batch.finish().value();
    ASSERT_EQ(outputs.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(outputs[i], evaluate(batch.keys.secret, batch.inputs[i].raw).value());
    }
  }
}

TEST(Voprf, A_kept_scalar_gives_the_same_blinded_element) {
  SeededRng rng{1};
  const auto input = as_bytes("a nonce");
  const auto first = blind(input, rng).value();
  EXPECT_EQ(blind_with(input, first.scalar.clone()).value().element, first.element);
  EXPECT_NE(blind(input, rng).value().element, first.element);
}

TEST(Voprf, Every_flipped_bit_of_a_proof_is_refused) {
  Batch batch(3, 5);
  for (std::size_t bit = 0; bit < 512; ++bit) {
    const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
    batch.evaluation.proof.raw[bit / 8] ^= mask;
    EXPECT_EQ(batch.finish().error().code, Errc::bad_signature) << bit;
    batch.evaluation.proof.raw[bit / 8] ^= mask;
  }
  EXPECT_TRUE(batch.finish());
}

TEST(Voprf, Every_flipped_bit_of_an_evaluated_element_is_refused) {
  Batch batch(2, 6);
  for (std::size_t bit = 0; bit < 256; ++bit) {
    const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
    batch.evaluation.elements[1].raw[bit / 8] ^= mask;
    EXPECT_EQ(batch.finish().error().code, Errc::bad_signature) << bit;
    batch.evaluation.elements[1].raw[bit / 8] ^= mask;
  }
}

TEST(Voprf, Another_key_another_order_and_another_number_are_refused) {
  Batch batch(2, 7);
  const auto honest = batch.evaluation;
  std::swap(batch.evaluation.elements[0], batch.evaluation.elements[1]);
  EXPECT_EQ(batch.finish().error().code, Errc::bad_signature);
  batch.evaluation = honest;
  batch.evaluation.elements.pop_back();
  EXPECT_EQ(batch.finish().error().code, Errc::bad_length);
  batch.evaluation = honest;
  // A key of its own for one client would tell its tokens from all others.
  const auto marked = derive_voprf_keypair(Bytes(32, 9), as_bytes("standard")).value();
  batch.evaluation =
      blind_evaluate(marked.secret, std::vector{batch.blindings[0].element, batch.blindings[1].element},
                     batch.rng)
          .value();
  EXPECT_EQ(batch.finish().error().code, Errc::bad_signature);
}

TEST(Voprf, The_identity_and_other_encodings_of_elements_are_refused) {
  // RFC 9496 appendix A.2: not canonical, negative, not square, negative product, zero y.
  for (const auto* bad : {"0000000000000000000000000000000000000000000000000000000000000000",
                          "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "0100000000000000000000000000000000000000000000000000000000000000",
                          "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
                          "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
                          "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e"}) {
    EXPECT_EQ(parse_blinded_element(hex(bad)).error().code, Errc::bad_key) << bad;
    EXPECT_EQ(parse_evaluated_element(hex(bad)).error().code, Errc::bad_key) << bad;
    EXPECT_EQ(parse_voprf_public(hex(bad)).error().code, Errc::bad_key) << bad;
    SeededRng rng{1};
    const auto element = fixed<BlindedElement>(bad);
    EXPECT_FALSE(blind_evaluate(secret<VoprfSecret>(kSecret), {&element, 1}, rng)) << bad;
  }
  EXPECT_TRUE(parse_voprf_public(hex(kPublic)));
  EXPECT_EQ(parse_voprf_public(Bytes(31, 1)).error().code, Errc::bad_length);
}

TEST(Voprf, Scalars_that_no_key_can_be_are_refused) {
  // Zero, the order of the group, and one above it.
  for (const auto* bad : {"0000000000000000000000000000000000000000000000000000000000000000",
                          "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
                          "eed3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"}) {
    EXPECT_EQ(voprf_public(secret<VoprfSecret>(bad)).error().code, Errc::bad_key);
    EXPECT_EQ(blind_with(as_bytes("x"), secret<BlindingScalar>(bad)).error().code, Errc::bad_key);
  }
}

TEST(Voprf, Empty_batches_and_batches_and_inputs_beyond_16_bits_are_refused) {
  SeededRng rng{1};
  const std::vector<BlindedElement> many(kLargestVoprfBatch + 1);
  EXPECT_EQ(blind_evaluate(secret<VoprfSecret>(kSecret), many, rng).error().code, Errc::bad_length);
  EXPECT_EQ(blind_evaluate(secret<VoprfSecret>(kSecret), {}, rng).error().code, Errc::bad_length);
  EXPECT_EQ(finalise({}, {}, {}, {}).error().code, Errc::bad_length);
  EXPECT_TRUE(blind(Bytes(65'535), rng));
  EXPECT_EQ(blind(Bytes(65'536), rng).error().code, Errc::bad_length);
  EXPECT_EQ(evaluate(secret<VoprfSecret>(kSecret), Bytes(65'536)).error().code, Errc::bad_length);
  EXPECT_EQ(derive_voprf_keypair({}, Bytes(65'536)).error().code, Errc::bad_length);
}

}  // namespace
}  // namespace stille::crypto
