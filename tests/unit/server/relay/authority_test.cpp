// The table of who may do what, turned round: every command with every wrong authority is refused with the
// same bytes, and the store stays as it was.
#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "server/relay/key_cache.hpp"
#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {
namespace {

using protocol::MailboxKind;
using protocol::MailboxRole;
using protocol::Status;

struct Case {
  const char* name;
  MailboxRole role;
  MailboxKind kind;  // of the mailbox it is meant for
  std::function<protocol::Command(const TestMailbox&, const protocol::LinkId&, TimePoint)> make;
};

const std::vector<Case>& commands() {
  using Box = TestMailbox;
  using Link = protocol::LinkId;
  constexpr auto kReader = MailboxRole::reader;
  constexpr auto kTalk = MailboxKind::conversation;
  constexpr auto kHello = MailboxKind::hello;
  static const std::vector<Case> table{
      {"create", kReader, kTalk,
       [](const Box& m, const Link&, TimePoint) {
         return protocol::Create{m.reader_id,         m.writer_id, m.reader.public_key,
                                 m.writer.public_key, m.kind,      {}};
       }},
      {"subscribe", kReader, kTalk,
       [](const Box& m, const Link&, TimePoint) { return protocol::Subscribe{{{m.reader_id, 0}}}; }},
      {"ack", kReader, kTalk,
       [](const Box& m, const Link&, TimePoint) { return protocol::Ack{m.reader_id, 1}; }},
      {"delete", kReader, kTalk,
       [](const Box& m, const Link&, TimePoint) { return protocol::Delete{m.reader_id}; }},
      {"send", MailboxRole::writer, kTalk,
       [](const Box& m, const Link&, TimePoint) { return protocol::Send{m.writer_id, {}, Bytes(4096, 1)}; }},
      {"put_link", kReader, kHello,
       [](const Box& m, const Link& link, TimePoint now) {
         return protocol::PutLink{link, m.reader_id, Bytes(protocol::kLinkCardSize, 2),
                                  now + std::chrono::hours{1}};
       }},
      {"delete_link", kReader, kHello,
       [](const Box& m, const Link& link, TimePoint) { return protocol::DeleteLink{link, m.reader_id}; }},
  };
  return table;
}

enum class Wrong { no_tag, two_tags, key, mailbox, number, connection, role, relay, bytes, unknown, kind };
constexpr std::array kWrongs{Wrong::no_tag, Wrong::two_tags,   Wrong::key,  Wrong::mailbox,
                             Wrong::number, Wrong::connection, Wrong::role, Wrong::relay,
                             Wrong::bytes,  Wrong::unknown,    Wrong::kind};

/// One mailbox of each kind with an envelope or a link in it, and a stranger who has a mailbox too.
struct Stage : World {
  Stage() {
    talk = existing(MailboxKind::conversation);
    hello = existing(MailboxKind::hello);
    strangers = existing(MailboxKind::conversation);
    link = rng.fixed<protocol::LinkId>();
    client().sends(talk);
    client().puts_link(hello, link);
    EXPECT_TRUE(commits());
  }
  [[nodiscard]] const TestMailbox& meant_for(const Case& one) const {
    return one.kind == MailboxKind::hello ? hello : talk;
  }
  TestMailbox talk, hello, strangers;
  protocol::LinkId link;
};

const crypto::DhSecret& key_of(const TestMailbox& box, MailboxRole role) {
  return role == MailboxRole::reader ? box.reader.secret : box.writer.secret;
}
const std::array<std::uint8_t, 24>& id_of(const TestMailbox& box, MailboxRole role) {
  return role == MailboxRole::reader ? box.reader_id.raw : box.writer_id.raw;
}

/// The request with one thing wrong about its authority.
protocol::Request request_with(Stage& stage, Client& who, const Case& one, Wrong wrong) {
  const auto command = as_bytes(one.name);
  const auto unknown = stage.mailbox(one.kind);
  const auto& other_kind = one.kind == MailboxKind::hello ? stage.talk : stage.hello;
  const auto& box = wrong == Wrong::unknown ? unknown
                    : wrong == Wrong::kind  ? other_kind
                                            : stage.meant_for(one);
  auto role = one.role;
  const auto number = who.next_number();
  if (wrong == Wrong::role) role = role == MailboxRole::reader ? MailboxRole::writer : MailboxRole::reader;
  const auto stranger = crypto::dh_keypair(stage.rng);
  const auto& key = wrong == Wrong::key       ? stranger.secret
                    : wrong == Wrong::mailbox ? key_of(stage.strangers, role)
                                              : key_of(box, role);
  const auto& signer = wrong == Wrong::connection ? stage.client() : who;
  auto tag = signer.tag(key, role, id_of(box, role), wrong == Wrong::number ? number - 1 : number, command);
  if (wrong == Wrong::relay) {
    stage.fingerprint.raw[0] ^= 1;
    tag = who.tag(key, role, id_of(box, role), number, command);
  }
  protocol::Request out{
      number, one.make(box, stage.link, stage.now), Bytes(command.begin(), command.end()), {tag}};
  if (wrong == Wrong::no_tag) out.tags.clear();
  if (wrong == Wrong::two_tags) out.tags.push_back(tag);
  if (wrong == Wrong::bytes) out.command_bytes.push_back(0);
  return out;
}

/// What the reply says, its number aside.
std::string shown(const protocol::Reply& reply) {
  std::string out = std::to_string(int(reply.status)) + "/" + std::to_string(reply.retry_after.count()) +
                    "/" + std::to_string(reply.card.size());
  for (const auto& entry : reply.subscribed) {
    out += "/" + std::to_string(int(entry.status)) + ":" + std::to_string(entry.last) + ":" +
           std::to_string(entry.further_claims);
  }
  return out;
}

/// CREATE brings its own key: nothing about it can be unknown or of the wrong kind. Only links have a kind.
bool applies(const Case& one, Wrong wrong) {
  const bool create = std::string_view(one.name) == "create";
  if (wrong == Wrong::unknown) return !create;
  return wrong != Wrong::kind || one.kind == MailboxKind::hello;
}

TEST(Authority, The_right_one_is_accepted) {
  for (const auto& one : commands()) {
    Stage stage;
    auto& who = stage.client();
    const auto& box = stage.meant_for(one);
    const auto bytes = as_bytes(one.name);
    protocol::Request request{
        who.next_number(), one.make(box, stage.link, stage.now), Bytes(bytes.begin(), bytes.end()), {}};
    request.tags.push_back(
        who.tag(key_of(box, one.role), one.role, id_of(box, one.role), request.number, bytes));
    who.asks(request);
    ASSERT_TRUE(stage.commits());
    const auto reply = who.reply(request.number);
    ASSERT_TRUE(reply) << one.name;
    const auto status = reply->subscribed.empty() ? reply->status : reply->subscribed[0].status;
    EXPECT_TRUE(status == Status::ok || status == Status::stored) << one.name << " " << shown(*reply);
  }
}

TEST(Authority, Every_wrong_one_is_refused_alike_and_changes_nothing) {
  for (const auto& one : commands()) {
    std::set<std::string> replies;
    for (const auto wrong : kWrongs) {
      if (!applies(one, wrong)) continue;
      Stage stage;
      const auto before = stage.memory.content_digest();
      auto& who = stage.client();
      who.pings();  // so that a smaller number exists
      const auto request = request_with(stage, who, one, wrong);
      who.asks(request);
      EXPECT_FALSE(stage.relay->commit_due()) << one.name << " writes for wrong " << int(wrong);
      ASSERT_TRUE(stage.commits());
      EXPECT_EQ(stage.memory.content_digest(), before) << one.name << " with wrong " << int(wrong);
      EXPECT_FALSE(who.authenticated && wrong != Wrong::kind) << one.name << " with wrong " << int(wrong);
      EXPECT_TRUE(who.takes<protocol::Deliver>().empty());
      const auto reply = who.reply(request.number);
      ASSERT_TRUE(reply);
      replies.insert(shown(*reply));
    }
    ASSERT_EQ(replies.size(), 1u) << one.name;
    const bool batch = std::string_view(one.name) == "subscribe";
    EXPECT_EQ(*replies.begin(), batch ? "1/0/0/4:0:0" : "4/0/0") << one.name;
  }
}

TEST(Authority, A_tag_that_was_used_once_is_worth_nothing_again) {
  Stage stage;
  auto& who = stage.client();
  const auto bytes = as_bytes("ack");
  protocol::Request request{
      who.next_number(), protocol::Ack{stage.talk.reader_id, 1}, Bytes(bytes.begin(), bytes.end()), {}};
  request.tags.push_back(who.tag(stage.talk.reader.secret, MailboxRole::reader, stage.talk.reader_id.raw,
                                 request.number, bytes));
  who.asks(request);
  request.number = who.next_number();
  who.asks(request);
  EXPECT_EQ(who.status(request.number), Status::denied);
}

TEST(Authority, A_key_learnt_while_the_mailbox_was_unknown_does_not_outlive_its_creation) {
  World world;
  const auto box = world.mailbox();
  auto& bob = world.client();
  EXPECT_EQ(bob.reply(bob.subscribes(box))->subscribed.at(0).status, Status::denied);
  bob.creates(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.reply(bob.subscribes(box))->subscribed.at(0).status, Status::ok);
}

TEST(Authority, A_mailbox_whose_writer_key_has_small_order_takes_from_nobody) {
  World world;
  auto box = world.mailbox();
  box.writer.public_key = crypto::DhPublic{};
  auto& bob = world.client();
  bob.creates(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.status(bob.sends(box)), Status::denied);
}

TEST(Authority, More_mailboxes_than_cached_keys_still_work) {
  auto limits = World::open_relay();
  limits.keys_per_connection = 2;
  World world(limits);
  std::vector<TestMailbox> boxes;
  for (int i = 0; i < 5; ++i) boxes.push_back(world.existing());
  auto& alice = world.client();
  for (int round = 0; round < 2; ++round) {
    for (const auto& box : boxes) EXPECT_EQ(alice.status(alice.sends(box)), kNoReply);
  }
}

TEST(KeyCache, It_never_holds_more_than_its_bound) {
  crypto::SeededRng rng{3};
  KeyCache cache(3);
  const auto session = crypto::dh_keypair(rng);
  const auto box = crypto::dh_keypair(rng);
  for (std::uint8_t i = 0; i < 10; ++i) {
    protocol::AuthContext context;
    context.mailbox.fill(i);
    (void)cache.get(session.secret, box.public_key, box.public_key, context);
    EXPECT_LE(cache.size(), 3u);
  }
}

}  // namespace
}  // namespace stille::relay::test
