#include "client/desktop/keep_list.hpp"

#include <QDate>
#include <algorithm>

#include "client/desktop/json_values.hpp"
#include "client/desktop/marked_text.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

namespace {

// It changes by the day; a message that comes while somebody writes others does not cost them anything.
constexpr std::chrono::seconds kPatience{1};

// What the first sentence is for, as `keep.draft` calls it. Who is due is asked after, or reminded gently of
// a question that is still open: the engine knows which.
QString purpose_of(const QString& occasion) {
  if (occasion == QStringLiteral("waiting")) return QStringLiteral("answer");
  return occasion == QStringLiteral("due") ? QString() : occasion;
}

}  // namespace

KeepList::KeepList(Session& session, Words& words, PeopleList& people, QObject* parent)
    : LiveList(session, words, parent), people_(people) {
  take_time(kPatience);
  connect(&people, &PeopleList::namesChanged, this, [this] {
    if (loaded()) build();
  });
}

bool KeepList::concerns(const Json& event) {
  const auto type = event.value("type", std::string());
  return type == "message" || type == "contact" || type == "card" || type == "delivery" ||
         type == "deleted" || type == "edited" || type == "reaction";
}

// Whoever is only in the address book, and was put there by the command line, is met here first.
void KeepList::meet_all() {
  const auto unknown = [this](const Json& one) {
    return one.contains("contact") && !people_.knows(text_of(one["contact"], "alias"));
  };
  if (std::ranges::any_of(cards_, unknown) || std::ranges::any_of(all_birthdays_, unknown)) people_.refresh();
}

void KeepList::fetch() {
  session_.ask_patiently("keep.waiting", Json::object(),
                         [this](const Json& answer, Session::Problem problem) {
                           if (problem != nullptr) return;
                           questions_ = answer["questions"];
                           Q_EMIT questionsChanged();
                         });
  session_.ask_patiently("keep.birthdays", Json::object(),
                         [this](const Json& answer, Session::Problem problem) {
                           if (problem == nullptr) all_birthdays_ = answer["birthdays"];
                         });
  session_.ask_patiently("keep.today", Json::object(), [this](const Json& answer, Session::Problem problem) {
    if (problem == nullptr) {
      cards_ = answer["cards"];
      meet_all();
      anybody_ = answer.value("anybody", false);
    }
    done();
  });
}

QStringList KeepList::waiting() const {
  QStringList out;
  for (const auto& question : questions_) {
    if (question["section"] == "waiting") out.append(text_of(question["message"], "conv"));
  }
  return out;
}

void KeepList::forget() {
  cards_ = Json::array();
  all_birthdays_ = Json::array();
  questions_ = Json::array();
  birthdays_.clear();
  asked_.clear();
  older_.clear();
  anybody_ = false;
}

QString KeepList::reason_of(const Json& card, const QString& occasion) const {
  const auto today = QDate::currentDate();
  if (occasion == QStringLiteral("birthday") || occasion == QStringLiteral("belated")) {
    const auto on = QDate::fromString(text_of(card, "on"), Qt::ISODate);
    if (card.contains("turns") && occasion == QStringLiteral("birthday"))
      return words_.say(QStringLiteral("keepTurns"), {QString::number(card["turns"].get<std::int64_t>())});
    if (occasion == QStringLiteral("birthday"))
      return words_.say(card.value("moved", false) ? QStringLiteral("keepBirthdayMoved")
                                                   : QStringLiteral("keepBirthday"));
    return words_.say(QStringLiteral("keepBelated"), {day_within(words_, on, today)});
  }
  if (occasion == QStringLiteral("waiting") || occasion == QStringLiteral("promised")) {
    const auto at = moment_from(text_of(card["message"], "at")).date();
    return words_.say(
        occasion == QStringLiteral("waiting") ? QStringLiteral("keepAsked") : QStringLiteral("keepPromised"),
        {day_within(words_, at, today)});
  }
  if (occasion == QStringLiteral("news")) return words_.say(QStringLiteral("keepNews"));
  if (card.contains("last") && card["last"].is_object()) {
    const auto day = QDate::fromString(text_of(card["last"], "day"), Qt::ISODate);
    return words_.say(QStringLiteral("keepLast"),
                      {span_words(words_, day.daysTo(today)), day_within(words_, day, today)});
  }
  return words_.say(QStringLiteral("keepSince"), {span_words(words_, card.value("days", std::int64_t{0}))});
}

QVariantMap KeepList::row_of(const Json& card) const {
  auto row = to_value(card).toMap();
  const auto alias = text_of(card["contact"], "alias");
  const auto occasion = text_of(card, "occasion");
  const auto name = people_.nameOf(alias);
  row.insert(QStringLiteral("id"), text_of(card["contact"], "id"));
  row.insert(QStringLiteral("alias"), alias);
  row.insert(QStringLiteral("name"), name);
  row.insert(QStringLiteral("purpose"), purpose_of(occasion));
  row.insert(QStringLiteral("reason"), reason_of(card, occasion));
  row.insert(QStringLiteral("quote"), card.contains("message")
                                          ? plain_line(card["message"].value("text", std::string()), 220)
                                          : QString());
  row.insert(QStringLiteral("action"),
             words_.say(occasion == QStringLiteral("birthday") || occasion == QStringLiteral("belated")
                            ? QStringLiteral("keepCongratulate")
                        : occasion == QStringLiteral("waiting") ? QStringLiteral("keepAnswer")
                                                                : QStringLiteral("keepAsk")));
  row.insert(QStringLiteral("settles"), occasion == QStringLiteral("waiting") ||
                                            occasion == QStringLiteral("promised") ||
                                            occasion == QStringLiteral("news"));
  row.insert(QStringLiteral("group"), card.contains("message")
                                          ? text_of(card["message"].value("group", Json::object()), "alias")
                                          : QString());
  row.insert(QStringLiteral("settle"), card.contains("message") ? text_of(card["message"], "id") : alias);
  row.insert(QStringLiteral("spoken"),
             name + QStringLiteral(". ") + row.value(QStringLiteral("reason")).toString());
  return row;
}

QVariantList KeepList::questions(const char* section) const {
  QVariantList out;
  for (const auto& question : questions_) {
    if (question["section"] != section) continue;
    const auto alias = text_of(question["contact"], "alias");
    out.append(QVariantMap{
        {QStringLiteral("alias"), alias},
        {QStringLiteral("name"), people_.nameOf(alias)},
        {QStringLiteral("message"), text_of(question["message"], "id")},
        {QStringLiteral("text"), plain_line(question["message"].value("text", std::string()), 140)},
        {QStringLiteral("day"),
         day_words(words_, moment_from(text_of(question["message"], "at")).date(), QDate::currentDate())}});
  }
  return out;
}

void KeepList::build() {
  QList<QVariantMap> rows;
  for (const auto& card : cards_) rows.append(row_of(card));
  birthdays_.clear();
  for (const auto& birthday : all_birthdays_) {
    if (birthday.value("in_days", std::int64_t{0}) <= 0) continue;
    const auto alias = text_of(birthday["contact"], "alias");
    const auto on = QDate::fromString(text_of(birthday, "on"), Qt::ISODate);
    birthdays_.append(QVariantMap{{QStringLiteral("alias"), alias},
                                  {QStringLiteral("name"), people_.nameOf(alias)},
                                  {QStringLiteral("day"), day_words(words_, on, QDate::currentDate())}});
  }
  asked_ = questions("asked");
  older_ = questions("older");
  replace(rows);
  Q_EMIT loadedChanged();
}

}  // namespace stille::desktop
