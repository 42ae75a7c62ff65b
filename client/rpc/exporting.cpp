#include "client/rpc/exporting.hpp"

#include "client/rpc/export_folder.hpp"
#include "client/wire/file.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPage = 100;  // of up to 60,000 bytes each

Outcome<void> done() {
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Json notes() {
  return {{"alias", "self"}, {"id", "self"}};
}

/// As the command line has it.
Json event_line(const Json& event) {
  Json out{{"v", 1}, {"type", "group_event"}};
  out.update(event);
  return out;
}

bool is_person(const Json& one) {
  const auto& id = one["id"].get_ref<const std::string&>();
  return id.starts_with("p_") || id.starts_with("l_");
}

/// Whose conversation is written where; a number tells two that would be called the same apart.
fs::path place_of(const Json& person, std::size_t number) {
  return fs::path("conversations") /
         (file_name_of(person["alias"].get<std::string>()) + "-" + std::to_string(number));
}

class Export {
 public:
  Export(const Ask& ask, const ExportWish& wish, const ExportProgress& progress, ExportFolder& folder)
      : ask_(ask), wish_(wish), progress_(progress), folder_(folder) {}

  Outcome<Exported> write(TimePoint now) {
    STILLE_TRY(const auto all, whose());
    STILLE_TRY(const auto own, ask("profile.status"));
    STILLE_TRYV(learn_names(own["profile"]));
    if (wish_.lines) {
      STILLE_TRYV(write_people(all));
    }
    Json about{{"v", 1}, {"type", "export"}, {"at", to_rfc3339(now)}};
    about["self"] = {{"id", own["profile"]["id"]}, {"name", own["profile"]["name"]}};
    about["conversations"] = Json::array();
    STILLE_TRY(out_.entries, write_entries(all));
    for (const auto& person : all) {
      STILLE_TRY(const bool said, has_conversation(person));
      if (!said) continue;
      const auto place = place_of(person, out_.conversations + 1);
      STILLE_TRY(const auto count, write_conversation(person, place));
      about["conversations"].push_back({{"contact", person["id"]},
                                        {"alias", person["alias"]},
                                        {"name", person.value("name", std::string())},
                                        {"messages", count},
                                        {"file", place.string() + ".jsonl"}});
      ++out_.conversations;
    }
    if (wish_.pages) {
      STILLE_TRYV(
          write_whole("index.html", page_index(about["conversations"], out_.entries > 0, wish_.words)));
    }
    // By which an import knows an export.
    if (wish_.lines) {
      STILLE_TRYV(write_whole("export.json", about.dump(2) + "\n"));
    }
    return out_;
  }

 private:
  Answer ask(std::string_view method, const Json& params = Json::object()) { return ask_(method, params); }
  /// Whether to go on.
  [[nodiscard]] Outcome<void> goes_on() const {
    if (progress_ && !progress_(out_.messages)) return fault(FaultCode::cancelled);
    return done();
  }

  Answer everybody() {
    STILLE_TRY(auto people, ask("contact.list", {{"local", true}}));
    STILLE_TRY(auto groups, ask("group.list"));
    Json out = std::move(people["contacts"]);
    for (auto& group : groups["groups"]) out.push_back(std::move(group));
    out.push_back(notes());
    return out;
  }

  /// Those who are known through a group only are in what was said there.
  Outcome<void> learn_names(const Json& own) {
    STILLE_TRY(const auto people, ask("contact.list", {{"local", true}, {"acquaintances", true}}));
    for (const char* kind : {"contacts", "acquaintances"}) {
      if (!people.contains(kind)) continue;
      for (const auto& person : people[kind]) learn_name(person);
    }
    for (const auto& key : {own["id"].get<std::string>(), std::string("self")})
      names_.insert_or_assign(key, own["name"].get<std::string>());
    return done();
  }

  void learn_name(const Json& person) {
    const auto name = person.value("name", std::string());
    if (name.empty()) return;
    for (const char* key : {"id", "alias"}) {
      const auto called = person.value(key, std::string());
      if (!called.empty()) names_.emplace(called, name);
    }
  }

  /// What happened to a group, oldest first. A timer is among its messages.
  Answer events_of(const Json& whose) {
    Json out = Json::array();
    if (!whose["id"].get_ref<const std::string&>().starts_with("g_")) return out;
    STILLE_TRY(const auto answer, ask("group.history", {{"group", whose["id"]}}));
    for (const auto& event : answer["events"]) {
      for (const char* who : {"by", "about"}) {
        if (event.contains(who)) learn_name(event[who]);
      }
      if (event["what"] != "timer") out.push_back(event);
    }
    return out;
  }

  /// The people and groups asked for, or all of them and the notes to oneself.
  Answer whose() {
    if (wish_.whose.empty()) return everybody();
    Json out = Json::array();
    for (const auto& name : wish_.whose) {
      if (name == "self") {
        out.push_back(notes());
      } else if (name.starts_with('#') || name.starts_with("g_")) {
        STILLE_TRY(auto group, ask("group.get", {{"group", name}}));
        out.push_back(std::move(group));
      } else {
        STILLE_TRY(auto person, ask("contact.show", {{"contact", name}}));
        out.push_back(std::move(person));
      }
    }
    return out;
  }

  /// With a local contact there is one only where an import has brought something back, and notes to oneself
  /// are not made by everybody.
  Outcome<bool> has_conversation(const Json& person) {
    const auto& id = person["id"].get_ref<const std::string&>();
    if (!id.starts_with("l_") && (id != "self" || !wish_.whose.empty())) return true;
    STILLE_TRY(const auto page,
               ask("log.page", {{"conversation", person["id"]}, {"limit", 1}, {"after", 0}}));
    return !page["messages"].empty();
  }

  /// Own files lie where they were sent from, and may have changed or gone since.
  Outcome<bool> is_there(const Json& message, const Json& file) {
    if (file["state"] == "here") return true;
    if (!message.contains("to")) return false;
    auto whole = read_attachment(ask_, file["id"].get<std::string>(), [this](ByteView) { return goes_on(); });
    if (!whole.has_error()) return true;
    const auto code = whole.error().code;
    if (code == FaultCode::not_found || code == FaultCode::invalid_argument) return false;
    return std::move(whole).error();
  }

  /// Those of a message that are here, under names that others gave them, made harmless and numbered.
  Outcome<void> write_files(Json& message, const fs::path& place) {
    if (!wish_.files || !message.contains("attachments")) return done();
    for (auto& one : message["attachments"]) {
      STILLE_TRY(const bool there, is_there(message, one));
      if (!there) continue;
      auto at = place;
      at += "-files";
      at /= std::to_string(out_.files + 1) + "-" +
            client::wire::clean_file_name(one["name"].get_ref<const std::string&>());
      STILLE_TRY(auto file, folder_.file(at));
      STILLE_TRYV(read_attachment(ask_, one["id"].get<std::string>(), [&](ByteView bytes) -> Outcome<void> {
        file << as_text(bytes);
        STILLE_TRYV(file.sound());
        return goes_on();
      }));
      STILLE_TRYV(file.close());
      one["file"] = at.string();
      ++out_.files;
    }
    return done();
  }

  Outcome<std::optional<ExportFile>> open(const fs::path& place, const char* ending, bool wanted) {
    if (!wanted) return std::optional<ExportFile>{};
    auto at = place;
    STILLE_TRY(auto file, folder_.file(at += ending));
    return std::optional(std::move(file));
  }

  /// How many messages it has; what changed about it is none.
  Outcome<std::size_t> write_conversation(const Json& person, const fs::path& place) {
    STILLE_TRY(auto lines, open(place, ".jsonl", wish_.lines));
    STILLE_TRY(auto page, open(place, ".html", wish_.pages));
    if (page) *page << page_head(page_title(person, wish_.words), wish_.words);
    STILLE_TRY(const auto events, events_of(person));
    std::string day;
    auto event = events.begin();
    const auto tell_until = [&](const Json& at) {
      for (; event != events.end() && (at.is_null() || (*event)["at"] <= at); ++event) {
        if (lines) *lines << event_line(*event).dump() << "\n";
        if (page) *page << page_event(*event, day, wish_.words);
      }
    };
    std::size_t count = 0;
    Json wishes{{"conversation", person["id"]}, {"limit", kPage}, {"after", 0}};
    for (;;) {
      STILLE_TRY(auto answer, ask("log.page", wishes));
      for (auto& message : answer["messages"]) {
        STILLE_TRYV(write_files(message, place));
        tell_until(message["at"]);
        if (lines) *lines << message.dump() << "\n";
        if (page) *page << page_message(message, day, wish_.words, names_);
        if (message["kind"] != "timer") {
          ++count;
          ++out_.messages;
        }
        STILLE_TRYV(goes_on());
      }
      if (lines) {
        STILLE_TRYV(lines->sound());
      }
      if (!answer.contains("next")) break;
      wishes["after"] = answer["next"];
    }
    tell_until(nullptr);
    if (page) *page << page_end();
    STILLE_TRYV(close(lines, page));
    return count;
  }

  Outcome<void> write_people(const Json& all) {
    STILLE_TRY(const auto kept, ask("keep.list"));
    STILLE_TRY(auto file, folder_.file("contacts.jsonl"));
    for (const auto& one : all) {
      if (!is_person(one)) continue;
      STILLE_TRY(auto person, ask("contact.show", {{"contact", one["id"]}}));
      for (const auto& row : kept["people"]) {
        if (row["contact"]["id"] == person["id"]) person["keep"] = row;
      }
      file << person.dump() << "\n";
    }
    return file.close();
  }

  /// When one spoke with people elsewhere; there is no file of it when that was never noted.
  Outcome<std::size_t> write_entries(const Json& all) {
    std::optional<ExportFile> lines;
    std::optional<ExportFile> page;
    std::string person;
    std::size_t count = 0;
    for (const auto& one : all) {
      if (!is_person(one)) continue;
      Json wishes{{"contact", one["id"]}, {"limit", kPage}};
      for (;;) {
        STILLE_TRY(const auto answer, ask("keep.entries", wishes));
        for (const auto& entry : answer["entries"]) {
          if (count++ == 0) {
            STILLE_TRY(lines, open("keep", ".jsonl", wish_.lines));
            STILLE_TRY(page, open("keep", ".html", wish_.pages));
            if (page) *page << page_head(wish_.words.entries, wish_.words);
          }
          if (lines) *lines << entry.dump() << "\n";
          if (page) *page << page_entry(entry, person, wish_.words, names_);
        }
        if (!answer.contains("next")) break;
        wishes["after"] = answer["next"];
      }
    }
    if (page) *page << page_end();
    STILLE_TRYV(close(lines, page));
    return count;
  }

  static Outcome<void> close(std::optional<ExportFile>& lines, std::optional<ExportFile>& page) {
    for (auto* file : {&lines, &page}) {
      if (!*file) continue;
      STILLE_TRYV((*file)->close());
    }
    return done();
  }

  Outcome<void> write_whole(const char* place, const std::string& text) {
    STILLE_TRY(auto file, folder_.file(place));
    file << text;
    return file.close();
  }

  const Ask& ask_;
  const ExportWish& wish_;
  const ExportProgress& progress_;
  ExportFolder& folder_;
  ExportNames names_;
  Exported out_;
};

}  // namespace

Outcome<Exported> export_to(const Ask& ask, const ExportWish& wish, TimePoint now,
                            const ExportProgress& progress) {
  STILLE_TRY(auto folder, ExportFolder::begin(wish.folder));
  STILLE_TRY(const auto written, Export(ask, wish, progress, folder).write(now));
  STILLE_TRYV(folder.finish());
  return written;
}

Outcome<void> read_attachment(const Ask& ask, const std::string& id,
                              const std::function<Outcome<void>(ByteView)>& take) {
  for (std::uint64_t offset = 0;;) {
    STILLE_TRY(auto slice, ask("attachment.read", {{"id", id}, {"offset", offset}}));
    const auto bytes = from_base64url(slice["data"].get_ref<const std::string&>());
    if (bytes.has_error()) return fault(FaultCode::internal);
    STILLE_TRYV(take(bytes.value()));
    offset = slice["next"].get<std::uint64_t>();
    if (offset >= slice["size"].get<std::uint64_t>()) return done();
    if (bytes.value().empty()) return fault(FaultCode::internal);
  }
}

}  // namespace stille::rpc
