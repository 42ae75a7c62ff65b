// A member's process dies while a group comes together, changes and talks; in the end all agree, and
// everything that was said was heard once.
#include "client/core/attachments.hpp"
#include "client/core/groups.hpp"
#include "client/core/talk.hpp"
#include "client/e2e/roster_limits.hpp"
#include "tests/property/crash.hpp"
#include "tests/support/prepared_file.hpp"

namespace stille::client::test {
namespace {

using testing::UnorderedElementsAre;

class GroupStory : private Retold {
 public:
  GroupStory() {
    for (auto* other : {&bob_, &cem_}) knows(ada_, *other);
  }

  void happens() {
    step([&] {
      if (ada_->groups().find("#runde")) return;
      EXPECT_TRUE(ada_->groups().create("Runde"));
    });
    step([&] { (void)ada_->groups().add("#runde", "bob"); });
    step([&] { (void)ada_->groups().add("#runde", "cem"); });
    waits();
    says(ada_, "from ada");
    says(cem_, "from cem");
    waits();
    step([&] { (void)ada_->groups().set_part("#runde", id_of(bob_), GroupPart::deputy); });
    waits();
    step([&] { (void)bob_->groups().rename("#runde", "Neue"); });
    step([&] { (void)ada_->groups().set_purpose("#runde", "Fragen"); });
    waits();
    step([&] { (void)ada_->groups().remove("#runde", id_of(cem_)); });
    waits();
    says(bob_, "without cem");
    waits();
  }

  void ends_well() {
    EXPECT_THAT(ada_.heard(), UnorderedElementsAre("from cem", "without cem"));
    EXPECT_THAT(bob_.heard(), UnorderedElementsAre("from ada", "from cem"));
    EXPECT_THAT(cem_.heard(), UnorderedElementsAre("from ada"));
    const auto at_ada = ada_->groups().find("#runde").value();
    const auto at_bob = bob_->groups().find("#runde").value();
    EXPECT_EQ(at_ada.name, "Neue");
    EXPECT_EQ(at_bob.name, "Neue");
    EXPECT_EQ(at_bob.purpose, "Fragen");
    EXPECT_EQ(at_ada.changes, at_bob.changes);
    EXPECT_EQ(at_ada.members.size(), 2U);
    EXPECT_EQ(at_bob.members.size(), 2U);
    for (const auto* view : {&at_ada, &at_bob}) {
      EXPECT_EQ(view->branches, 1U);
      EXPECT_EQ(view->contradictions, 0U);
      for (const auto& member : view->members) EXPECT_TRUE(member.same_state) << member.id;
    }
    EXPECT_NE(cem_->groups().find("#runde").value().standing, GroupStanding::member);
    EXPECT_FALSE(world_.repeated_id_with_other_bytes);
  }

 private:
  void says(Person& who, const std::string& text) {
    step([&] { EXPECT_TRUE(who->groups().send("#runde", {.text = text, .key = text, .reply = {}})); });
  }
  static std::string id_of(Person& who) { return who->profile().id; }

  Person& ada_ = world_.person("ada");
  Person& bob_ = world_.person("bob");
  Person& cem_ = world_.person("cem");
};

/// A timer, a picture and a file; the test plays the shell that moves the file.
class GroupFileStory : private Retold {
 public:
  GroupFileStory() {
    for (auto* other : {&bob_, &cem_}) knows(ada_, *other);
    EXPECT_TRUE(ada_->groups().create("Runde"));
    for (const auto* name : {"bob", "cem"}) EXPECT_TRUE(ada_->groups().add("#runde", name));
    world_.passes(seconds(30));
  }

  void happens() {
    step([&] { EXPECT_TRUE(ada_->groups().set_timer("#runde", std::chrono::hours(24))); });
    step([&] { EXPECT_TRUE(ada_->groups().set_picture("#runde", as_bytes("a picture"))); });
    waits();
    step([&] { EXPECT_TRUE(bob_->attachments().send("#runde", draft())); });
    step([&] {
      if (own().state != AttachmentState::preparing) return;
      EXPECT_TRUE(bob_->attachments().prepared(own().id, prepared()));
    });
    step([&] {
      if (own().state != AttachmentState::uploading) return;
      EXPECT_TRUE(bob_->attachments().transfer(own().id, world_.clock.now()));
    });
    step([&] { EXPECT_TRUE(bob_->attachments().uploaded(own().id)); });
    waits();
  }

  void ends_well() {
    EXPECT_EQ(own().state, AttachmentState::sent);
    for (auto* who : {&ada_, &cem_}) {
      const auto files = (*who)->attachments().list("#runde", 10).value();
      ASSERT_EQ(files.size(), 1U) << who->name;
      EXPECT_EQ(files[0].state, AttachmentState::offered) << who->name;
      EXPECT_EQ(timers(*who), 1U) << who->name;
      const auto group = (*who)->groups().find("#runde").value();
      EXPECT_EQ(group.expire_after, std::chrono::hours(24)) << who->name;
      EXPECT_EQ(group.picture_size, 9U) << who->name;
    }
    EXPECT_FALSE(world_.repeated_id_with_other_bytes);
  }

 private:
  AttachmentView own() {
    auto files = bob_->attachments().list("#runde", 10).value();
    EXPECT_EQ(files.size(), 1U);
    return files.empty() ? AttachmentView{} : std::move(files.front());
  }
  FileDraft draft() {
    NewFile file;
    file.id = bob_->attachments().new_id();
    file.name = "plan.pdf";
    file.size = 100'000;
    file.source = "/where/it/lies/plan.pdf";
    FileDraft out{.caption = "the plan", .key = "k", .reply = {}, .files = {}};
    out.files.push_back(std::move(file));
    return out;
  }
  PreparedFile prepared() { return prepared_file(rng_); }
  static std::size_t timers(Person& who) {
    std::size_t out = 0;
    const auto log = who->messages("#runde").value();
    for (const auto& view : log) out += view.kind == MessageKind::timer ? 1U : 0U;
    return out;
  }

  crypto::SeededRng rng_{9};
  Person& ada_ = world_.person("ada");
  Person& bob_ = world_.person("bob");
  Person& cem_ = world_.person("cem");
};

/// The chair goes, a deputy asks, the others answer.
class TakeoverStory : private Retold {
 public:
  TakeoverStory() {
    for (auto* other : {&bob_, &cem_, &dea_}) knows(ada_, *other);
    EXPECT_TRUE(ada_->groups().create("Runde"));
    for (const auto* name : {"bob", "cem", "dea"}) EXPECT_TRUE(ada_->groups().add("#runde", name));
    world_.passes(seconds(30));
    EXPECT_TRUE(ada_->groups().set_part("#runde", "bob", GroupPart::deputy));
    world_.passes(seconds(10));
    ada_.goes_offline();
    world_.passes(e2e::kChairSilence + std::chrono::hours(6));
  }

  void happens() {
    step([&] { EXPECT_TRUE(bob_->groups().take_over("#runde")); });
    step([&] { (void)bob_->groups().withdraw_takeover("#runde").has_value(); });
    step([&] { EXPECT_TRUE(bob_->groups().take_over("#runde")); });
    waits();
    step([&] { EXPECT_TRUE(cem_->groups().answer_takeover("#runde", "bob", true)); });
    waits();
    step([&] {
      // It may have been done when the crash came.
      if (!chairs(dea_)) return;
      EXPECT_TRUE(dea_->groups().answer_takeover("#runde", "bob", true));
    });
    waits();
    step([&] { (void)cem_->groups().renew_key("#runde").has_value(); });
    waits();
    ada_.goes_online();
    waits();
  }

  void ends_well() {
    for (auto* who : {&ada_, &bob_, &cem_, &dea_}) {
      const auto group = (*who)->groups().find("#runde").value();
      EXPECT_EQ(group.branches, 1U) << who->name;
      EXPECT_EQ(group.contradictions, 0U) << who->name;
      for (const auto& member : group.members) {
        EXPECT_EQ(member.part == GroupPart::chair, member.id == bob_->profile().id) << who->name;
        EXPECT_TRUE(member.same_state) << who->name << " of " << member.id;
      }
    }
    EXPECT_FALSE(world_.repeated_id_with_other_bytes);
  }

 private:
  /// Whether ada has the chair as this one sees it.
  bool chairs(Person& who) {
    const auto group = who->groups().find("#runde").value();
    const auto ada = std::ranges::find(group.members, ada_->profile().id, &GroupMemberView::id);
    return ada->part == GroupPart::chair;
  }

  Person& ada_ = world_.person("ada");
  Person& bob_ = world_.person("bob");
  Person& cem_ = world_.person("cem");
  Person& dea_ = world_.person("dea");
};

TEST(GroupCrash, A_crash_during_a_takeover_changes_nothing_in_the_end) {
  EXPECT_GT(crash_everywhere<TakeoverStory>(), 20U);
}

TEST(GroupCrash, A_crash_while_a_file_is_on_its_way_changes_nothing_in_the_end) {
  EXPECT_GT(crash_everywhere<GroupFileStory>(), 20U);
}

TEST(GroupCrash, A_crash_at_any_point_changes_nothing_in_the_end) {
  EXPECT_GT(crash_everywhere<GroupStory>(), 20U);
}

}  // namespace
}  // namespace stille::client::test
