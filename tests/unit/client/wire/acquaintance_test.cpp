// Signs and introductions: there and back, every bound exceeded once.
#include <gtest/gtest.h>

#include "client/wire/content.hpp"
#include "common/crypto/random.hpp"
#include "content.pb.h"

namespace stille::client::wire {
namespace {

namespace pb = stille::content::v1;

struct AcquaintanceTest : testing::Test {
  crypto::SeededRng rng{5};

  template <class T>
  T round_trip(T body) {
    const auto bytes = write_content({.id = rng.fixed<ContentId>(), .authored = {}, .body = std::move(body)});
    auto parsed = parse_content(bytes.expose());
    EXPECT_TRUE(parsed);
    return std::move(std::get<T>(parsed.value().body));
  }
  pb::Content message() {
    pb::Content out;
    out.set_id(std::string(16, 'i'));
    return out;
  }
  Errc refusal(const pb::Content& in) {
    const auto parsed = parse_content(as_bytes(in.SerializeAsString()));
    return parsed ? Errc::internal : parsed.error().code;
  }
  pb::IntroductionOffer& an_offer(pb::Content& in) {
    in.mutable_introduction()->set_id(std::string(16, 'n'));
    auto& offer = *in.mutable_introduction()->mutable_offer();
    offer.set_iid(std::string(32, 'i'));
    offer.set_name("Ben");
    return offer;
  }
};

TEST_F(AcquaintanceTest, Signs_come_back_as_they_went) {
  const auto signs = round_trip(Signs{kHighestSignsVersion, true, false});
  EXPECT_EQ(signs.version, kHighestSignsVersion);
  EXPECT_TRUE(signs.read);
  EXPECT_FALSE(signs.typing);
  const auto id = rng.fixed<ContentId>();
  EXPECT_EQ(round_trip(Read{{id}}).read.front(), id);
  (void)round_trip(Typing{});
}

TEST_F(AcquaintanceTest, Signs_have_bounds) {
  auto high = message();
  high.mutable_signs()->set_version(kHighestSignsVersion + 1);
  EXPECT_EQ(refusal(high), Errc::bad_value);
  auto none = message();
  none.mutable_read();
  EXPECT_EQ(refusal(none), Errc::bad_length);
  auto wordy = message().SerializeAsString();
  wordy.append("\x8a\x01\x02\x08\x01", 5);
  EXPECT_EQ(parse_content(as_bytes(wordy)).error().code, Errc::bad_value);
  auto many = message();
  for (std::size_t at = 0; at <= kMostRead; ++at) many.mutable_read()->add_read(std::string(16, 'r'));
  EXPECT_EQ(refusal(many), Errc::too_large);
  auto odd = message();
  odd.mutable_read()->add_read("short");
  EXPECT_EQ(refusal(odd), Errc::bad_length);
}

TEST_F(AcquaintanceTest, Every_step_of_an_introduction_comes_back_as_it_went) {
  const auto id = rng.fixed<IntroductionId>();
  const auto iid = rng.fixed<e2e::Iid>();
  const auto offer = round_trip(Introduction{id, IntroductionOffer{iid, "Ben", "Bienen", true}});
  EXPECT_EQ(offer.id, id);
  const auto& what = std::get<IntroductionOffer>(offer.what);
  EXPECT_EQ(what.iid, iid);
  EXPECT_EQ(what.name, "Ben");
  EXPECT_EQ(what.text, "Bienen");
  EXPECT_TRUE(what.host);
  const auto text = [](const crypto::SecretBytes& link) { return std::string(as_text(link.expose())); };
  const auto yes =
      round_trip(Introduction{id, IntroductionConsent{crypto::SecretBytes(as_bytes("stille://x"))}});
  EXPECT_EQ(text(std::get<IntroductionConsent>(yes.what).link), "stille://x");
  const auto plain = round_trip(Introduction{id, IntroductionConsent{}});
  EXPECT_TRUE(std::get<IntroductionConsent>(plain.what).link.empty());
  const auto link =
      round_trip(Introduction{id, IntroductionLink{crypto::SecretBytes(as_bytes("stille://y"))}});
  EXPECT_EQ(text(std::get<IntroductionLink>(link.what).link), "stille://y");
}

TEST_F(AcquaintanceTest, Introductions_have_bounds) {
  auto named = message();
  an_offer(named).set_name("");
  EXPECT_NE(refusal(named), Errc::internal);
  auto wordy = message();
  an_offer(wordy).set_text(std::string(kLongestIntroduction + 1, 'x'));
  EXPECT_EQ(refusal(wordy), Errc::too_large);
  auto garbled = message();
  an_offer(garbled).set_text("\xff");
  EXPECT_EQ(refusal(garbled), Errc::bad_encoding);
  auto whose = message();
  an_offer(whose).set_iid("short");
  EXPECT_EQ(refusal(whose), Errc::bad_length);
  auto which = message();
  an_offer(which);
  which.mutable_introduction()->set_id("short");
  EXPECT_EQ(refusal(which), Errc::bad_length);
  auto far = message();
  an_offer(far);
  far.mutable_introduction()->mutable_consent()->set_link(std::string(kLongestLink + 1, 'l'));
  EXPECT_EQ(refusal(far), Errc::too_large);
  auto nowhere = message();
  an_offer(nowhere);
  nowhere.mutable_introduction()->mutable_link();
  EXPECT_EQ(refusal(nowhere), Errc::bad_length);
}

TEST_F(AcquaintanceTest, A_step_of_a_later_version_is_kept_for_it) {
  auto later = message();
  later.mutable_introduction()->set_id(std::string(16, 'n'));
  const auto parsed = parse_content(as_bytes(later.SerializeAsString()));
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(std::holds_alternative<Unknown>(parsed.value().body));
}

}  // namespace
}  // namespace stille::client::wire
