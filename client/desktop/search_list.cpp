#include "client/desktop/search_list.hpp"

#include "client/desktop/json_values.hpp"
#include "client/desktop/marked_text.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

namespace {

constexpr int kPage = 30;
constexpr int kMostPeople = 5;
constexpr int kMostConversations = 5;

}  // namespace

SearchList::SearchList(Session& session, Words& words, PeopleList& people, ConversationList& conversations,
                       QObject* parent)
    : RowList(parent), session_(session), words_(words), people_(people), conversations_(conversations) {
  connect(&session, &Session::stateChanged, this, [this] {
    if (session_.state() != QStringLiteral("open")) ask({});
  });
  connect(&words, &Words::languageChanged, this, [this] { show(); });
}

void SearchList::ask(const QString& query) {
  if (query == query_) return;
  query_ = query;
  next_.clear();
  Q_EMIT queryChanged();
  search();
}

void SearchList::set_within(const QString& alias) {
  if (alias == within_) return;
  within_ = alias;
  answered_.clear();
  Q_EMIT queryChanged();
  search();
}

void SearchList::search() {
  if (query_.trimmed().isEmpty()) {
    hits_ = Json::array();
    answered_ = query_;
    problem_.clear();
    return show();
  }
  // One question at a time: what was typed meanwhile is asked next, what was typed in between never.
  if (std::exchange(asking_, true)) return;
  Json params{{"query", query_.toStdString()}, {"last", kPage}};
  if (!within_.isEmpty()) params["in"] = within_.toStdString();
  session_.ask(
      "search", std::move(params),
      [this, asked = query_, in = within_](const Json& answer, Session::Problem problem) {
        asking_ = false;
        if (asked != query_ || in != within_) return search();
        answered_ = asked;
        problem_ = problem != nullptr ? words_.say(QStringLiteral("searchNotUnderstood")) : QString();
        hits_ = problem != nullptr ? Json::array() : answer["hits"];
        indexed_ = problem != nullptr ? 100 : answer.value("indexed_percent", 100);
        next_ = problem == nullptr && answer["next"].is_string() ? answer["next"].get<std::string>() : "";
        show();
      });
}

void SearchList::more() {
  if (next_.empty() || std::exchange(asking_, true)) return;
  Json params{{"query", query_.toStdString()}, {"last", kPage}, {"older_than", next_}};
  if (!within_.isEmpty()) params["in"] = within_.toStdString();
  session_.ask("search", std::move(params),
               [this, asked = query_](const Json& answer, Session::Problem problem) {
                 asking_ = false;
                 if (asked != query_) return search();
                 if (problem != nullptr) return;
                 for (const auto& hit : answer["hits"]) hits_.push_back(hit);
                 next_ = answer["next"].is_string() ? answer["next"].get<std::string>() : "";
                 show();
               });
}

void SearchList::add_people(QList<QVariantMap>& rows) const {
  const auto wanted = query_.trimmed();
  if (wanted.isEmpty() || !within_.isEmpty()) return;
  for (const auto& contact : people_.contacts()) {
    const auto alias = text_of(contact, "alias");
    const auto name = people_.nameOf(alias);
    if (!name.contains(wanted, Qt::CaseInsensitive) && !alias.contains(wanted, Qt::CaseInsensitive)) continue;
    rows.append(QVariantMap{{QStringLiteral("id"), text_of(contact, "id")},
                            {QStringLiteral("section"), words_.say(QStringLiteral("searchPeople"))},
                            {QStringLiteral("kind"), QStringLiteral("person")},
                            {QStringLiteral("alias"), alias},
                            {QStringLiteral("name"), name},
                            {QStringLiteral("line"), QString()},
                            {QStringLiteral("time"), QString()}});
    if (rows.size() >= kMostPeople) return;
  }
}

void SearchList::add_conversations(QList<QVariantMap>& rows) const {
  const auto wanted = query_.trimmed();
  if (wanted.isEmpty() || !within_.isEmpty()) return;
  int found = 0;
  for (const auto& one : conversations_.every()) {
    const auto row = one.toMap();
    const auto alias = row.value(QStringLiteral("alias")).toString();
    const auto name = row.value(QStringLiteral("name")).toString();
    // Whoever is a person has been found among the people.
    if (!row.value(QStringLiteral("group")).toBool() && alias != QStringLiteral("self")) continue;
    if (!name.contains(wanted, Qt::CaseInsensitive) && !alias.contains(wanted, Qt::CaseInsensitive)) continue;
    rows.append(QVariantMap{{QStringLiteral("id"), row.value(QStringLiteral("id"))},
                            {QStringLiteral("section"), words_.say(QStringLiteral("talks"))},
                            {QStringLiteral("kind"), QStringLiteral("talk")},
                            {QStringLiteral("alias"), alias},
                            {QStringLiteral("name"), name},
                            {QStringLiteral("line"), QString()},
                            {QStringLiteral("time"), QString()}});
    if (++found >= kMostConversations) return;
  }
}

QString SearchList::name_of(const QString& place) const {
  if (place == QStringLiteral("self")) return words_.say(QStringLiteral("noteToSelf"));
  if (!place.startsWith(QLatin1Char('#'))) return people_.nameOf(place);
  const auto name = conversations_.named(place).value(QStringLiteral("name")).toString();
  return name.isEmpty() ? place : name;
}

QVariantMap SearchList::hit_row(const Json& hit) const {
  const auto author = text_of(hit["from"], "alias");
  const bool own = author == QStringLiteral("self");
  const auto place = hit.contains("group") ? text_of(hit["group"], "alias")
                     : own                 ? text_of(hit["to"], "alias")
                                           : author;
  std::vector<FoundPart> parts;
  for (const auto& piece : hit["snippet"])
    parts.push_back({piece.value("text", std::string()), piece.value("hit", false)});
  const auto line = found_line(parts);
  const auto who = own ? words_.say(QStringLiteral("you")) : people_.nameOf(author);
  return {{QStringLiteral("id"), text_of(hit, "id")},
          {QStringLiteral("section"), words_.say(QStringLiteral("searchMessages"))},
          {QStringLiteral("kind"), QStringLiteral("message")},
          {QStringLiteral("alias"), place},
          {QStringLiteral("name"), name_of(place)},
          {QStringLiteral("line"), who.toHtmlEscaped() + QStringLiteral(": ") + line},
          {QStringLiteral("at"), text_of(hit, "at")},
          {QStringLiteral("time"),
           brief_moment(words_, moment_from(text_of(hit, "at")), QDateTime::currentDateTime())}};
}

void SearchList::show() {
  QList<QVariantMap> rows;
  add_people(rows);
  add_conversations(rows);
  for (const auto& hit : hits_) rows.append(hit_row(hit));
  replace(rows);
  Q_EMIT answered();
}

}  // namespace stille::desktop
