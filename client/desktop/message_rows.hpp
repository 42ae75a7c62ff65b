// Messages as rows of a conversation: what belongs together, where a day begins, what is new, every state in
// words. Pure: messages and surroundings in, rows out.
#pragma once

#include <QColor>
#include <QDateTime>
#include <QVariantMap>
#include <functional>

#include "client/desktop/words.hpp"
#include "client/rpc/fault.hpp"

namespace stille::desktop {

struct MessageSurroundings {
  const Words& words;
  QDateTime now;
  std::function<QString(const QString& alias)> name_of;
  QString first_unread{};  // id of the message above which the divider stands
  rpc::Json events{};      // of a group, as `group.history` gives them: those to be told among the messages
  QColor quiet{};
  QColor accent{};
};

/// As a sentence begins, and the second part of a key.
QString upper_first(QString text);
/// What a message of the kind "timer" says: what holds from then on, and by whom. `name` is not asked for us.
QString timer_words(const rpc::Json& message, const Words& words, const QString& name);
/// After how long messages of it disappear; 0: they stay.
std::int64_t timer_ms(const rpc::Json& message);
/// `messages` as `log` gives them, oldest first. The rows are newest first, as the view counts from its end.
QList<QVariantMap> message_rows(const rpc::Json& messages, const MessageSurroundings& around);

}  // namespace stille::desktop
