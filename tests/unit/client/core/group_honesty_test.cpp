// Members whose programs do not keep to the rules: what the others notice, and what it cannot do.
#include "client/core/group_gossip.hpp"
#include "client/core/group_hearing.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/sending.hpp"
#include "tests/unit/client/core/group_inside.hpp"

namespace stille::client::test {
namespace {

wire::GroupMessage message_of(Context& context, const KnownGroup& group, std::uint64_t gseq,
                              const std::string& text) {
  wire::GroupMessage out;
  out.head = wire::Hash16::copy_of(ByteView(group.roster.head()->hash().raw).first(16));
  out.gseq = gseq;
  const auto body = encode_content(context, wire::Text{text, std::nullopt});
  out.body.assign(body.expose().begin(), body.expose().end());
  return out;
}

TEST(GroupHonesty, Telling_two_people_different_things_comes_out) {
  Circle circle(3);
  circle.gathers();
  inside(circle[1], [](Context& context, KnownGroup& group) {
    const auto gid = group.row.gid;
    ASSERT_TRUE(tell(context, gid, iid_of(context, "ada"), message_of(context, group, 1, "ja")));
    ASSERT_TRUE(tell(context, gid, iid_of(context, "cem"), message_of(context, group, 1, "nein")));
  });
  circle.world.passes(seconds(10));
  EXPECT_FALSE(group_events(circle[2]).contains("reported_two_things"));
  circle.says(0, "was meint bob?");
  circle.world.passes(seconds(10));
  EXPECT_TRUE(group_events(circle[2]).contains("reported_two_things"));
  const auto events = circle[2].events();
  const auto alarm = std::ranges::find(events, "reported_two_things", &EventView::state);
  ASSERT_NE(alarm, events.end());
  EXPECT_EQ(alarm->about, circle[1]->profile().id + " " + circle[0]->profile().id);
}

TEST(GroupHonesty, Saying_two_things_under_one_number_to_one_person_is_said_so) {
  Circle circle(2);
  circle.gathers();
  inside(circle[1], [](Context& context, KnownGroup& group) {
    const auto ada = iid_of(context, "ada");
    for (const char* text : {"ja", "nein"})
      ASSERT_TRUE(tell(context, group.row.gid, ada, message_of(context, group, 1, text)));
  });
  circle.world.passes(seconds(10));
  EXPECT_TRUE(group_events(circle[0]).contains("said_two_things"));
  EXPECT_EQ(circle.heard(0).size(), 1U);
}

TEST(GroupHonesty, A_chair_who_signs_two_lists_is_found_out_by_everybody) {
  Circle circle(3);
  circle.gathers();
  inside(circle[0], [](Context& context, KnownGroup& group) {
    const auto place = group.roster.head()->next(group.self()->number);
    for (const char* who : {"bob", "cem"}) {
      const auto op = e2e::sign_op(place, e2e::op::Describe{e2e::GroupField::name, std::string("Für ") + who},
                                   group.row.key);
      ASSERT_TRUE(tell(context, group.row.gid, iid_of(context, who), wire::GroupStatements{{op.encoded}}));
    }
  });
  circle.world.passes(seconds(30));
  // What one of the two heard reaches the other as soon as they speak to each other.
  circle.says(1, "hallo");
  circle.says(2, "hallo");
  circle.world.passes(seconds(30));
  for (const std::size_t i : {1U, 2U}) {
    EXPECT_GE(circle.group(i).contradictions, 1U) << i;
    EXPECT_TRUE(group_events(circle[i]).contains("contradiction")) << i;
  }
}

TEST(GroupHonesty, Whoever_was_removed_is_not_heard_whatever_their_program_says) {
  Circle circle(3);
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().remove("#runde", "bob"));
  circle.world.passes(seconds(10));
  inside(circle[1], [](Context& context, KnownGroup& group) {
    for (const char* who : {"ada", "cem"}) {
      ASSERT_TRUE(
          tell(context, group.row.gid, iid_of(context, who), message_of(context, group, 1, "noch da")));
    }
  });
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(0), testing::IsEmpty());
  EXPECT_THAT(circle.heard(2), testing::IsEmpty());
}

TEST(GroupHonesty, Messages_on_statements_that_never_come_are_kept_up_to_a_bound) {
  Circle circle(2);
  circle.gathers();
  inside(circle[1], [](Context& context, KnownGroup& group) {
    const auto ada = store::find_contact(context.db, iid_of(context, "ada")).value()->id;
    for (std::uint64_t i = 1; i <= kMostGroupHeld + 5; ++i) {
      auto message = message_of(context, group, i, "x");
      message.head.raw.fill(0xee);
      const auto bytes = encode_content(context, wire::Group{{group.row.gid.raw}, message});
      ASSERT_TRUE(take_group_message(context, ada, group, message, bytes.expose()));
    }
    EXPECT_EQ(store::group_held(context.db, group.row.id).value().size(), kMostGroupHeld);
  });
  EXPECT_TRUE(group_events(circle[1]).contains("gap"));
}

TEST(GroupHonesty, Reports_of_what_never_comes_are_kept_up_to_a_bound) {
  Circle circle(2);
  circle.gathers();
  inside(circle[1], [](Context& context, KnownGroup& group) {
    const auto ada = store::find_contact(context.db, iid_of(context, "ada")).value()->id;
    const auto& head = *group.roster.head();
    for (std::uint64_t i = 1; i <= kMostReports + 5; ++i) {
      ASSERT_TRUE(compare_refs(context, ada, group, head, head.chair().iid, {{0, i, {}}}));
    }
    EXPECT_EQ(store::count_reports(context.db, group.row.id).value(), kMostReports);
  });
}

}  // namespace
}  // namespace stille::client::test
