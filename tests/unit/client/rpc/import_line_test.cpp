// Lines of an export: what it writes is read, and nothing else is.
#include "client/rpc/import_line.hpp"

#include <gtest/gtest.h>

#include "client/wire/talk.hpp"

namespace stille::rpc {
namespace {

constexpr const char* kOwn = "p_0000000000000001";
constexpr const char* kOther = "p_0000000000000002";

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
  return parse_import_line(object.dump(), kOwn, kOther);
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

TEST(ImportLine, Files_groups_and_what_disappears_are_left_out) {
  auto file = line();
  file["kind"] = "file";
  EXPECT_FALSE(read(file).value());
  auto brief = line();
  brief["expire_ms"] = 5000;
  EXPECT_FALSE(read(brief).value());
  auto group = line();
  group["group"] = {{"id", "g_1"}};
  EXPECT_FALSE(read(group).value());
}

TEST(ImportLine, Whatever_is_not_of_an_export_is_refused) {
  EXPECT_TRUE(is_refused(Json::array()));
  EXPECT_FALSE(parse_import_line("{", kOwn, kOther).has_value());
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
  for (int at = 0; at < 3; ++at) loved["reactions"].push_back({{"own", true}, {"text", "+"}});
  EXPECT_TRUE(is_refused(loved));
  const auto longest = line().dump() + std::string(kLongestImportLine, ' ');
  EXPECT_FALSE(parse_import_line(longest, kOwn, kOther).has_value());
}

TEST(ImportLine, A_time_has_one_text) {
  EXPECT_TRUE(parse_rfc3339("2026-11-23T09:41:07.120Z"));
  for (const auto* wrong : {"2026-11-23T09:41:07Z", "2026-02-30T09:41:07.120Z", "2026-11-23T24:41:07.120Z",
                            "2026-11-23 09:41:07.120Z", "2026-11-23T09:41:07.120+", ""}) {
    EXPECT_FALSE(parse_rfc3339(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace stille::rpc
