// Known answers of the hashes, HMAC and HKDF at the level of our wrappers, and the bounds of each.
#include "common/crypto/hash.hpp"

#include <gtest/gtest.h>

#include "common/crypto/hkdf.hpp"
#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

using test::counting;
using test::hex;

TEST(Hash, Sha512_and_sha256_give_the_known_digests) {
  // FIPS 180-4, "abc" and the empty string.
  EXPECT_EQ(to_hex(sha512({as_bytes("a"), {}, as_bytes("bc")})),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
  EXPECT_EQ(to_hex(sha512({})),
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
            "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e");
  EXPECT_EQ(to_hex(sha256({as_bytes("abc")})),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Hash, H32_is_the_first_half_of_sha512) {
  EXPECT_TRUE(same(h32({as_bytes("abc")}), ByteView(sha512({as_bytes("abc")})).first(32)));
}

TEST(Hash, Sha512_in_pieces_equals_sha512_at_once) {
  const auto input = counting(1000);
  for (std::size_t piece : {1U, 7U, 127U, 128U, 129U, 1000U}) {
    Sha512 hash;
    for (std::size_t at = 0; at < input.size(); at += piece) {
      hash.update(ByteView(input).subspan(at, std::min(piece, input.size() - at)));
    }
    EXPECT_EQ(hash.finish(), sha512({input})) << piece;
  }
}

TEST(Hash, A_finished_sha512_starts_anew_and_a_moved_one_goes_on) {
  Sha512 first;
  first.update(as_bytes("junk"));
  (void)first.finish();
  first.update(as_bytes("ab"));
  Sha512 second = std::move(first);
  EXPECT_EQ(second.update(as_bytes("c")).finish(), sha512({as_bytes("abc")}));
}

struct MacCase {
  Bytes key;
  Bytes message;
  std::string_view sha256;
  std::string_view sha512;
};

Bytes text(std::string_view value) {
  return concat({as_bytes(value)});
}

// RFC 4231, cases 1 to 4, 6 and 7.
const std::vector<MacCase>& mac_cases() {
  static const std::vector<MacCase> kCases{
      {Bytes(20, 0x0b), text("Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
       "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
       "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854"},
      {text("Jefe"), text("what do ya want for nothing?"),
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
       "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
       "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"},
      {Bytes(20, 0xaa), Bytes(50, 0xdd), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
       "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
       "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb"},
      {counting(25, 1), Bytes(50, 0xcd), "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
       "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3db"
       "a91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd"},
      {Bytes(131, 0xaa), text("Test Using Larger Than Block-Size Key - Hash Key First"),
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
       "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
       "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"},
      {Bytes(131, 0xaa),
       text("This is a test using a larger than block-size key and a larger than block-size data. The key "
            "needs to "
            "be hashed before being used by the HMAC algorithm."),
       "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
       "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944"
       "b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58"}};
  return kCases;
}

TEST(Hash, Hmac_gives_the_answers_of_rfc_4231) {
  for (const auto& known : mac_cases()) {
    EXPECT_EQ(to_hex(hmac_sha256(known.key, {known.message})), known.sha256);
    EXPECT_EQ(to_hex(hmac_sha512(known.key,
                                 {ByteView(known.message).first(3), ByteView(known.message).subspan(3)})),
              known.sha512);
  }
}

struct HkdfCase {
  Bytes ikm;
  Bytes salt;
  Bytes info;
  std::string_view sha256;
  std::string_view sha512;
};

// Inputs of RFC 5869, A.1 to A.3. The RFC has no vectors for SHA-512.
const std::vector<HkdfCase>& hkdf_cases() {
  static const std::vector<HkdfCase> kCases{
      {Bytes(22, 0x0b), counting(13), counting(10, 0xf0),
       "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
       "832390086cda71fb47625bb5ceb168e4c8e26a1a16ed34d9fc7fe92c1481579338da362cb8d9f925d7cb"},
      {counting(80), counting(80, 0x60), counting(80, 0xb0),
       "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
       "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
       "ce6c97192805b346e6161e821ed165673b84f400a2b514b2fe23d84cd189ddf1b695b48cbd1c8388441137b3ce28f16a"
       "a64ba33ba466b24df6cfcb021ecff235f6a2056ce3af1de44d572097a8505d9e7a93"},
      {Bytes(22, 0x0b),
       {},
       {},
       "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
       "f5fa02b18298a72a8c23898a8703472c6eb179dc204c03425c970e3b164bf90fff22d04836d0e2343bac"}};
  return kCases;
}

TEST(Hash, Hkdf_gives_the_answers_of_rfc_5869) {
  for (const auto& known : hkdf_cases()) {
    Bytes out(known.sha256.size() / 2);
    ASSERT_TRUE(hkdf_sha256(out, known.salt, known.ikm, known.info).has_value());
    EXPECT_EQ(to_hex(out), known.sha256);
    ASSERT_TRUE(hkdf_sha512(out, known.salt, known.ikm, known.info).has_value());
    EXPECT_EQ(to_hex(out), known.sha512);
  }
}

TEST(Hash, Hkdf_output_is_between_1_byte_and_255_digests) {
  Bytes out(kHkdfSha512Longest + 1);
  EXPECT_EQ(hkdf_sha512(out, {}, {}, {}).error().code, Errc::too_large);
  EXPECT_EQ(hkdf_sha512({}, {}, {}, {}).error().code, Errc::bad_length);
  EXPECT_TRUE(hkdf_sha512(ByteSpan(out).first(kHkdfSha512Longest), {}, {}, {}).has_value());
  EXPECT_EQ(hkdf_sha256(ByteSpan(out).first(kHkdfSha256Longest + 1), {}, {}, {}).error().code,
            Errc::too_large);
  EXPECT_TRUE(hkdf_sha256(ByteSpan(out).first(kHkdfSha256Longest), {}, {}, {}).has_value());
}

TEST(Hash, Derive_fills_a_typed_secret_with_the_same_bytes) {
  using Key = Secret<struct KeyTag, 100>;
  Bytes expected(100);
  ASSERT_TRUE(hkdf_sha512(expected, hex("01"), hex("02"), hex("03")).has_value());
  EXPECT_TRUE(same(derive<Key>(hex("01"), hex("02"), hex("03")).expose(), expected));
}

TEST(Hash, Blake2b_gives_the_known_digests) {
  // RFC 7693 appendix A; the reference implementation's first keyed answer; a short key.
  Bytes out(64);
  ASSERT_TRUE(blake2b(out, {}, {as_bytes("ab"), as_bytes("c")}).has_value());
  EXPECT_EQ(to_hex(out),
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
  ASSERT_TRUE(blake2b(out, counting(64), {}).has_value());
  EXPECT_EQ(to_hex(out),
            "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
            "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568");
  ASSERT_TRUE(blake2b(ByteSpan(out).first(20), counting(8), {as_bytes("abc")}).has_value());
  EXPECT_EQ(to_hex(ByteView(out).first(20)), "62eb9072f813a934dce20ece5fe5bc7429dda5e8");
}

TEST(Hash, Blake2b_refuses_impossible_sizes) {
  Bytes out(65);
  EXPECT_EQ(blake2b(out, {}, {}).error().code, Errc::bad_length);
  EXPECT_EQ(blake2b({}, {}, {}).error().code, Errc::bad_length);
  EXPECT_EQ(blake2b(ByteSpan(out).first(32), counting(65), {}).error().code, Errc::bad_length);
}

}  // namespace
}  // namespace stille::crypto
