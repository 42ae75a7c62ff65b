// Keeping in touch. None of these goes online, and none makes anything that a relay would hear of.
#include <array>

#include "client/core/keep_in_touch.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/keep_json.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"

namespace stille::rpc {
namespace {

Fault not_fitting(std::string_view sentence, std::string_view about) {
  return fault(FaultCode::invalid_argument, std::string(sentence), {{"about", about}});
}

/// The same result, with the sentence for a value that does not fit.
template <class T>
Outcome<T> checked(Result<T> result, std::string_view sentence, std::string_view about) {
  if (result.has_error()) {
    const auto code = result.error().code;
    if (code == Errc::bad_value || code == Errc::bad_encoding) return not_fitting(sentence, about);
    if (code == Errc::limit_reached)
      return fault(FaultCode::invalid_argument, "There are too many of them; remove some first.");
  }
  return faulted(std::move(result));
}

Answer show_today(Service& service, const Json&) {
  STILLE_TRY(auto day, faulted(service.engine().keep().today()));
  return to_json(day, service.engine().profile());
}

Answer list_people(Service& service, const Json&) {
  STILLE_TRY(auto people, faulted(service.engine().keep().people()));
  Json out;
  out["people"] = Json::array();
  for (const auto& person : people) out["people"].push_back(to_json(person));
  return out;
}

Answer set_person(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_anybody(service.engine(), text_or(params, "contact")));
  client::KeepWishes wishes;
  if (params.contains("every")) wishes.rhythm = text_or(params, "every");
  if (params.contains("birthday")) wishes.birthday = text_or(params, "birthday");
  wishes.join = texts_or_none(params, "circles");
  wishes.leave = texts_or_none(params, "leave");
  auto changed = service.engine().keep().set(contact.id, wishes);
  if (changed.has_error() && changed.error().code == Errc::not_found)
    return nothing_called("circle", wishes.leave.empty() ? "" : wishes.leave.front());
  STILLE_TRY(auto person, checked(std::move(changed),
                                  "A rhythm is like 2w, 3mo, 1y, none or circle; a birthday like 05-23 or "
                                  "1984-05-23; a circle has a name of at most 64 bytes.",
                                  client::unfit(wishes)));
  return to_json(person);
}

Answer snooze_person(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_anybody(service.engine(), text_or(params, "contact")));
  const auto until = text_or(params, "until");
  STILLE_TRY(auto person,
             checked(service.engine().keep().snooze(contact.id, until),
                     "Say for how long, as 2w, 1mo, a day such as 2026-12-24, never or off.", until));
  return to_json(person);
}

Answer log_contact(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_anybody(service.engine(), text_or(params, "contact")));
  const auto via = text_or(params, "via", "other");
  const auto note = text_or(params, "note");
  const auto on = text_or(params, "on");
  const auto entered = client::check_entry(via, note);
  if (entered.has_error() && entered.error().code == Errc::bad_encoding)
    return not_fitting("The text is not UTF-8.", "note");
  STILLE_TRY(auto entry,
             checked(service.engine().keep().log(contact.id, via, note, on),
                     "The way is phone, met, mail, letter or other; the day is one up to today, as "
                     "2026-11-23.",
                     entered.has_error() ? via : on));
  return to_json(entry);
}

Answer list_entries(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_anybody(service.engine(), text_or(params, "contact")));
  const auto limit = whole_or(params, "limit", static_cast<std::int64_t>(client::kMostRows));
  if (limit < 1) return not_fitting("A page has at least one entry.", "limit");
  STILLE_TRY(const auto page, faulted(service.engine().keep().entries(
                                  contact.id, static_cast<std::uint64_t>(whole_or(params, "after", 0)),
                                  static_cast<std::size_t>(limit))));
  Json out;
  out["entries"] = Json::array();
  for (const auto& entry : page.entries) out["entries"].push_back(to_json(entry));
  if (page.next) out["next"] = *page.next;
  return out;
}

Answer show_waiting(Service& service, const Json&) {
  STILLE_TRY(auto waiting, faulted(service.engine().keep().waiting()));
  const auto self = service.engine().profile();
  Json out;
  out["questions"] = Json::array();
  const auto add = [&](const std::vector<client::OpenMessageView>& views, std::string_view section) {
    for (const auto& view : views) out["questions"].push_back(to_json(view, self, section));
  };
  add(waiting.waiting, "waiting");
  add(waiting.older, "older");
  add(waiting.asked, "asked");
  return out;
}

constexpr std::int64_t kUsualDaysAhead = 14;

Answer list_birthdays(Service& service, const Json& params) {
  STILLE_TRY(auto birthdays,
             checked(service.engine().keep().birthdays(whole_or(params, "days", kUsualDaysAhead)),
                     "So many days are 0 to 366.", "days"));
  Json out;
  out["birthdays"] = Json::array();
  for (const auto& birthday : birthdays) out["birthdays"].push_back(to_json(birthday));
  return out;
}

Answer show_calendar(Service& service, const Json& params) {
  const auto language = text_or(params, "language", "en");
  STILLE_TRY(auto text, checked(service.engine().keep().birthday_calendar(language),
                                "The language is de or en.", language));
  return Json{{"ics", std::move(text)}};
}

Answer remind(Service& service, const Json& params) {
  const auto id = text_or(params, "message");
  const auto on = text_or(params, "on");
  auto set = service.engine().keep().remind(id, on);
  if (set.has_error() && set.error().code == Errc::not_found) return nothing_called("message", id);
  if (set.has_error() && set.error().code == Errc::wrong_state)
    return not_fitting("What one said oneself in a group or as a note comes up with nobody.", id);
  STILLE_TRY(auto reminder,
             checked(std::move(set), "Say when, as 1d, 2w or 2026-12-24; not before today.", on));
  return to_json(reminder, service.engine().profile(), "promised");
}

Answer tick_off(Service& service, const Json& params) {
  auto what = text_or(params, "what");
  auto& engine = service.engine();
  const bool message = what.starts_with("m_");
  if (!message) {
    STILLE_TRY(auto contact, find_anybody(engine, what));
    what = contact.id;
  }
  auto done = engine.keep().done(what);
  if (done.has_error() && done.error().code == Errc::not_found) return nothing_called("message", what);
  if (done.has_error() && done.error().code == Errc::wrong_state)
    return not_fitting("Nothing is open with this person.", text_or(params, "what"));
  STILLE_TRYV(faulted(std::move(done)));
  return Json::object();
}

Answer make_draft(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_anybody(service.engine(), text_or(params, "contact")));
  const client::DraftWishes wishes{.purpose = text_or(params, "for"),
                                   .language = text_or(params, "language"),
                                   .otherwise = text_or(params, "otherwise", "en"),
                                   .topic = text_or(params, "topic"),
                                   .role = text_or(params, "role"),
                                   .another = flag_or(params, "another", false)};
  STILLE_TRY(auto draft,
             checked(service.engine().keep().draft(contact.id, wishes),
                     "A draft is for birthday, belated, again, answer, nudge, promised or news, in de "
                     "or en.",
                     contact.alias));
  return to_json(draft, service.engine().profile());
}

Answer list_circles(Service& service, const Json&) {
  STILLE_TRY(auto circles, faulted(service.engine().keep().circles()));
  Json out;
  out["circles"] = Json::array();
  for (const auto& circle : circles) out["circles"].push_back(to_json(circle));
  return out;
}

Answer set_circle(Service& service, const Json& params) {
  const auto name = text_or(params, "circle");
  if (flag_or(params, "remove", false)) {
    auto removed = service.engine().keep().remove_circle(name);
    if (removed.has_error() && removed.error().code == Errc::not_found) return nothing_called("circle", name);
    STILLE_TRYV(faulted(std::move(removed)));
    return Json::object();
  }
  const auto every = text_or(params, "every", "none");
  STILLE_TRY(auto circle,
             checked(service.engine().keep().set_circle(name, every),
                     "A circle has a name of at most 64 bytes and a rhythm such as 2w, 3mo, 1y or "
                     "none.",
                     client::unfit({.rhythm = every, .join = {name}})));
  return to_json(circle);
}

using enum ParamType;
constexpr Param kWho{"contact", text, true,
                     "Alias, p_ id, `id:` and a beginning of the identity, or a unique beginning"};
constexpr std::array kSet{kWho,
                          Param{"every", text, false, "2w, 3mo, 1y; none; circle: as the circles have it"},
                          Param{"birthday", text, false, "1984-05-23, 05-23, 23.5., or none"},
                          Param{"circles", texts, false, "Circles to join; made when they are new"},
                          Param{"leave", texts, false, "Circles to leave"}};
constexpr std::array kSnooze{kWho, Param{"until", text, true, "2w, 1mo, a day, never, or off"}};
constexpr std::array kLog{kWho, Param{"via", text, false, "phone, met, mail, letter or other"},
                          Param{"note", text, false, "What it was about; private"},
                          Param{"on", text, false, "The day, today when absent"}};
constexpr std::array kEntries{
    kWho, Param{"after", whole, false, "`next` of the page before; absent: from the first"},
    Param{"limit", whole, false, "At most so many; 1,000 when absent"}};
constexpr std::array kDays{Param{"days", whole, false, "How far ahead, 14 when absent, at most 366"}};
constexpr std::array kLanguage{Param{"language", text, false, "Of the entries' names: de or en"}};
constexpr std::array kRemind{Param{"message", text, true, "The m_ id"},
                             Param{"on", text, true, "1d, 2w, or a day from today on"}};
constexpr std::array kDone{Param{"what", text, true, "An m_ id, or a person as in contact.show"}};
constexpr std::array kDraft{
    kWho,
    Param{"for", text, false,
          "birthday, belated, again, answer, nudge, promised, news; what is open when absent"},
    Param{"language", text, false, "de or en; as the two of you write when absent"},
    Param{"otherwise", text, false, "The language when that does not tell"},
    Param{"topic", text, false, "What to take up"},
    Param{"role", text, false, "Their new role"},
    Param{"another", flag, false, "Not the one of today"}};
constexpr std::array kCircle{Param{"circle", text, true, "Its name"},
                             Param{"every", text, false, "Its rhythm: 2w, 3mo, 1y or none"},
                             Param{"remove", flag, false, "Take it away; its people stay"}};

constexpr std::array kMethods{
    Method{"keep.today",
           "Who comes up today: at most keep.measure people, the same all day",
           "{day, anybody, cards}",
           {},
           show_today},
    Method{"keep.list", "What is kept about everybody", "{people}", {}, list_people},
    Method{"keep.set", "Changes a person's rhythm, birthday and circles", "as in keep.list", kSet,
           set_person},
    Method{"keep.snooze", "Leaves a person in peace for a while", "as in keep.list", kSnooze, snooze_person},
    Method{"keep.log", "Notes that you spoke elsewhere", "the entry", kLog, log_contact},
    Method{"keep.entries", "When you spoke elsewhere, page by page, in the order of noting",
           "{entries, next?: what to continue after}", kEntries, list_entries},
    Method{"keep.waiting",
           "Questions that wait for you, and yours that wait for others",
           "{questions: [{section: waiting|older|asked, ...}]}",
           {},
           show_waiting},
    Method{"keep.birthdays", "Birthdays from five days ago on", "{birthdays}", kDays, list_birthdays},
    Method{"keep.calendar", "Every birthday as an iCalendar file", "{ics}", kLanguage, show_calendar},
    Method{"keep.remind", "Brings a message up again on a day", "the reminder", kRemind, remind},
    Method{"keep.done", "Settles a question, a reminder or a person's card", "{}", kDone, tick_off},
    Method{"keep.draft", "A first sentence for somebody; sends nothing", "the draft", kDraft, make_draft},
    Method{"keep.circles", "The circles with their rhythms", "{circles}", {}, list_circles},
    Method{"keep.circle", "Makes, changes or removes a circle", "the circle", kCircle, set_circle},
};

}  // namespace

std::span<const Method> keep_methods() {
  return kMethods;
}

}  // namespace stille::rpc
