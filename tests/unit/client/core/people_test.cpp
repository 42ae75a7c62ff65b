// Contacts, their names, safety numbers; the log and its cursors; the configuration.
#include <gmock/gmock.h>

#include "client/core/alias.hpp"
#include "client/core/settings.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

struct PeopleTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  Person& joins(const std::string& name) {
    auto& person = world.person(name);
    const auto made = alice->create_invitation();
    world.settles();
    EXPECT_TRUE(person->accept_invitation(made.value().link));
    world.passes(seconds(5));
    return person;
  }
};

TEST(Alias, Is_made_of_a_name_without_marks) {
  EXPECT_EQ(propose_alias("Bob"), "bob");
  EXPECT_EQ(propose_alias("J\xC3\xBCrgen Gro\xC3\x9F"), "juergen-gross");
  EXPECT_EQ(propose_alias("  \xC5\x81ukasz  O'Neil "), "lukasz-o-neil");
  EXPECT_EQ(propose_alias("\xE5\xB1\xB1\xE7\x94\xB0"), "contact");
  EXPECT_EQ(propose_alias("self"), "contact");
  EXPECT_EQ(propose_alias(""), "contact");
  EXPECT_LE(propose_alias(std::string(128, 'a')).size(), kLongestAlias);
}

TEST(Alias, Has_bounds) {
  for (const auto* bad : {"", "self", "Bob", "-a", "p_12", "c_1", "a b", "\xC3\xA4", "#g", "a/b"}) {
    EXPECT_FALSE(check_alias(bad)) << bad;
  }
  EXPECT_TRUE(check_alias(std::string(kLongestAlias, 'a')));
  EXPECT_FALSE(check_alias(std::string(kLongestAlias + 1, 'a')));
}

TEST_F(PeopleTest, Two_of_the_same_name_get_different_aliases) {
  joins("carla");
  auto& other = world.person("bob2");
  ASSERT_TRUE(other->set_name("Bob"));
  const auto made = alice->create_invitation();
  world.settles();
  ASSERT_TRUE(other->accept_invitation(made.value().link));
  world.passes(seconds(5));
  EXPECT_TRUE(alice->contact("bob-2"));
}

TEST_F(PeopleTest, Somebody_is_found_in_every_way_that_is_unique) {
  joins("bobby");
  const auto bob_view = alice->contact("bob").value();
  EXPECT_EQ(alice->contact("bobb").value().alias, "bobby");
  EXPECT_EQ(alice->contact("bo").error().code, Errc::ambiguous);
  EXPECT_EQ(alice->contacts_like("bo").size(), 2U);
  EXPECT_EQ(alice->contact(bob_view.id).value().iid, bob_view.iid);
  EXPECT_EQ(alice->contact("id:" + bob_view.iid.substr(0, 8)).value().iid, bob_view.iid);
  EXPECT_EQ(alice->contact(bob_view.conversation).value().iid, bob_view.iid);
  EXPECT_EQ(alice->contact("id:").error().code, Errc::not_found);
  EXPECT_EQ(alice->contact("").error().code, Errc::not_found);
}

TEST_F(PeopleTest, An_alias_can_be_changed_to_a_free_and_legal_one) {
  joins("carla");
  EXPECT_EQ(alice->set_alias("bob", "carla").error().code, Errc::already_exists);
  EXPECT_EQ(alice->set_alias("bob", "B B").error().code, Errc::bad_value);
  EXPECT_EQ(alice->set_alias("bob", "boss").value().alias, "boss");
  EXPECT_EQ(alice->contact("bob").error().code, Errc::not_found);
}

TEST_F(PeopleTest, A_new_name_reaches_the_others) {
  ASSERT_TRUE(bob->set_name("Bob Smith"));
  EXPECT_EQ(bob->set_name(" \t").error().code, Errc::bad_value);
  world.passes(seconds(3));
  EXPECT_EQ(alice->contact("bob").value().name, "Bob Smith");
  EXPECT_EQ(bob->profile().name, "Bob Smith");
}

TEST_F(PeopleTest, A_note_is_kept_within_its_bound) {
  ASSERT_TRUE(alice->set_note("bob", std::string(kLongestNote, 'n')));
  EXPECT_EQ(alice->set_note("bob", std::string(kLongestNote + 1, 'n')).error().code, Errc::too_large);
  alice.restarts();
  EXPECT_EQ(alice->contact("bob").value().note.size(), kLongestNote);
}

TEST_F(PeopleTest, Both_see_the_same_safety_number_and_only_a_person_confirms_it) {
  const auto at_alice = alice->safety_number("bob").value();
  const auto at_bob = bob->safety_number("alice").value();
  EXPECT_EQ(at_alice.digits, at_bob.digits);
  EXPECT_EQ(at_alice.digits.size(), 60U);
  EXPECT_FALSE(at_alice.verified);
  ASSERT_TRUE(alice->set_verified("bob", true));
  EXPECT_TRUE(alice->contact("bob").value().verified);
  EXPECT_FALSE(bob->contact("alice").value().verified);
  ASSERT_TRUE(alice->set_verified("bob", false));
  EXPECT_FALSE(alice->contact("bob").value().verified);
}

TEST_F(PeopleTest, The_log_can_be_read_by_type_and_in_pieces) {
  ASSERT_TRUE(alice->send_text("bob", "x"));
  world.passes(seconds(3));
  const std::vector<EventType> only{EventType::message};
  EXPECT_EQ(bob->events_after(0, 100, only).value().size(), 1U);
  const auto first = bob->events_after(0, 2).value();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(bob->events_after(2, 1).value().front().seq, 3U);
  EXPECT_TRUE(bob->events_after(bob->last_event(), 10).value().empty());
}

TEST_F(PeopleTest, A_cursor_is_durable_and_never_goes_back) {
  EXPECT_EQ(alice->cursor("bot").value(), 0U);
  ASSERT_TRUE(alice->acknowledge("bot", 3));
  ASSERT_TRUE(alice->acknowledge("bot", 2));
  alice.restarts();
  EXPECT_EQ(alice->cursor("bot").value(), 3U);
  EXPECT_EQ(alice->acknowledge("bot", alice->last_event() + 1).error().code, Errc::bad_value);
  EXPECT_EQ(alice->acknowledge("", 1).error().code, Errc::bad_value);
}

TEST_F(PeopleTest, A_proxy_is_kept_in_one_form_and_its_password_is_listed_nowhere) {
  const auto secret = [](std::size_t size) { return crypto::SecretBytes(Bytes(size, 'x')); };
  EXPECT_FALSE(alice->proxy().value().address.has_value());
  EXPECT_EQ(alice->set_config("proxy", "http://ada@host:1").error().code, Errc::bad_value);
  EXPECT_EQ(alice->set_config("proxy", "http://host:1", secret(1)).error().code, Errc::bad_value);
  EXPECT_EQ(alice->set_config("proxy", "http://ada@host:1", secret(256)).error().code, Errc::bad_value);
  ASSERT_TRUE(alice->set_config("proxy", "http://ada@host:1", secret(255)));
  EXPECT_EQ(alice->proxy().value().address->user, "ada");
  EXPECT_EQ(alice->proxy().value().password.size(), 255U);
  for (const auto& entry : alice->config_entries()) EXPECT_EQ(entry.value.find('x'), std::string::npos);
  EXPECT_EQ(alice->config("proxy.password").error().code, Errc::invalid_argument);
  ASSERT_TRUE(alice->set_config("proxy", "localhost:9050"));
  EXPECT_EQ(alice->config("proxy").value(), "socks5://localhost:9050");
  EXPECT_TRUE(alice->proxy().value().password.empty());
  ASSERT_TRUE(alice->set_config("proxy", "none"));
  EXPECT_FALSE(alice->proxy().value().address.has_value());
}

TEST_F(PeopleTest, The_configuration_knows_its_keys_and_values) {
  EXPECT_EQ(alice->config("receipts").value(), "on");
  ASSERT_TRUE(alice->set_config("receipts", "off"));
  EXPECT_EQ(alice->set_config("receipts", "maybe").error().code, Errc::bad_value);
  EXPECT_EQ(alice->set_config("colour", "red").error().code, Errc::invalid_argument);
  EXPECT_EQ(alice->config("colour").error().code, Errc::invalid_argument);
  EXPECT_EQ(alice->set_config("invite.life", "32d").error().code, Errc::bad_value);
  EXPECT_TRUE(alice->set_config("proxy", "localhost:9050"));
  EXPECT_EQ(alice->set_config("proxy", "localhost").error().code, Errc::bad_value);
  EXPECT_EQ(alice->set_config("receipts", "on", crypto::SecretBytes(3)).error().code, Errc::bad_value);
  alice.restarts();
  EXPECT_EQ(alice->config("receipts").value(), "off");
  EXPECT_EQ(alice->config_entries().size(), 9U);
}

TEST_F(PeopleTest, A_change_is_told_once_it_is_committed) {
  std::size_t told = 0;
  alice->on_change([&] { ++told; });
  ASSERT_TRUE(alice->set_note("bob", "n"));
  EXPECT_EQ(told, 1U);
  (void)alice->set_note("nobody", "n");
  EXPECT_EQ(told, 1U);
}

}  // namespace
}  // namespace stille::client::test
