// card: what one says about oneself, to whom, and what others say.
#include <algorithm>
#include <array>
#include <filesystem>

#include <unistd.h>

#include "client/cli/command.hpp"
#include "client/cli/save_file.hpp"
#include "client/cli/words.hpp"
#include "common/base/encoding.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

constexpr std::array<std::string_view, 8> kKeys{"name",      "role",     "company", "city",
                                                "languages", "birthday", "topics",  "picture"};

std::string value_of(const Context& context, const Json& value) {
  if (value.is_object()) return context.say("card.picture_there");
  if (!value.is_array()) return printable(value.get<std::string>());
  std::string out;
  for (const auto& one : value) out.append(out.empty() ? "" : ", ").append(printable(one.get<std::string>()));
  return out;
}

/// Names of fields as people say them.
std::string names_in_words(const Context& context, const Json& names) {
  std::string out;
  for (const auto& name : names) {
    out.append(out.empty() ? "" : ", ").append(context.say("card." + name.get<std::string>()));
  }
  return out;
}

void show(Context& context, const Json& card) {
  auto& output = context.output;
  if (!output.for_people()) return output.record(card, {"contact.alias", "name", "role", "company", "city"});
  std::vector<std::vector<std::string>> rows{{context.say("head.name"), shown(card, "name")}};
  add_card_rows(context, card, rows);
  if (card.contains("shared"))
    rows.push_back({context.say("card.sees"), names_in_words(context, card["shared"])});
  output.line(aligned(rows));
  output.flush();
  if (card.contains("updated")) output.tell("card.updated", {context.when(card["updated"])});
  if (card.contains("wanted")) output.tell("card.wanted", {shown(card, "contact.alias")});
}

/// The other side hears of it; waiting a moment makes that now, if there is a connection.
rpc::Outcome<Json> changed(Context& context, std::string_view method, const Json& wishes) {
  STILLE_TRY(auto card, context.call(method, wishes));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  if (!context.output.for_people()) show(context, card);
  return card;
}

rpc::Outcome<void> write_picture(const Json& card, const std::string& path) {
  if (!card.contains("jpeg")) return fault(FaultCode::not_found, "There is no picture on this card.");
  const auto bytes = from_base64url(card["jpeg"].get<std::string>());
  if (bytes.has_error()) return fault(FaultCode::internal);
  return write_out(path, bytes.value());
}

rpc::Outcome<Json> wishes_in(std::span<const std::string> values) {
  STILLE_TRY(auto pairs, parse_values(values, kKeys,
                                      "Say KEY=VALUE; the keys are name, role, company, city, languages, "
                                      "birthday, topics and picture."));
  Json out = Json::object();
  for (auto& [key, value] : pairs) {
    if (key == "picture" && !value.empty()) {
      STILLE_TRY(value, whole_path(value));
    }
    out[key] = std::move(value);
  }
  return out;
}

}  // namespace

void add_card_rows(const Context& context, const Json& fields, std::vector<std::vector<std::string>>& rows) {
  for (const auto key : kKeys) {
    if (key == "name" || !fields.contains(key)) continue;
    rows.push_back(
        {context.say(std::string("card.").append(key)), value_of(context, fields[std::string(key)])});
  }
}

Ran card_show(Context& context) {
  const auto& arguments = context.arguments;
  const auto& picture = arguments.card.picture;
  Json wishes = Json::object();
  if (!arguments.subject.empty()) wishes["contact"] = arguments.subject;
  if (!picture.empty()) wishes["picture"] = true;
  STILLE_TRY(auto card, context.call("card.show", wishes));
  if (!picture.empty()) {
    STILLE_TRYV(write_picture(card, picture));
    card.erase("jpeg");
  }
  if (picture != "-") show(context, card);
  return 0;
}

Ran card_set(Context& context) {
  STILLE_TRY(const auto wishes, wishes_in(context.arguments.card.values));
  STILLE_TRYV(changed(context, "card.set", wishes));
  context.output.tell("card.changed");
  return 0;
}

Ran card_share(Context& context) {
  const auto& arguments = context.arguments;
  STILLE_TRY(const auto card, changed(context, "card.share",
                                      {{"contact", arguments.subject}, {"fields", arguments.card.fields}}));
  context.output.tell("card.shared", {shown(card, "contact.alias"), names_in_words(context, card["shared"])});
  return 0;
}

Ran card_request(Context& context) {
  STILLE_TRY(const auto card, changed(context, "card.request", {{"contact", context.arguments.subject}}));
  context.output.tell("card.requested", {shown(card, "contact.alias")});
  return 0;
}

}  // namespace stille::cli
