// Messages that go by themselves: agreed on by both sides, erased in time, whatever the clock does.
#include "client/core/disappearing.hpp"

#include <gmock/gmock.h>

#include "client/core/talk.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr seconds kHour{3600};
constexpr seconds kDay = 24 * kHour;

struct DisappearingTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  seconds timer(Person& who) { return who->talk().timer(who.only_contact().id).value(); }
  std::vector<MessageView> log(Person& who) {
    return who->messages(who.only_contact().id, {.last = kMostRows, .since = {}, .until = {}}).value();
  }
  std::vector<std::string> texts(Person& who) {
    std::vector<std::string> out;
    for (const auto& view : log(who)) {
      if (view.kind == MessageKind::text) out.push_back(view.text);
    }
    return out;
  }
  std::vector<std::string> states(Person& who, EventType type) {
    std::vector<std::string> out;
    for (const auto& event : who.events()) {
      if (event.type == type) out.push_back(event.state);
    }
    return out;
  }
  void begins(seconds after) {
    ASSERT_TRUE(alice->talk().set_timer("bob", after));
    world.passes(seconds(3));
  }
  template <class Do>
  void in_file(Person& who, Do look) {
    who.lines.clear();
    who.engine.reset();
    {
      auto profile = store::Profile::open(who.folder);
      look(profile.value().database());
    }
    who.restarts();
  }
};

TEST_F(DisappearingTest, Both_sides_see_and_agree_on_the_timer) {
  begins(7 * kDay);
  for (auto* who : {&alice, &bob}) {
    EXPECT_EQ(timer(*who), 7 * kDay);
    EXPECT_THAT(states(*who, EventType::timer), ElementsAre("on"));
    ASSERT_EQ(log(*who).size(), 1U);
    EXPECT_EQ(log(*who)[0].kind, MessageKind::timer);
    EXPECT_EQ(log(*who)[0].expire_after, 7 * kDay);
  }
  ASSERT_TRUE(bob->talk().set_timer("alice", seconds(0)));
  ASSERT_TRUE(bob->talk().set_timer("alice", seconds(0)));
  world.passes(seconds(3));
  EXPECT_EQ(timer(alice), seconds(0));
  EXPECT_THAT(states(alice, EventType::timer), ElementsAre("on", "off"));
  EXPECT_THAT(bob.heard(), IsEmpty());
}

TEST_F(DisappearingTest, Set_by_both_at_once_the_shorter_one_counts_on_both_sides) {
  const seconds pairs[][2] = {{kHour, kDay}, {kDay, kHour}, {seconds(0), kDay}, {kHour, seconds(0)}};
  const seconds expected[] = {kHour, kHour, kDay, kHour};
  for (std::size_t n = 0; n < std::size(pairs); ++n) {
    begins(2 * kDay);
    alice.goes_offline();
    bob.goes_offline();
    ASSERT_TRUE(alice->talk().set_timer("bob", pairs[n][0]));
    ASSERT_TRUE(bob->talk().set_timer("alice", pairs[n][1]));
    alice.goes_online();
    bob.goes_online();
    world.passes(seconds(3));
    EXPECT_EQ(timer(alice), expected[n]) << n;
    EXPECT_EQ(timer(bob), expected[n]) << n;
  }
}

TEST_F(DisappearingTest, Only_sensible_times_are_taken) {
  for (const auto after : {seconds(-1), seconds(1), seconds(wire::kShortestTimer) - seconds(1),
                           seconds(wire::kLongestTimer) + seconds(1), seconds(1LL << 40)}) {
    EXPECT_EQ(alice->talk().set_timer("bob", after).error().code, Errc::bad_value) << after.count();
  }
  EXPECT_TRUE(alice->talk().set_timer("bob", seconds(wire::kLongestTimer)));
  ASSERT_TRUE(alice->set_blocked("bob", true));
  EXPECT_EQ(alice->talk().set_timer("bob", kDay).error().code, Errc::wrong_state);
}

TEST_F(DisappearingTest, When_its_time_is_over_nothing_is_left_of_a_text_on_either_side) {
  ASSERT_TRUE(alice->send_text("bob", "bleibt"));
  begins(kHour);
  const auto sent = alice->send_text("bob", "geht");
  ASSERT_TRUE(alice->talk().edit(sent.value().id, "geht bald"));
  world.passes(seconds(3));
  ASSERT_TRUE(bob->talk().send("alice", {.text = "Ja", .key = {}, .reply = log(bob).back().id}));
  world.passes(kHour - seconds(60));
  EXPECT_THAT(texts(bob), ElementsAre("bleibt", "geht bald", "Ja"));
  world.passes(seconds(120));
  for (auto* who : {&alice, &bob}) {
    EXPECT_THAT(texts(*who), ElementsAre("bleibt"));
    EXPECT_THAT(states(*who, EventType::deleted), ElementsAre("expired", "expired"));
    in_file(*who, [](store::Database& db) {
      for (const auto* count :
           {"SELECT count(*) FROM message WHERE text <> '' AND text <> 'bleibt'",
            "SELECT count(*) FROM message WHERE reply_excerpt <> ''", "SELECT count(*) FROM wording"}) {
        EXPECT_EQ(db.value<std::int64_t>(count).value(), 0) << count;
      }
    });
  }
}

TEST_F(DisappearingTest, The_clock_begins_when_it_is_sent_and_when_it_is_shown) {
  begins(kHour);
  bob.goes_offline();
  alice.goes_offline();
  ASSERT_TRUE(alice->send_text("bob", "a"));
  world.passes(2 * kHour);
  EXPECT_FALSE(log(alice).back().expires);
  alice.goes_online();
  world.passes(seconds(3));
  const auto at_alice = log(alice).back().expires;
  ASSERT_TRUE(at_alice);
  EXPECT_LE(*at_alice, world.clock.time + kHour);
  world.passes(2 * kHour);
  EXPECT_THAT(texts(alice), IsEmpty());
  bob.goes_online();
  world.passes(seconds(3));
  EXPECT_THAT(texts(bob), ElementsAre("a"));
  EXPECT_GT(*log(bob).back().expires, world.clock.time + kHour - seconds(10));
}

TEST_F(DisappearingTest, What_is_over_while_the_profile_is_closed_goes_when_it_is_opened) {
  begins(kHour);
  ASSERT_TRUE(alice->send_text("bob", "a"));
  world.passes(seconds(3));
  bob.lines.clear();
  bob.engine.reset();
  world.clock.time += 2 * kHour;
  bob.restarts();
  ASSERT_TRUE(bob->next_due());
  EXPECT_LE(*bob->next_due(), world.clock.time);
  ASSERT_TRUE(bob->do_due());
  EXPECT_THAT(texts(bob), IsEmpty());
}

TEST_F(DisappearingTest, A_clock_that_is_set_back_delays_the_end_by_no_more_than_the_timer) {
  begins(kHour);
  ASSERT_TRUE(alice->send_text("bob", "a"));
  world.passes(seconds(3));
  world.clock.time -= 365 * kDay;
  ASSERT_TRUE(bob->next_due());
  EXPECT_LE(*bob->next_due(), world.clock.time);
  ASSERT_TRUE(bob->do_due());
  EXPECT_THAT(texts(bob), ElementsAre("a"));
  world.clock.time += kHour;
  EXPECT_LE(*bob->next_due(), world.clock.time);
  ASSERT_TRUE(bob->do_due());
  EXPECT_THAT(texts(bob), IsEmpty());
}

TEST_F(DisappearingTest, A_quote_that_comes_later_does_not_bring_back_what_is_over) {
  begins(kHour);
  ASSERT_TRUE(alice->send_text("bob", "Geheimnis"));
  world.passes(seconds(3));
  bob.goes_offline();
  ASSERT_TRUE(bob->talk().send("alice", {.text = "Ja", .key = {}, .reply = log(bob).back().id}));
  world.passes(kHour + seconds(60));
  bob.goes_online();
  world.passes(seconds(3));
  ASSERT_THAT(texts(alice), ElementsAre("Ja"));
  EXPECT_EQ(log(alice).back().reply->excerpt, "");
}

TEST_F(DisappearingTest, One_message_goes_by_a_time_of_its_own_on_both_sides) {
  ASSERT_TRUE(alice->send_text("bob", "bleibt"));
  const auto sent = alice->talk().send("bob", {.text = "geht", .key = {}, .reply = {}, .expire = kHour});
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent.value().expire_after, kHour);
  world.passes(seconds(3));
  EXPECT_EQ(timer(bob), seconds(0));
  EXPECT_EQ(log(bob).back().expire_after, kHour);
  EXPECT_THAT(texts(bob), ElementsAre("bleibt", "geht"));
  world.passes(kHour + seconds(60));
  EXPECT_THAT(texts(alice), ElementsAre("bleibt"));
  EXPECT_THAT(texts(bob), ElementsAre("bleibt"));
}

TEST_F(DisappearingTest, A_time_of_its_own_is_shorter_than_what_was_agreed_on_or_refused) {
  begins(kHour);
  const auto with = [&](seconds after) {
    return alice->talk().send("bob", {.text = "x", .key = {}, .reply = {}, .expire = after});
  };
  EXPECT_EQ(with(kHour + seconds(1)).error().code, Errc::limit_reached);
  EXPECT_EQ(with(seconds(wire::kShortestTimer) - seconds(1)).error().code, Errc::bad_value);
  EXPECT_EQ(with(seconds(wire::kLongestTimer) + seconds(1)).error().code, Errc::bad_value);
  EXPECT_EQ(with(seconds(-5)).error().code, Errc::bad_value);
  EXPECT_THAT(texts(alice), IsEmpty());
  EXPECT_EQ(with(seconds(60)).value().expire_after, seconds(60));
  EXPECT_EQ(with(seconds(0)).value().expire_after, kHour);
}

TEST_F(DisappearingTest, A_note_to_oneself_goes_from_when_it_was_written) {
  ASSERT_TRUE(alice->talk().send("self", {.text = "Einkauf", .key = {}, .reply = {}, .expire = kHour}));
  const auto notes = [&] { return alice->messages("self").value().size(); };
  world.passes(kHour - seconds(60));
  EXPECT_EQ(notes(), 1U);
  world.passes(seconds(120));
  EXPECT_EQ(notes(), 0U);
}

TEST_F(DisappearingTest, Several_hundred_go_together) {
  begins(seconds(30));
  for (int n = 0; n < 600; ++n) ASSERT_TRUE(alice->send_text("bob", std::to_string(n)));
  world.passes(seconds(5));
  EXPECT_EQ(texts(bob).size(), 600U);
  world.passes(seconds(60));
  EXPECT_THAT(texts(bob), IsEmpty());
  EXPECT_THAT(texts(alice), IsEmpty());
}

}  // namespace
}  // namespace stille::client::test
