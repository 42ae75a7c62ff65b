#include "tests/property/conversation.hpp"

namespace stille::property {
namespace {

/// What may happen to a conversation; losses only where a test allows them.
void step(Conversation& talk, bool may_lose) {
  auto& dice = talk.dice;
  const auto any = [&]() -> Letter& { return *talk.letters[dice.below(talk.letters.size())]; };
  const auto choice = dice.below(20);
  if (choice < 7 || talk.letters.empty()) {
    talk.sends(dice.one_in(2));
  } else if (choice < 14 && !talk.in_flight.empty()) {
    talk.deliver(talk.take(dice.one_in(2) ? 0 : dice.below(talk.in_flight.size())));
  } else if (choice == 14 && !talk.in_flight.empty()) {
    talk.deliver(*talk.in_flight[dice.below(talk.in_flight.size())]);
  } else if (choice == 15) {
    if (auto& letter = any(); letter.read) talk.deliver(letter);
  } else if (choice == 16) {
    talk.corrupt(any());
  } else if (choice == 17) {
    talk.restart(talk.anybody());
  } else if (choice == 18) {
    talk.now += std::chrono::minutes(dice.below(60));
    auto& person = talk.anybody();
    person.state = e2e::tidy(person.state, talk.now).next;
  } else if (may_lose && !talk.in_flight.empty()) {
    talk.take(dice.below(talk.in_flight.size()));
  }
}

TEST(ConversationProperty, Without_losses_everything_arrives_once_in_any_order) {
  const auto count = seeds(700);
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Conversation talk(seed);
    for (int i = 0; i < 60; ++i) step(talk, false);
    talk.deliver_everything();
    for (const auto& letter : talk.letters) ASSERT_TRUE(letter->read);
    // One exchange later both know that the other has everything.
    for (const bool alice : {false, true, false}) {
      if (talk.sends(alice)) talk.deliver(talk.take(0));
    }
    ASSERT_EQ(talk.alice().state.acknowledged(), talk.alice().state.sent());
    ASSERT_EQ(talk.alice().state.received_up_to(), talk.bob().state.sent());
    ASSERT_EQ(talk.alice().state.parts().skipped.count(), 0U);
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(ConversationProperty, Losses_cost_exactly_what_was_lost) {
  const auto count = seeds(700);
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Conversation talk(seed);
    for (int i = 0; i < 60; ++i) step(talk, true);
    talk.deliver_everything();
    if (talk.bob().state.may_send()) talk.sends(false);
    talk.deliver_everything();
    ASSERT_NE(talk.alice().state.status(), e2e::SessionStatus::forked);
    ASSERT_NE(talk.bob().state.status(), e2e::SessionStatus::forked);
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(ConversationProperty, Long_conversations_stay_inside_their_bounds) {
  const auto count = seeds(4);
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Conversation talk(seed);
    for (int i = 0; i < 3000; ++i) {
      step(talk, false);
      // Late, but not so late that its epoch is forgotten.
      while (talk.in_flight.size() > 15) talk.deliver(talk.take(0));
      ASSERT_LE(talk.alice().state.encode().size(), 16'384U);
    }
    talk.deliver_everything();
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(ConversationProperty, A_crash_before_the_commit_loses_and_repeats_nothing) {
  const auto count = seeds(300);
  for (auto seed = first_seed(); seed < first_seed() + count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Conversation talk(seed);
    for (int i = 0; i < 40; ++i) {
      const bool alice = talk.dice.one_in(2);
      auto& person = alice ? talk.alice() : talk.bob();
      const auto kept = person.state.clone();
      if (talk.dice.one_in(2)) {
        // Sealed, but neither stored nor sent: only its nonce is remembered as used.
        if (talk.sends(alice)) talk.forget_last();
      } else if (!talk.in_flight.empty()) {
        auto& letter = *talk.in_flight[talk.dice.below(talk.in_flight.size())];
        if (&talk.receiver(letter) == &person && !letter.read) {
          talk.deliver(letter);
          letter.read = false;
        }
      }
      person.state = kept.clone();
      step(talk, false);
      if (::testing::Test::HasFailure()) return;
    }
    talk.deliver_everything();
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace stille::property
