#include "client/desktop/people_list.hpp"

#include <QDate>
#include <QQmlEngine>

#include "client/desktop/json_values.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

void PeopleList::set_filter(const QString& filter) {
  if (filter == filter_) return;
  filter_ = filter;
  Q_EMIT filterChanged();
  build();
}

QString PeopleList::nameOf(const QString& alias) const {
  return names_.value(alias, alias);
}

QJSValue PeopleList::name_function() {
  auto* engine = qmlEngine(this);
  if (engine == nullptr) return {};
  QQmlEngine::setObjectOwnership(this, QQmlEngine::CppOwnership);
  return engine->newQObject(this).property(QStringLiteral("lookUpName"));
}

bool PeopleList::concerns(const Json& event) const {
  const auto type = event.value("type", std::string());
  return type == "contact" || type == "card" || type == "join";
}

void PeopleList::fetch() {
  session_.ask("contact.list", Json::object(), [this](const Json& answer, Session::Problem problem) {
    if (problem == nullptr) contacts_ = answer["contacts"];
  });
  session_.ask("keep.list", Json::object(), [this](const Json& answer, Session::Problem problem) {
    if (problem == nullptr) kept_ = answer["people"];
    done();
  });
}

void PeopleList::forget() {
  contacts_ = Json::array();
  kept_ = Json::array();
  names_.clear();
}

void PeopleList::build() {
  QHash<QString, const Json*> kept;
  for (const auto& one : kept_) kept.insert(text_of(one["contact"], "id"), &one);
  QStringList given_names;
  for (const auto& contact : contacts_) given_names.append(text_of(contact, "name"));
  QHash<QString, QString> names;
  QList<QVariantMap> rows;
  for (const auto& contact : contacts_) {
    auto row = to_value(contact).toMap();
    const auto alias = text_of(contact, "alias");
    const auto given = text_of(contact, "name");
    // Two of the same name are told apart by what they are called here.
    const auto name = given.isEmpty()                ? alias
                      : given_names.count(given) > 1 ? given + QStringLiteral(" (%1)").arg(alias)
                                                     : given;
    names.insert(alias, name);
    row.insert(QStringLiteral("name"), name);
    const auto state = text_of(contact, "state");
    const bool verified = contact.value("verified", false);
    row.insert(QStringLiteral("trust"),
               words_.say(state == QStringLiteral("blocked") ? QStringLiteral("trustBlocked")
                          : state == QStringLiteral("pending") || state == QStringLiteral("forked")
                              ? QStringLiteral("trustChanged")
                          : verified ? QStringLiteral("trustVerified")
                                     : QStringLiteral("trustNew")));
    QString last = words_.say(QStringLiteral("peopleNeverSpoke"));
    if (const auto* one = kept.value(text_of(contact, "id")); one != nullptr) {
      if (one->contains("last") && (*one)["last"].is_object()) {
        const auto day = QDate::fromString(text_of((*one)["last"], "day"), Qt::ISODate);
        const auto ago = day.daysTo(QDate::currentDate());
        last = ago <= 1 ? day_words(words_, day, QDate::currentDate())
                        : words_.say(QStringLiteral("peopleSpokeAgo"), {span_words(words_, ago)});
      }
      row.insert(QStringLiteral("circles"), to_value((*one)["circles"]));
      row.insert(QStringLiteral("every"), to_value((*one)["every"]));
    }
    if (state == QStringLiteral("connecting")) last = words_.say(QStringLiteral("contactConnecting"));
    row.insert(QStringLiteral("last"), last);
    if (!filter_.isEmpty() && !name.contains(filter_, Qt::CaseInsensitive) &&
        !alias.contains(filter_, Qt::CaseInsensitive))
      continue;
    rows.append(row);
  }
  std::ranges::sort(rows, [](const auto& one, const auto& other) {
    return QString::localeAwareCompare(one.value(QStringLiteral("name")).toString(),
                                       other.value(QStringLiteral("name")).toString()) < 0;
  });
  replace(rows);
  if (names != names_) {
    names_ = names;
    Q_EMIT namesChanged();
  }
}

}  // namespace stille::desktop
