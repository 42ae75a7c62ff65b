// export: what was said and what is known about people, in forms that every other program can read.
#include "client/cli/command.hpp"
#include "client/cli/export_folder.hpp"
#include "client/cli/export_page.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPage = 500;

struct Written {
  std::size_t conversations = 0;
  std::size_t messages = 0;
};

/// The people asked for, or everybody and the notes to oneself.
rpc::Answer people(Context& context) {
  Json out = Json::array();
  if (context.arguments.recipients.empty()) {
    STILLE_TRY(auto everybody, context.call("contact.list"));
    out = std::move(everybody["contacts"]);
    out.push_back({{"alias", "self"}, {"id", "self"}});
    return out;
  }
  for (const auto& who : context.arguments.recipients) {
    if (who == "self") {
      out.push_back({{"alias", "self"}, {"id", "self"}});
      continue;
    }
    STILLE_TRY(auto one, context.call("contact.show", {{"contact", who}}));
    out.push_back(std::move(one));
  }
  return out;
}

/// Whose conversation is written where; a number tells two that would be called the same apart.
fs::path place_of(const Json& person, std::size_t number) {
  return fs::path("conversations") /
         (file_name_of(person["alias"].get<std::string>()) + "-" + std::to_string(number));
}

rpc::Outcome<std::size_t> write_conversation(Context& context, ExportFolder& folder, const Json& person,
                                             const fs::path& place) {
  const auto language = context.output.language();
  const auto alias = person["alias"].get<std::string>();
  auto lines_at = place;
  auto page_at = place;
  STILLE_TRY(auto lines, folder.file(lines_at += ".jsonl"));
  STILLE_TRY(auto page, folder.file(page_at += ".html"));
  page << page_head(alias, language);
  std::string day;
  std::size_t count = 0;
  Json wishes{{"conversation", person["id"]}, {"limit", kPage}, {"after", 0}};
  for (;;) {
    STILLE_TRY(const auto answer, context.call("log.page", wishes));
    for (const auto& message : answer["messages"]) {
      lines << message.dump() << '\n';
      page << page_message(message, day, language);
      ++count;
    }
    if (!answer.contains("next")) break;
    wishes["after"] = answer["next"];
  }
  page << page_end();
  STILLE_TRYV(closed(lines));
  STILLE_TRYV(closed(page));
  return count;
}

rpc::Outcome<void> write_people(Context& context, ExportFolder& folder, const Json& everybody) {
  STILLE_TRY(const auto kept, context.call("keep.list"));
  STILLE_TRY(auto file, folder.file("contacts.jsonl"));
  for (auto person : everybody) {
    if (person["id"] == "self") continue;
    for (const auto& one : kept["people"]) {
      if (field_of(one, "contact.id") == person["id"]) person["keep"] = one;
    }
    file << person.dump() << '\n';
  }
  return closed(file);
}

rpc::Outcome<Written> write_all(Context& context, ExportFolder& folder) {
  STILLE_TRY(const auto everybody, people(context));
  STILLE_TRYV(write_people(context, folder, everybody));
  Json about{{"v", 1}, {"type", "export"}, {"at", to_rfc3339(context.clock.now())}};
  about["conversations"] = Json::array();
  Written out;
  for (const auto& person : everybody) {
    const auto place = place_of(person, out.conversations + 1);
    STILLE_TRY(const auto count, write_conversation(context, folder, person, place));
    about["conversations"].push_back({{"contact", person["id"]},
                                      {"alias", person["alias"]},
                                      {"messages", count},
                                      {"file", place.string() + ".jsonl"}});
    ++out.conversations;
    out.messages += count;
  }
  STILLE_TRY(auto file, folder.file("export.json"));
  file << about.dump(2) << '\n';
  STILLE_TRYV(closed(file));
  return out;
}

}  // namespace

Ran export_all(Context& context) {
  const auto& to = context.arguments.value;
  STILLE_TRY(auto folder, ExportFolder::begin(to));
  STILLE_TRY(const auto written, write_all(context, folder));
  STILLE_TRYV(folder.finish());
  if (!context.output.for_people()) {
    context.output.record({{"v", 1},
                           {"type", "export"},
                           {"folder", to},
                           {"conversations", written.conversations},
                           {"messages", written.messages}},
                          {"folder", "conversations", "messages"});
  }
  context.output.tell("export.done",
                      {to, std::to_string(written.conversations), std::to_string(written.messages)});
  return 0;
}

}  // namespace stille::cli
