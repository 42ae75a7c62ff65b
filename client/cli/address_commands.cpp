// contact export, import, add, describe, find and merge.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <ranges>

#include <unistd.h>

#include "client/cli/command.hpp"
#include "client/cli/save_file.hpp"
#include "client/cli/words.hpp"
#include "common/base/encoding.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

constexpr std::size_t kMostFromInput = std::size_t{512} << 10U;

rpc::Outcome<std::vector<std::string>> whom(Context& context) {
  std::vector<std::string> out;
  if (!context.arguments.everyone) return std::vector<std::string>{context.arguments.recipients.front()};
  STILLE_TRY(auto answer, context.call("contact.list", {{"local", true}}));
  for (const auto& contact : answer["contacts"]) out.push_back(contact["id"].get<std::string>());
  return out;
}

rpc::Outcome<Json> book_in(const std::string& name) {
  if (name == "-") {
    STILLE_TRY(const auto bytes, read_all(STDIN_FILENO, kMostFromInput));
    // In whatever encoding it is.
    if (is_utf8(bytes)) return Json{{"text", bytes}};
    return Json{{"bytes", to_base64url(as_bytes(bytes))}};
  }
  STILLE_TRY(const auto path, whole_path(name));
  return Json{{"path", path}};
}

}  // namespace

Ran contact_export(Context& context) {
  const auto& words = context.arguments.recipients;
  if (words.size() != (context.arguments.everyone ? 1U : 2U)) {
    return fault(FaultCode::invalid_argument,
                 "Say whom and into which file, or --all and the file; - is standard output.");
  }
  STILLE_TRY(const auto people, whom(context));
  std::string book;
  for (const auto& who : people) {
    STILLE_TRY(const auto answer, context.call("contact.export", {{"contact", who}}));
    book += answer["vcard"].get<std::string>();
  }
  const auto& path = words.back();
  STILLE_TRYV(write_out(path, as_bytes(book)));
  if (path == "-") return 0;
  auto& output = context.output;
  if (!output.for_people()) {
    output.record(Json{{"v", 1}, {"type", "export"}, {"path", path}, {"contacts", people.size()}},
                  {"path", "contacts"});
  }
  output.tell("address.exported", {std::to_string(people.size()), printable(path)});
  return 0;
}

namespace {

Ran take_back(Context& context) {
  STILLE_TRY(const auto undone, context.call("contact.import_undo"));
  auto& output = context.output;
  if (!output.for_people()) output.record(undone, {"file", "removed", "restored", "kept"});
  output.tell("address.undone", {shown(undone, "removed"), shown(undone, "restored")});
  if (undone["kept"] != 0) output.tell("address.undone_kept", {shown(undone, "kept")});
  return 0;
}

}  // namespace

Ran contact_import(Context& context) {
  const auto& wish = context.arguments.address;
  if (wish.undo) return take_back(context);
  if (context.arguments.subject.empty()) {
    return fault(FaultCode::invalid_argument, "Say the file, - for standard input, or --undo.",
                 {{"about", "file"}});
  }
  STILLE_TRY(auto book, book_in(context.arguments.subject));
  if (context.arguments.dry_run) book["dry"] = true;
  if (wish.contacts_only) book["contacts_only"] = true;
  STILLE_TRY(const auto answer, context.call("contact.import", book));
  auto& output = context.output;
  std::map<std::string, std::size_t> counts;
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : answer["results"]) {
    const auto match = shown(one, "match");
    ++counts[match];
    if (!output.for_people()) output.record(one, {"match", "contact.alias", "name", "changed"});
    const auto what = match == "found" && one["changed"] == false ? std::string("same") : match;
    rows.push_back({shown(one, "contact.alias"), shown(one, "name"), context.say("address." + what)});
  }
  if (output.for_people() && !rows.empty()) output.line(aligned(rows));
  output.flush();
  output.tell(
      context.arguments.dry_run ? "address.would_import" : "address.imported",
      {std::to_string(rows.size()), std::to_string(counts["found"]), std::to_string(counts["added"])});
  if (counts["ambiguous"] > 0) output.tell("address.some_ambiguous", {std::to_string(counts["ambiguous"])});
  if (!context.arguments.dry_run && counts["added"] > 0) output.tell("address.next");
  return 0;
}

namespace {

constexpr std::array<std::string_view, 9> kByHand{"name",     "role",   "company", "city",   "languages",
                                                  "birthday", "topics", "note",    "circles"};

/// Circles have commas between.
rpc::Outcome<Json> written_by_hand(std::span<const std::string> values,
                                   std::span<const std::string_view> keys, const char* otherwise) {
  STILLE_TRY(auto pairs, parse_values(values, keys, otherwise));
  Json out = Json::object();
  for (auto& [key, value] : pairs) {
    if (key != "circles") {
      out[key] = std::move(value);
      continue;
    }
    out[key] = Json::array();
    for (const auto name : std::views::split(value, ','))
      if (!name.empty()) out[key].push_back(std::string(name.begin(), name.end()));
  }
  return out;
}

void tell_person(Context& context, const Json& person, std::string_view said) {
  if (!context.output.for_people()) {
    Json line{{"v", 1}, {"type", "contact"}};
    line.update(person);
    context.output.record(line, {"alias", "name", "state", "verified", "id"});
  }
  context.output.tell(said, {shown(person, "alias")});
}

}  // namespace

Ran contact_add(Context& context) {
  const auto& arguments = context.arguments;
  const auto keys = std::span(kByHand).subspan(1);
  STILLE_TRY(auto person,
             written_by_hand(
                 arguments.address.values, keys,
                 "Say KEY=VALUE; the keys are role, company, city, languages, birthday, topics, note and "
                 "circles."));
  person["name"] = arguments.subject;
  STILLE_TRY(const auto added, context.call("contact.add", person));
  tell_person(context, added, "contact.added");
  return 0;
}

Ran contact_describe(Context& context) {
  const auto& arguments = context.arguments;
  const auto keys = std::span(kByHand).first(kByHand.size() - 2);
  STILLE_TRY(auto wishes, written_by_hand(arguments.address.values, keys,
                                          "Say KEY=VALUE; the keys are name, role, company, city, languages, "
                                          "birthday and topics."));
  wishes["contact"] = arguments.subject;
  STILLE_TRY(const auto person, context.call("contact.describe", wishes));
  tell_person(context, person, "contact.described");
  return 0;
}

Ran contact_find(Context& context) {
  std::string words;
  for (const auto& word : context.arguments.recipients) words.append(words.empty() ? "" : " ").append(word);
  STILLE_TRY(const auto found, context.call("contact.find", {{"words", words}}));
  show_people(context, found["contacts"], "contact.none_found");
  return 0;
}

Ran contact_merge(Context& context) {
  const Json wishes{{"contact", context.arguments.subject}, {"into", context.arguments.address.into}};
  STILLE_TRY(const auto merged, context.call("contact.merge", wishes));
  tell_person(context, merged, "contact.merged");
  return 0;
}

}  // namespace stille::cli
