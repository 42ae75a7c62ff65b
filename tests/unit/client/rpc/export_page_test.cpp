#include "client/rpc/export_page.hpp"

#include <gmock/gmock.h>

namespace stille::rpc {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

ExportWords german() {
  ExportWords out;
  out.german = true;
  out.deleted = "gelöscht";
  out.notes = "Notizen an dich";
  out.not_here = "nicht in diesem Export";
  out.size = [](std::uint64_t bytes) { return std::to_string(bytes / 1024) + " KiB"; };
  return out;
}

Json said(std::string_view text) {
  return {{"id", "m_1"},
          {"from", {{"alias", "mira"}}},
          {"at", "2024-11-12T09:41:00.000Z"},
          {"kind", "text"},
          {"text", text}};
}

std::string page_of(const Json& message) {
  std::string day;
  return page_message(message, day, german(), {{"mira", "Mira Aydın"}});
}

TEST(ExportPage, Foreign_text_cannot_become_part_of_the_page) {
  const auto page = page_of(said("<script>\"&'</script>"));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;"));
  EXPECT_THAT(page_head("<b>", german()), HasSubstr("<h1>&lt;b&gt;</h1>"));
  EXPECT_THAT(escaped("a\x1b[1mb"), Not(HasSubstr("\x1b")));
}

TEST(ExportPage, It_asks_for_nothing_from_elsewhere) {
  const auto head = page_head("Mira", ExportWords{});
  EXPECT_THAT(head, HasSubstr("default-src 'none'"));
  EXPECT_THAT(head, Not(HasSubstr("http://")));
  EXPECT_THAT(head, Not(HasSubstr("https://")));
  EXPECT_THAT(head, HasSubstr("lang=\"en\""));
}

TEST(ExportPage, A_day_stands_once_before_its_messages) {
  std::string day;
  EXPECT_THAT(page_message(said("eins"), day, german(), {}), HasSubstr("<h2>12.11.2024</h2>"));
  EXPECT_THAT(page_message(said("zwei"), day, german(), {}), Not(HasSubstr("<h2>")));
}

TEST(ExportPage, Marks_become_styles_and_answers_show_what_they_answer) {
  auto message = said("**fett** und `code`");
  message["reply"] = {{"own", true}, {"excerpt", "Wie <war> es?"}};
  message["reactions"] = {{{"own", true}, {"text", "+"}}};
  const auto page = page_of(message);
  EXPECT_THAT(page, HasSubstr("<span class=\"strong\">fett</span> und <span class=\"code\">code</span>"));
  EXPECT_THAT(page, HasSubstr("<br>Wie &lt;war&gt; es?</blockquote>"));
  EXPECT_THAT(page, Not(HasSubstr("class=\"own\"")));
  message["to"] = {{"alias", "mira"}};
  EXPECT_THAT(page_of(message), HasSubstr("class=\"own\""));
}

TEST(ExportPage, Quotes_and_reactions_say_whose_they_are) {
  const ExportNames names{{"mira", "Mira"}, {"self", "Ada"}, {"jo", "Jo"}};
  std::string day;
  auto message = said("Ja");
  message["reply"] = {{"own", true}, {"excerpt", "Gut?"}};
  message["reactions"] = {{{"own", true}, {"text", "+"}}, {{"own", false}, {"text", "<3"}}};
  auto page = page_message(message, day, german(), names);
  EXPECT_THAT(page, HasSubstr("<span class=\"by\">Ada</span><br>Gut?"));
  EXPECT_THAT(page, HasSubstr("+ Ada · &lt;3 Mira<"));
  message["reply"] = {{"own", false}, {"author", "jo"}, {"excerpt", "Gut?"}};
  message["reactions"] = {{{"own", false}, {"text", "+"}, {"author", "jo"}}};
  page = page_message(message, day, german(), names);
  EXPECT_THAT(page, HasSubstr("<span class=\"by\">Jo</span><br>Gut?"));
  EXPECT_THAT(page, HasSubstr("+ Jo<"));
}

TEST(ExportPage, A_message_says_that_it_was_edited_and_that_it_goes) {
  auto message = said("Ja");
  EXPECT_THAT(page_of(message), Not(HasSubstr("bearbeitet")));
  message["revision"] = 2;
  message["expires"] = "2024-11-14T12:00:00.000Z";
  auto words = german();
  words.edited = "bearbeitet";
  words.earlier = "Früher";
  words.goes = [](const std::string& moment) { return "verschwindet <" + moment; };
  message["wordings"] = {{{"revision", 0}, {"text", "**Nein**"}}, {{"revision", 2}, {"text", "Ja"}}};
  std::string day;
  const auto page = page_message(message, day, words, {});
  EXPECT_THAT(page, HasSubstr("</time> · bearbeitet · verschwindet &lt;14.11.2024, 1"));
  EXPECT_THAT(page,
              HasSubstr("<summary>Früher</summary>\n<p><span class=\"strong\">Nein</span></p>\n</details>"));
  message["deleted"] = true;
  EXPECT_THAT(page_message(message, day, words, {}), Not(AnyOf(HasSubstr("bearbeitet"), HasSubstr("Nein"))));
}

TEST(ExportPage, An_answer_to_what_is_gone_is_still_an_answer) {
  auto message = said("Ja");
  message["reply"] = {{"own", false}, {"excerpt", ""}};
  auto words = german();
  words.quote_gone = "<weg>";
  std::string day;
  EXPECT_THAT(page_message(message, day, words, {}), HasSubstr("<br>&lt;weg&gt;</blockquote>"));
}

TEST(ExportPage, A_quote_has_no_marks_of_its_text_and_a_bar_before_its_lines) {
  auto message = said("> gesagt\n> getan\nnun ja");
  message["reply"] = {{"own", true}, {"excerpt", "ganz **fett** und `code`"}};
  const auto page = page_of(message);
  EXPECT_THAT(page,
              HasSubstr("<span class=\"strong\">fett</span> und <span class=\"code\">code</span></block"));
  EXPECT_THAT(page, HasSubstr("\u2502\u00a0</span><span class=\"quote\">gesagt\n\u2502\u00a0getan"));
  EXPECT_THAT(page, Not(HasSubstr("&gt;")));
  message["reply"]["excerpt"] = "**" + std::string(238, 'a');
  EXPECT_THAT(page_of(message), Not(HasSubstr("**")));
}

TEST(ExportPage, People_stand_there_by_their_names) {
  EXPECT_THAT(page_of(said("eins")), HasSubstr("Mira Aydın"));
  EXPECT_EQ(page_title({{"alias", "mira"}, {"name", "Mira"}}, german()), "Mira");
  EXPECT_EQ(page_title({{"alias", "#runde"}, {"name", ""}}, german()), "#runde");
  EXPECT_EQ(page_title({{"alias", "self"}}, german()), "Notizen an dich");
}

TEST(ExportPage, A_change_of_the_timer_is_a_quiet_line_and_no_message) {
  auto message = said("");
  message["kind"] = "timer";
  message["attachments"] = Json::array();
  std::string day;
  EXPECT_EQ(page_message(message, day, ExportWords{}, {}), "");
  auto words = german();
  words.aside = [](const Json&, const std::string& name) { return name + " lässt sie <nun> bleiben"; };
  const auto page = page_message(message, day, words, {});
  EXPECT_THAT(page, HasSubstr("mira lässt sie &lt;nun&gt; bleiben <time"));
  EXPECT_THAT(page, HasSubstr("<h2>12.11.2024</h2>"));
  EXPECT_THAT(page, Not(HasSubstr("<article")));
}

TEST(ExportPage, What_happened_to_a_group_is_a_quiet_line) {
  const Json event{{"id", "s_1"}, {"what", "left"}, {"at", "2024-11-12T09:41:00.000Z"}};
  auto words = german();
  std::string day;
  EXPECT_EQ(page_event(event, day, words), "");
  words.event = [](const Json&) { return std::string("<Mira> ist gegangen."); };
  EXPECT_THAT(page_event(event, day, words), HasSubstr("id=\"s_1\">&lt;Mira&gt; ist gegangen. <time"));
  EXPECT_EQ(day, "12.11.2024");
}

TEST(ExportPage, A_deleted_message_says_so) {
  auto message = said("");
  message["deleted"] = true;
  EXPECT_THAT(page_of(message), HasSubstr("gelöscht"));
}

TEST(ExportPage, A_file_name_has_nothing_that_leads_elsewhere) {
  EXPECT_EQ(file_name_of("../../etc/passwd"), "______etc_passwd");
  EXPECT_EQ(file_name_of("mira-2"), "mira-2");
  EXPECT_EQ(file_name_of("#runde"), "runde");
  EXPECT_EQ(file_name_of(""), "_");
  EXPECT_EQ(file_name_of(std::string(500, 'a')).size(), 60U);
}

TEST(ExportPage, Files_are_links_beside_the_page_or_said_to_be_missing) {
  auto message = said("Der Plan");
  message["kind"] = "file";
  message["attachments"] = {
      {{"name", "a <b>.txt"}, {"size", 2048}, {"file", "conversations/mira-1-files/1-a <b>%.txt"}},
      {{"name", "weg.jpg"}, {"size", 1}}};
  const auto page = page_of(message);
  EXPECT_THAT(page, HasSubstr("<a href=\"mira-1-files/1-a%20%3Cb%3E%25.txt\">a &lt;b&gt;.txt"));
  EXPECT_THAT(page, HasSubstr("2 KiB"));
  EXPECT_THAT(page, HasSubstr("weg.jpg"));
  EXPECT_THAT(page, HasSubstr("nicht in diesem Export"));
  EXPECT_THAT(page, HasSubstr("Der Plan"));
}

TEST(ExportPage, The_index_leads_to_every_page) {
  const Json all{
      {{"alias", "mira"}, {"name", "<Mira>"}, {"messages", 3}, {"file", "conversations/mira-1.jsonl"}}};
  EXPECT_THAT(
      page_index(all, false, german()),
      HasSubstr("<a href=\"conversations/mira-1.html\">&lt;Mira&gt;</a> <span class=\"by\">3</span>"));
}

TEST(ExportPage, An_entry_has_its_day_and_way_below_whose_it_is) {
  const Json entry{
      {"contact", {{"alias", "mira<"}}}, {"day", "2026-11-23"}, {"via", "phone"}, {"note", "<Ulm>"}};
  auto words = german();
  words.way = [](const std::string& via) { return via == "phone" ? std::string("telefoniert") : via; };
  std::string person;
  const auto first = page_entry(entry, person, words, {});
  EXPECT_THAT(first, HasSubstr("<h2>mira&lt;</h2>"));
  EXPECT_THAT(first, HasSubstr("2026-11-23 telefoniert"));
  EXPECT_THAT(first, HasSubstr("&lt;Ulm&gt;"));
  EXPECT_THAT(page_entry(entry, person, words, {}), Not(HasSubstr("<h2>")));
  EXPECT_THAT(page_index(Json::array(), true, words), HasSubstr("href=\"keep.html\""));
  EXPECT_THAT(page_index(Json::array(), false, words), Not(HasSubstr("keep.html")));
}

}  // namespace
}  // namespace stille::rpc
