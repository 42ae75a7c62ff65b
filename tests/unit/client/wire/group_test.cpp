// What members of a group say, there and back, and every bound of it.
#include <gtest/gtest.h>

#include "client/wire/content.hpp"
#include "content.pb.h"
#include "tests/support/mutator.hpp"

namespace stille::client::wire {
namespace {

template <class What>
crypto::SecretBytes encoded(What what) {
  Content content;
  content.id.raw.fill(7);
  content.authored = TimePoint(milliseconds(1));
  Group group;
  group.gid.raw.fill(9);
  group.what = std::move(what);
  content.body = std::move(group);
  return write_content(content);
}

template <class What>
What again(What what) {
  auto read = parse_content(encoded(std::move(what)).expose());
  EXPECT_TRUE(read);
  return std::get<What>(std::get<Group>(read.value().body).what);
}

template <class What>
Errc refusal(What what) {
  const auto read = parse_content(encoded(std::move(what)).expose());
  return read ? Errc{} : read.error().code;
}

GroupMessage message() {
  GroupMessage out;
  out.head.raw.fill(1);
  out.gseq = 5;
  out.prev.raw.fill(2);
  out.refs = {{3, 4, {}}, {65535, 1, {}}};
  out.body = {1, 2, 3};
  return out;
}

GroupConsent consent() {
  GroupConsent out;
  out.key.raw.fill(3);
  out.link = "stille://x";
  out.signature.raw.fill(4);
  return out;
}

TEST(GroupContent, Every_part_reads_back_as_it_was_written) {
  EXPECT_EQ(again(GroupInvite{"Runde"}).name, "Runde");
  EXPECT_EQ(again(consent()).link, "stille://x");
  EXPECT_EQ(again(GroupStatements{{Bytes{1}, Bytes{2, 3}}}).statements.size(), 2U);
  EXPECT_EQ(again(GroupWant{}).missing.size(), 0U);
  EXPECT_EQ(again(GroupWant{{StatementName{}}}).missing.size(), 1U);
  GroupTakeover takeover;
  takeover.prev.raw.fill(5);
  EXPECT_EQ(again(takeover).prev, takeover.prev);
  GroupAgreement agreement;
  agreement.prev.raw.fill(6);
  agreement.signature.raw.fill(7);
  EXPECT_EQ(again(agreement).prev, agreement.prev);
  EXPECT_TRUE(same(again(agreement).signature.view(), agreement.signature.view()));
  EXPECT_EQ(again(message()).refs.at(1).member, 65535);
  EXPECT_EQ(again(message()).body, (Bytes{1, 2, 3}));
}

TEST(GroupContent, Every_proposal_reads_back_as_it_was_written) {
  const auto add = again(GroupProposal{GroupCandidate{{}, consent()}});
  EXPECT_EQ(std::get<GroupCandidate>(add.wish).consent.link, "stille://x");
  EXPECT_TRUE(std::holds_alternative<GroupRemoval>(again(GroupProposal{GroupRemoval{}}).wish));
  const auto describe = again(GroupProposal{GroupDescription{2, "Wozu"}});
  EXPECT_EQ(std::get<GroupDescription>(describe.wish).value, "Wozu");
  GroupRotation rotation;
  rotation.key.raw.fill(8);
  EXPECT_EQ(std::get<GroupRotation>(again(GroupProposal{rotation}).wish).key, rotation.key);
}

TEST(GroupContent, Bounds_are_kept) {
  EXPECT_EQ(refusal(GroupInvite{std::string(kLongestNameBytes + 1, 'x')}), Errc::too_large);
  auto long_link = consent();
  long_link.link = std::string(kLongestGroupLink + 1, 'x');
  EXPECT_EQ(refusal(long_link), Errc::too_large);
  EXPECT_EQ(refusal(GroupStatements{}), Errc::bad_length);
  EXPECT_EQ(refusal(GroupStatements{std::vector<Bytes>(kMostStatements + 1, Bytes{1})}), Errc::too_large);
  EXPECT_EQ(refusal(GroupStatements{{Bytes(kLargestStatements + 1, 1)}}), Errc::too_large);
  EXPECT_EQ(refusal(GroupWant{std::vector<StatementName>(kMostWanted + 1)}), Errc::too_large);
  EXPECT_EQ(refusal(GroupProposal{GroupDescription{5, ""}}), Errc::bad_value);
}

TEST(GroupContent, Bounds_of_a_message_are_kept) {
  auto many = message();
  many.refs.assign(kMostRefs + 1, {1, 1, {}});
  EXPECT_EQ(refusal(many), Errc::too_large);
  auto none = message();
  none.body.clear();
  EXPECT_EQ(refusal(none), Errc::bad_length);
  auto large = message();
  large.body.assign(kLargestGroupBody + 1, 1);
  EXPECT_EQ(refusal(large), Errc::too_large);
  auto unnumbered = message();
  unnumbered.gseq = 0;
  EXPECT_EQ(refusal(unnumbered), Errc::bad_value);
}

TEST(GroupContent, What_a_later_version_says_is_kept_as_unknown) {
  stille::content::v1::Content later;
  later.set_id(std::string(16, 'i'));
  later.mutable_group()->set_gid(std::string(32, 'g'));
  const auto text = later.SerializeAsString();
  const auto read = parse_content(as_bytes(text));
  ASSERT_TRUE(read);
  EXPECT_TRUE(std::holds_alternative<Unknown>(read.value().body));
}

TEST(GroupContent, Noise_is_refused_or_canonical) {
  testing::Mutator mutator(3);
  const auto bytes = encoded(message());
  for (int round = 0; round < 3000; ++round) {
    const auto changed = mutator.changed(Bytes(bytes.expose().begin(), bytes.expose().end()));
    const auto read = parse_content(changed);
    if (!read || std::holds_alternative<Unknown>(read.value().body)) continue;
    EXPECT_TRUE(same(write_content(read.value()).expose(), changed));
  }
}

}  // namespace
}  // namespace stille::client::wire
