// An export comes back: people who are not here as local contacts, groups as what was said in them, messages,
// files.
#include <array>
#include <map>

#include "client/core/attachments.hpp"
#include "client/core/keep_in_touch.hpp"
#include "client/core/leaving.hpp"
#include "client/rpc/address_person.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/import_line.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/returning_file.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace {

using client::vcard::Person;

// --- Messages ---

struct Lines {
  std::vector<client::ImportedMessage> messages;
  std::size_t left_out = 0;
};

/// "p_old=l_new": who somebody of the export is here.
std::map<std::string, std::string> authors_in(const Json& params) {
  std::map<std::string, std::string> out;
  for (const auto& pair : texts_or_none(params, "authors")) {
    const auto sign = pair.find('=');
    if (sign != std::string::npos) out.emplace(pair.substr(0, sign), pair.substr(sign + 1));
  }
  return out;
}

Outcome<Lines> read_lines(const Json& params, const ExportedTalk& talk, TimePoint now) {
  Lines out;
  const auto authors = authors_in(params);
  const auto lines = texts_or_none(params, "lines");
  if (lines.size() > client::kMostRows) return fault(FaultCode::too_large);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto message = parse_import_line(lines[i], talk, now);
    if (message.has_error()) {
      auto why = std::move(message).error();
      why.detail["line"] = i;
      return why;
    }
    if (!message.value()) {
      if (!is_event_line(lines[i])) ++out.left_out;
      continue;
    }
    auto& row = out.messages.emplace_back(std::move(*message.value()));
    const auto known = authors.find(row.author);
    if (known != authors.end()) row.author = known->second;
  }
  return out;
}

Answer import_history(Service& service, const Json& params) {
  auto& engine = service.engine();
  const auto own = engine.profile().id;
  ExportedTalk talk{text_or(params, "own", own), text_or(params, "from")};
  const auto asked = text_or(params, "conversation");
  const bool check = flag_or(params, "check", false);
  std::string here = asked;
  if (asked == "self") {
    talk.other = talk.own;
  } else if (!check || talk.other.empty()) {
    STILLE_TRY(const auto found, find_readable(engine, asked));
    here = found.conversation;
    if (talk.other.empty()) talk.other = found.id;
  }
  STILLE_TRY(const auto lines, read_lines(params, talk, service.clock().now()));
  Json out{{"added", 0}, {"left_out", lines.left_out}};
  if (check) return out;
  auto done = engine.leaving().bring_back(here, lines.messages);
  if (done.has_error() && done.error().code == Errc::not_found)
    return fault(FaultCode::invalid_argument, "Somebody who wrote in this group is nobody here.",
                 {{"about", asked}});
  STILLE_TRY(out["added"], faulted(std::move(done)));
  return out;
}

// --- Files ---

Answer import_file(Service& service, const Json& params) {
  auto& engine = service.engine();
  const auto message = engine.message(text_or(params, "message"));
  const auto place = whole_or(params, "place", 0);
  if (message.has_error() || place < 0 ||
      static_cast<std::size_t>(place) >= message.value().attachments.size())
    return nothing_called("message", text_or(params, "message"));
  const auto& file = message.value().attachments[static_cast<std::size_t>(place)];
  if (engine.attachments().complete(file.id)) return Json{{"added", false}};
  STILLE_TRY(auto prepared, seal_returning(service, file, text_or(params, "path")));
  auto done = engine.attachments().brought_back(file.id, std::move(prepared));
  if (done.has_error()) service.courier().tidy();
  if (done.has_error() && done.error().code == Errc::wrong_state) return Json{{"added", false}};
  STILLE_TRYV(faulted(std::move(done)));
  return Json{{"added", true}};
}

// --- People ---

std::vector<std::string> texts_in(const Json& object, const char* name) {
  std::vector<std::string> out;
  if (!object.is_object() || !object.contains(name) || !object[name].is_array()) return out;
  for (const auto& one : object[name]) {
    if (one.is_string()) out.push_back(one.get<std::string>());
  }
  return out;
}

/// What they said themselves goes before what was written down about them.
Person person_in(const Json& line) {
  auto card = line.value("local", Json::object());
  if (line.contains("card") && line["card"].is_object()) card.update(line["card"]);
  const auto keep = line.value("keep", Json::object());
  Person out;
  out.line = 1;
  out.name = text_in(line, "name").empty() ? text_in(line, "alias") : text_in(line, "name");
  out.note = text_in(line, "note");
  out.role = text_in(card, "role");
  out.company = text_in(card, "company");
  out.city = text_in(card, "city");
  out.languages = texts_in(card, "languages");
  out.topics = texts_in(card, "topics");
  out.circles = texts_in(keep, "circles");
  out.birthday = text_in(keep, "birthday").empty() ? text_in(card, "birthday") : text_in(keep, "birthday");
  return out;
}

/// Their alias and rhythm, as far as that is possible here.
void restore_habits(client::Engine& engine, const client::ContactView& contact, const Json& line) {
  auto id = contact.id;
  const auto alias = text_in(line, "alias");
  if (!alias.empty() && alias != contact.alias) (void)engine.set_alias(id, alias).has_value();
  const auto keep = line.value("keep", Json::object());
  client::KeepWishes wishes;
  if (const auto every = text_in(keep, "own_every"); !every.empty()) wishes.rhythm = every;
  if (wishes.rhythm) (void)engine.keep().set(id, wishes).has_value();
  if (keep.is_object() && keep.value("never", false)) (void)engine.keep().snooze(id, "never").has_value();
}

Answer import_people(Service& service, const Json& params) {
  auto& engine = service.engine();
  std::vector<client::AddressEntry> entries;
  std::vector<Json> lines;
  for (const auto& text : texts_or_none(params, "lines")) {
    auto line = Json::parse(text, nullptr, false);
    if (text.size() > kLongestImportLine || !line.is_object())
      return fault(FaultCode::invalid_argument, "This is no line of an export.", {{"line", lines.size()}});
    STILLE_TRY(auto entry, address_entry(engine, person_in(line), "contacts.jsonl"));
    entries.push_back(std::move(entry));
    lines.push_back(std::move(line));
  }
  STILLE_TRY(const auto report, faulted(engine.address_book().take_in(entries, {.file = "contacts.jsonl"})));
  if (report.wrong)
    return entry_fault(report.wrong->why, person_in(lines[report.wrong->entry]), "contacts.jsonl");
  Json out{{"people", Json::array()}};
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto& outcome = report.outcomes[at];
    if (outcome.match == client::AddressMatch::added) restore_habits(engine, *outcome.contact, lines[at]);
    out["people"].push_back({{"from", text_in(lines[at], "id")},
                             {"id", outcome.contact ? Json(outcome.contact->id) : Json()},
                             {"match", client::name_of(outcome.match)}});
  }
  return out;
}

Answer import_group(Service& service, const Json& params) {
  const auto id = text_or(params, "id");
  auto done = service.engine().leaving().bring_back_group(id, text_or(params, "name"));
  if (done.has_error() && done.error().code == Errc::limit_reached)
    return fault(FaultCode::invalid_argument, "There are too many groups; nothing more of them comes back.",
                 {{"about", id}});
  STILLE_TRY(auto here, faulted(std::move(done)));
  return Json{{"id", std::move(here)}};
}

// --- Spoken elsewhere ---

Answer import_entries(Service& service, const Json& params) {
  std::vector<client::EntryView> entries;
  auto keep = service.engine().keep();
  const auto wrong = [&] {
    return fault(FaultCode::invalid_argument, "This is no line of an export.",
                 {{"line", entries.size() - 1}});
  };
  for (const auto& text : texts_or_none(params, "lines")) {
    const auto line = text.size() > kLongestImportLine ? Json() : Json::parse(text, nullptr, false);
    auto& entry = entries.emplace_back();
    const auto noted = parse_rfc3339(text_in(line, "at"));
    if (text_in(line, "type") != "entry" || noted.has_error()) return wrong();
    entry.day = text_in(line, "day");
    entry.via = text_in(line, "via");
    entry.note = text_in(line, "note");
    entry.noted = noted.value();
    if (keep.may_bring_back({&entry, 1}).has_error()) return wrong();
  }
  if (flag_or(params, "check", false)) return Json{{"added", 0}};
  STILLE_TRY(const auto contact, find_anybody(service.engine(), text_or(params, "contact")));
  STILLE_TRY(const auto added, faulted(keep.bring_back(contact.id, entries)));
  return Json{{"added", added}};
}

using enum ParamType;
constexpr std::array kImport{
    Param{"conversation", text, true, "A contact, a local contact, a group, or self"},
    Param{"lines", texts, true,
          "Messages as `log.page` gives them, each as JSON, oldest first; at most a page"},
    Param{"own", text, false, "The p_ id of whoever made the export, when it is another profile"},
    Param{"from", text, false, "The id that the conversation has in the export, when it is another one"},
    Param{"authors", texts, false, "Of a group: p_ id in the export, =, id here"},
    Param{"check", flag, false, "Read them and change nothing"}};
constexpr std::array kFile{Param{"message", text, true, "The m_ id"},
                           Param{"place", whole, true, "Which of its files, from 0"},
                           Param{"path", text, true, "Absolute path of what is in it"}};
constexpr std::array kPeople{Param{"lines", texts, true, "Lines of an export's contacts.jsonl"}};
constexpr std::array kEntries{Param{"lines", texts, true, "Lines of an export's keep.jsonl, of one person"},
                              Param{"contact", text, false, "Who that is here; not looked at with `check`"},
                              Param{"check", flag, false, "Read them and change nothing"}};
constexpr std::array kGroup{Param{"id", text, true, "Its g_ id"}, Param{"name", text, true, "Its name"}};

constexpr std::array kMethods{
    Method{"history.import", "Adds what an export has of a conversation and is not here; nothing is sent",
           "{added, left_out}", kImport, import_history},
    Method{"history.file", "Brings back what is in a file that an import has named", "{added}", kFile,
           import_file},
    Method{"history.people", "Who of an export they are here; who is not becomes a local contact",
           "{people: [{from, id?, match}]}", kPeople, import_people},
    Method{"history.entries", "When you spoke with somebody elsewhere: what an export has and is not here",
           "{added}", kEntries, import_entries},
    Method{"history.group", "A group of an export, to read what was said in it", "{id}", kGroup,
           import_group},
};

}  // namespace

std::span<const Method> history_methods() {
  return kMethods;
}

}  // namespace stille::rpc
