#include "client/core/retention.hpp"

#include <array>

#include "client/core/engine_core.hpp"
#include "client/core/self_notes.hpp"
#include "client/core/show.hpp"
#include "client/core/sweeping.hpp"
#include "client/store/tables/retention.hpp"

namespace stille::client {

namespace {

struct Named {
  RetentionRule rule;
  std::string_view name;
};
constexpr std::array<Named, 5> kRules{{{RetentionRule::keep, "keep"},
                                       {RetentionRule::days_30, "30d"},
                                       {RetentionRule::days_90, "90d"},
                                       {RetentionRule::days_365, "365d"},
                                       {RetentionRule::business, "business"}}};
constexpr int kBusinessYears = 6;

Result<RetentionView> look_at(store::Database& db, const store::ContactRow& person) {
  STILLE_TRY(const auto row, store::load_retention(db, person.id));
  STILLE_TRY(const auto rule, rule_of(db, row));
  STILLE_TRY(auto contact, show_conversation(db, person));
  return RetentionView{
      .contact = std::move(contact), .rule = rule, .own = row.rule.has_value(), .hold = row.hold};
}

Result<RetentionView> rule_for_all_others(store::Database& db) {
  STILLE_TRY(const auto rule, store::default_retention(db));
  return RetentionView{.contact = {}, .rule = static_cast<RetentionRule>(rule), .own = true, .hold = false};
}

void add(RetentionPreview& to, const store::OldMessages& some) {
  to.messages += some.count;
  if (some.oldest && (!to.oldest || *some.oldest < *to.oldest)) to.oldest = some.oldest;
  if (some.newest && (!to.newest || *some.newest > *to.newest)) to.newest = some.newest;
}

}  // namespace

std::string_view name_of(RetentionRule rule) noexcept {
  for (const auto& [known, name] : kRules) {
    if (known == rule) return name;
  }
  return "keep";
}

Result<RetentionRule> parse_retention_rule(std::string_view text) {
  for (const auto& [rule, name] : kRules) {
    if (name == text) return rule;
  }
  return fail(Errc::bad_value);
}

std::optional<TimePoint> kept_since(RetentionRule rule, TimePoint now) {
  using namespace std::chrono;
  switch (rule) {
    case RetentionRule::keep:
      return std::nullopt;
    case RetentionRule::days_30:
      return now - days(30);
    case RetentionRule::days_90:
      return now - days(90);
    case RetentionRule::days_365:
      return now - days(365);
    case RetentionRule::business:
      break;
  }
  // A day less: where the year began later than in UTC, nothing goes too early.
  const auto this_year = year_month_day(floor<days>(now)).year();
  return TimePoint(sys_days((this_year - years(kBusinessYears)) / January / 1).time_since_epoch()) - days(1);
}

Retention Engine::retention() {
  return Retention(*core_);
}

Result<std::vector<RetentionView>> Retention::list() const {
  auto& db = core_.db();
  STILLE_TRY(auto first, rule_for_all_others(db));
  std::vector<RetentionView> out{std::move(first)};
  STILLE_TRY(const auto rows, store::all_retention(db));
  for (const auto& row : rows) {
    STILLE_TRY(const auto person, store::load_contact(db, row.contact));
    STILLE_TRY(auto view, look_at(db, person));
    out.push_back(std::move(view));
  }
  return out;
}

Result<RetentionView> Retention::show(std::string_view conversation) const {
  if (conversation.empty()) return rule_for_all_others(core_.db());
  STILLE_TRY(const auto person, find_conversation(core_.db(), conversation));
  return look_at(core_.db(), person);
}

Result<RetentionView> Retention::set(std::string_view conversation, std::optional<RetentionRule> rule) {
  if (conversation.empty() && !rule) return fail(Errc::invalid_argument);
  return core_.STILLE_CHANGE("retention_set")([&](Context& context) -> Result<RetentionView> {
    STILLE_TRYV(store::set_next_sweep(context.db, context.now));
    if (conversation.empty()) {
      STILLE_TRYV(store::set_default_retention(context.db, static_cast<std::uint8_t>(*rule)));
      return rule_for_all_others(context.db);
    }
    STILLE_TRY(const auto person, conversation_or_notes(context, conversation));
    STILLE_TRY(auto row, store::load_retention(context.db, person.id));
    row.rule = rule ? std::optional(static_cast<std::uint8_t>(*rule)) : std::nullopt;
    STILLE_TRYV(store::save_retention(context.db, row));
    return look_at(context.db, person);
  });
}

Result<RetentionView> Retention::set_hold(std::string_view conversation, bool hold) {
  return core_.STILLE_CHANGE("retention_hold")([&](Context& context) -> Result<RetentionView> {
    STILLE_TRYV(store::set_next_sweep(context.db, context.now));
    STILLE_TRY(const auto person, conversation_or_notes(context, conversation));
    STILLE_TRY(auto row, store::load_retention(context.db, person.id));
    row.hold = hold;
    STILLE_TRYV(store::save_retention(context.db, row));
    return look_at(context.db, person);
  });
}

Result<RetentionPreview> Retention::preview(std::string_view conversation,
                                            std::optional<RetentionRule> rule) const {
  auto& db = core_.db();
  std::vector<store::ContactRow> people;
  if (conversation.empty()) {
    STILLE_TRY(people, all_conversations(db));
  } else {
    STILLE_TRY(auto person, find_conversation(db, conversation));
    people.push_back(std::move(person));
  }
  RetentionPreview out;
  for (const auto& person : people) {
    STILLE_TRY(const auto row, store::load_retention(db, person.id));
    STILLE_TRY(const auto now_held, rule_of(db, row));
    // A rule for all others does not reach a conversation with one of its own.
    const bool asked = rule && (!conversation.empty() || !row.rule);
    const auto before = kept_since(asked ? *rule : now_held, core_.clock.now());
    if (row.hold || !before) continue;
    STILLE_TRY(const auto old, store::count_old(db, person.id, *before));
    add(out, old);
  }
  return out;
}

}  // namespace stille::client
