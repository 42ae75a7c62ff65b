// Lines of an export: what it writes is read, and nothing else is.
#include "client/rpc/import_line.hpp"

#include <gtest/gtest.h>

#include "client/e2e/file.hpp"
#include "client/wire/file.hpp"
#include "client/wire/talk.hpp"

namespace stille::rpc {
namespace {

constexpr const char* kOwn = "p_0000000000000001";
constexpr const char* kOther = "p_0000000000000002";
constexpr const char* kGroup = "g_0000000000000003";
const TimePoint kNow = std::chrono::sys_days(std::chrono::year(2026) / 12 / 1);

Json line() {
  return Json{{"v", 1},
              {"type", "message"},
              {"id", "m_0123456789abcdef"},
              {"conv", "c_0123456789abcdef"},
              {"from", {{"id", kOther}, {"alias", "bob"}}},
              {"at", "2026-11-23T09:41:07.120Z"},
              {"authored", "2026-11-23T09:41:06.000Z"},
              {"state", "received"},
              {"kind", "text"},
              {"text", "Passt dir Dienstag?"},
              {"question", true}};
}

Outcome<std::optional<client::ImportedMessage>> read(const Json& object) {
  return parse_import_line(object.dump(), {kOwn, kOther}, kNow);
}

bool is_refused(const Json& object) {
  const auto done = read(object);
  return done.has_error() && done.error().code == FaultCode::invalid_argument;
}

Json wordings(std::size_t count) {
  Json out = Json::array();
  for (std::size_t at = 0; at < count; ++at) {
    out.push_back({{"revision", at}, {"text", "w"}, {"at", "2026-11-23T09:41:07.120Z"}});
  }
  return out;
}

TEST(ImportLine, What_happened_to_a_group_stays_out_without_a_complaint) {
  const Json event{{"v", 1}, {"type", "group_event"}, {"id", "s_1"}, {"what", "left"}};
  const auto done = read(event);
  ASSERT_TRUE(done);
  EXPECT_FALSE(done.value());
  EXPECT_TRUE(is_event_line(event.dump()));
  EXPECT_FALSE(is_event_line(line().dump()));
  EXPECT_FALSE(is_event_line("[1"));
}

TEST(ImportLine, What_an_export_writes_comes_back) {
  auto object = line();
  object["reply"] = {{"id", "m_00000000000000ff"}, {"own", true}, {"excerpt", "Wann?"}};
  object["reactions"] = Json::array({{{"own", true}, {"text", "+"}}});
  object["wordings"] = wordings(2);
  const auto done = read(object);
  ASSERT_TRUE(done);
  const auto& message = done.value().value();
  EXPECT_EQ(message.id, "m_0123456789abcdef");
  EXPECT_FALSE(message.own);
  EXPECT_TRUE(message.question);
  EXPECT_EQ(message.text, "Passt dir Dienstag?");
  EXPECT_EQ(to_rfc3339(message.at), "2026-11-23T09:41:07.120Z");
  EXPECT_EQ(message.reply->id, "m_00000000000000ff");
  EXPECT_EQ(message.reactions.size(), 1U);
  EXPECT_EQ(message.wordings.size(), 2U);
}

TEST(ImportLine, Every_state_is_known_and_what_had_not_left_stays) {
  for (const auto* state : {"sent", "delivered", "received", "failed", "read"}) {
    auto object = line();
    object["from"]["id"] = kOwn;
    object["state"] = state;
    const auto done = read(object);
    ASSERT_TRUE(done) << state;
    EXPECT_TRUE(done.value()->own);
    EXPECT_EQ(client::name_of(done.value()->state), state);
  }
  auto object = line();
  object["state"] = "queued";
  EXPECT_EQ(read(object).value()->state, client::MessageState::failed);
  object["state"] = "dreamt";
  EXPECT_TRUE(is_refused(object));
}

TEST(ImportLine, Files_and_settings_come_back) {
  auto file = line();
  file["kind"] = "file";
  file["attachments"] = Json::array({{{"id", "a_1"}, {"name", "a.txt"}, {"size", 7}}});
  const auto found = read(file).value().value();
  EXPECT_EQ(found.kind, client::MessageKind::file);
  ASSERT_EQ(found.files.size(), 1U);
  EXPECT_EQ(found.files.front().name, "a.txt");
  EXPECT_EQ(found.files.front().size, 7U);
  auto timer = line();
  timer["kind"] = "timer";
  timer["expire_ms"] = 60'000;
  EXPECT_EQ(read(timer).value()->expire_s, 60U);
  auto odd = line();
  odd["kind"] = "unsupported";
  EXPECT_FALSE(read(odd).value());
}

TEST(ImportLine, What_disappears_goes_on_until_its_time) {
  auto brief = line();
  brief["expire_ms"] = 5000;
  brief["expires"] = "2026-12-01T00:00:00.001Z";
  EXPECT_EQ(read(brief).value()->expires, kNow + milliseconds(1));
  brief["expires"] = "2026-12-01T00:00:00.000Z";
  EXPECT_FALSE(read(brief).value());
  brief["expires"] = 7;
  EXPECT_TRUE(is_refused(brief));
}

TEST(ImportLine, A_group_has_authors_and_our_own_reactions_alone) {
  auto said = line();
  said["group"] = {{"id", kGroup}};
  said["reactions"] =
      Json::array({{{"own", true}, {"text", "+"}}, {{"own", false}, {"text", "-"}, {"author", "x"}}});
  EXPECT_TRUE(is_refused(said));
  const auto of_group = parse_import_line(said.dump(), {kOwn, kGroup}, kNow).value().value();
  EXPECT_EQ(of_group.author, kOther);
  ASSERT_EQ(of_group.reactions.size(), 1U);
  EXPECT_TRUE(of_group.reactions.front().outgoing);
  said["from"]["id"] = kOwn;
  EXPECT_TRUE(parse_import_line(said.dump(), {kOwn, kGroup}, kNow).value()->author.empty());
  said["group"]["id"] = "g_0000000000000004";
  EXPECT_FALSE(parse_import_line(said.dump(), {kOwn, kGroup}, kNow).has_value());
}

TEST(ImportLine, Whatever_is_not_of_an_export_is_refused) {
  EXPECT_TRUE(is_refused(Json::array()));
  EXPECT_FALSE(parse_import_line("{", {kOwn, kOther}, kNow).has_value());
  for (const auto* field : {"id", "type", "from", "at", "authored", "state", "kind", "text"}) {
    auto without = line();
    without.erase(field);
    EXPECT_TRUE(is_refused(without)) << field;
    auto odd = line();
    odd[field] = 7;
    EXPECT_TRUE(is_refused(odd)) << field;
  }
  auto stranger = line();
  stranger["from"]["id"] = "p_0000000000000003";
  EXPECT_TRUE(is_refused(stranger));
  for (const auto* id : {"m_0123", "x_0123456789abcdef", "m_0123456789ABCDEF", "m_0123456789abcdef0"}) {
    auto named = line();
    named["id"] = id;
    EXPECT_TRUE(is_refused(named)) << id;
  }
}

TEST(ImportLine, It_has_bounds) {
  auto most = line();
  most["text"] = std::string(client::wire::kLongestTextBytes, 'x');
  EXPECT_TRUE(read(most));
  most["text"] = std::string(client::wire::kLongestTextBytes + 1, 'x');
  EXPECT_TRUE(is_refused(most));
  auto edited = line();
  edited["wordings"] = wordings(client::wire::kMostEdits + 1);
  EXPECT_TRUE(read(edited));
  edited["wordings"] = wordings(client::wire::kMostEdits + 2);
  EXPECT_TRUE(is_refused(edited));
  auto backwards = line();
  backwards["wordings"] = wordings(2);
  std::swap(backwards["wordings"][0], backwards["wordings"][1]);
  EXPECT_TRUE(is_refused(backwards));
  auto loved = line();
  for (int at = 0; at < 51; ++at) loved["reactions"].push_back({{"own", true}, {"text", "+"}});
  EXPECT_TRUE(is_refused(loved));
  auto heavy = line();
  heavy["kind"] = "file";
  for (std::size_t at = 0; at < client::wire::kMostFiles + 1; ++at)
    heavy["attachments"].push_back({{"name", "a"}, {"size", 1}});
  EXPECT_TRUE(is_refused(heavy));
  heavy["attachments"] = Json::array({{{"name", "a"}, {"size", e2e::kLargestFile + 1}}});
  EXPECT_TRUE(is_refused(heavy));
  const auto longest = line().dump() + std::string(kLongestImportLine, ' ');
  EXPECT_FALSE(parse_import_line(longest, {kOwn, kOther}, kNow).has_value());
}

TEST(ImportLine, A_time_has_one_text) {
  EXPECT_TRUE(parse_rfc3339("2026-11-23T09:41:07.120Z"));
  for (const auto* wrong : {"2026-11-23T09:41:07Z", "2026-02-30T09:41:07.120Z", "2026-11-23T24:41:07.120Z",
                            "2026-11-23 09:41:07.120Z", "2026-11-23T09:41:07.120+", ""}) {
    EXPECT_FALSE(parse_rfc3339(wrong)) << wrong;
  }
}

TEST(ImportLine, A_text_that_is_none_is_empty) {
  EXPECT_EQ(text_in(Json{{"name", "mira"}}, "name"), "mira");
  EXPECT_EQ(text_in(Json{{"name", 7}}, "name"), "");
  EXPECT_EQ(text_in(Json::object(), "name"), "");
  EXPECT_EQ(text_in(Json::array(), "name"), "");
  EXPECT_EQ(text_in(Json(), "name"), "");
}

}  // namespace
}  // namespace stille::rpc
