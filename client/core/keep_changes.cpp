// What people decide about keeping in touch. Every change stays here: none of it is told to anybody.
#include <algorithm>
#include <array>

#include "client/core/circles.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/keep_in_touch.hpp"
#include "client/core/keep_show.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"
#include "client/store/tables/cards.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

namespace {

using keep::Occasion;
using store::KeepRow;

/// A span from today or a day; bad_value otherwise.
Result<keep::Day> day_from(std::string_view text, keep::Day today) {
  if (const auto span = keep::parse_span(text)) return keep::add(today, span.value());
  return keep::parse_day(text);
}

/// "" for none.
Result<std::string> rhythm_from(std::string_view text) {
  if (text == "none") return std::string();
  STILLE_TRY(const auto span, keep::parse_span(text));
  return keep::to_text(span);
}

Result<void> set_birthday(KeepRow& row, std::string_view text, keep::Day today) {
  row.birthday.reset();
  row.greeted.reset();
  if (text == "none") return ok();
  STILLE_TRY(const auto birthday, keep::parse_birthday(text));
  if (birthday.year && keep::celebrated_in(birthday, *birthday.year) > today) return fail(Errc::bad_value);
  row.birthday = keep::to_text(birthday);
  return ok();
}

Result<void> change_circles(store::Database& db, store::RowId contact, const KeepWishes& wishes) {
  STILLE_TRYV(join_circles(db, contact, wishes.join));
  for (const auto& name : wishes.leave) {
    STILLE_TRY(const auto circle, store::find_circle(db, name));
    if (!circle) return fail(Errc::not_found);
    STILLE_TRYV(store::leave_circle(db, contact, circle->id));
  }
  return ok();
}

/// Changes the person's row and gives it as it is then.
template <class Change>
Result<KeepPersonView> with_row(Context& context, std::string_view contact, Change change) {
  STILLE_TRY(const auto person, find_anybody(context.db, contact));
  STILLE_TRY(auto row, store::load_keep(context.db, person.id));
  STILLE_TRYV(change(row, person.id));
  STILLE_TRYV(store::save_keep(context.db, row));
  return show_person(context.db, person, local_day(context.now));
}

Result<store::MessageRow> find_message(store::Database& db, std::string_view id) {
  if (!id.starts_with("m_")) return fail(Errc::not_found);
  STILLE_TRY(auto rows, store::messages_named(db, id));
  if (rows.empty()) return fail(Errc::not_found);
  if (rows.size() > 1) return fail(Errc::ambiguous);
  return std::move(rows.front());
}

Result<void> settle_message(Context& context, std::string_view id) {
  STILLE_TRY(const auto row, find_message(context.db, id));
  STILLE_TRYV(store::settle_question(context.db, row.id));
  STILLE_TRYV(store::remove_reminder(context.db, row.id));
  return ok();
}

Result<void> add_touch(Context& context, store::RowId contact, keep::Day day, std::string_view via,
                       std::string_view note) {
  store::EntryRow row{.id = 0,
                      .contact = contact,
                      .day = number_of(day),
                      .at = context.now,
                      .via = std::string(via),
                      .note = std::string(note)};
  return store::add_entry(context.db, row);
}

Result<void> greet(store::Database& db, const keep::PersonFacts& person, KeepRow row, keep::Day today) {
  row.greeted = number_of(keep::last_celebration(*person.birthday, today));
  return store::save_keep(db, row);
}

Result<void> see_news(store::Database& db, store::RowId contact) {
  STILLE_TRY(auto card, store::load_card(db, contact));
  card.news.reset();
  return store::save_card(db, card);
}

// Whose card it comes up on: of who wrote it, in a group, and else of who it is with.
Result<store::RowId> whose_to_remind(Context& context, const store::MessageRow& message) {
  if (message.author) return *message.author;
  STILLE_TRY(const auto conversation, store::load_contact(context.db, message.contact));
  if (conversation.stage == store::Stage::group || conversation.stage == store::Stage::self)
    return fail(Errc::wrong_state);
  return message.contact;
}

// The first of what is open with somebody, as their card has it.
Result<void> settle_person(Context& context, std::string_view contact) {
  STILLE_TRY(const auto person, find_anybody(context.db, contact));
  STILLE_TRY(const auto facts, gather(context.db, person.id));
  const auto now = local_now(context.now);
  const auto cards = keep::everybody(facts.people, now);
  if (cards.empty()) return fail(Errc::wrong_state);
  const auto& of_person = facts.people.front();
  switch (cards.front().occasion) {
    case Occasion::birthday:
    case Occasion::belated:
      return greet(context.db, of_person, facts.rows.front(), now.today);
    case Occasion::waiting:
      for (const auto& question : of_person.questions) {
        STILLE_TRYV(store::settle_question(context.db, question.message));
      }
      return ok();
    case Occasion::promised:
      return store::remove_reminders_up_to(context.db, person.id, number_of(now.today));
    case Occasion::news:
      return see_news(context.db, person.id);
    default:
      return add_touch(context, person.id, now.today, "other", "");
  }
}

}  // namespace

std::string unfit(const KeepWishes& wishes) {
  const auto& rhythm = wishes.rhythm;
  if (rhythm && *rhythm != "circle" && rhythm_from(*rhythm).has_error()) return *rhythm;
  for (const auto& name : wishes.join) {
    if (clean_circle(name).has_error()) return name;
  }
  return wishes.birthday.value_or("");
}

Result<KeepPersonView> KeepInTouch::set(std::string_view contact, const KeepWishes& wishes) {
  return core_.STILLE_QUIET_CHANGE("keep_set")([&](Context& context) {
    return with_row(context, contact, [&](KeepRow& row, store::RowId id) -> Result<void> {
      if (wishes.rhythm == "circle") {
        row.rhythm.reset();
      } else if (wishes.rhythm) {
        STILLE_TRY(row.rhythm, rhythm_from(*wishes.rhythm));
        row.never = false;
      }
      if (wishes.birthday) {
        STILLE_TRYV(set_birthday(row, *wishes.birthday, local_day(context.now)));
      }
      return change_circles(context.db, id, wishes);
    });
  });
}

Result<KeepPersonView> KeepInTouch::snooze(std::string_view contact, std::string_view until) {
  return core_.STILLE_QUIET_CHANGE("keep_snooze")([&](Context& context) {
    return with_row(context, contact, [&](KeepRow& row, store::RowId) -> Result<void> {
      const auto today = local_day(context.now);
      if (until == "off") {
        put_rest(row, keep::Rest{});
      } else if (until == "never") {
        auto rest = keep::after_action(rest_of(row), context.now);
        rest.never = true;
        put_rest(row, rest);
      } else {
        STILLE_TRY(const auto day, day_from(until, today));
        if (day <= today || day > keep::add(today, {keep::kLongestSpanMonths, 0}))
          return fail(Errc::bad_value);
        put_rest(row, keep::snoozed(day, context.now));
      }
      return ok();
    });
  });
}

Result<EntryView> KeepInTouch::log(std::string_view contact, std::string_view via, std::string_view note,
                                   std::string_view on) {
  STILLE_TRYV(check_entry(via, note));
  return core_.STILLE_QUIET_CHANGE("keep_log")([&](Context& context) -> Result<EntryView> {
    STILLE_TRY(const auto person, find_anybody(context.db, contact));
    const auto today = local_day(context.now);
    auto day = today;
    if (!on.empty()) {
      STILLE_TRY(day, keep::parse_day(on));
    }
    if (day > today) return fail(Errc::bad_value);
    STILLE_TRYV(add_touch(context, person.id, day, via, note));
    return EntryView{show(person), keep::to_text(day), std::string(via), std::string(note), context.now};
  });
}

Result<OpenMessageView> KeepInTouch::remind(std::string_view message, std::string_view on) {
  return core_.STILLE_QUIET_CHANGE("keep_remind")([&](Context& context) -> Result<OpenMessageView> {
    STILLE_TRY(const auto row, find_message(context.db, message));
    const auto today = local_day(context.now);
    STILLE_TRY(const auto day, day_from(on, today));
    if (day < today || day > keep::add(today, {keep::kLongestSpanMonths, 0})) return fail(Errc::bad_value);
    STILLE_TRY(const auto open, store::reminders(context.db));
    if (open.size() >= kMostReminders) return fail(Errc::limit_reached);
    STILLE_TRY(const auto whose, whose_to_remind(context, row));
    STILLE_TRYV(store::set_reminder(context.db, {row.id, whose, number_of(day)}));
    return show_open(context.db, row.id, day);
  });
}

Result<void> KeepInTouch::done(std::string_view what) {
  return core_.STILLE_QUIET_CHANGE("keep_done")([&](Context& context) {
    return what.starts_with("m_") ? settle_message(context, what) : settle_person(context, what);
  });
}

Result<CircleView> KeepInTouch::set_circle(std::string_view name, std::string_view rhythm) {
  return core_.STILLE_QUIET_CHANGE("keep_circle")([&](Context& context) -> Result<CircleView> {
    STILLE_TRY(const auto text, rhythm_from(rhythm));
    STILLE_TRY(const auto circle, open_circle(context.db, name));
    STILLE_TRYV(store::save_circle(context.db, circle.name, text));
    return CircleView{circle.name, text, circle.members};
  });
}

Result<void> KeepInTouch::remove_circle(std::string_view name) {
  return core_.STILLE_QUIET_CHANGE("keep_circle_removed")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto circle, store::find_circle(context.db, name));
    if (!circle) return fail(Errc::not_found);
    return store::remove_circle(context.db, circle->id);
  });
}

}  // namespace stille::client
