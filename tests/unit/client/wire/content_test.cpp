// What clients say to each other: every kind there and back, every bound exceeded once, one encoding only.
#include "client/wire/content.hpp"

#include <gtest/gtest.h>

#include "common/crypto/random.hpp"
#include "content.pb.h"

namespace stille::client::wire {
namespace {

namespace pb = stille::content::v1;

struct ContentTest : testing::Test {
  crypto::SeededRng rng{1};

  Content with(Body body) {
    return {
        .id = rng.fixed<ContentId>(), .authored = TimePoint(milliseconds(123456)), .body = std::move(body)};
  }
  MailboxOffer offer() {
    MailboxOffer out;
    out.relay = {rng.fixed<protocol::RelayFingerprint>(), "relay.example", 7443};
    out.writer_id = rng.fixed<protocol::WriterId>();
    out.writer_secret = rng.secret<crypto::DhSecret>();
    return out;
  }
  template <class T>
  T round_trip(T body) {
    const auto bytes = write_content(with(std::move(body)));
    auto parsed = parse_content(bytes.expose());
    EXPECT_TRUE(parsed);
    EXPECT_EQ(parsed.value().authored, TimePoint(milliseconds(123456)));
    return std::move(std::get<T>(parsed.value().body));
  }
  pb::Content message() {
    pb::Content out;
    out.set_id(std::string(16, 'i'));
    return out;
  }
  Errc refusal(const pb::Content& in) { return refusal(in.SerializeAsString()); }
  Errc refusal(const std::string& bytes) {
    const auto parsed = parse_content(as_bytes(bytes));
    return parsed ? Errc::internal : parsed.error().code;
  }
};

TEST_F(ContentTest, Every_kind_comes_back_as_it_went) {
  EXPECT_EQ(round_trip(Text{"hi \xE2\x82\xAC", {}}).text, "hi \xE2\x82\xAC");
  EXPECT_EQ(round_trip(Receipt{{rng.fixed<ContentId>(), rng.fixed<ContentId>()}}).delivered.size(), 2U);
  EXPECT_EQ(round_trip(Profile{"Mira"}).name, "Mira");
  const auto made = offer();
  const auto back = round_trip(MailboxOffer{made.relay, made.writer_id, made.writer_secret.clone()});
  EXPECT_EQ(back.relay, made.relay);
  EXPECT_EQ(back.writer_id, made.writer_id);
  EXPECT_TRUE(crypto::equal(back.writer_secret.expose(), made.writer_secret.expose()));
  Greeting greeting;
  greeting.profile.name = "Mira";
  greeting.mailbox = offer();
  EXPECT_EQ(round_trip(std::move(greeting)).profile.name, "Mira");
  EXPECT_EQ(round_trip(MailboxUse{made.writer_id}).writer_id, made.writer_id);
  EXPECT_EQ(round_trip(MailboxRetire{made.writer_id}).writer_id, made.writer_id);
  EXPECT_EQ(round_trip(RenewalOffer{Bytes(100, 1)}).card.size(), 100U);
  EXPECT_EQ(round_trip(RenewalAnswer{Bytes(protocol::kHelloSize, 1)}).hello.size(), protocol::kHelloSize);
  EXPECT_EQ(round_trip(Rendezvous{crypto::SecretBytes(as_bytes("link"))}).link.size(), 4U);
}

TEST_F(ContentTest, An_unknown_kind_is_kept_for_later) {
  auto in = message().SerializeAsString();
  in += std::string("\x9a\x06\x02hi", 5);  // field 99, not known to this version
  const auto parsed = parse_content(as_bytes(in));
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(std::holds_alternative<Unknown>(parsed.value().body));
}

TEST_F(ContentTest, A_known_kind_with_more_in_it_is_still_read) {
  const auto in = message().SerializeAsString() + std::string("\x22\x06\x0a\x01x\x7a\x01y", 8);
  const auto parsed = parse_content(as_bytes(in));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(std::get<Text>(parsed.value().body).text, "x");
}

TEST_F(ContentTest, Texts_and_names_have_bounds) {
  auto in = message();
  in.mutable_text()->set_text("");
  EXPECT_EQ(refusal(in), Errc::bad_length);
  in.mutable_text()->set_text(std::string(kLongestTextBytes + 1, 'x'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  in.mutable_profile()->set_name(std::string(kLongestNameBytes + 1, 'x'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  in.mutable_profile()->set_name("\n");
  EXPECT_EQ(refusal(in), Errc::bad_value);
}

TEST_F(ContentTest, Lists_and_blobs_have_bounds) {
  auto in = message();
  in.mutable_receipt();
  EXPECT_EQ(refusal(in), Errc::bad_length);
  for (std::size_t n = 0; n <= kMostReceipts; ++n) in.mutable_receipt()->add_delivered(std::string(16, 'i'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  in.mutable_renewal_offer()->set_card(std::string(kLongestCard + 1, 'c'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  in.mutable_renewal_answer()->set_hello(std::string(protocol::kHelloSize + 1, 'h'));
  EXPECT_EQ(refusal(in), Errc::bad_length);
  in.mutable_rendezvous()->set_link(std::string(kLongestLink + 1, 'l'));
  EXPECT_EQ(refusal(in), Errc::too_large);
}

TEST_F(ContentTest, Ids_and_keys_have_one_length) {
  auto in = message();
  in.mutable_text()->set_text("x");
  in.set_id(std::string(15, 'i'));
  EXPECT_EQ(refusal(in), Errc::bad_length);
  in = message();
  in.mutable_mailbox_use()->set_writer_id(std::string(23, 'w'));
  EXPECT_EQ(refusal(in), Errc::bad_length);
  in.mutable_receipt()->add_delivered(std::string(17, 'i'));
  EXPECT_EQ(refusal(in), Errc::bad_length);
}

TEST_F(ContentTest, A_mailbox_at_no_possible_address_is_refused) {
  auto in = message();
  auto* mailbox = in.mutable_mailbox_offer();
  mailbox->set_fingerprint(std::string(32, 'f'));
  mailbox->set_writer_id(std::string(24, 'w'));
  mailbox->set_writer_secret(std::string(32, 's'));
  for (const auto* host : {"", "Upper.example", "a b", "x@y", "[::1]"}) {
    mailbox->set_host(host);
    mailbox->set_port(7443);
    EXPECT_NE(refusal(in), Errc::internal) << host;
  }
  mailbox->set_host("relay.example");
  mailbox->set_port(65536);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  mailbox->set_port(0);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  mailbox->set_port(1);
  EXPECT_EQ(refusal(in), Errc::internal);
}

TEST_F(ContentTest, Only_the_one_encoding_is_read) {
  auto in = message();
  in.mutable_text()->set_text("x");
  const auto good = in.SerializeAsString();
  EXPECT_EQ(refusal(good), Errc::internal);
  EXPECT_EQ(refusal(good + good), Errc::not_canonical);
  EXPECT_EQ(refusal(good.substr(0, good.size() - 1)), Errc::bad_encoding);
  EXPECT_EQ(refusal(std::string("\x0a\x90\x00", 3) + good.substr(2)), Errc::not_canonical);
}

TEST_F(ContentTest, Noise_is_refused_or_understood_but_never_more) {
  for (int n = 0; n < 20000; ++n) {
    auto bytes = write_content(with(Text{"hello", {}}));
    for (int flips = 0; flips < 3; ++flips) {
      bytes.fill()[rng.below(bytes.size())] = static_cast<std::uint8_t>(rng.below(256));
    }
    const auto parsed = parse_content(bytes.expose());
    if (parsed && !std::holds_alternative<Unknown>(parsed.value().body)) {
      EXPECT_TRUE(crypto::equal(write_content(parsed.value()).expose(), bytes.expose()));
    }
  }
}

TEST(Utf8, Is_what_the_standard_says) {
  for (const auto* good : {"", "a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(good));
  }
  for (const auto* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xC2", "\xC2\x41", "\xFF"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

TEST(CleanName, Loses_what_could_deceive) {
  EXPECT_EQ(clean_name("  Mira  ").value(), "Mira");
  EXPECT_EQ(clean_name("Mi\xE2\x80\xAEra\n").value(), "Mira");
  EXPECT_EQ(clean_name("a\xE2\x81\xA6z").value(), "az");
  EXPECT_FALSE(clean_name("\xE2\x80\x8B"));
  EXPECT_FALSE(clean_name(std::string(kLongestNameBytes + 1, 'x')));
}

}  // namespace
}  // namespace stille::client::wire
