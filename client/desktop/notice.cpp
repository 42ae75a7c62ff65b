#include "client/desktop/notice.hpp"

#include "client/desktop/json_values.hpp"
#include "client/desktop/marked_text.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

namespace {

bool is_for_me(const Json& event) {
  if (!event.contains("group")) return true;
  return event.contains("reply") && event["reply"].value("own", false);
}

}  // namespace

std::optional<Notice> NoticePolicy::notice(const Json& event, const Surroundings& around) {
  if (around.level == QStringLiteral("none") || text_of(event, "type") != QStringLiteral("message"))
    return {};
  if (!event.contains("from") || event.value("deleted", false) || !is_for_me(event)) return {};
  const auto author = text_of(event["from"], "alias");
  if (author.isEmpty() || author == QStringLiteral("self")) return {};
  const auto conversation = event.contains("group") ? text_of(event["group"], "alias") : author;
  if (around.muted(conversation) || moment_from(text_of(event, "authored")) < since_) return {};
  const auto last = last_.value(conversation);
  if (last.isValid() && last.secsTo(around.now) < kSecondsApart) return {};
  last_.insert(conversation, around.now);
  Notice out{conversation, around.words.say(QStringLiteral("noticePresence")), {}};
  if (around.level == QStringLiteral("presence")) return out;
  out.title = around.words.say(QStringLiteral("announceMessage"), {around.name_of(author)});
  if (around.level == QStringLiteral("text")) out.body = plain_line(event.value("text", std::string()));
  return out;
}

}  // namespace stille::desktop
