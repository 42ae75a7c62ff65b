#include "client/e2e/secret_codec.hpp"
#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using testing::Couple;
using testing::kStart;

void survives(const SessionState& state) {
  const auto encoded = state.encode();
  const auto decoded = SessionState::decode(encoded.expose());
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(same(decoded.value().encode().expose(), encoded.expose()));
}

TEST(SessionCodec, Every_stage_of_a_session_survives) {
  Couple couple;
  const auto both = [&] {
    survives(couple.alice.state);
    survives(couple.bob.state);
  };
  both();
  couple.alice.opens(couple.bob.sends("answer"));
  both();
  couple.bob.opens(couple.alice.sends(""));
  both();
  couple.alice.sends("missing");
  couple.bob.opens(couple.alice.sends("gap"));
  both();
  survives(supersede(couple.alice.state, kStart));
  survives(mark_forked(couple.alice.state));
}

TEST(SessionCodec, A_decoded_state_goes_on_talking) {
  Couple couple;
  for (int i = 0; i < 5; ++i) {
    couple.alice.state = SessionState::decode(couple.alice.state.encode().expose()).value();
    couple.bob.state = SessionState::decode(couple.bob.state.encode().expose()).value();
    ASSERT_EQ(couple.alice.reads(couple.bob.sends("ping")), "ping");
    ASSERT_EQ(couple.bob.reads(couple.alice.sends("pong")), "pong");
  }
}

TEST(SessionCodec, Every_shorter_encoding_is_damage) {
  Couple couple;
  couple.connected();
  couple.alice.sends("missing");
  couple.bob.opens(couple.alice.sends("gap"));
  const auto encoded = couple.bob.state.encode();
  EXPECT_EQ(SessionState::decode({}).error().code, Errc::damaged);
  for (std::size_t size = 1; size < encoded.size(); ++size) {
    ASSERT_EQ(SessionState::decode(encoded.expose().first(size)).error().code, Errc::damaged) << size;
  }
}

TEST(SessionCodec, A_byte_too_many_is_damage) {
  Couple couple;
  auto longer = concat({couple.alice.state.encode().expose(), as_bytes("x")});
  EXPECT_EQ(SessionState::decode(longer).error().code, Errc::damaged);
}

TEST(SessionCodec, An_unknown_version_is_named) {
  Couple couple;
  auto encoded = couple.alice.state.encode();
  encoded.fill()[0] = 2;
  EXPECT_EQ(SessionState::decode(encoded.expose()).error().code, Errc::unsupported_version);
}

TEST(SessionCodec, What_decodes_is_exactly_what_encode_writes) {
  Couple couple;
  couple.connected();
  couple.alice.sends("missing");
  couple.bob.opens(couple.alice.sends("gap"));
  const auto encoded = couple.bob.state.encode();
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      auto changed = encoded.clone();
      changed.fill()[at] = static_cast<std::uint8_t>(changed.fill()[at] ^ flip);
      const auto decoded = SessionState::decode(changed.expose());
      ASSERT_TRUE(!decoded || same(decoded.value().encode().expose(), changed.expose())) << at;
    }
  }
}

TEST(SessionCodec, A_count_beyond_its_bound_is_damage_and_costs_no_memory) {
  const Bytes bytes{0, 0, 4, 1, 7};
  SecretReader in(bytes);
  EXPECT_EQ(in.count(1024), 0U);
  EXPECT_FALSE(in.good());
  EXPECT_EQ(in.u8(), 0U);
}

}  // namespace
}  // namespace stille::e2e
