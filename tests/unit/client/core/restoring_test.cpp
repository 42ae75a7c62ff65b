// Somebody loses everything but a backup, and comes back.
#include "client/core/restoring.hpp"

#include <unordered_set>

#include <gmock/gmock.h>

#include "client/core/contact_address.hpp"
#include "client/core/conversations.hpp"
#include "client/core/drafts.hpp"
#include "client/core/finding.hpp"
#include "client/core/leaving.hpp"
#include "client/core/signs.hpp"
#include "client/core/talk.hpp"
#include "client/store/database.hpp"
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;
namespace fs = std::filesystem;
constexpr crypto::ArgonCost kCheap{1, 64};

/// Everything that a backup says, as bytes.
struct Said final : store::BackupSink {
  std::string all;
  Result<void> begins(const store::BackupSummary&) override { return ok(); }
  Result<void> table(std::string_view, const std::vector<std::string>&) override { return ok(); }
  Result<void> row(const std::vector<Value>& values) override {
    for (const auto& value : values) {
      all += as_text(value.bytes.expose());
      all += '|';
    }
    return ok();
  }
  Result<void> file(std::string_view) override { return ok(); }
  Result<void> piece(ByteView bytes) override {
    all += as_text(bytes);
    return ok();
  }
};

struct Vault {
  explicit Vault(World& home) : world(home) {}
  store::BackupSummary copies(Person& person, bool files = true) {
    fs::remove(file());
    return person->leaving().back_up(file(), key, files).value();
  }
  /// The old folder is gone for good.
  void restores(Person& person) {
    person.lines.clear();
    person.engine.reset();
    fs::remove_all(person.folder);
    comes_back(person);
  }
  void comes_back(Person& person) {
    const auto done = restore_profile(file(), key, person.folder, {}, kCheap, world.clock.now(), person.rng);
    ASSERT_TRUE(done) << name_of(done.error().code);
    person.restarts();
  }
  std::string said() const {
    auto in = store::BackupReader::open(file(), key);
    Said sink;
    EXPECT_TRUE(store::read_backup(in.value(), sink));
    return sink.all;
  }
  fs::path file() const { return world.folder / "a.backup"; }

  World& world;
  crypto::SeededRng rng{5};
  store::BackupKey key = store::BackupKey::from(store::make_recovery_key(rng), rng);
};

struct RestoringTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;
  Vault vault{world};

  void says(Person& who, std::string_view to, std::string_view text) {
    ASSERT_TRUE(who->send_text(to, text));
    world.passes(seconds(3));
  }
  std::vector<std::string> log(Person& who, std::string_view with) {
    std::vector<std::string> out;
    const auto messages = who->messages(with);
    for (const auto& message : messages.value()) out.push_back(message.text);
    return out;
  }
};

TEST_F(RestoringTest, Both_write_again_and_what_was_said_before_is_there) {
  says(alice, "bob", "one");
  says(bob, "alice", "two");
  vault.copies(alice);
  says(alice, "bob", "lost here");
  vault.restores(alice);
  EXPECT_EQ(alice.only_contact().state, ContactState::frozen);
  EXPECT_FALSE(alice->profile().rolled_back);
  world.passes(seconds(20));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  says(alice, "bob", "three");
  says(bob, "alice", "four");
  EXPECT_THAT(log(alice, "bob"), ElementsAre("one", "two", "three", "four"));
  EXPECT_THAT(bob.heard(), ElementsAre("one", "lost here", "three"));
  const auto query = std::get<search::Query>(search::parse_query("two", world.clock.now(), true));
  const auto found = alice->finding().search(query);
  ASSERT_TRUE(found);
  EXPECT_EQ(found.value().hits.size(), 1U);
}

TEST_F(RestoringTest, What_nobody_acknowledged_arrives_after_it) {
  vault.copies(alice);
  alice.goes_offline();
  says(bob, "alice", "on its way");
  vault.restores(alice);
  alice.goes_online();
  world.passes(seconds(20));
  EXPECT_THAT(alice.heard(), ElementsAre("on its way"));
}

TEST_F(RestoringTest, What_had_not_left_yet_leaves_once) {
  alice.goes_offline();
  ASSERT_TRUE(alice->send_text("bob", "saved"));
  vault.copies(alice);
  alice.goes_online();
  world.passes(seconds(5));
  vault.restores(alice);
  world.passes(seconds(20));
  EXPECT_THAT(bob.heard(), ElementsAre("saved"));
}

TEST_F(RestoringTest, Somebody_verified_waits_for_the_other_to_agree) {
  ASSERT_TRUE(bob->set_verified("alice", true));
  ASSERT_TRUE(alice->set_verified("bob", true));
  vault.copies(alice);
  vault.restores(alice);
  world.passes(seconds(20));
  EXPECT_EQ(bob.only_contact().state, ContactState::pending);
  EXPECT_TRUE(alice.only_contact().verified);
  ASSERT_TRUE(bob->accept_reset("alice"));
  says(bob, "alice", "welcome back");
  EXPECT_THAT(alice.heard(), ElementsAre("welcome back"));
}

TEST_F(RestoringTest, One_backup_serves_more_than_once) {
  vault.copies(alice);
  for (const std::string text : {"first", "second"}) {
    vault.restores(alice);
    world.passes(seconds(20));
    says(alice, "bob", text);
    says(bob, "alice", text);
    EXPECT_THAT(alice.heard(), testing::Contains(text));
    EXPECT_THAT(bob.heard(), testing::Contains(text));
    // Not twice within a day.
    world.passes(std::chrono::hours(25));
  }
}

TEST_F(RestoringTest, Both_may_have_lost_everything) {
  Vault other(world);
  vault.copies(alice);
  vault.restores(alice);
  world.passes(seconds(20));
  vault.copies(bob);
  vault.restores(bob);
  world.passes(seconds(20));
  says(alice, "bob", "here");
  says(bob, "alice", "here too");
  EXPECT_THAT(bob.heard(), ElementsAre("here"));
  EXPECT_THAT(alice.heard(), ElementsAre("here too"));
}

TEST_F(RestoringTest, The_address_for_repair_stays_good_for_whoever_holds_it) {
  Vault of_bob(world);
  of_bob.copies(bob);
  const auto kept = world.folder / "bob.backup";
  fs::rename(of_bob.file(), kept);
  vault.copies(alice);
  vault.restores(alice);
  world.passes(seconds(20));
  // Bob's backup is older than Alice's return.
  fs::remove(of_bob.file());
  fs::rename(kept, of_bob.file());
  world.passes(std::chrono::hours(25));
  of_bob.restores(bob);
  world.passes(seconds(20));
  says(bob, "alice", "me too");
  EXPECT_THAT(alice.heard(), testing::Contains("me too"));
}

TEST_F(RestoringTest, The_contact_address_stays_good_for_whoever_holds_it) {
  const auto link = alice->contact_address().create().value().link;
  world.passes(seconds(5));
  vault.copies(alice);
  vault.restores(alice);
  world.passes(seconds(20));
  EXPECT_EQ(alice->contact_address().show().value()->link, link);
  auto& carol = world.person("carol");
  ASSERT_TRUE(carol->accept_invitation(link));
  world.passes(seconds(5));
  EXPECT_EQ(alice->requests().value().size(), 1U);
  // Its prekeys go on being renewed, and so does everything that comes with the same round.
  world.passes(std::chrono::hours(24 * 20));
  auto& dora = world.person("dora");
  ASSERT_TRUE(dora->accept_invitation(link));
  world.passes(seconds(5));
  EXPECT_EQ(alice->requests().value().size(), 2U);
}

TEST_F(RestoringTest, What_an_import_brings_back_is_told_to_nobody_and_hides_nothing_new) {
  ASSERT_TRUE(alice->signs().change("bob", {.read = true}));
  ASSERT_TRUE(bob->signs().change("alice", {.read = true}));
  world.passes(seconds(5));
  const auto import = [&](const std::string& id) {
    const ImportedMessage old{
        .id = id, .text = "früher", .at = world.clock.now(), .authored = world.clock.now()};
    EXPECT_EQ(alice->leaving().bring_back("bob", {&old, 1}).value(), 1U);
    world.passes(seconds(20));
  };
  import("m_00000000000000aa");
  EXPECT_EQ(alice->conversations().show("bob").value().unread, 0U);
  says(bob, "alice", "neu");
  import("m_00000000000000bb");
  EXPECT_GE(alice->conversations().show("bob").value().unread, 1U);
  EXPECT_EQ(bob->messages("alice").value().back().state, MessageState::delivered);
}

TEST_F(RestoringTest, Old_mailboxes_are_given_back_after_their_grace) {
  vault.copies(alice);
  vault.restores(alice);
  world.passes(seconds(20));
  const auto before = alice->subscriptions(alice->relays().front()).size();
  world.passes(std::chrono::hours(24 * 15));
  EXPECT_LT(alice->subscriptions(alice->relays().front()).size(), before);
  says(bob, "alice", "still here");
  EXPECT_THAT(alice.heard(), ElementsAre("still here"));
}

TEST_F(RestoringTest, Nothing_of_a_session_is_in_it) {
  says(alice, "bob", "said");
  ASSERT_TRUE(alice->set_note("bob", "KNOWN-BYTES-KNOWN-BYTES"));
  ASSERT_TRUE(alice->create_invitation());
  alice.lines.clear();
  alice.engine.reset();
  crypto::SecretBytes sessions;
  Bytes peer;
  {
    auto profile = store::Profile::open(alice.folder).value();
    auto& db = profile.database();
    sessions = *db.value<crypto::SecretBytes>("SELECT sessions FROM contact").value();
    peer = *db.value<Bytes>("SELECT iid FROM contact").value();
    ASSERT_TRUE(db.script(
        "UPDATE contact SET renewal_card = CAST('PLANTED-renewal' AS BLOB);"
        "INSERT INTO prekey(contact, own_card, erase_after)"
        "  SELECT id, CAST('PLANTED-prekey' AS BLOB), 9000000000000 FROM contact;"
        "UPDATE invitation SET own_card = CAST('PLANTED-invited' AS BLOB);"
        "INSERT INTO outbox(relay, writer_id, writer_secret, envelope_id, envelope, contact)"
        "  SELECT 'x', x'00', CAST('PLANTED-outbox' AS BLOB), x'00', CAST('PLANTED-envelope' AS BLOB), id "
        "FROM contact;"
        "INSERT INTO outgoing(contact, content) SELECT id, CAST('PLANTED-control' AS BLOB) FROM contact;"
        "INSERT INTO replay(hello, contact) SELECT CAST('PLANTED-replay' AS BLOB), id FROM contact;"));
    auto out = store::BackupWriter::begin(vault.file(), vault.key, vault.rng).value();
    ASSERT_TRUE(store::write_backup(db, out, world.clock.now(), {}));
  }
  const auto said = vault.said();
  EXPECT_NE(said.find("KNOWN-BYTES-KNOWN-BYTES"), std::string::npos) << "the search itself does not work";
  EXPECT_EQ(said.find("PLANTED"), std::string::npos);
  // The real one, at every place of it; whom it is with may be known.
  constexpr std::size_t kWindow = 16;
  std::unordered_set<std::string> windows;
  for (std::size_t i = 0; i + kWindow <= said.size(); ++i) windows.insert(said.substr(i, kWindow));
  auto state = std::string(as_text(sessions.expose()));
  const auto name_at = state.find(as_text(peer));
  ASSERT_NE(name_at, std::string::npos);
  state.erase(name_at, peer.size());
  ASSERT_GT(state.size(), 500U);
  const std::string nothing(kWindow, '\0');
  std::size_t shared = 0;
  for (std::size_t i = 0; i + kWindow <= state.size(); ++i) {
    const auto window = state.substr(i, kWindow);
    if (window != nothing && windows.contains(window)) ++shared;
  }
  EXPECT_EQ(shared, 0U);
}

TEST_F(RestoringTest, What_disappears_is_not_kept_in_a_file) {
  says(alice, "bob", "stays");
  ASSERT_TRUE(alice->talk().set_timer("bob", std::chrono::hours(1)));
  says(alice, "bob", "goes away");
  vault.copies(alice);
  EXPECT_EQ(vault.said().find("goes away"), std::string::npos);
  vault.restores(alice);
  world.passes(seconds(20));
  EXPECT_THAT(log(alice, "bob"), testing::Not(testing::Contains("goes away")));
  EXPECT_THAT(log(alice, "bob"), testing::Contains("stays"));
}

TEST_F(RestoringTest, What_was_to_leave_meanwhile_is_not_said_again) {
  ASSERT_TRUE(alice->drafts().send_later("bob", {.text = "happy birthday", .key = {}, .reply = {}},
                                         world.clock.now() + std::chrono::hours(1)));
  vault.copies(alice);
  world.passes(std::chrono::hours(2));
  vault.restores(alice);
  world.passes(std::chrono::hours(26));
  EXPECT_THAT(bob.heard(), ElementsAre("happy birthday"));
  const auto waiting = alice->drafts().waiting().value();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_TRUE(waiting[0].problem);
  EXPECT_TRUE(alice->drafts().cancel(waiting[0].id));
}

TEST_F(RestoringTest, An_open_invitation_ends) {
  const auto invitation = alice->create_invitation().value();
  world.settles();
  vault.copies(alice);
  vault.restores(alice);
  world.passes(seconds(20));
  EXPECT_EQ(alice->invitation(invitation.id).value().state, InvitationState::revoked);
  auto& carl = world.person("carl");
  const auto join = carl->accept_invitation(invitation.link).value();
  world.passes(seconds(20));
  EXPECT_EQ(carl->join(join.id).value().state, JoinState::failed);
}

TEST_F(RestoringTest, A_profile_that_is_there_is_not_touched_and_a_wrong_key_makes_nothing) {
  vault.copies(alice);
  EXPECT_EQ(restore_profile(vault.file(), vault.key, alice.folder, {}, kCheap, world.clock.now(), vault.rng)
                .error()
                .code,
            Errc::already_exists);
  const auto other =
      store::BackupKey::of(vault.key.head(), store::to_text(store::make_recovery_key(vault.rng)).expose());
  ASSERT_TRUE(other);
  const auto fresh = world.folder / "fresh" / "profile";
  EXPECT_EQ(restore_profile(vault.file(), other.value(), fresh, {}, kCheap, world.clock.now(), vault.rng)
                .error()
                .code,
            Errc::wrong_passphrase);
  EXPECT_FALSE(fs::exists(fresh.parent_path()));
}

TEST_F(RestoringTest, A_damaged_backup_makes_nothing) {
  for (int n = 0; n < 40; ++n) ASSERT_TRUE(alice->send_text("bob", std::string(5000, 'x')));
  vault.copies(alice);
  fs::resize_file(vault.file(), fs::file_size(vault.file()) - store::kBackupChunk);
  const auto fresh = world.folder / "fresh" / "profile";
  EXPECT_EQ(
      restore_profile(vault.file(), vault.key, fresh, {}, kCheap, world.clock.now(), vault.rng).error().code,
      Errc::damaged);
  EXPECT_TRUE(!fs::exists(fresh.parent_path()) || fs::is_empty(fresh.parent_path()));
}

TEST(RestoringGroup, Goes_on_with_who_came_back) {
  Circle circle(3);
  circle.gathers();
  circle.says(0, "one");
  circle.world.passes(seconds(5));
  Vault vault(circle.world);
  vault.copies(circle[1]);
  circle.says(1, "lost here");
  circle.world.passes(seconds(5));
  vault.restores(circle[1]);
  circle.world.passes(seconds(60));
  circle.says(0, "two");
  circle.says(1, "three");
  circle.world.passes(seconds(60));
  EXPECT_THAT(circle.heard(1), IsSupersetOf({"one", "two"}));
  EXPECT_THAT(circle.heard(2), IsSupersetOf({"one", "lost here", "two", "three"}));
}

TEST_F(RestoringTest, Giving_up_leaves_nothing_at_the_relay_and_nobody_can_write) {
  ASSERT_TRUE(alice->create_invitation());
  world.settles();
  ASSERT_GT(alice->leaving().left().value(), 0U);
  ASSERT_TRUE(alice->leaving().give_up());
  world.passes(seconds(10));
  EXPECT_EQ(alice->leaving().left().value(), 0U);
  ASSERT_TRUE(alice->leaving().give_up());
  world.passes(std::chrono::hours(24 * 3));
  EXPECT_EQ(alice->leaving().left().value(), 0U);
  ASSERT_TRUE(bob->send_text("alice", "hello?"));
  world.passes(seconds(10));
  EXPECT_THAT(alice.heard(), testing::IsEmpty());
}

}  // namespace
}  // namespace stille::client::test
