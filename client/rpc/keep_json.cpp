#include "client/rpc/keep_json.hpp"

#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace {

Json person_in(const client::ContactView& contact) {
  auto out = reference_to(contact);
  out["name"] = contact.name;
  return out;
}

void add_kept(Json& out, const client::KeepPersonView& person) {
  if (person.last) out["last"] = {{"day", person.last->day}, {"via", person.last->via}};
  out["days"] = person.days;
  out["every"] = person.rhythm.empty() ? Json(nullptr) : Json(person.rhythm);
  if (!person.due.empty()) {
    out["due"] = person.due;
    out["moved_up"] = person.moved_up;
  }
}

void add_celebration(Json& out, const client::CelebrationView& celebration) {
  out["on"] = celebration.on;
  out["birthday"] = celebration.birthday;
  out["in_days"] = celebration.in_days;
  out["moved"] = celebration.moved;
  if (celebration.turns) out["turns"] = *celebration.turns;
}

Json card_json(const client::CardView& card, const client::ProfileView& self, const std::string& day) {
  Json out;
  out["v"] = 1;
  out["type"] = "card";
  out["occasion"] = card.occasion;
  out["contact"] = person_in(card.person.contact);
  out["day"] = day;
  out["also"] = card.also;
  add_kept(out, card.person);
  if (card.message) {
    out["message"] = to_json(*card.message, reference_to(self), reference_to(card.person.contact));
    if (card.group) out["message"]["group"] = reference_to(*card.group);
  }
  if (card.celebration) add_celebration(out, *card.celebration);
  return out;
}

}  // namespace

Json to_json(const client::KeepPersonView& person) {
  Json out;
  out["v"] = 1;
  out["type"] = "keep";
  out["contact"] = person_in(person.contact);
  add_kept(out, person);
  out["own_every"] = person.own_rhythm;
  out["circles"] = person.circles;
  if (!person.birthday.empty()) out["birthday"] = person.birthday;
  out["never"] = person.never;
  if (!person.rests_until.empty()) out["rests_until"] = person.rests_until;
  return out;
}

Json to_json(const client::CelebrationView& celebration) {
  Json out;
  out["v"] = 1;
  out["type"] = "birthday";
  out["contact"] = person_in(celebration.contact);
  add_celebration(out, celebration);
  return out;
}

Json to_json(const client::EntryView& entry) {
  Json out;
  out["v"] = 1;
  out["type"] = "entry";
  out["contact"] = person_in(entry.contact);
  out["day"] = entry.day;
  out["via"] = entry.via;
  out["note"] = entry.note;
  out["at"] = to_rfc3339(entry.noted);
  return out;
}

Json to_json(const client::KeepDraftView& draft, const client::ProfileView& self) {
  Json out;
  out["v"] = 1;
  out["type"] = "draft";
  out["contact"] = person_in(draft.contact);
  out["for"] = draft.purpose;
  out["language"] = draft.language;
  out["text"] = draft.text;
  out["caret"] = draft.caret;
  out["note"] = draft.contact.note;
  out["last"] = Json::array();
  for (const auto& message : draft.last)
    out["last"].push_back(to_json(message, reference_to(self), reference_to(draft.contact)));
  if (draft.entry) out["entry"] = to_json(*draft.entry);
  if (!draft.topics.empty()) out["topics"] = draft.topics;
  return out;
}

Json to_json(const client::CircleView& circle) {
  Json out;
  out["v"] = 1;
  out["type"] = "circle";
  out["name"] = circle.name;
  out["every"] = circle.rhythm.empty() ? Json(nullptr) : Json(circle.rhythm);
  out["members"] = circle.members;
  return out;
}

Json to_json(const client::OpenMessageView& open, const client::ProfileView& self, std::string_view section) {
  Json out;
  out["v"] = 1;
  out["type"] = "open";
  out["section"] = section;
  out["contact"] = person_in(open.contact);
  out["day"] = open.day;
  out["message"] = to_json(open.message, reference_to(self), reference_to(open.contact));
  if (open.group) out["message"]["group"] = reference_to(*open.group);
  return out;
}

Json to_json(const client::DayView& day, const client::ProfileView& self) {
  Json out;
  out["day"] = day.day;
  out["anybody"] = day.anybody;
  out["cards"] = Json::array();
  for (const auto& card : day.cards) out["cards"].push_back(card_json(card, self, day.day));
  return out;
}

}  // namespace stille::rpc
