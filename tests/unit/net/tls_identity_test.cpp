// The relay's identity: its text form, its fingerprint, and the online certificate it makes.
#include "common/net/tls_identity.hpp"

#include <gtest/gtest.h>

#include "common/crypto/hash.hpp"

namespace stille::net {
namespace {

constexpr TimePoint kNow{milliseconds{1'800'000'000'000}};

Errc error_of(const auto& result) {
  return result.error().code;
}

struct Identity : testing::Test {
  crypto::SeededRng rng{5};
  RelayIdentity identity = RelayIdentity::generate(rng);
};

TEST_F(Identity, Comes_back_from_its_file_with_the_same_fingerprint) {
  const auto again = RelayIdentity::read(identity.pem().expose()).value();
  EXPECT_EQ(again.fingerprint(), identity.fingerprint());
  EXPECT_NE(RelayIdentity::generate(rng).fingerprint(), identity.fingerprint());
}

TEST_F(Identity, The_fingerprint_is_sha256_of_the_public_key_info) {
  crypto::SeededRng same_seed{5};
  const auto key = crypto::sign_public(same_seed.secret<crypto::SignSeed>());
  // RFC 8410: SEQUENCE { SEQUENCE { 1.3.101.112 } BIT STRING }.
  const Bytes head{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
  EXPECT_EQ(identity.fingerprint().raw, crypto::sha256({head, key.raw}));
}

TEST_F(Identity, Certifies_an_online_key_for_90_days) {
  const auto made = identity.certify(kNow, rng);
  EXPECT_EQ(made.expires, kNow + kOnlineCertificateLife);
  const auto read = OnlineCertificate::read(made.pem.expose(), identity.fingerprint()).value();
  EXPECT_EQ(read.expires, made.expires);
}

TEST_F(Identity, An_online_certificate_of_another_identity_is_refused) {
  const auto made = RelayIdentity::generate(rng).certify(kNow, rng);
  EXPECT_EQ(error_of(OnlineCertificate::read(made.pem.expose(), identity.fingerprint())),
            Errc::untrusted_peer);
}

TEST_F(Identity, Damaged_files_are_told) {
  EXPECT_EQ(error_of(RelayIdentity::read({})), Errc::damaged);
  EXPECT_EQ(error_of(RelayIdentity::read(as_bytes("-----BEGIN PRIVATE KEY-----"))), Errc::damaged);
  EXPECT_EQ(error_of(OnlineCertificate::read({}, identity.fingerprint())), Errc::damaged);
  const auto pem = identity.certify(kNow, rng).pem;
  const auto cut = pem.expose().first(pem.size() / 2);
  EXPECT_EQ(error_of(OnlineCertificate::read(cut, identity.fingerprint())), Errc::damaged);
}

}  // namespace
}  // namespace stille::net
