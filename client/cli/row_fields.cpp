#include "client/cli/row_fields.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "common/base/edit_distance.hpp"

namespace stille::cli {
namespace {

using namespace std::string_view_literals;

constexpr std::array kContact{"v"sv,
                              "type"sv,
                              "id"sv,
                              "alias"sv,
                              "name"sv,
                              "state"sv,
                              "verified"sv,
                              "conv"sv,
                              "iid"sv,
                              "since"sv,
                              "note"sv,
                              "expire_ms"sv,
                              "card.*"sv,
                              "introduced_by.*"sv,
                              "card_updated"sv,
                              "local.*"sv,
                              "shared"sv,
                              "birthday"sv,
                              "circles"sv};

constexpr std::array kGroup{"v"sv,         "type"sv,         "id"sv,
                            "alias"sv,     "name"sv,         "purpose"sv,
                            "picture.*"sv, "expire_ms"sv,    "conv"sv,
                            "state"sv,     "role"sv,         "policy"sv,
                            "changes"sv,   "branches"sv,     "contradictions"sv,
                            "members"sv,   "member_count"sv, "asked"sv,
                            "results"sv,   "chair_heard"sv,  "may_take_over"sv,
                            "takeovers"sv, "taken_over.*"sv, "disputes"sv,
                            "may_settle"sv};

constexpr std::array kMessage{
    "v"sv,       "type"sv,     "id"sv,       "conv"sv,    "from.*"sv,   "to.*"sv,      "group.*"sv,
    "at"sv,      "authored"sv, "state"sv,    "kind"sv,    "text"sv,     "question"sv,  "expire_ms"sv,
    "expires"sv, "deleted"sv,  "revision"sv, "reply.*"sv, "left_out"sv, "reactions"sv, "attachments"sv,
    "spans"sv,   "history"sv,  "snippet"sv,  "found"sv,   "next"sv,     "complete"sv,  "indexed_percent"sv};

constexpr std::array kInvitation{"v"sv,   "type"sv,    "id"sv,      "link"sv,           "state"sv,
                                 "ask"sv, "created"sv, "expires"sv, "further_claims"sv, "contact.*"sv,
                                 "for"sv, "error.*"sv};

constexpr std::array kKept{"v"sv,      "type"sv,        "contact.*"sv, "every"sv,   "own_every"sv,
                           "last.*"sv, "days"sv,        "due"sv,       "circles"sv, "birthday"sv,
                           "never"sv,  "rests_until"sv, "moved_up"sv};

struct Row {
  std::string_view command;
  std::span<const std::string_view> fields;
};

constexpr std::array kRows{
    Row{"contact list", kContact},
    Row{"contact show", kContact},
    Row{"contact set", kContact},
    Row{"contact find", kContact},
    Row{"contact add", kContact},
    Row{"contact describe", kContact},
    Row{"request accept", kContact},
    Row{"group list", kGroup},
    Row{"group show", kGroup},
    Row{"group new", kGroup},
    Row{"group add", kGroup},
    Row{"group remove", kGroup},
    Row{"group rename", kGroup},
    Row{"group purpose", kGroup},
    Row{"group role", kGroup},
    Row{"group policy", kGroup},
    Row{"log", kMessage},
    Row{"show", kMessage},
    Row{"react", kMessage},
    Row{"edit", kMessage},
    Row{"search", kMessage},
    Row{"invite create", kInvitation},
    Row{"invite list", kInvitation},
    Row{"invite revoke", kInvitation},
    Row{"keep list", kKept},
    Row{"keep set", kKept},
    Row{"keep snooze", kKept},
};

bool fits(std::string_view known, std::string_view wished) {
  if (!known.ends_with(".*")) return known == wished;
  const auto object = known.substr(0, known.size() - 2);
  return wished == object || (wished.starts_with(object) && wished[object.size()] == '.');
}

UnknownField about(std::string_view wished, std::span<const std::string_view> known) {
  UnknownField out{std::string(wished), {}, {}};
  std::vector<std::string_view> names;
  for (auto name : known) {
    if (name.ends_with(".*")) name.remove_suffix(2);
    out.known.append(out.known.empty() ? "" : ", ").append(name);
    names.emplace_back(name);
  }
  out.nearest = nearest(wished, names);
  return out;
}

}  // namespace

std::span<const std::string_view> fields_of(std::string_view command) {
  const auto* const found = std::ranges::find(kRows, command, &Row::command);
  return found == kRows.end() ? std::span<const std::string_view>() : found->fields;
}

std::optional<UnknownField> unknown_field(std::string_view command, std::span<const std::string> wished) {
  const auto known = fields_of(command);
  if (known.empty()) return std::nullopt;
  for (const auto& one : wished) {
    if (std::ranges::none_of(known, [&](auto name) { return fits(name, one); })) return about(one, known);
  }
  return std::nullopt;
}

}  // namespace stille::cli
