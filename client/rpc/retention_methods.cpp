// How long messages are kept.
#include "client/core/retention.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace {

using client::RetentionRule;

// Empty: the rule for all others.
Outcome<std::string> conversation_named(Service& service, const Json& params) {
  if (!params.contains("conversation")) return std::string();
  STILLE_TRY(const auto contact, find_conversation(service.engine(), text_or(params, "conversation")));
  return contact.conversation;
}

Outcome<std::optional<RetentionRule>> rule_named(const Json& params) {
  if (!params.contains("rule")) return std::optional<RetentionRule>{};
  const auto rule = client::parse_retention_rule(text_or(params, "rule"));
  if (!rule) {
    return fault(FaultCode::invalid_argument, "A rule is keep, 30d, 90d, 365d or business.",
                 {{"about", "rule"}});
  }
  return std::optional(rule.value());
}

Json to_json(const client::RetentionView& view) {
  Json out;
  out["v"] = 1;
  out["type"] = "retention";
  if (view.contact) out["conversation"] = reference_to(*view.contact);
  out["rule"] = client::name_of(view.rule);
  out["own"] = view.own;
  out["hold"] = view.hold;
  return out;
}

Answer list(Service& service, const Json&) {
  STILLE_TRY(const auto views, faulted(service.engine().retention().list()));
  Json out;
  out["rules"] = Json::array();
  for (const auto& view : views) out["rules"].push_back(to_json(view));
  return out;
}

Answer preview(Service& service, const Json& params) {
  STILLE_TRY(const auto name, conversation_named(service, params));
  STILLE_TRY(const auto rule, rule_named(params));
  STILLE_TRY(const auto view, faulted(service.engine().retention().preview(name, rule)));
  Json out;
  out["v"] = 1;
  out["type"] = "retention_preview";
  out["messages"] = view.messages;
  if (view.oldest) out["oldest"] = to_rfc3339(*view.oldest);
  if (view.newest) out["newest"] = to_rfc3339(*view.newest);
  return out;
}

Answer set(Service& service, const Json& params) {
  STILLE_TRY(const auto name, conversation_named(service, params));
  STILLE_TRY(const auto rule, rule_named(params));
  auto retention = service.engine().retention();
  const bool follows = flag_or(params, "default", false);
  if ((rule && follows) || (name.empty() && (!rule || params.contains("hold")))) {
    return fault(FaultCode::invalid_argument,
                 "A rule for all conversations, or one of them and what changes.",
                 {{"about", "conversation"}});
  }
  if (rule || follows) {
    STILLE_TRYV(faulted(retention.set(name, rule)));
  }
  if (params.contains("hold")) {
    STILLE_TRYV(faulted(retention.set_hold(name, flag_or(params, "hold", false))));
  }
  STILLE_TRY(const auto view, faulted(retention.show(name)));
  return to_json(view);
}

using enum ParamType;
constexpr Param kWhose{"conversation", text, false,
                       "Whose conversation; absent: all without a rule of their own"};
constexpr Param kRule{"rule", text, false,
                      "keep, 30d, 90d, 365d, or business: six years from the year's end"};
constexpr std::array kPreview{kWhose, kRule};
constexpr std::array kSet{kWhose, kRule, Param{"default", flag, false, "The rule for all others holds again"},
                          Param{"hold", flag, false, "Nothing is erased by rules"}};

constexpr std::array kMethods{
    Method{"retention.list",
           "The rule for all conversations, then those with one of their own",
           "{rules}",
           {},
           list},
    Method{"retention.preview", "What a rule, or the one that holds, would erase now", "the preview",
           kPreview, preview},
    Method{"retention.set", "How long messages are kept on this machine", "the rule", kSet, set},
};

}  // namespace

std::span<const Method> retention_methods() {
  return kMethods;
}

}  // namespace stille::rpc
