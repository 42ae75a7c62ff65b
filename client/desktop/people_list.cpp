#include "client/desktop/people_list.hpp"

#include <QDate>

#include "client/desktop/json_values.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

namespace {

// What the engine calls whoever has no name yet; it says nothing to people.
const auto kStandIn = QStringLiteral("contact");

/// They have not answered yet, and so they have told no name; nor has anybody given them one here.
bool is_waited_for(const Json& contact) {
  const auto alias = text_of(contact, "alias");
  return text_of(contact, "name").isEmpty() && text_of(contact, "state") == QStringLiteral("connecting") &&
         (alias == kStandIn || alias.startsWith(kStandIn + QLatin1Char('-')));
}

}  // namespace

void PeopleList::set_filter(const QString& filter) {
  if (filter == filter_) return;
  filter_ = filter;
  Q_EMIT filterChanged();
  build();
}

QString PeopleList::nameOf(const QString& alias) const {
  return names_.value(alias, alias);
}

bool PeopleList::concerns(const Json& event) {
  const auto type = event.value("type", std::string());
  if (type == "message") {
    // Of who is known through a group nothing is heard before they write.
    const auto alias = text_of(event["from"], "alias");
    if (names_.contains(alias) || nameless_.contains(alias)) return false;
    nameless_.insert(alias);
    return true;
  }
  if (type != "contact" && type != "card" && type != "join" && type != "group") return false;
  nameless_.clear();
  return true;
}

void PeopleList::fetch() {
  const Json all{{"local", true}, {"acquaintances", true}};
  session_.ask("contact.list", all, [this](const Json& answer, Session::Problem problem) {
    if (problem == nullptr) {
      contacts_ = answer["contacts"];
      acquaintances_ = answer.value("acquaintances", Json::array());
    }
    build();  // names are wanted at once
  });
  session_.ask_patiently("keep.list", Json::object(), [this](const Json& answer, Session::Problem problem) {
    if (problem == nullptr) kept_ = answer["people"];
    done();
  });
}

void PeopleList::forget() {
  contacts_ = Json::array();
  acquaintances_ = Json::array();
  kept_ = Json::array();
  names_.clear();
  nameless_.clear();
  local_aliases_.clear();
  waited_for_.clear();
  locals_.replace({});
  local_count_ = 0;
}

QString PeopleList::last_words(const Json& kept) const {
  // It is not known yet; or they are blocked, and nobody to keep in touch with.
  if (!kept.is_object()) return {};
  // Whatever was said before and is gone from here: here there is nothing.
  if (!kept.contains("last") || !kept["last"].is_object())
    return words_.say(QStringLiteral("peopleNeverSpoke"));
  const auto day = QDate::fromString(text_of(kept["last"], "day"), Qt::ISODate);
  const auto ago = day.daysTo(QDate::currentDate());
  return ago <= 1 ? day_words(words_, day, QDate::currentDate())
                  : words_.say(QStringLiteral("peopleSpokeAgo"), {span_words(words_, ago)});
}

QVariantMap PeopleList::row_of(const Json& contact, const QString& name, const Json& kept) const {
  auto row = to_value(contact).toMap();
  row.insert(QStringLiteral("name"), name);
  const auto state = text_of(contact, "state");
  const bool verified = contact.value("verified", false);
  row.insert(QStringLiteral("trust"),
             words_.say(state == QStringLiteral("blocked") ? QStringLiteral("trustBlocked")
                        : state == QStringLiteral("pending") || state == QStringLiteral("forked")
                            ? QStringLiteral("trustChanged")
                        : state == QStringLiteral("local") ? QStringLiteral("trustLocal")
                        : verified                         ? QStringLiteral("trustVerified")
                                                           : QStringLiteral("trustNew")));
  if (kept.is_object()) {
    row.insert(QStringLiteral("circles"), to_value(kept["circles"]));
    row.insert(QStringLiteral("every"), to_value(kept["every"]));
  }
  row.insert(QStringLiteral("last"), state == QStringLiteral("connecting")
                                         ? words_.say(QStringLiteral("contactConnecting"))
                                         : last_words(kept));
  return row;
}

void PeopleList::build() {
  QHash<QString, const Json*> kept;
  for (const auto& one : kept_) kept.insert(text_of(one["contact"], "id"), &one);
  QHash<QString, int> given_names;
  const auto given_name = [this](const Json& contact) {
    return is_waited_for(contact) ? words_.say(QStringLiteral("nameWaiting")) : text_of(contact, "name");
  };
  for (const auto& contact : contacts_) ++given_names[given_name(contact)];
  QHash<QString, QString> names;
  QList<QVariantMap> rows;
  QList<QVariantMap> locals;
  names.insert(QStringLiteral("self"), QStringLiteral("self"));
  for (const auto& person : acquaintances_)
    names.insert(text_of(person, "alias"), text_of(person, person["name"].empty() ? "alias" : "name"));
  const Json nothing;
  local_aliases_.clear();
  waited_for_.clear();
  for (const auto& contact : contacts_) {
    const auto alias = text_of(contact, "alias");
    const auto given = given_name(contact);
    // Two of the same name are told apart by what they are called here.
    const auto name = given.isEmpty()                ? alias
                      : given_names.value(given) > 1 ? given + QStringLiteral(" (%1)").arg(alias)
                                                     : given;
    names.insert(alias, name);
    const bool local = text_of(contact, "state") == QStringLiteral("local");
    if (local) local_aliases_.insert(alias);
    if (is_waited_for(contact)) waited_for_.insert(alias);
    if (!filter_.isEmpty() && !name.contains(filter_, Qt::CaseInsensitive) &&
        !alias.contains(filter_, Qt::CaseInsensitive))
      continue;
    const auto* known = kept.value(text_of(contact, "id"), &nothing);
    (local ? locals : rows).append(row_of(contact, name, *known));
  }
  for (auto* those : {&rows, &locals}) {
    std::ranges::sort(*those, [](const auto& one, const auto& other) {
      return QString::localeAwareCompare(one.value(QStringLiteral("name")).toString(),
                                         other.value(QStringLiteral("name")).toString()) < 0;
    });
  }
  replace(rows);
  local_count_ = static_cast<int>(locals.size());
  locals_.replace(locals.mid(0, kMostLocalRows));
  Q_EMIT localsChanged();
  if (names != names_) {
    names_ = names;
    Q_EMIT namesChanged();
  }
}

}  // namespace stille::desktop
