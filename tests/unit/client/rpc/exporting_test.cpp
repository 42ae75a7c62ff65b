// What an export writes and what it leaves behind when it is ended, asked of a profile that is made up.
#include "client/rpc/exporting.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <unistd.h>

#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Exporting : public testing::Test {
 protected:
  Exporting() { fs::create_directories(place_); }
  ~Exporting() override { fs::remove_all(place_); }

  Json message(std::int64_t number) const {
    Json out{{"id", "m_" + std::to_string(number)},        {"from", {{"alias", "mira"}}},
             {"at", "2026-11-24T09:41:00.000Z"},           {"kind", "text"},
             {"text", "number " + std::to_string(number)}, {"attachments", Json::array()}};
    if (number == timer_) out["kind"] = "timer";
    if (number == 1)
      out["attachments"].push_back({{"id", "a_1"}, {"name", "plan.txt"}, {"size", 4}, {"state", "here"}});
    return out;
  }
  Answer answer(std::string_view method, const Json& params) const {
    if (method == "contact.list")
      return Json{{"contacts", Json::array({Json{{"id", "p_1"}, {"alias", "mira"}, {"name", "Mira"}}})}};
    if (method == "group.list") return Json{{"groups", groups_}};
    if (method == "group.history") {
      const auto event = [](const char* id, const char* what, const char* at) {
        return Json{{"id", id}, {"what", what}, {"at", at}};
      };
      return Json{{"events",
                   {event("s_1", "joined", "2026-11-24T09:40:00.000Z"),
                    event("s_2", "timer", "2026-11-24T09:40:30.000Z"),
                    event("s_3", "left", "2026-11-24T09:42:00.000Z")}}};
    }
    if (method == "keep.entries") {
      const Json entry{
          {"contact", {{"alias", "mira"}}}, {"day", "2026-11-23"}, {"via", "phone"}, {"note", ""}};
      return Json{{"entries", Json::array({entry})}};
    }
    if (method == "keep.list") return Json{{"people", Json::array()}};
    if (method == "contact.show") return Json{{"id", "p_1"}, {"alias", "mira"}, {"name", "Mira"}};
    if (method == "profile.status") return Json{{"profile", {{"id", "p_0"}, {"name", "Ada"}}}};
    if (method == "attachment.read")
      return Json{{"data", to_base64url(as_bytes("plan"))}, {"next", 4}, {"size", 4}};
    if (method != "log.page") return fault(FaultCode::unknown_method);
    Json page{{"messages", Json::array()}};
    if (params["conversation"] == "self") {
      if (noted_) page["messages"].push_back(message(7));
      return page;
    }
    // Three pages of two.
    const auto after = params["after"].get<std::int64_t>();
    for (const auto number : {after + 1, after + 2}) page["messages"].push_back(message(number));
    if (after < 4) page["next"] = after + 2;
    return page;
  }
  Outcome<Exported> run(ExportWish wish, const ExportProgress& progress = {}) {
    wish.folder = place_ / "export";
    return export_to([this](std::string_view method, const Json& params) { return answer(method, params); },
                     wish, TimePoint{}, progress);
  }
  std::vector<std::string> files(const fs::path& below = "export") const {
    std::vector<std::string> out;
    if (!fs::exists(place_ / below)) return out;
    for (const auto& one : fs::recursive_directory_iterator(place_ / below)) {
      if (one.is_regular_file()) out.push_back(fs::relative(one.path(), place_ / below).native());
    }
    std::ranges::sort(out);
    return out;
  }
  std::string text(const char* file) const {
    std::ifstream in(place_ / "export" / file);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  bool noted_ = false;  // something to oneself
  Json groups_ = Json::array();
  std::int64_t timer_ = 0;  // the number of a message that changes the timer
  const fs::path place_ = fs::temp_directory_path() / ("stille-exporting-" + std::to_string(::getpid()));
};

TEST_F(Exporting, Everything_is_written_as_lines_as_pages_and_with_files) {
  noted_ = true;
  const auto done = run({});
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done.value().conversations, 2U);
  EXPECT_EQ(done.value().messages, 7U);
  EXPECT_EQ(done.value().files, 1U);
  EXPECT_THAT(files(), ElementsAre("contacts.jsonl", "conversations/mira-1-files/1-plan.txt",
                                   "conversations/mira-1.html", "conversations/mira-1.jsonl",
                                   "conversations/self-2.html", "conversations/self-2.jsonl", "export.json",
                                   "index.html", "keep.html", "keep.jsonl"));
  EXPECT_THAT(text("conversations/mira-1.html"), HasSubstr("number 6"));
}

TEST_F(Exporting, What_happened_to_a_group_stands_at_its_place_in_lines_and_pages) {
  groups_.push_back({{"id", "g_1"}, {"alias", "#runde"}, {"name", "Runde"}});
  ExportWish wish{.folder = {}, .whose = {}, .files = false};
  wish.words.event = [](const Json& event) { return "event " + event["what"].get<std::string>(); };
  ASSERT_TRUE(run(wish).has_value());
  const auto page = text("conversations/runde-2.html");
  EXPECT_LT(page.find("event joined"), page.find("number 1"));
  EXPECT_GT(page.find("event left"), page.find("number 6"));
  EXPECT_EQ(page.find("event timer"), std::string::npos);
  EXPECT_THAT(page, HasSubstr("<h1>Runde</h1>"));
  const auto lines = text("conversations/runde-2.jsonl");
  EXPECT_EQ(lines.find(R"({"v":1,"type":"group_event","id":"s_1")"), 0U);
  EXPECT_THAT(text("export.json"), HasSubstr("\"messages\": 6"));
}

TEST_F(Exporting, A_change_of_the_timer_is_not_counted_as_a_message) {
  timer_ = 3;
  EXPECT_EQ(run({}).value().messages, 5U);
  EXPECT_THAT(text("export.json"), HasSubstr("\"messages\": 5"));
}

TEST_F(Exporting, Pages_call_people_by_their_names_and_oneself_too) {
  ASSERT_TRUE(run({}).has_value());
  EXPECT_THAT(text("conversations/mira-1.html"), HasSubstr("<p class=\"by\">Mira <time"));
  EXPECT_THAT(text("index.html"), HasSubstr(">Mira</a>"));
  EXPECT_THAT(text("keep.html"), HasSubstr("<h2>Mira</h2>"));
}

TEST_F(Exporting, Whoever_has_no_notes_has_no_page_of_them_unless_they_ask_for_it) {
  EXPECT_EQ(run({.folder = {}, .files = false}).value().conversations, 1U);
  fs::remove_all(place_ / "export");
  EXPECT_EQ(run({.folder = {}, .whose = {"self"}, .files = false}).value().conversations, 1U);
}

TEST_F(Exporting, Lines_alone_and_pages_alone_have_nothing_of_the_other) {
  ASSERT_TRUE(run({.folder = {}, .pages = false, .files = false}).has_value());
  EXPECT_THAT(files(),
              ElementsAre("contacts.jsonl", "conversations/mira-1.jsonl", "export.json", "keep.jsonl"));
  fs::remove_all(place_ / "export");
  ASSERT_TRUE(run({.folder = {}, .lines = false, .files = false}).has_value());
  EXPECT_THAT(files(), ElementsAre("conversations/mira-1.html", "index.html", "keep.html"));
}

TEST_F(Exporting, One_conversation_is_written_alone) {
  ASSERT_TRUE(run({.folder = {}, .whose = {"mira"}, .pages = false}).has_value());
  EXPECT_THAT(files(), ElementsAre("contacts.jsonl", "conversations/mira-1-files/1-plan.txt",
                                   "conversations/mira-1.jsonl", "export.json", "keep.jsonl"));
}

TEST_F(Exporting, An_export_that_is_ended_leaves_nothing) {
  std::size_t heard = 0;
  const auto ended = run({}, [&](std::size_t messages) {
    heard = messages;
    return messages < 3;
  });
  ASSERT_TRUE(ended.has_error());
  EXPECT_EQ(ended.error().code, FaultCode::cancelled);
  EXPECT_EQ(heard, 3U);
  EXPECT_TRUE(fs::is_empty(place_));
}

TEST_F(Exporting, A_folder_that_is_called_as_a_part_would_be_is_left_alone) {
  fs::create_directories(place_ / "export.part");
  std::ofstream(place_ / "export.part" / "photo") << "x";
  ASSERT_TRUE(run({}).has_value());
  EXPECT_THAT(files("export.part"), ElementsAre("photo"));
}

TEST_F(Exporting, What_an_export_that_was_killed_left_goes_and_what_another_is_writing_stays) {
  const auto put = [this](const std::string& name) {
    fs::create_directories(place_ / name);
    std::ofstream(place_ / name / "said") << "x";
    return place_ / name;
  };
  const auto left = put("export.0123456789abcdef.part");
  const auto elsewhere = put("other.0123456789abcdef.part");
  const auto foreign = put("export.0123456789ABCDEF.part");
  const auto writing = put("export.fedcba9876543210.part");
  const int hold = ::open(writing.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  ASSERT_EQ(::flock(hold, LOCK_EX | LOCK_NB), 0);
  ASSERT_TRUE(run({}).has_value());
  ::close(hold);
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(elsewhere / "said"));
  EXPECT_TRUE(fs::exists(foreign / "said"));
  EXPECT_TRUE(fs::exists(writing / "said"));
}

TEST_F(Exporting, A_folder_may_be_named_with_a_slash_behind_it) {
  const Ask ask = [this](std::string_view method, const Json& params) { return answer(method, params); };
  ASSERT_TRUE(export_to(ask, {.folder = place_ / "export" / ""}, TimePoint{}, {}).has_value());
  EXPECT_FALSE(files().empty());
  EXPECT_EQ(export_to(ask, {.folder = ""}, TimePoint{}, {}).error().code, FaultCode::invalid_argument);
}

TEST_F(Exporting, What_is_there_already_stays_as_it_is) {
  fs::create_directories(place_ / "export");
  const auto refused = run({});
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, FaultCode::already_exists);
  EXPECT_THAT(files(), ElementsAre());
}

}  // namespace
}  // namespace stille::rpc
