// keep: who comes up, which questions wait, whose birthday it is. Nothing here waits for a relay.
#include <ctime>

#include "client/cli/command.hpp"
#include "client/cli/i18n.hpp"
#include "client/cli/words.hpp"
#include "client/core/keep_views.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

constexpr std::size_t kShownOfMessage = 60;  // bytes

std::string counted(const Context& context, std::string_view of, std::int64_t count, std::string_view unit) {
  const auto key = std::string(of) + "." + std::string(unit) + (count == 1 ? ".one" : ".many");
  return context.say(key, {std::to_string(count)});
}

/// "7 Monate": the unit that people would use.
std::string span_of_days(const Context& context, std::int64_t days) {
  if (days < 14) return counted(context, "keep.span", days, "d");
  if (days < 60) return counted(context, "keep.span", days / 7, "w");
  if (days < 730) return counted(context, "keep.span", days * 12 / 365, "mo");
  return counted(context, "keep.span", days / 365, "y");
}

/// "3mo" as "alle 3 Monate".
std::string rhythm_words(const Context& context, const Json& every) {
  if (!every.is_string()) return context.say("keep.every.none");
  const auto text = every.get<std::string>();
  const auto unit = text.find_first_not_of("0123456789");
  return counted(context, "keep.every", std::stoll(text.substr(0, unit)), text.substr(unit));
}

/// "2026-11-12" as "heute", "gestern", "12. Nov.", with the year when it is another.
std::string day_words(const Context& context, const std::string& day) {
  const auto count = [](const std::tm& date) {
    using namespace std::chrono;
    return sys_days(year(date.tm_year + 1900) / (date.tm_mon + 1) / date.tm_mday).time_since_epoch().count();
  };
  const auto local = [](TimePoint time) {
    const auto raw = static_cast<std::time_t>(std::chrono::floor<seconds>(time).time_since_epoch().count());
    std::tm out{};
    ::localtime_r(&raw, &out);
    return out;
  };
  const auto then = local(time_from(day + "T12:00"));
  const auto today = local(context.clock.now());
  const auto apart = count(then) - count(today);
  if (apart == 0) return context.say("keep.day.today");
  if (apart == 1) return context.say("keep.day.tomorrow");
  if (apart == -1) return context.say("keep.day.yesterday");
  const auto month = context.say("month." + std::to_string(then.tm_mon + 1));
  const auto date = std::to_string(then.tm_mday);
  if (then.tm_year == today.tm_year) return context.say("time.date", {date, month});
  return context.say("time.date_year", {date, month, std::to_string(then.tm_year + 1900)});
}

/// The beginning of a message on one line.
std::string quoted(const Json& message) {
  auto text = shown(message, "text");
  if (text.size() <= kShownOfMessage) return text;
  std::size_t cut = kShownOfMessage;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return text.substr(0, cut) + "…";
}

// In a group it also says where.
std::string quoted_where(const Context& context, const Json& message) {
  const auto group = shown(message, "group.alias");
  return group.empty() ? quoted(message) : context.say("keep.in_group", {group, quoted(message)});
}

std::string last_words(const Context& context, const Json& person) {
  if (!person.contains("last")) return context.say("keep.never_spoken");
  return day_words(context, shown(person, "last.day")) + ", " +
         context.say("keep.via." + shown(person, "last.via"));
}

std::string card_words(const Context& context, const Json& card) {
  const auto occasion = shown(card, "occasion");
  const auto moved = field_of(card, "moved") == true ? " " + context.say("keep.card.moved") : std::string();
  if (occasion == "birthday" && card.contains("turns"))
    return context.say("keep.card.birthday_turns", {shown(card, "turns")}) + moved;
  if (occasion == "birthday") return context.say("keep.card.birthday") + moved;
  if (occasion == "belated")
    return context.say("keep.card.belated", {day_words(context, shown(card, "on"))}) + moved;
  if (occasion == "due") {
    const auto since = span_of_days(context, card["days"].get<std::int64_t>());
    return context.say("keep.card.due", {since, rhythm_words(context, card["every"])});
  }
  return context.say("keep.card." + occasion,
                     {card.contains("message") ? quoted_where(context, card["message"]) : ""});
}

void show_person(Context& context, const Json& person) {
  context.output.record(person,
                        {"contact.alias", "every", "last.day", "days", "due", "birthday", "rests_until"});
}

}  // namespace

Ran keep_today(Context& context) {
  STILLE_TRY(auto answer, context.call("keep.today"));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows;
  for (const auto& card : answer["cards"]) {
    if (output.for_people()) {
      rows.push_back({shown(card, "contact.alias"), card_words(context, card)});
    } else {
      output.record(card, {"contact.alias", "occasion", "days", "every", "message.id"});
    }
  }
  if (!output.for_people()) return 0;
  if (!rows.empty()) output.line(aligned(rows));
  output.flush();
  output.tell(rows.empty() ? "keep.nothing" : "keep.closing");
  if (answer["anybody"] == false) output.tell("keep.begin");
  return 0;
}

Ran keep_list(Context& context) {
  STILLE_TRY(auto answer, context.call("keep.list"));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows{
      {context.say("head.alias"), context.say("keep.head.rhythm"), context.say("keep.head.last"),
       context.say("keep.head.birthday"), context.say("keep.head.circles"), context.say("keep.head.rest")}};
  for (const auto& person : answer["people"]) {
    if (!output.for_people()) {
      show_person(context, person);
      continue;
    }
    std::string circles;
    for (const auto& circle : person["circles"])
      circles += (circles.empty() ? "" : ", ") + printable(circle.get<std::string>());
    const auto rest = person["never"] == true          ? context.say("keep.rests_always")
                      : person.contains("rests_until") ? day_words(context, shown(person, "rests_until"))
                                                       : std::string();
    rows.push_back({shown(person, "contact.alias"), rhythm_words(context, person["every"]),
                    last_words(context, person), shown(person, "birthday"), circles, rest});
  }
  if (!output.for_people()) return 0;
  if (rows.size() == 1) {
    output.tell("contact.none");
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

Ran keep_set(Context& context) {
  const auto& keep = context.arguments.keep;
  Json wishes = Json::object();
  if (keep.every) wishes["every"] = *keep.every;
  if (keep.birthday) wishes["birthday"] = *keep.birthday;
  if (!keep.circles.empty()) wishes["circles"] = keep.circles;
  if (!keep.leave.empty()) wishes["leave"] = keep.leave;
  if (wishes.empty())
    return fault(FaultCode::invalid_argument,
                 "Say what to change: --every, --birthday, --circle or --leave.");
  std::vector<Json> people;
  for (const auto& who : context.arguments.recipients) {
    STILLE_TRY(auto contact, context.call("contact.show", {{"contact", who}}));
    people.push_back(contact["id"]);
  }
  for (const auto& person : people) {
    wishes["contact"] = person;
    STILLE_TRY(auto changed, context.call("keep.set", wishes));
    if (!context.output.for_people()) show_person(context, changed);
  }
  context.output.tell("contact.changed");
  return 0;
}

Ran keep_snooze(Context& context) {
  const auto& until = context.arguments.keep.until;
  STILLE_TRY(auto person,
             context.call("keep.snooze", {{"contact", context.arguments.subject}, {"until", until}}));
  if (!context.output.for_people()) show_person(context, person);
  const auto alias = shown(person, "contact.alias");
  if (until == "never" || until == "off") {
    context.output.tell("keep.snoozed_" + until, {alias});
  } else {
    context.output.tell("keep.snoozed", {alias, day_words(context, shown(person, "rests_until"))});
  }
  return 0;
}

Ran keep_log(Context& context) {
  const auto& arguments = context.arguments;
  Json wishes{{"contact", arguments.subject}, {"via", arguments.keep.via}};
  if (arguments.text) wishes["note"] = *arguments.text;
  if (!arguments.keep.on.empty()) wishes["on"] = arguments.keep.on;
  STILLE_TRY(auto entry, context.call("keep.log", wishes));
  if (!context.output.for_people()) context.output.record(entry, {"contact.alias", "day", "via", "note"});
  context.output.tell("keep.logged", {context.say("keep.via." + shown(entry, "via")),
                                      day_words(context, shown(entry, "day"))});
  return 0;
}

Ran keep_waiting(Context& context) {
  STILLE_TRY(auto answer, context.call("keep.waiting"));
  auto& output = context.output;
  const auto& keep = context.arguments.keep;
  std::vector<std::vector<std::string>> rows{{context.say("head.alias"), context.say("head.when"),
                                              context.say("keep.head.question"), context.say("head.id")}};
  for (const auto& question : answer["questions"]) {
    const auto section = shown(question, "section");
    const bool wanted =
        keep.asked ? section == "asked" : section == "waiting" || (keep.older && section == "older");
    if (!wanted) continue;
    if (output.for_people()) {
      rows.push_back({shown(question, "contact.alias"), day_words(context, shown(question, "day")),
                      quoted_where(context, question["message"]), shown(question, "message.id")});
    } else {
      output.record(question, {"contact.alias", "day", "message.id", "message.text"});
    }
  }
  if (!output.for_people()) return 0;
  if (rows.size() == 1) {
    output.tell(
        keep.asked ? "keep.no_asked" : "keep.no_questions",
        {std::to_string(client::kQuestionGrace.count()), std::to_string(client::kQuestionGraceWorkingDays)});
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

namespace {

Ran print_calendar(Context& context) {
  const auto* const language = context.output.language() == Language::german ? "de" : "en";
  STILLE_TRY(auto answer, context.call("keep.calendar", {{"language", language}}));
  auto text = answer["ics"].get<std::string>();
  text.pop_back();  // line() ends the last line
  context.output.line(text);
  return 0;
}

}  // namespace

Ran keep_birthdays(Context& context) {
  if (context.arguments.keep.ics) return print_calendar(context);
  Json wishes = Json::object();
  if (context.arguments.keep.days) wishes["days"] = *context.arguments.keep.days;
  STILLE_TRY(auto answer, context.call("keep.birthdays", wishes));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows;
  for (const auto& birthday : answer["birthdays"]) {
    if (!output.for_people()) {
      output.record(birthday, {"contact.alias", "on", "in_days", "birthday"});
      continue;
    }
    auto words = day_words(context, shown(birthday, "on"));
    if (birthday["moved"] == true) words += " " + context.say("keep.card.moved");
    if (birthday.contains("turns")) words += "  " + shown(birthday, "turns");
    rows.push_back({shown(birthday, "contact.alias"), words});
  }
  if (!output.for_people()) return 0;
  if (rows.empty()) {
    output.tell("keep.no_birthdays");
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

Ran keep_remind(Context& context) {
  auto on = context.arguments.keep.on;
  if (on == "tomorrow" || on == "morgen") on = "1d";
  STILLE_TRY(auto reminder,
             context.call("keep.remind", {{"message", context.arguments.subject}, {"on", on}}));
  if (!context.output.for_people()) context.output.record(reminder, {"contact.alias", "day", "message.id"});
  context.output.tell("keep.reminded", {day_words(context, shown(reminder, "day"))});
  return 0;
}

Ran keep_done(Context& context) {
  STILLE_TRYV(context.call("keep.done", {{"what", context.arguments.subject}}));
  context.output.tell("keep.settled");
  return 0;
}

namespace {

// What helps to remember: the last two messages, the last entry, the private note.
std::string listed(const Json& texts) {
  std::string out;
  for (const auto& one : texts) out.append(out.empty() ? "" : ", ").append(printable(one.get<std::string>()));
  return out;
}

void tell_surroundings(Context& context, const Json& draft) {
  auto& output = context.output;
  for (const auto& message : draft["last"]) {
    const bool own = message["from"]["alias"] == "self";
    output.tell("keep.draft_last",
                {own ? context.say("person.self") : shown(message, "from.alias"), quoted(message)});
  }
  if (draft.contains("entry")) {
    const auto& entry = draft["entry"];
    output.tell("keep.draft_entry", {day_words(context, shown(entry, "day")),
                                     context.say("keep.via." + shown(entry, "via")), shown(entry, "note")});
  }
  if (!shown(draft, "note").empty()) output.tell("keep.draft_note", {shown(draft, "note")});
  if (draft.contains("topics")) output.tell("card.draft_topics", {listed(draft["topics"])});
}

}  // namespace

Ran keep_draft(Context& context) {
  const auto& keep = context.arguments.keep;
  Json wishes{{"contact", context.arguments.subject},
              {"otherwise", context.output.language() == Language::german ? "de" : "en"},
              {"another", keep.another}};
  if (!keep.purpose.empty()) wishes["for"] = keep.purpose;
  if (!keep.language.empty()) wishes["language"] = keep.language;
  if (!keep.topic.empty()) wishes["topic"] = keep.topic;
  if (!keep.role.empty()) wishes["role"] = keep.role;
  STILLE_TRY(auto draft, context.call("keep.draft", wishes));
  auto& output = context.output;
  if (!output.for_people()) {
    output.record(draft, {"text"});
    return 0;
  }
  tell_surroundings(context, draft);
  output.line(shown(draft, "text"));
  output.flush();
  output.tell("keep.draft_hint", {shown(draft, "contact.alias")});
  return 0;
}

Ran keep_circle(Context& context) {
  const auto& keep = context.arguments.keep;
  Json wishes{{"circle", context.arguments.subject}};
  if (keep.every) wishes["every"] = *keep.every;
  if (keep.remove) wishes["remove"] = true;
  STILLE_TRY(auto circle, context.call("keep.circle", wishes));
  if (!context.output.for_people() && !keep.remove)
    context.output.record(circle, {"name", "every", "members"});
  context.output.tell("contact.changed");
  return 0;
}

Ran keep_circles(Context& context) {
  STILLE_TRY(auto answer, context.call("keep.circles"));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows{
      {context.say("head.name"), context.say("keep.head.rhythm"), context.say("keep.head.members")}};
  for (const auto& circle : answer["circles"]) {
    if (output.for_people()) {
      rows.push_back(
          {shown(circle, "name"), rhythm_words(context, circle["every"]), shown(circle, "members")});
    } else {
      output.record(circle, {"name", "every", "members"});
    }
  }
  if (!output.for_people()) return 0;
  if (rows.size() == 1) {
    output.tell("keep.no_circles");
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

}  // namespace stille::cli
