// The bytes of statements: one form, exact bounds, and signatures that cover all of it.
#include "client/e2e/roster_op.hpp"

#include <gtest/gtest.h>

#include "tests/support/group_people.hpp"
#include "tests/support/mutator.hpp"

namespace stille::e2e {
namespace {

using test::GroupPerson;

const GroupPerson kAda(1);
const GroupPerson kBob(2);

OpPlace place() {
  OpPlace out{.gid = {}, .epoch = 7, .prev = {}, .author = 3};
  out.gid.raw.fill(1);
  out.prev.raw.fill(2);
  return out;
}

std::vector<OpArgs> one_of_each() {
  const auto at = place();
  return {kBob.joins(at.gid, 1),
          op::Remove{4},
          op::SetRole{4, GroupRole::deputy},
          op::SetPolicy{AddPolicy::everybody},
          op::Describe{GroupField::purpose, "Wozu"},
          op::Rotate{2, kBob.self.key, sign_rotation(at.gid, 2, kBob.self.key, kAda.key)},
          op::Transfer{1},
          op::Takeover{{{1, sign_agreement(at, kAda.key)}, {2, sign_agreement(at, kBob.key)}}},
          op::Close{},
          op::Suspend{5},
          op::Resolve{at.prev},
          op::Echo{},
          op::Address{7, test::member_link(3)}};
}

TEST(RosterOp, Every_kind_reads_back_as_it_was_written) {
  for (const auto& args : one_of_each()) {
    const auto made = kAda.says(place(), args);
    const auto read = parse_op(made.encoded);
    ASSERT_TRUE(read) << args.index();
    EXPECT_EQ(read.value().args.index(), args.index());
    EXPECT_EQ(read.value().hash, made.hash);
    EXPECT_EQ(sign_op(place(), read.value().args, kAda.key).encoded, made.encoded);
    EXPECT_TRUE(signed_by(read.value(), kAda.self.key));
    EXPECT_FALSE(signed_by(read.value(), kBob.self.key));
  }
}

TEST(RosterOp, A_group_is_named_by_its_first_statement) {
  const auto create = test::founded_by(kAda);
  EXPECT_EQ(create.group().raw, create.hash.raw);
  EXPECT_EQ(parse_op(create.encoded).value().group(), create.group());
}

TEST(RosterOp, No_changed_byte_keeps_its_signature) {
  auto all = one_of_each();
  all.emplace_back(std::get<op::Create>(test::founded_by(kAda).args));
  for (const auto& args : all) {
    const bool first = std::holds_alternative<op::Create>(args);
    const auto made = kAda.says(first ? OpPlace{} : place(), args);
    for (std::size_t at = 0; at < made.encoded.size(); ++at) {
      auto changed = made.encoded;
      changed[at] ^= 1U;
      const auto read = parse_op(changed);
      EXPECT_FALSE(read && signed_by(read.value(), kAda.self.key)) << args.index() << " at " << at;
    }
  }
}

TEST(RosterOp, Noise_is_refused_and_what_is_read_is_canonical) {
  testing::Mutator mutator(5);
  const auto all = one_of_each();
  std::size_t read_count = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto bytes =
        mutator.changed(kAda.says(place(), all[static_cast<std::size_t>(round) % all.size()]).encoded);
    const auto read = parse_op(bytes);
    if (!read) continue;
    ++read_count;
    const auto body = bytes.size() - crypto::Signature::size;
    const OpPlace at{read.value().gid, read.value().epoch, read.value().prev, read.value().author};
    const auto again = sign_op(at, read.value().args, kAda.key);
    EXPECT_TRUE(same(ByteView(again.encoded).first(body), ByteView(bytes).first(body)));
  }
  EXPECT_GT(read_count, 0U);
}

Errc refusal(OpArgs args) {
  const auto read = parse_op(kAda.says(place(), std::move(args)).encoded);
  return read ? Errc{} : read.error().code;
}

TEST(RosterOp, Texts_and_pictures_have_their_bounds) {
  EXPECT_EQ(refusal(op::Describe{GroupField::name, std::string(kLongestGroupName + 1, 'n')}),
            Errc::too_large);
  EXPECT_EQ(refusal(op::Describe{GroupField::name, ""}), Errc::bad_length);
  EXPECT_EQ(refusal(op::Describe{GroupField::purpose, std::string(kLongestGroupPurpose + 1, 'n')}),
            Errc::too_large);
  EXPECT_EQ(refusal(op::Describe{GroupField::picture, std::string(kLargestGroupPicture + 1, 'n')}),
            Errc::too_large);
  EXPECT_EQ(refusal(op::Describe{GroupField::picture, std::string(kLargestGroupPicture, 'n')}), Errc{});
}

TEST(RosterOp, A_link_is_a_contact_address_in_its_one_form) {
  auto add = kBob.joins(place().gid);
  add.member.link = std::string(kLongestMemberLink + 1, 'x');
  EXPECT_EQ(refusal(add), Errc::too_large);
  add.member.link = "stille://relay/c#x";
  EXPECT_EQ(refusal(add), Errc::bad_value);
  add.member.link = " " + kBob.self.link;
  EXPECT_EQ(refusal(add), Errc::bad_value);
}

TEST(RosterOp, Agreements_are_at_most_fifty_and_in_order) {
  op::Takeover takeover;
  for (MemberNumber i = 0; i <= kMostGroupMembers; ++i) takeover.agreements.push_back({i, {}});
  EXPECT_EQ(refusal(takeover), Errc::too_large);
  EXPECT_EQ(refusal(op::Takeover{{{2, {}}, {1, {}}}}), Errc::bad_value);
  EXPECT_EQ(refusal(op::Takeover{{{2, {}}, {2, {}}}}), Errc::bad_value);
}

TEST(RosterOp, Too_long_is_refused_before_anything_is_read) {
  EXPECT_EQ(parse_op(Bytes(kLargestGroupOp + 1)).error().code, Errc::too_large);
  EXPECT_EQ(parse_op(Bytes(100)).error().code, Errc::bad_length);
}

TEST(RosterOp, Consent_rotation_and_agreement_are_for_one_purpose_and_one_group) {
  const auto gid = place().gid;
  const auto consent = sign_consent(gid, kBob.self, kBob.key);
  EXPECT_TRUE(consents(gid, kBob.self, consent));
  EXPECT_FALSE(consents(GroupId{}, kBob.self, consent));
  auto elsewhere = kBob.self;
  elsewhere.link = kAda.self.link;
  EXPECT_FALSE(consents(gid, elsewhere, consent));
  auto later = place();
  ++later.epoch;
  EXPECT_FALSE(agrees(later, sign_agreement(place(), kBob.key), kBob.self.key));
  EXPECT_FALSE(agrees(place(), consent, kBob.self.key));
}

}  // namespace
}  // namespace stille::e2e
