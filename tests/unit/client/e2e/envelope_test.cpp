#include "client/e2e/envelope.hpp"

#include "common/crypto/cae.hpp"
#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

class EnvelopeTest : public ::testing::Test {
 protected:
  EnvelopeTest() {
    rng.fill(sid.raw);
    header_key = rng.secret<HeaderKey>();
    message_key = rng.secret<MessageKey>();
    header.epoch = 4;
  }
  Bytes sealed(std::string_view content = "content", std::size_t size = 4096) {
    return seal_envelope({sid, header_key, message_key}, {header, prelude, as_bytes(content), size}, rng)
        .value()
        .bytes;
  }
  /// The body's plaintext replaced, under the same key and nonce, as only a holder of the key can.
  Bytes with_body(ByteView plaintext) {
    auto envelope = sealed();
    const auto at = 24 + 32 + header_size(header.epoch) + 16;
    const auto ad = concat({sid.view(), ByteView(envelope).subspan(24, at - 24)});
    const auto keys = crypto::cae_keys(message_key.expose(), ByteView(envelope).first(24), ad);
    const std::array<std::uint8_t, 12> zero{};
    EXPECT_TRUE(crypto::chacha20poly1305_seal(ByteSpan(envelope).subspan(at + 32), keys.encryption.expose(),
                                              zero, {}, plaintext));
    return envelope;
  }
  [[nodiscard]] bool body_opens(ByteView envelope) const {
    return open_body(sid, message_key, header.epoch, envelope).has_value();
  }

  crypto::SeededRng rng{3};
  SessionId sid;
  HeaderKey header_key;
  MessageKey message_key;
  Header header;
  Prelude prelude{9, {}, {7, {}}};
};

TEST_F(EnvelopeTest, Header_and_body_come_back) {
  header.previous_length = 11;
  header.n = 12;
  header.keys.dh.raw.fill(1);
  header.keys.kem.raw.fill(2);
  header.ciphertext.raw.fill(3);
  const auto envelope = sealed();
  const auto opened = open_header(sid, header_key, 4, envelope);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened.value().previous_length, 11U);
  EXPECT_EQ(opened.value().n, 12U);
  EXPECT_EQ(opened.value().keys.dh, header.keys.dh);
  EXPECT_EQ(opened.value().keys.kem, header.keys.kem);
  EXPECT_EQ(opened.value().ciphertext, header.ciphertext);
  const auto body = open_body(sid, message_key, 4, envelope);
  ASSERT_TRUE(body);
  EXPECT_EQ(body.value().prelude.seq, 9U);
  EXPECT_EQ(body.value().prelude.ack.seq, 7U);
  EXPECT_EQ(as_text(body.value().content()), "content");
}

TEST_F(EnvelopeTest, The_first_answer_carries_one_more_ciphertext) {
  header.epoch = 1;
  header.authentication.emplace().raw.fill(5);
  const auto opened = open_header(sid, header_key, 1, sealed());
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened.value().authentication, header.authentication);
}

TEST_F(EnvelopeTest, A_header_is_bound_to_its_session_its_key_and_its_epoch) {
  const auto envelope = sealed();
  auto other = sid;
  other.raw[0] ^= 1U;
  EXPECT_FALSE(open_header(other, header_key, 4, envelope));
  EXPECT_FALSE(open_header(sid, HeaderKey(), 4, envelope));
  EXPECT_FALSE(open_header(sid, header_key, 6, envelope));
}

TEST_F(EnvelopeTest, A_body_does_not_open_behind_another_header) {
  const auto one = sealed();
  auto two = sealed();
  std::copy_n(one.begin() + 24, 32 + 2336 + 16, two.begin() + 24);
  EXPECT_FALSE(body_opens(two));
}

TEST_F(EnvelopeTest, Only_zeros_may_follow_the_content) {
  Bytes plaintext(body_size(4096, 4));
  plaintext[3] = kPreludeSize;
  EXPECT_TRUE(body_opens(with_body(plaintext)));
  plaintext.back() = 1;
  EXPECT_FALSE(body_opens(with_body(plaintext)));
}

TEST_F(EnvelopeTest, The_length_counts_at_least_the_prelude_and_at_most_what_is_there) {
  Bytes plaintext(body_size(4096, 4));
  const auto with_length = [&](std::size_t length) {
    const auto bytes = be32(static_cast<std::uint32_t>(length));
    std::copy(bytes.begin(), bytes.end(), plaintext.begin());
    return with_body(plaintext);
  };
  EXPECT_FALSE(body_opens(with_length(kPreludeSize - 1)));
  EXPECT_TRUE(body_opens(with_length(plaintext.size() - 4)));
  EXPECT_FALSE(body_opens(with_length(plaintext.size() - 3)));
  EXPECT_FALSE(body_opens(with_length(0xffff'ffff)));
}

TEST_F(EnvelopeTest, Room_is_what_the_layout_leaves) {
  EXPECT_EQ(content_room(4096, 2), 1572U);
  EXPECT_EQ(content_room(4096, 1), 484U);
  EXPECT_EQ(content_room(16384, 2), 13860U);
  EXPECT_EQ(content_room(65536, 2), 63012U);
}

}  // namespace
}  // namespace stille::e2e
