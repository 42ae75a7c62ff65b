// Whatever comes first: both sides arrive at the same. And what could not be read yet is read later.
#include "client/core/changing.hpp"
#include "client/store/tables/talk.hpp"
#include "tests/unit/client/core/talk_fixture.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct TalkOrderTest : TalkFixture {};

TEST_F(TalkOrderTest, Changes_that_overtake_their_message_are_done_when_it_comes) {
  alice.goes_offline();
  const auto own = says("eins");
  ASSERT_TRUE(alice->talk().edit(own, "zwei"));
  ASSERT_TRUE(alice->talk().edit(own, "drei"));
  ASSERT_TRUE(alice->talk().react(own, kThumb));
  const auto all = sealed();
  ASSERT_EQ(all.size(), 4U);
  for (const auto at : {3, 2, 1, 0}) arrives(all[static_cast<std::size_t>(at)]);
  EXPECT_THAT(bob.heard(), ElementsAre("drei"));
  EXPECT_EQ(log_of(alice), log_of(bob));
  EXPECT_EQ(bob->talk().history(last(bob).id).value().size(), 3U);
  EXPECT_THAT(states(bob, EventType::edited), IsEmpty());
}

TEST_F(TalkOrderTest, Every_order_of_arrival_leads_to_the_same) {
  alice.goes_offline();
  const auto own = says("eins");
  ASSERT_TRUE(alice->talk().edit(own, "zwei"));
  ASSERT_TRUE(alice->talk().react(own, "+1"));
  ASSERT_TRUE(alice->talk().react(own, kThumb));
  ASSERT_TRUE(alice->talk().edit(own, "drei"));
  const auto all = sealed();
  std::vector<std::size_t> order{0, 1, 2, 3, 4};
  const auto saved = world.folder / "saved";
  std::filesystem::copy(bob.folder, saved, std::filesystem::copy_options::recursive);
  do {
    bob.lines.clear();
    bob.engine.reset();
    std::filesystem::remove_all(bob.folder);
    std::filesystem::copy(saved, bob.folder, std::filesystem::copy_options::recursive);
    bob.restarts();
    for (const auto at : order) arrives(all[at]);
    ASSERT_EQ(log_of(bob), log_of(alice)) << testing::PrintToString(order);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_F(TalkOrderTest, A_deletion_that_overtakes_its_message_leaves_nothing_of_it) {
  alice.goes_offline();
  const auto own = says("Geheimnis");
  auto all = sealed();
  ASSERT_TRUE(alice->talk().erase(own, true));
  for (auto& one : sealed()) all.push_back(one);
  ASSERT_EQ(all.size(), 2U);
  arrives(all[1]);
  arrives(all[0]);
  EXPECT_THAT(bob.heard(), IsEmpty());
  EXPECT_THAT(states(bob, EventType::deleted), ElementsAre("everyone"));
  EXPECT_EQ(log_of(alice), log_of(bob));
}

TEST_F(TalkOrderTest, What_waits_for_messages_that_do_not_come_is_bounded_and_goes) {
  alice.goes_offline();
  for (std::size_t n = 0; n < kMostEarlyChanges + 6; ++n) {
    const auto own = says("x");
    const auto text = sealed();
    if (n < 3) {
      ASSERT_TRUE(alice->talk().erase(own, true));
    } else {
      ASSERT_TRUE(alice->talk().edit(own, "y"));
    }
    for (const auto& change : sealed()) arrives(change);
  }
  std::size_t deletions = 0;
  in_file(bob, [&](store::Database& db) {
    EXPECT_EQ(store::count_early_changes(db, 1).value(), kMostEarlyChanges);
    deletions = db.value<std::size_t>("SELECT count(*) FROM early_change WHERE weight = 1").value().value();
  });
  EXPECT_EQ(deletions, 3U);
  world.passes(kEarlyChangeLife + std::chrono::hours(12));
  in_file(bob, [&](store::Database& db) { EXPECT_EQ(store::count_early_changes(db, 1).value(), 0U); });
}

TEST_F(TalkOrderTest, What_an_earlier_version_could_not_read_is_read_after_an_update) {
  const auto [own, theirs] = said("Hallo");
  wire::ContentId id{};
  in_file(bob, [&](store::Database& db) {
    const auto rows = store::messages_named(db, theirs);
    const auto& row = rows.value().front();
    id = row.content_id;
    const wire::Content content{
        .id = row.content_id, .authored = row.authored, .body = wire::Text{"Hallo", {}}};
    ASSERT_TRUE(db.run("UPDATE message SET kind = 1, text = '', raw = ? WHERE id = ?",
                       wire::write_content(content), row.id));
  });
  EXPECT_EQ(bob->message(theirs).value().kind, MessageKind::text);
  EXPECT_EQ(bob->message(theirs).value().text, "Hallo");
  EXPECT_THAT(bob.heard(), ElementsAre("Hallo", "Hallo"));  // said again, under the id that it had
  in_file(bob, [&](store::Database& db) {
    const wire::Content edit{
        .id = wire::ContentId{}, .authored = {}, .body = wire::Edit{id, 1, "Neu", false}};
    store::MessageRow row;
    row.name = "m_0000000000000001";
    row.contact = 1;
    row.kind = store::ContentKind::unsupported;
    row.state = store::DeliveryState::received;
    row.raw = wire::write_content(edit);
    row.position = 1;
    ASSERT_TRUE(store::add_message(db, row).value());
  });
  EXPECT_EQ(bob->messages("alice").value().size(), 1U);
  EXPECT_EQ(last(bob).text, "Neu");
}

TEST_F(TalkOrderTest, What_is_still_unknown_after_an_update_stays_as_it_is) {
  in_file(bob, [&](store::Database& db) {
    store::MessageRow row;
    row.name = "m_0000000000000001";
    row.contact = 1;
    row.kind = store::ContentKind::unsupported;
    row.state = store::DeliveryState::received;
    row.raw = crypto::SecretBytes(as_bytes(std::string("\x0a\x10iiiiiiiiiiiiiiii\x9a\x06\x02hi", 23)));
    row.position = 1;
    ASSERT_TRUE(store::add_message(db, row).value());
  });
  for (int opened = 0; opened < 2; ++opened) {
    EXPECT_EQ(last(bob).kind, MessageKind::unsupported);
    bob.restarts();
  }
}

/// Random things by both, with cut lines and repeated envelopes in between: in the end both logs say the
/// same.
struct Story {
  explicit Story(std::uint64_t seed) : world(seed), pair(acquainted(world)), rng(seed + 1) {}

  void acts(Person& who) {
    const auto all = who->messages(who.only_contact().id).value();
    const auto what = rng.below(7);
    if (all.empty() || what < 2) {
      const auto reply = all.empty() || what == 0 ? std::string() : all[rng.below(all.size())].id;
      const auto text = std::to_string(++count);
      (void)who->talk().send(who.only_contact().id, {.text = text, .key = {}, .reply = reply}).has_value();
      return;
    }
    const auto& message = all[rng.below(all.size())];
    if (what < 4) (void)who->talk().edit(message.id, std::to_string(++count), rng.below(2) == 0).has_value();
    if (what == 4 || what == 5)
      (void)who->talk().react(message.id, rng.below(3) == 0 ? "" : "+1").has_value();
    if (what == 6) (void)who->talk().erase(message.id, true).has_value();
  }
  std::vector<std::string> log(Person& who, const char* own, const char* other) {
    std::vector<std::string> out;
    const auto all =
        who->messages(who.only_contact().id, {.last = kMostRows, .since = {}, .until = {}}).value();
    for (const auto& view : all) out.push_back(common(view, own, other));
    std::sort(out.begin(), out.end());
    return out;
  }

  World world;
  Pair pair;
  crypto::SeededRng rng;
  int count = 0;
};

TEST(TalkStory, Both_logs_say_the_same_in_the_end) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Story story(seed);
    for (int n = 0; n < 60; ++n) {
      story.acts(story.rng.below(2) == 0 ? story.pair.alice : story.pair.bob);
      for (std::size_t steps = story.rng.below(12); steps > 0; --steps) story.world.steps();
    }
    story.pair.alice.goes_online();
    story.pair.bob.goes_online();
    story.world.passes(std::chrono::minutes(3));
    ASSERT_EQ(story.log(story.pair.alice, "a", "b"), story.log(story.pair.bob, "b", "a")) << seed;
    ASSERT_FALSE(story.log(story.pair.alice, "a", "b").empty());
  }
}

}  // namespace
}  // namespace stille::client::test
