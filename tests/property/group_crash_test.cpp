// A member's process dies while a group comes together, changes and talks; in the end all agree, and
// everything that was said was heard once.
#include "client/core/groups.hpp"
#include "client/core/talk.hpp"
#include "tests/property/crash.hpp"

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

TEST(GroupCrash, A_crash_at_any_point_changes_nothing_in_the_end) {
  EXPECT_GT(crash_everywhere<GroupStory>(), 20U);
}

}  // namespace
}  // namespace stille::client::test
