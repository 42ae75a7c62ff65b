#include "client/desktop/notice.hpp"

#include <QRegularExpression>

#include "client/desktop/json_values.hpp"
#include "client/desktop/marked_text.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

namespace {

constexpr qsizetype kLookedAt = 4000;  // characters of a text in which a name counts

// By the whole name or the first of several, as a word of its own.
bool names_me(const QString& text, const QString& own_name) {
  const auto first = own_name.section(QLatin1Char(' '), 0, 0);
  for (const auto& name : {own_name, first}) {
    if (name.size() < 2) continue;
    const QRegularExpression word(
        QStringLiteral("(?<![\\p{L}\\p{N}])%1(?![\\p{L}\\p{N}])").arg(QRegularExpression::escape(name)),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (text.contains(word)) return true;
  }
  return false;
}

bool is_for_me(const Json& event, const QString& own_name) {
  if (!event.contains("group")) return true;
  if (event.contains("reply") && event["reply"].value("own", false)) return true;
  return names_me(plain_line(event.value("text", std::string()), kLookedAt), own_name);
}

}  // namespace

std::optional<Notice> NoticePolicy::notice(const Json& event, const Surroundings& around) {
  if (around.level == QStringLiteral("none") || text_of(event, "type") != QStringLiteral("message"))
    return {};
  if (!event.contains("from") || event.value("deleted", false) || !is_for_me(event, around.own_name))
    return {};
  const auto author = text_of(event["from"], "alias");
  if (author.isEmpty() || author == QStringLiteral("self")) return {};
  const auto conversation = event.contains("group") ? text_of(event["group"], "alias") : author;
  if (around.muted(conversation) || around.quiet(conversation)) return {};
  if (moment_from(text_of(event, "authored")) < since_) return {};
  const auto last = last_.value(conversation);
  if (last.isValid() && last.secsTo(around.now) < kSecondsApart) return {};
  last_.insert(conversation, around.now);
  Notice out{text_of(event, "id"), conversation, around.words.say(QStringLiteral("noticePresence")), {}};
  if (around.level == QStringLiteral("presence")) return out;
  out.title = around.words.say(QStringLiteral("announceMessage"), {around.name_of(author)});
  if (around.level == QStringLiteral("text")) out.body = plain_line(event.value("text", std::string()));
  return out;
}

}  // namespace stille::desktop
