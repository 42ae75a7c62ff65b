#include "client/desktop/event_row.hpp"

#include "client/desktop/json_values.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {
namespace {

using rpc::Json;

bool is_self(const Json& person) {
  return text_of(person, "alias") == QStringLiteral("self");
}

QString called(const Json& person, const MessageSurroundings& around) {
  const auto alias = text_of(person, "alias");
  return alias.isEmpty() ? told_name(person) : around.name_of(alias);
}

/// "eventRenamed", or of which sort: "eventRoleDeputy", "eventPolicyChair", "eventPurposeNone".
QString key_of(const Json& event) {
  const auto what = text_of(event, "what");
  const auto value = text_of(event, "value");
  auto out = QStringLiteral("event") + upper_first(what);
  if (what == QStringLiteral("role") || what == QStringLiteral("policy")) out += upper_first(value);
  if (what == QStringLiteral("purpose") && value.isEmpty()) out += QStringLiteral("None");
  return out;
}

/// Besides whoever did it.
bool names_somebody(const QString& what) {
  static const QStringList kOfSomebody{QStringLiteral("joined"), QStringLiteral("removed"),
                                       QStringLiteral("suspended"), QStringLiteral("role"),
                                       QStringLiteral("chair")};
  return kOfSomebody.contains(what);
}

bool says_its_value(const QString& what) {
  return what == QStringLiteral("renamed") || what == QStringLiteral("purpose");
}

}  // namespace

bool is_told(const Json& event) {
  return text_of(event, "what") != QStringLiteral("timer");
}

QString told_name(const Json& person) {
  const auto name = text_of(person, "name");
  if (!name.isEmpty()) return name;
  const auto alias = text_of(person, "alias");
  return alias.isEmpty() ? text_of(person, "id") : alias;
}

QString event_words(const Json& event, const Words& words,
                    const std::function<QString(const Json& person)>& called) {
  const bool own = is_self(event["by"]);
  QStringList places;
  if (!own) places.append(called(event["by"]));
  const auto what = text_of(event, "what");
  const auto value = text_of(event, "value");
  if (names_somebody(what)) {
    const bool us = is_self(event["about"]);
    places.append(us ? words.say(QStringLiteral("eventWhomYou")) : called(event["about"]));
  } else if (says_its_value(what) && !value.isEmpty()) {
    places.append(value);
  }
  return words.say(own ? key_of(event) + QStringLiteral("You") : key_of(event), places);
}

QVariantMap event_row(const Json& event, const MessageSurroundings& around) {
  const auto& words = around.words;
  const auto said = event_words(event, words, [&](const Json& person) { return called(person, around); });
  const auto at = moment_from(text_of(event, "at"));
  return {{QStringLiteral("id"), text_of(event, "id")},
          {QStringLiteral("kind"), QStringLiteral("event")},
          {QStringLiteral("own"), false},
          {QStringLiteral("aside"), true},
          {QStringLiteral("alias"), QString()},
          {QStringLiteral("plain"), said},
          {QStringLiteral("text"), said},
          {QStringLiteral("styled"), said.toHtmlEscaped()},
          {QStringLiteral("time"), clock_words(at)},
          {QStringLiteral("attachments"), QVariantList()},
          {QStringLiteral("reactions"), QVariantList()},
          {QStringLiteral("quote"), QVariantMap()},
          {QStringLiteral("spoken"),
           said + QLatin1Char(' ') + upper_first(moment_words(words, at, around.now)) + QLatin1Char('.')}};
}

}  // namespace stille::desktop
