// export: what was said and what is known about people, in forms that every other program can read.
#include "client/cli/attachment_copy.hpp"
#include "client/cli/command.hpp"
#include "client/cli/export_folder.hpp"
#include "client/cli/export_page.hpp"
#include "client/cli/progress_line.hpp"
#include "client/cli/words.hpp"
#include "client/wire/file.hpp"

namespace stille::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPage = 100;  // of up to 60,000 bytes each

struct Written {
  std::size_t conversations = 0;
  std::size_t messages = 0;
  std::size_t files = 0;
  std::size_t entries = 0;  // of keeping in touch
  ProgressLine* progress = nullptr;
};

Json notes() {
  return {{"alias", "self"}, {"id", "self"}};
}

rpc::Answer everybody(Context& context) {
  STILLE_TRY(auto people, context.call("contact.list", {{"local", true}}));
  STILLE_TRY(auto groups, context.call("group.list"));
  Json out = std::move(people["contacts"]);
  for (auto& group : groups["groups"]) out.push_back(std::move(group));
  out.push_back(notes());
  return out;
}

/// The people and groups asked for, or all of them and the notes to oneself.
rpc::Answer whose(Context& context) {
  const auto& asked = context.arguments.recipients;
  if (asked.empty()) return everybody(context);
  Json out = Json::array();
  for (const auto& name : asked) {
    if (name == "self") {
      out.push_back(notes());
    } else if (name.starts_with('#') || name.starts_with("g_")) {
      STILLE_TRY(auto group, context.call("group.get", {{"group", name}}));
      out.push_back(std::move(group));
    } else {
      STILLE_TRY(auto person, context.call("contact.show", {{"contact", name}}));
      out.push_back(std::move(person));
    }
  }
  return out;
}

bool is_person(const Json& one) {
  const auto& id = one["id"].get_ref<const std::string&>();
  return id.starts_with("p_") || id.starts_with("l_");
}

/// With a local contact there is one only where an import has brought something back.
rpc::Outcome<bool> has_conversation(Context& context, const Json& person) {
  if (!person["id"].get_ref<const std::string&>().starts_with("l_")) return true;
  STILLE_TRY(const auto page,
             context.call("log.page", {{"conversation", person["id"]}, {"limit", 1}, {"after", 0}}));
  return !page["messages"].empty();
}

/// Whose conversation is written where; a number tells two that would be called the same apart.
fs::path place_of(const Json& person, std::size_t number) {
  return fs::path("conversations") /
         (file_name_of(person["alias"].get<std::string>()) + "-" + std::to_string(number));
}

/// Own files lie where they were sent from, and may have changed or gone since.
rpc::Outcome<bool> is_there(Context& context, const Json& message, const Json& file) {
  if (file["state"] == "here") return true;
  if (!message.contains("to")) return false;
  auto whole = read_attachment(context, file["id"].get<std::string>(), [](ByteView) -> rpc::Outcome<void> {
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  });
  if (!whole.has_error()) return true;
  const auto code = whole.error().code;
  if (code == rpc::FaultCode::not_found || code == rpc::FaultCode::invalid_argument) return false;
  return std::move(whole).error();
}

/// Those of a message that are here, under names that others gave them, made harmless and numbered.
rpc::Outcome<void> write_files(Context& context, ExportFolder& folder, Json& message, const fs::path& place,
                               Written& written) {
  if (context.arguments.without_files || !message.contains("attachments"))
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  for (auto& one : message["attachments"]) {
    STILLE_TRY(const bool there, is_there(context, message, one));
    if (!there) continue;
    auto at = place;
    at += "-files";
    at /= std::to_string(written.files + 1) + "-" +
          client::wire::clean_file_name(one["name"].get_ref<const std::string&>());
    STILLE_TRY(auto file, folder.file(at));
    STILLE_TRYV(
        read_attachment(context, one["id"].get<std::string>(), [&](ByteView bytes) -> rpc::Outcome<void> {
          const auto text = as_text(bytes);
          file.write(text.data(), static_cast<std::streamsize>(text.size()));
          return BOOST_OUTCOME_V2_NAMESPACE::success();
        }));
    STILLE_TRYV(closed(file));
    one["file"] = at.string();
    ++written.files;
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

rpc::Outcome<std::size_t> write_conversation(Context& context, ExportFolder& folder, const Json& person,
                                             const fs::path& place, Written& written) {
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
    STILLE_TRY(auto answer, context.call("log.page", wishes));
    for (auto& message : answer["messages"]) {
      STILLE_TRYV(write_files(context, folder, message, place, written));
      lines << message.dump() << '\n';
      page << page_message(message, day, language);
      ++count;
      written.progress->show(written.messages + count);
    }
    if (!answer.contains("next")) break;
    wishes["after"] = answer["next"];
  }
  page << page_end();
  STILLE_TRYV(closed(lines));
  STILLE_TRYV(closed(page));
  return count;
}

rpc::Outcome<void> write_people(Context& context, ExportFolder& folder, const Json& all) {
  STILLE_TRY(const auto kept, context.call("keep.list"));
  STILLE_TRY(auto file, folder.file("contacts.jsonl"));
  for (const auto& one : all) {
    if (!is_person(one)) continue;
    STILLE_TRY(auto person, context.call("contact.show", {{"contact", one["id"]}}));
    for (const auto& row : kept["people"]) {
      if (field_of(row, "contact.id") == person["id"]) person["keep"] = row;
    }
    file << person.dump() << '\n';
  }
  return closed(file);
}

/// When one spoke with people elsewhere; there is no file of it when that was never noted.
rpc::Outcome<std::size_t> write_entries(Context& context, ExportFolder& folder, const Json& all) {
  std::ofstream lines;
  std::ofstream page;
  std::string person;
  std::size_t count = 0;
  for (const auto& one : all) {
    if (!is_person(one)) continue;
    Json wishes{{"contact", one["id"]}, {"limit", kPage}};
    for (;;) {
      STILLE_TRY(const auto answer, context.call("keep.entries", wishes));
      for (const auto& entry : answer["entries"]) {
        if (count++ == 0) {
          STILLE_TRY(lines, folder.file("keep.jsonl"));
          STILLE_TRY(page, folder.file("keep.html"));
          page << page_head(context.say("export.entries"), context.output.language());
        }
        lines << entry.dump() << '\n';
        page << page_entry(entry, person, context.output.language());
      }
      if (!answer.contains("next")) break;
      wishes["after"] = answer["next"];
    }
  }
  if (count == 0) return count;
  page << page_end();
  STILLE_TRYV(closed(lines));
  STILLE_TRYV(closed(page));
  return count;
}

rpc::Outcome<Written> write_all(Context& context, ExportFolder& folder) {
  STILLE_TRY(const auto all, whose(context));
  STILLE_TRYV(write_people(context, folder, all));
  Json about{{"v", 1}, {"type", "export"}, {"at", to_rfc3339(context.clock.now())}};
  STILLE_TRY(const auto own, context.call("profile.status"));
  about["self"] = {{"id", own["profile"]["id"]}, {"name", own["profile"]["name"]}};
  about["conversations"] = Json::array();
  ProgressLine progress(context, "export");
  Written out{.progress = &progress};
  STILLE_TRY(out.entries, write_entries(context, folder, all));
  for (const auto& person : all) {
    STILLE_TRY(const bool said, has_conversation(context, person));
    if (!said) continue;
    const auto place = place_of(person, out.conversations + 1);
    STILLE_TRY(const auto count, write_conversation(context, folder, person, place, out));
    about["conversations"].push_back({{"contact", person["id"]},
                                      {"alias", person["alias"]},
                                      {"name", person.value("name", std::string())},
                                      {"messages", count},
                                      {"file", place.string() + ".jsonl"}});
    ++out.conversations;
    out.messages += count;
  }
  STILLE_TRY(auto index, folder.file("index.html"));
  index << page_index(about["conversations"], out.entries > 0, context.output.language());
  STILLE_TRYV(closed(index));
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
                           {"messages", written.messages},
                           {"files", written.files},
                           {"entries", written.entries}},
                          {"folder", "conversations", "messages", "files"});
  }
  context.output.tell("export.done", {to, std::to_string(written.conversations),
                                      std::to_string(written.messages), std::to_string(written.files)});
  return 0;
}

}  // namespace stille::cli
