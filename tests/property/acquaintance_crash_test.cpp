// A process dies while people are introduced, ask at an address, and show each other signs.
#include "client/core/contact_address.hpp"
#include "client/core/conversations.hpp"
#include "client/core/introductions.hpp"
#include "client/core/signs.hpp"
#include "tests/property/crash.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;

class AcquaintanceStory : private Retold {
 public:
  AcquaintanceStory() {
    for (auto* other : {&ben_, &cleo_}) knows(anna_, *other);
  }

  void happens() {
    step([&] {
      if (!anna_->introductions().list().value().empty()) return;
      EXPECT_TRUE(anna_->introductions().make("ben", "cleo", "Bienen"));
    });
    waits();
    agrees(ben_);
    agrees(cleo_);
    waits();
    step([&] { EXPECT_TRUE(ben_->send_text("cleo", "hallo", "hallo")); });
    for (auto& [who, other] : {std::pair(&ben_, "cleo"), std::pair(&cleo_, "ben")})
      step([&] { EXPECT_TRUE((*who)->signs().change(other, {.read = true, .typing = true})); });
    waits();
    step([&] { EXPECT_TRUE(ben_->send_text("cleo", "gelesen?", "gelesen?")); });
    waits();
    step([&] { EXPECT_TRUE(cleo_->conversations().read("ben")); });
    step([&] { EXPECT_TRUE(cleo_->signs().hint("ben")); });
    waits();
    step([&] { EXPECT_TRUE(anna_->contact_address().create()); });
    waits();
    step([&] { (void)dora_->accept_invitation(anna_->contact_address().show().value()->link); });
    waits();
    step([&] {
      const auto waiting = anna_->requests().value();
      for (const auto& request : waiting) EXPECT_TRUE(anna_->accept_request(request.id));
    });
    step([&] {
      if (!anna_->contact_address().show().value()) return;
      EXPECT_TRUE(anna_->contact_address().revoke());
    });
    waits();
  }

  void ends_well() {
    EXPECT_EQ(ben_->contact("cleo").value().state, ContactState::connected);
    EXPECT_EQ(cleo_->contact("ben").value().state, ContactState::connected);
    EXPECT_EQ(dora_->contact("anna").value().state, ContactState::connected);
    EXPECT_EQ(anna_->contacts().value().size(), 3U);
    EXPECT_EQ(ben_->introductions().introducer_of("cleo").value()->alias, "anna");
    EXPECT_EQ(cleo_->introductions().introducer_of("ben").value()->alias, "anna");
    EXPECT_THAT(cleo_.heard(), ElementsAre("hallo", "gelesen?"));
    EXPECT_EQ(ben_->messages("cleo").value().back().state, MessageState::read);
    EXPECT_FALSE(anna_->contact_address().show().value());
    EXPECT_FALSE(world_.repeated_id_with_other_bytes);
  }

 private:
  void agrees(Person& who) {
    step([&] {
      const auto offer = who->introductions().list().value().front();
      if (offer.state != IntroductionState::asked) return;
      EXPECT_TRUE(who->introductions().accept(offer.id));
    });
  }

  Person& anna_ = world_.person("anna");
  Person& ben_ = world_.person("ben");
  Person& cleo_ = world_.person("cleo");
  Person& dora_ = world_.person("dora");
};

TEST(AcquaintanceCrash, A_crash_at_any_point_changes_nothing_in_the_end) {
  EXPECT_GT(crash_everywhere<AcquaintanceStory>(), 20U);
}

}  // namespace
}  // namespace stille::client::test
