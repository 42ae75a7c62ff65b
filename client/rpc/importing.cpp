#include "client/rpc/importing.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <vector>

#include "client/rpc/file_trouble.hpp"
#include "client/rpc/import_line.hpp"

namespace stille::rpc {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLines = 100;
constexpr std::size_t kMostBytes = 1U << 20U;  // of a call, unless one line alone is longer
constexpr std::size_t kLongestList = 8U << 20U;

/// Inside the folder, whatever the list says.
std::optional<fs::path> place_of(const fs::path& folder, const Json& one) {
  if (!one.is_object() || !one.contains("file") || !one["file"].is_string()) return std::nullopt;
  const fs::path named = one["file"].get<std::string>();
  const bool inside = named.is_relative() && std::ranges::find(named, fs::path("..")) == named.end();
  return inside ? std::optional(folder / named) : std::nullopt;
}

Fault no_export(const fs::path& folder) {
  if (std::error_code error; !fs::exists(folder, error) && !error) {
    return fault(FaultCode::invalid_argument, "There is no such folder.",
                 {{"about", folder.string()}, {"reason", "missing"}});
  }
  return fault(FaultCode::invalid_argument, "This folder is no export of Stille.",
               {{"about", folder.string()}});
}

/// A line is counted from the first of its call; people count from the first of the file.
Fault in_line(Fault why, const fs::path& place, std::size_t first) {
  if (why.detail.contains("line")) {
    const auto line = first + why.detail["line"].get<std::size_t>();
    why.detail["about"] = place.string() + ":" + std::to_string(line);
  }
  return why;
}

class Import {
 public:
  Import(const Ask& ask, fs::path folder, const ImportProgress& progress)
      : ask_(ask), folder_(std::move(folder)), progress_(progress) {}

  Outcome<Imported> run() {
    STILLE_TRYV(read_contents());
    STILLE_TRYV(read_people());
    for (const bool check : {true, false}) {
      check_ = check;
      counts_.added = counts_.left_out = 0;
      for (const auto& one : conversations_) {
        STILLE_TRYV(take(one));
      }
      STILLE_TRYV(take_entries());
    }
    return counts_;
  }

 private:
  Outcome<void> read_contents() {
    std::ifstream in(folder_ / "export.json", std::ios::binary);
    std::string text(kLongestList, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    const auto out = Json::parse(text, nullptr, false);
    if (!out.is_object() || !out.contains("conversations") || !out["conversations"].is_array())
      return no_export(folder_);
    for (const auto& one : out["conversations"]) {
      if (!place_of(folder_, one) || text_in(one, "contact").empty()) return no_export(folder_);
      conversations_.push_back(one);
    }
    own_ = out.contains("self") ? text_in(out["self"], "id") : std::string();
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  /// Exports of earlier versions have no more than their ids.
  Outcome<void> read_people() {
    std::ifstream in(folder_ / "contacts.jsonl", std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      const auto person = Json::parse(line, nullptr, false);
      if (!person.is_object() || line.size() > kLongestImportLine) {
        return fault(FaultCode::invalid_argument, "This is no line of an export.",
                     {{"about", (folder_ / "contacts.jsonl").string()}});
      }
      people_.emplace(text_in(person, "id"), std::move(line));
    }
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  Outcome<bool> is_here(const char* method, const char* name, const std::string& id) {
    const auto found = ask_(method, {{name, id}});
    if (found.has_error() && found.error().code == FaultCode::not_found) return false;
    STILLE_TRYV(found);
    return true;
  }

  /// Who that is here, local contacts made of those who are nobody; empty: several have their name.
  Outcome<std::string> person(const std::string& id, const std::string& alias) {
    const auto known = here_.find(id);
    if (known != here_.end()) return known->second;
    STILLE_TRY(const bool here, is_here("contact.show", "contact", id));
    auto& out = here_[id];
    if (here) return out = id;
    const auto line = people_.find(id);
    const auto text = line != people_.end() ? line->second : Json{{"id", id}, {"alias", alias}}.dump();
    STILLE_TRY(const auto answer, ask_("history.people", {{"lines", {text}}}));
    const auto& one = answer["people"].front();
    if (one["match"] == "added") ++counts_.people;
    if (one["id"].is_string()) out = one["id"].get<std::string>();
    return out;
  }

  Outcome<std::string> home_of(const Json& one) {
    const auto id = text_in(one, "contact");
    const auto alias = text_in(one, "alias");
    if (id == "self") return id;
    if (!id.starts_with("g_")) return person(id, alias);
    STILLE_TRY(const bool here, is_here("group.get", "group", id));
    if (here) return id;
    const auto name = text_in(one, "name");
    const auto plain = alias.starts_with('#') ? alias.substr(1) : alias;
    STILLE_TRY(const auto made, ask_("history.group", {{"id", id}, {"name", name.empty() ? plain : name}}));
    ++counts_.groups;
    return made["id"].get<std::string>();
  }

  Outcome<void> take(const Json& one) {
    const auto place = *place_of(folder_, one);
    from_ = text_in(one, "contact");
    home_ = from_;
    authors_.clear();
    if (!check_) {
      STILLE_TRY(home_, home_of(one));
      if (home_.empty()) {
        ++counts_.passed_over;
        return BOOST_OUTCOME_V2_NAMESPACE::success();
      }
    }
    return read_file(place);
  }

  Outcome<void> read_file(const fs::path& place) {
    std::ifstream in(place, std::ios::binary);
    if (!in) return cannot_read(place);
    std::vector<std::string> lines;
    std::size_t bytes = 0;
    std::size_t first = 1;
    std::size_t next = 1;
    for (std::string line; std::getline(in, line); ++next) {
      if (lines.size() == kMostLines || bytes + line.size() > kMostBytes) {
        STILLE_TRYV(send(place, first, lines));
        bytes = 0;
        first = next;
      }
      bytes += line.size();
      lines.push_back(std::move(line));
    }
    return send(place, first, lines);
  }

  Outcome<void> send(const fs::path& place, std::size_t first, std::vector<std::string>& lines) {
    if (lines.empty()) return BOOST_OUTCOME_V2_NAMESPACE::success();
    if (!check_ && from_.starts_with("g_")) {
      STILLE_TRYV(meet_authors(lines));
    }
    Json wishes{{"conversation", home_}, {"lines", lines}, {"check", check_}, {"authors", authors_}};
    if (from_ != "self") wishes["from"] = from_;
    if (!own_.empty()) wishes["own"] = own_;
    auto done = ask_("history.import", wishes);
    if (done.has_error()) return in_line(std::move(done).error(), place, first);
    counts_.added += done.value()["added"].get<std::size_t>();
    counts_.left_out += done.value()["left_out"].get<std::size_t>();
    if (!check_) {
      STILLE_TRYV(bring_files(lines));
    }
    lines.clear();
    if (!progress_(counts_.added)) return fault(FaultCode::cancelled);
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  /// Exports of earlier versions have none.
  Outcome<void> take_entries() {
    const auto place = folder_ / "keep.jsonl";
    std::ifstream in(place, std::ios::binary);
    std::vector<std::string> lines;
    std::size_t first = 1;
    std::size_t next = 1;
    Json whose;
    for (std::string line; std::getline(in, line); ++next) {
      const auto entry = line.size() > kLongestImportLine ? Json() : Json::parse(line, nullptr, false);
      const auto contact = entry.is_object() ? entry.value("contact", Json()) : Json();
      if (lines.size() == kMostLines || text_in(contact, "id") != text_in(whose, "id")) {
        STILLE_TRYV(send_entries(place, first, whose, lines));
        first = next;
        whose = contact;
      }
      lines.push_back(std::move(line));
    }
    return send_entries(place, first, whose, lines);
  }

  Outcome<void> send_entries(const fs::path& place, std::size_t first, const Json& whose,
                             std::vector<std::string>& lines) {
    if (lines.empty()) return BOOST_OUTCOME_V2_NAMESPACE::success();
    Json wishes{{"lines", std::exchange(lines, {})}, {"check", check_}};
    if (!check_) {
      STILLE_TRY(const auto here, person(text_in(whose, "id"), text_in(whose, "alias")));
      if (here.empty()) return BOOST_OUTCOME_V2_NAMESPACE::success();
      wishes["contact"] = here;
    }
    auto done = ask_("history.entries", wishes);
    if (done.has_error()) return in_line(std::move(done).error(), place, first);
    counts_.entries += done.value()["added"].get<std::size_t>();
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  Outcome<void> meet_authors(const std::vector<std::string>& lines) {
    for (const auto& line : lines) {
      const auto message = Json::parse(line, nullptr, false);
      if (!message.is_object() || !message.contains("from")) continue;
      const auto id = text_in(message["from"], "id");
      if (id == own_ || !met_.insert(from_ + id).second) continue;
      STILLE_TRY(const auto here, person(id, text_in(message["from"], "alias")));
      if (!here.empty()) authors_.push_back(id + "=" + here);
    }
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  /// What is in them; those that the export does not have stay names.
  Outcome<void> bring_files(const std::vector<std::string>& lines) {
    for (const auto& line : lines) {
      const auto message = Json::parse(line, nullptr, false);
      if (!message.is_object() || !message.contains("attachments")) continue;
      std::size_t at = 0;
      for (const auto& one : message["attachments"]) {
        const auto index = at++;
        const auto place = place_of(folder_, one);
        if (!place) continue;
        std::error_code failed;
        const auto whole = fs::absolute(*place, failed).string();
        auto done = ask_("history.file", {{"message", message["id"]}, {"place", index}, {"path", whole}});
        if (done.has_error() && done.error().code == FaultCode::not_found) continue;
        STILLE_TRY(const auto answer, std::move(done));
        if (answer["added"] == true) ++counts_.files;
      }
    }
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  const Ask& ask_;
  fs::path folder_;
  const ImportProgress& progress_;
  std::vector<Json> conversations_;
  std::map<std::string, std::string> people_;  // lines by id
  std::map<std::string, std::string> here_;    // ids here by ids there
  std::set<std::string> met_;
  std::vector<std::string> authors_;
  std::string own_;
  std::string from_;
  std::string home_;
  bool check_ = true;
  Imported counts_;
};

}  // namespace

Outcome<Imported> import_from(const Ask& ask, const fs::path& folder, const ImportProgress& progress) {
  return Import(ask, folder, progress).run();
}

}  // namespace stille::rpc
