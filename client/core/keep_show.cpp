#include "client/core/keep_show.hpp"

#include <algorithm>

#include "client/core/grouping.hpp"
#include "client/core/show.hpp"

namespace stille::client {

KeepPersonView show_person(const store::ContactRow& contact, const keep::PersonFacts& facts,
                           const store::KeepRow& row, std::vector<std::string> circles,
                           const std::optional<TouchView>& last, keep::Day today) {
  KeepPersonView out;
  out.contact = show(contact);
  out.rhythm = facts.rhythm.empty() ? "" : keep::to_text(facts.rhythm);
  out.own_rhythm = !row.rhythm ? "circle" : row.rhythm->empty() ? "none" : *row.rhythm;
  out.circles = std::move(circles);
  if (facts.birthday) out.birthday = keep::to_text(*facts.birthday);
  out.last = last;
  const auto begin = facts.last_touch ? facts.last_touch->day : facts.known_since;
  out.days = (today - begin).count();
  if (const auto due = keep::due_on(facts)) out.due = keep::to_text(*due);
  out.moved_up = keep::moved_up(facts, today);
  out.never = facts.rest.never;
  if (facts.rest.until && today < *facts.rest.until) out.rests_until = keep::to_text(*facts.rest.until);
  return out;
}

Result<std::optional<TouchView>> show_touch(store::Database& db, const keep::PersonFacts& facts) {
  if (!facts.last_touch) return std::optional<TouchView>{};
  TouchView out{.day = keep::to_text(facts.last_touch->day), .via = "message"};
  STILLE_TRY(const auto entry, store::newest_entry(db, facts.person));
  if (entry && day_of(entry->day) == facts.last_touch->day) {
    STILLE_TRY(const auto turn, store::turns(db, facts.person));
    const auto said = turn.empty() ? std::nullopt : std::max(turn.front().own, turn.front().read);
    if (!said || *said <= entry->at) out.via = entry->via;
  }
  return std::optional(std::move(out));
}

CelebrationView show_celebration(const store::ContactRow& contact, const keep::Birthday& birthday,
                                 keep::Day celebration, keep::Day today, bool with_age) {
  CelebrationView out;
  out.contact = show(contact);
  out.on = keep::to_text(celebration);
  out.birthday = keep::to_text(birthday);
  out.in_days = (celebration - today).count();
  out.moved = keep::is_moved(birthday, celebration);
  if (with_age) out.turns = keep::turns(birthday, celebration);
  return out;
}

std::vector<std::string> circles_of(const std::vector<store::MemberRow>& members, store::RowId contact) {
  std::vector<std::string> out;
  for (const auto& member : members) {
    if (member.contact == contact) out.push_back(member.circle);
  }
  return out;
}

Result<KeepPersonView> show_person(store::Database& db, const store::ContactRow& contact, keep::Day today) {
  STILLE_TRY(auto facts, gather(db, contact.id));
  if (facts.people.empty()) return fail(Errc::not_found);
  STILLE_TRY(const auto members, store::circle_members(db));
  STILLE_TRY(const auto last, show_touch(db, facts.people.front()));
  return show_person(contact, facts.people.front(), facts.rows.front(), circles_of(members, contact.id), last,
                     today);
}

Result<OpenMessageView> show_open(store::Database& db, store::RowId message, keep::Day day) {
  STILLE_TRY(const auto row, store::load_message(db, message));
  STILLE_TRY(const auto conversation, store::load_contact(db, row.contact));
  STILLE_TRY(auto view, show(db, row, conversation));
  STILLE_TRY(auto with, show_conversation(db, conversation));
  OpenMessageView out{std::move(view), std::move(with), keep::to_text(day)};
  STILLE_TRY(const auto group, store::group_of_conversation(db, conversation.id));
  if (!group) return out;
  out.group = brief(*group, conversation.conversation);
  if (!row.author) return out;
  STILLE_TRY(const auto author, store::load_contact(db, *row.author));
  out.contact = show(author);
  return out;
}

}  // namespace stille::client
