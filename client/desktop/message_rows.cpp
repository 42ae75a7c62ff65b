#include "client/desktop/message_rows.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "client/desktop/event_row.hpp"
#include "client/desktop/json_values.hpp"
#include "client/desktop/marked_text.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {
namespace {

using rpc::Json;

constexpr qint64 kGroupedSeconds = 5 * 60;
constexpr qint64 kPauseSeconds = 2 * 60 * 60;

QString state_key(const QString& state) {
  return QStringLiteral("messageState") + upper_first(state);
}

QVariantMap attachment_row(const Json& attachment, const MessageSurroundings& around) {
  auto row = to_value(attachment).toMap();
  const auto state = text_of(attachment, "state");
  const auto chunks = attachment.value("chunks", std::int64_t{0});
  const auto done = attachment.value("done", std::int64_t{0});
  const bool moving = state == QStringLiteral("uploading") || state == QStringLiteral("downloading") ||
                      state == QStringLiteral("preparing");
  row.insert(QStringLiteral("moving"), moving);
  row.insert(QStringLiteral("progress"),
             chunks > 0 ? static_cast<double>(done) / static_cast<double>(chunks) : 0.0);
  row.insert(QStringLiteral("sizeWords"),
             size_words(around.words, attachment.value("size", std::int64_t{0})));
  row.insert(QStringLiteral("stateWords"),
             around.words.say(QStringLiteral("attachment") + upper_first(state)));
  const bool image = text_of(attachment, "media_type").startsWith(QStringLiteral("image/"));
  row.insert(QStringLiteral("picture"),
             attachment.value("picture", false) || (image && state == QStringLiteral("here")));
  return row;
}

QVariantList attachment_rows(const Json& message, const MessageSurroundings& around) {
  QVariantList out;
  if (!message.contains("attachments")) return out;
  for (const auto& attachment : message["attachments"]) out.append(attachment_row(attachment, around));
  return out;
}

QVariantMap quote_of(const Json& reply, const QString& other, const MessageSurroundings& around) {
  const bool own = reply.value("own", false);
  const auto alias = text_of(reply, "author");
  const auto excerpt = plain_line(reply.value("excerpt", std::string()));
  return {{QStringLiteral("id"), text_of(reply, "id")},
          {QStringLiteral("own"), own},
          {QStringLiteral("author"), own               ? around.words.say(QStringLiteral("you"))
                                     : alias.isEmpty() ? around.name_of(other)
                                                       : around.name_of(alias)},
          {QStringLiteral("excerpt"),
           excerpt.isEmpty() ? around.words.say(QStringLiteral("messageQuoteGone")) : excerpt}};
}

/// One entry a sign, with who reacted so in words.
QVariantList reactions_of(const Json& message, const QString& other, const MessageSurroundings& around) {
  QVariantList out;
  if (!message.contains("reactions")) return out;
  QStringList signs;
  QHash<QString, QStringList> who;
  QString own;
  for (const auto& reaction : message["reactions"]) {
    const auto sign = text_of(reaction, "text");
    const auto alias = text_of(reaction, "author");
    if (!signs.contains(sign)) signs.append(sign);
    if (reaction.value("own", false)) own = sign;
    who[sign].append(reaction.value("own", false) ? around.words.say(QStringLiteral("you"))
                                                  : around.name_of(alias.isEmpty() ? other : alias));
  }
  for (const auto& sign : signs) {
    out.append(QVariantMap{{QStringLiteral("text"), sign},
                           {QStringLiteral("own"), sign == own},
                           {QStringLiteral("count"), who[sign].size()},
                           {QStringLiteral("who"), who[sign].join(QStringLiteral(", "))}});
  }
  return out;
}

QString text_for(const Json& message, const QString& kind, const MessageSurroundings& around) {
  if (message.value("deleted", false)) return around.words.say(QStringLiteral("messageDeleted"));
  if (kind == QStringLiteral("unsupported")) return around.words.say(QStringLiteral("messageUnsupported"));
  if (kind == QStringLiteral("timer"))
    return timer_words(message, around.words, around.name_of(text_of(message["from"], "alias")));
  return {};
}

/// What became of it; of a group also how many it does not reach.
QString state_words(const Json& message, const QString& state, const MessageSurroundings& around) {
  const auto words = around.words.say(state_key(state));
  const auto left_out = message.value("left_out", std::int64_t{0});
  if (left_out == 0) return words;
  return words + QStringLiteral(". ") + around.words.counted(QStringLiteral("messageLeftOut"), left_out);
}

QString expires_words(const QDateTime& moment, const MessageSurroundings& around) {
  const bool near = around.now.date().daysTo(moment.date()) <= 1;
  return near ? around.words.say(QStringLiteral("messageExpires"),
                                 {ahead_words(around.words, moment, around.now)})
              : around.words.say(QStringLiteral("messageExpiresOn"),
                                 {moment_words(around.words, moment, around.now)});
}

/// Called off by whoever sent it: nothing has gone wrong.
bool called_off(const Json& message) {
  if (text_of(message, "state") != QStringLiteral("failed") || !message.contains("attachments")) return false;
  const auto& files = message["attachments"];
  return !files.empty() && std::ranges::all_of(files, [](const Json& file) {
    return text_of(file, "state") == QStringLiteral("cancelled");
  });
}

QString spoken_of(const QVariantMap& row, const QVariantMap& quote, const MessageSurroundings& around) {
  // What a timer says has its own who.
  const bool timer = row.value(QStringLiteral("kind")) == QStringLiteral("timer");
  QString out = timer ? QString() : row.value(QStringLiteral("author")).toString();
  if (!quote.isEmpty())
    out += QStringLiteral(", ") +
           around.words.say(quote.value(QStringLiteral("own")).toBool() ? QStringLiteral("messageReplyToYou")
                                                                        : QStringLiteral("messageReplyTo"),
                            quote.value(QStringLiteral("own")).toBool()
                                ? QStringList()
                                : QStringList{quote.value(QStringLiteral("author")).toString()});
  if (!out.isEmpty()) out += QStringLiteral(": ");
  out += row.value(QStringLiteral("plain")).toString();
  for (const auto& attachment : row.value(QStringLiteral("attachments")).toList())
    out +=
        QStringLiteral(" ") + attachment.toMap().value(QStringLiteral("name")).toString() + QLatin1Char('.');
  out += QStringLiteral(" ") + upper_first(row.value(QStringLiteral("moment")).toString()) + QLatin1Char('.');
  if (row.value(QStringLiteral("question")).toBool())
    out += QLatin1Char(' ') + around.words.say(QStringLiteral("messageAsks")) + QLatin1Char('.');
  const auto state = row.value(QStringLiteral("stateWords")).toString();
  return state.isEmpty() ? out : out + QLatin1Char(' ') + state + QLatin1Char('.');
}

QVariantMap row_of(const Json& message, const MessageSurroundings& around) {
  const auto author = text_of(message["from"], "alias");
  const bool own = author == QStringLiteral("self");
  const auto other = own ? (message.contains("to") ? text_of(message["to"], "alias") : author) : author;
  const auto kind = text_of(message, "kind");
  const auto at = moment_from(text_of(message, "at"));
  const auto raw = message.value("text", std::string());
  const auto instead = text_for(message, kind, around);
  const auto state = text_of(message, "state");
  QVariantMap row{
      {QStringLiteral("id"), text_of(message, "id")},
      {QStringLiteral("kind"), kind},
      {QStringLiteral("own"), own},
      {QStringLiteral("author"), own ? around.words.say(QStringLiteral("you")) : around.name_of(author)},
      {QStringLiteral("alias"), author},
      {QStringLiteral("raw"), QString::fromStdString(raw)},
      {QStringLiteral("deleted"), message.value("deleted", false)},
      {QStringLiteral("aside"), !instead.isEmpty()},
      {QStringLiteral("edited"), message.value("revision", std::int64_t{0}) > 0},
      {QStringLiteral("question"), message.value("question", false)},
      {QStringLiteral("state"), state},
      {QStringLiteral("failed"), state == QStringLiteral("failed") && !called_off(message)},
      {QStringLiteral("calledOff"), called_off(message)},
      {QStringLiteral("leftOut"), message.contains("left_out")},
      {QStringLiteral("time"), clock_words(at)},
      {QStringLiteral("moment"), moment_words(around.words, at, around.now)},
      {QStringLiteral("attachments"), attachment_rows(message, around)},
      {QStringLiteral("reactions"), reactions_of(message, other, around)}};
  row.insert(QStringLiteral("styled"),
             instead.isEmpty() ? styled_text(raw, around.quiet, around.accent) : instead.toHtmlEscaped());
  row.insert(QStringLiteral("plain"), instead.isEmpty() ? plain_line(raw, 4000) : instead);
  row.insert(QStringLiteral("text"),
             instead.isEmpty() ? plain_text(raw, std::numeric_limits<qsizetype>::max()) : instead);
  if (own && !message.value("deleted", false))
    row.insert(QStringLiteral("stateWords"), called_off(message)
                                                 ? around.words.say(QStringLiteral("messageCalledOff"))
                                                 : state_words(message, state, around));
  if (message.contains("expires"))
    row.insert(QStringLiteral("expires"), expires_words(moment_from(text_of(message, "expires")), around));
  QVariantMap quote;
  if (message.contains("reply")) quote = quote_of(message["reply"], other, around);
  row.insert(QStringLiteral("quote"), quote);
  row.insert(QStringLiteral("spoken"), spoken_of(row, quote, around));
  return row;
}

/// Rows one after the other, each told apart from the one before as far as it has to be.
class RowWriter {
 public:
  explicit RowWriter(const MessageSurroundings& around) : around_(around) {}

  void write(QVariantMap row, const QDateTime& at, bool grouped) {
    const auto author = row.value(QStringLiteral("alias")).toString();
    const bool aside = row.value(QStringLiteral("aside")).toBool();
    const bool new_day = !before_.isValid() || before_.date() != at.date();
    const bool divider =
        !around_.first_unread.isEmpty() && row.value(QStringLiteral("id")).toString() == around_.first_unread;
    const bool pause = !new_day && grouped && before_.secsTo(at) >= kPauseSeconds;
    const bool together = !new_day && !divider && !pause && author == author_before_ &&
                          before_.secsTo(at) < kGroupedSeconds && !aside;
    row.insert(QStringLiteral("day"),
               new_day ? day_words(around_.words, at.date(), around_.now.date()) : QString());
    row.insert(QStringLiteral("divider"), divider);
    row.insert(
        QStringLiteral("pause"),
        pause ? around_.words.counted(QStringLiteral("messagePause"), before_.secsTo(at) / 3600) : QString());
    // One thing after the other that happened, and nothing said between them.
    const bool event = row.value(QStringLiteral("kind")) == QStringLiteral("event");
    const bool listed = std::exchange(event_before_, event) && event && !new_day;
    row.insert(QStringLiteral("first"), !together && !listed);
    row.insert(QStringLiteral("last"), true);
    row.insert(QStringLiteral("showAuthor"),
               grouped && !row.value(QStringLiteral("own")).toBool() && !together);
    if (together) rows_.first().insert(QStringLiteral("last"), false);
    rows_.prepend(row);
    before_ = at;
    author_before_ = aside ? QString() : author;
  }
  [[nodiscard]] QList<QVariantMap> rows() && { return std::move(rows_); }

 private:
  const MessageSurroundings& around_;
  QList<QVariantMap> rows_;
  QDateTime before_;
  QString author_before_;
  bool event_before_ = false;
};

}  // namespace

QString upper_first(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

std::int64_t timer_ms(const Json& message) {
  return message.value("expire_ms", std::int64_t{0});
}

QString timer_words(const Json& message, const Words& words, const QString& name) {
  const bool own = text_of(message["from"], "alias") == QStringLiteral("self");
  const auto after = timer_ms(message);
  if (after == 0)
    return own ? words.say(QStringLiteral("messageTimerOffYou"))
               : words.say(QStringLiteral("messageTimerOff"), {name});
  const auto span = after_words(words, after);
  return own ? words.say(QStringLiteral("messageTimerYou"), {span})
             : words.say(QStringLiteral("messageTimer"), {name, span});
}

QList<QVariantMap> message_rows(const Json& messages, const MessageSurroundings& around) {
  RowWriter out(around);
  auto event = around.events.begin();
  const auto tell_until = [&](const QDateTime& at) {
    for (; event != around.events.end(); ++event) {
      const auto when = moment_from(text_of(*event, "at"));
      if (at.isValid() && when > at) return;
      out.write(event_row(*event, around), when, false);
    }
  };
  for (const auto& message : messages) {
    const auto at = moment_from(text_of(message, "at"));
    tell_until(at);
    out.write(row_of(message, around), at, message.contains("group"));
  }
  tell_until({});
  return std::move(out).rows();
}

}  // namespace stille::desktop
