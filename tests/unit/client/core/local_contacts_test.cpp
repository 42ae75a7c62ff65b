// People who are not on Stille: keeping in touch with them, finding them, and how they become contacts.
#include "client/core/attachments.hpp"
#include "client/core/conversations.hpp"
#include "client/core/groups.hpp"
#include "client/core/leaving.hpp"
#include "client/core/talk.hpp"
#include "tests/support/prepared_file.hpp"
#include "tests/unit/client/core/address_book_fixture.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using LocalContactsTest = AddressBookTest;

// --- Keeping in touch ---

TEST_F(LocalContactsTest, One_keeps_in_touch_with_people_who_are_not_on_stille) {
  auto entry = about("Mira Kaya");
  entry.fields.at(wire::number_of(CardField::birthday)) = "10-04";
  entry.fields.at(wire::number_of(CardField::languages)) = "de";
  takes({entry});
  ASSERT_TRUE(alice->keep().set_circle("Verein", "1mo"));
  EXPECT_EQ(alice->keep().birthdays(14).value().front().contact.alias, "mira-kaya");
  const auto draft = alice->keep().draft("mira-kaya", {}).value();
  EXPECT_EQ(draft.purpose, "birthday");
  EXPECT_EQ(draft.language, "de");
  EXPECT_THAT(draft.text, testing::HasSubstr("Mira"));
  ASSERT_TRUE(alice->keep().done("mira-kaya"));
  world.clock.time += std::chrono::days(40);
  const auto day = alice->keep().today().value();
  ASSERT_EQ(day.cards.size(), 1U);
  EXPECT_EQ(day.cards.front().occasion, "due");
  EXPECT_EQ(day.cards.front().person.contact.alias, "mira-kaya");
  ASSERT_TRUE(alice->keep().log("mira-kaya", "mail", "wrote a letter", ""));
  EXPECT_THAT(alice->keep().today().value().cards, IsEmpty());
  EXPECT_EQ(alice->keep().person("mira-kaya").value().last->via, "mail");
  EXPECT_THAT(alice->keep().waiting().value().asked, IsEmpty());
}

TEST_F(LocalContactsTest, Nothing_about_them_makes_any_work_for_a_relay) {
  world.settles();
  const auto sent = world.envelopes.size();
  const auto events = alice->last_event();
  const auto due = alice->next_due();
  std::size_t told = 0;
  alice->on_change([&] { ++told; });
  takes({about("Mira"), about("Nora")});
  ASSERT_TRUE(alice->keep().log("mira", "met", "", ""));
  ASSERT_TRUE(alice->keep().today());
  ASSERT_TRUE(alice->keep().draft("mira", {}));
  ASSERT_TRUE(book().find("acm"));
  ASSERT_TRUE(book().merge("nora", "mira"));
  ASSERT_TRUE(book().undo());
  EXPECT_EQ(told, 0U);
  EXPECT_EQ(alice->last_event(), events);
  EXPECT_EQ(alice->next_due(), due);
  EXPECT_THAT(alice->next_work(alice->relays().front(), 1000).value(), IsEmpty());
  world.passes(seconds(5));
  EXPECT_EQ(world.envelopes.size(), sent);
}

TEST_F(LocalContactsTest, People_are_found_by_whatever_is_known_of_them) {
  auto entry = about("Mira Kaya");
  entry.fields.at(wire::number_of(CardField::city)) = "Köln";
  takes({entry});
  ASSERT_TRUE(alice->set_note("bob", "Segelt in Köln"));
  const auto found = [&](const char* words) {
    std::vector<std::string> out;
    const auto views = book().find(words).value();
    for (const auto& view : views) out.push_back(view.alias);
    return out;
  };
  EXPECT_THAT(found("koel"), ElementsAre("bob", "mira-kaya"));
  EXPECT_THAT(found("kaya köln"), ElementsAre("mira-kaya"));
  EXPECT_THAT(found("verein"), ElementsAre("mira-kaya"));
  EXPECT_THAT(found("acme segelt"), IsEmpty());
  EXPECT_EQ(book().find(" ,").error().code, Errc::bad_value);
}

// --- Becoming a contact ---

TEST_F(LocalContactsTest, Whoever_uses_their_invitation_is_who_was_in_the_address_book) {
  takes({about("Carla Costa")});
  ASSERT_TRUE(alice->keep().set("carla-costa", {.rhythm = "3mo", .birthday = {}, .join = {}, .leave = {}}));
  ASSERT_TRUE(alice->keep().log("carla-costa", "phone", "Ulm", ""));
  const auto link = alice->create_invitation({.for_whom = "carla-costa"}).value();
  EXPECT_EQ(link.for_whom, "carla-costa");
  world.settles();
  auto& third = carla();
  ASSERT_TRUE(third->accept_invitation(link.link));
  world.passes(seconds(5));
  EXPECT_THAT(locals(), IsEmpty());
  const auto contact = alice->contact("carla-costa").value();
  EXPECT_EQ(contact.state, ContactState::connected);
  EXPECT_EQ(contact.name, "carla");
  EXPECT_EQ(contact.note, "Knows everybody");
  const auto kept = alice->keep().person("carla-costa").value();
  EXPECT_EQ(kept.own_rhythm, "3mo");
  EXPECT_EQ(kept.birthday, "05-23");
  EXPECT_EQ(kept.last->via, "phone");
  EXPECT_THAT(kept.circles, ElementsAre("Verein"));
  EXPECT_EQ(alice->cards().of("carla-costa").value().local.at(1), "ACME");
  ASSERT_TRUE(alice->send_text("carla-costa", "Hallo"));
  world.passes(seconds(3));
  EXPECT_THAT(third.heard(), ElementsAre("Hallo"));
}

TEST_F(LocalContactsTest, So_it_is_when_the_invitation_asks_first) {
  takes({about("Carla Costa")});
  const auto link = alice->create_invitation({.ask = true, .for_whom = "carla-costa"}).value();
  world.settles();
  ASSERT_TRUE(carla()->accept_invitation(link.link));
  world.passes(seconds(5));
  EXPECT_THAT(locals(), ElementsAre("carla-costa"));
  EXPECT_EQ(alice->accept_request("carla").value().alias, "carla-costa");
  EXPECT_THAT(locals(), IsEmpty());
  EXPECT_EQ(alice->contact("carla-costa").value().note, "Knows everybody");
}

TEST_F(LocalContactsTest, A_later_invitation_for_somebody_withdraws_the_earlier_one) {
  takes({about("Carla")});
  const auto first = alice->create_invitation({.for_whom = "carla"}).value();
  const auto second = alice->create_invitation({.for_whom = "carla"}).value();
  EXPECT_EQ(alice->invitation(first.id).value().state, InvitationState::revoked);
  EXPECT_FALSE(alice->invitation(first.id).value().for_whom);
  EXPECT_EQ(alice->invitation(second.id).value().for_whom, "carla");
  EXPECT_EQ(alice->create_invitation({.for_whom = "bob"}).error().code, Errc::wrong_state);
  EXPECT_EQ(alice->create_invitation({.for_whom = "nobody"}).error().code, Errc::not_found);
  EXPECT_EQ(alice->invitations().value().size(), 3U);
}

TEST_F(LocalContactsTest, Accepting_their_link_under_their_alias_makes_them_a_contact) {
  takes({about("Carla Costa")});
  auto& third = carla();
  const auto link = third->create_invitation().value();
  world.settles();
  ASSERT_TRUE(alice->accept_invitation(link.link, "carla-costa"));
  EXPECT_THAT(locals(), ElementsAre("carla-costa"));
  world.passes(seconds(5));
  EXPECT_THAT(locals(), IsEmpty());
  EXPECT_EQ(alice->contact("carla-costa").value().note, "Knows everybody");
  EXPECT_EQ(alice->contact("carla-costa").value().name, "carla");
  EXPECT_EQ(alice->set_alias("bob", "carla-costa").error().code, Errc::already_exists);
}

TEST_F(LocalContactsTest, A_link_that_leads_nowhere_leaves_the_address_book_as_it_is) {
  takes({about("Carla Costa")});
  auto& third = carla();
  const auto link = third->create_invitation().value();
  world.settles();
  ASSERT_TRUE(third->revoke_invitation(link.id));
  world.settles();
  ASSERT_TRUE(alice->accept_invitation(link.link, "carla-costa"));
  world.passes(seconds(5));
  EXPECT_THAT(locals(), ElementsAre("carla-costa"));
  EXPECT_EQ(book().anybody("carla-costa").value().note, "Knows everybody");
}

TEST_F(LocalContactsTest, Two_records_of_one_person_are_joined_by_hand) {
  takes({about("Robert")});
  ASSERT_TRUE(alice->keep().log("robert", "met", "", ""));
  ASSERT_TRUE(alice->set_note("bob", "From Ulm"));
  const auto merged = book().merge("robert", "bob").value();
  EXPECT_EQ(merged.alias, "bob");
  EXPECT_EQ(merged.note, "From Ulm\nKnows everybody");
  EXPECT_THAT(locals(), IsEmpty());
  EXPECT_EQ(alice->keep().person("bob").value().last->via, "met");
  EXPECT_EQ(book().merge("bob", "bob").error().code, Errc::wrong_state);
  takes({about("Mira")});
  ASSERT_TRUE(alice->set_note("bob", std::string(kLongestNote, 'x')));
  EXPECT_EQ(book().merge("mira", "bob").error().code, Errc::too_large);
  EXPECT_THAT(locals(), ElementsAre("mira"));
}

TEST_F(LocalContactsTest, Everything_about_somebody_is_erased) {
  takes({about("Mira")});
  ASSERT_TRUE(alice->keep().log("mira", "met", "", ""));
  ASSERT_TRUE(alice->forget("mira"));
  EXPECT_EQ(book().anybody("mira").error().code, Errc::not_found);
  EXPECT_EQ(alice->keep().people().value().size(), 1U);
  EXPECT_EQ(book().undo().value().removed, 0U);
}

// --- What an export brought back ---

ImportedMessage said(const std::string& id, bool own, const std::string& text) {
  ImportedMessage out;
  out.id = id;
  out.own = own;
  out.state = own ? MessageState::sent : MessageState::received;
  out.text = text;
  return out;
}

TEST_F(LocalContactsTest, What_was_said_is_read_and_goes_on_with_whoever_they_become) {
  takes({called("Carla Costa")});
  const std::vector<ImportedMessage> old{said("m_0000000000000001", false, "Kommst du?"),
                                         said("m_0000000000000002", true, "Ja")};
  EXPECT_EQ(alice->leaving().bring_back("carla-costa", old).value(), 2U);
  EXPECT_EQ(alice->leaving().bring_back("carla-costa", old).value(), 0U);
  const auto conversation = book().anybody("carla-costa").value().conversation;
  EXPECT_EQ(alice->messages(conversation).value().size(), 2U);
  EXPECT_EQ(alice->send_text(conversation, "x").error().code, Errc::not_found);
  const auto link = alice->create_invitation({.for_whom = "carla-costa"}).value();
  world.settles();
  ASSERT_TRUE(carla()->accept_invitation(link.link));
  world.passes(seconds(5));
  const auto messages = alice->messages("carla-costa").value();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages.front().text, "Kommst du?");
  const auto with = alice->conversations().show("carla-costa").value();
  EXPECT_EQ(with.unread, 0U);
}

TEST_F(LocalContactsTest, Of_a_group_that_is_over_what_was_said_can_be_read) {
  takes({called("Dana")});
  const auto id = alice->leaving().bring_back_group("g_00000000000000aa", "Runde").value();
  EXPECT_EQ(id, "g_00000000000000aa");
  EXPECT_EQ(alice->leaving().bring_back_group(id, "Runde").value(), id);
  auto theirs = said("m_0000000000000003", false, "Wer kommt?");
  theirs.author = book().anybody("dana").value().id;
  EXPECT_EQ(
      alice->leaving().bring_back("#runde", {{theirs, said("m_0000000000000004", true, "Ich")}}).value(), 2U);
  const auto group = alice->groups().find("#runde").value();
  EXPECT_EQ(group.standing, GroupStanding::left);
  const auto messages = alice->messages("#runde").value();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages.front().contact, theirs.author);
  EXPECT_EQ(alice->groups().send("#runde", {.text = "x", .key = {}, .reply = {}}).error().code,
            Errc::wrong_state);
  auto stranger = said("m_0000000000000005", false, "?");
  stranger.author = "p_0000000000000000";
  EXPECT_EQ(alice->leaving().bring_back("#runde", {{stranger}}).error().code, Errc::not_found);
  for (const auto* odd : {"runde2", "g_00", "g_zzzzzzzzzzzzzzzz"})
    EXPECT_FALSE(alice->leaving().bring_back_group(odd, "X")) << odd;
  EXPECT_EQ(alice->next_work(alice->relays().front(), 1000).value().size(), 0U);
}

TEST_F(LocalContactsTest, Timers_and_files_come_back_as_what_they_were) {
  auto timer = said("m_0000000000000006", false, "");
  timer.kind = MessageKind::timer;
  timer.expire_s = 60;
  auto brief = said("m_0000000000000007", true, "gleich weg");
  brief.expire_s = 3600;
  brief.expires = world.clock.now() + seconds(30);
  auto file = said("m_0000000000000008", false, "Der Plan");
  file.kind = MessageKind::file;
  file.files = {{"plan.txt", 5}};
  EXPECT_EQ(alice->leaving().bring_back("bob", {{timer, brief, file}}).value(), 3U);
  EXPECT_EQ(alice->talk().timer("bob").value(), seconds(0));
  const auto named = alice->messages("bob").value().back().attachments.front();
  EXPECT_EQ(named.name, "plan.txt");
  EXPECT_EQ(named.state, AttachmentState::expired);
  crypto::SeededRng rng{3};
  ASSERT_TRUE(alice->attachments().brought_back(named.id, prepared_file(rng, 5)));
  EXPECT_EQ(alice->attachments().find(named.id).value().state, AttachmentState::here);
  EXPECT_EQ(alice->attachments().brought_back(named.id, prepared_file(rng, 5)).error().code,
            Errc::wrong_state);
  world.passes(seconds(31));
  std::vector<std::string> left;
  const auto messages = alice->messages("bob").value();
  for (const auto& message : messages) left.push_back(message.text);
  EXPECT_THAT(left, ElementsAre("", "Der Plan"));
}

}  // namespace
}  // namespace stille::client::test
