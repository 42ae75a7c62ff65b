// Two people who talk, and a view of their logs that is nobody's in particular.
#pragma once

#include <algorithm>

#include <gmock/gmock.h>

#include "client/core/talk.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {

inline constexpr const char* kThumb = "\xF0\x9F\x91\x8D";

/// Everything that both sides must agree about, from nobody's point of view.
inline std::string common(const MessageView& view, const std::string& own, const std::string& other) {
  const auto by = [&](bool is_own) { return is_own ? own : other; };
  std::string out = by(view.outgoing) + ": " + view.text + (view.deleted ? " deleted" : "") +
                    (view.question ? " ?" : "") + " r" + std::to_string(view.revision);
  if (view.reply) out += " re " + by(view.reply->own) + " " + view.reply->excerpt;
  std::vector<std::string> reactions;
  for (const auto& reaction : view.reactions) reactions.push_back(by(reaction.own) + reaction.text);
  std::sort(reactions.begin(), reactions.end());
  for (const auto& reaction : reactions) out += " [" + reaction + "]";
  return out;
}

struct TalkFixture : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  std::string says(const std::string& text) {
    const auto sent = alice->send_text("bob", text);
    EXPECT_TRUE(sent);
    return sent.value().id;
  }
  MessageView last(Person& who) { return who->messages(who.only_contact().id).value().back(); }
  /// Says it, lets it arrive, and gives its ids on both sides.
  std::pair<std::string, std::string> said(const std::string& text) {
    const auto own = says(text);
    world.passes(seconds(3));
    return {own, last(bob).id};
  }
  std::vector<std::string> log_of(Person& who) {
    const bool is_alice = &who == &alice;
    std::vector<std::string> out;
    const auto all =
        who->messages(who.only_contact().id, {.last = kMostRows, .since = {}, .until = {}}).value();
    for (const auto& view : all) {
      out.push_back(common(view, is_alice ? "alice" : "bob", is_alice ? "bob" : "alice"));
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
  /// What alice has to say and bob has not yet got, to be handed over in any order.
  std::vector<protocol::Deliver> sealed() {
    protocol::ReaderId mailbox;
    in_file(bob, [&](store::Database& db) {
      mailbox = store::mailboxes_of_contact(db, 1).value().front().reader_id;
    });
    const auto work = alice->next_work(alice->relays().front(), 100);
    std::vector<protocol::Deliver> out;
    for (const auto& one : work.value()) {
      out.push_back({mailbox, 100 + out.size(), std::get<protocol::Send>(one.command).envelope});
    }
    return out;
  }
  void arrives(const protocol::Deliver& one) { ASSERT_TRUE(bob->received(bob->relays().front(), one)); }
};

}  // namespace stille::client::test
