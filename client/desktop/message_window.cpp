#include "client/desktop/message_window.hpp"

#include <algorithm>

#include "client/desktop/json_values.hpp"
#include "client/desktop/message_rows.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

MessageWindow::MessageWindow(Session& session, Words& words, Theme& theme, PeopleList& people,
                             QObject* parent)
    : LiveList(session, words, parent), theme_(theme), people_(people) {
  connect(&people, &PeopleList::namesChanged, this, [this] { build(); });
  connect(&theme, &Theme::chosen, this, [this] {
    if (loaded()) build();
  });
}

void MessageWindow::show(const QString& alias) {
  if (alias == conversation_) return;
  forget();
  conversation_ = alias;
  replace({});
  Q_EMIT conversationChanged();
  refresh();
}

void MessageWindow::forget() {
  messages_ = Json::array();
  first_unread_.clear();
  until_.clear();
  wanted_ = kPage;
  whole_ = false;
  marked_ = false;
  conversation_.clear();
}

bool MessageWindow::concerns(const Json& event) const {
  if (conversation_.isEmpty()) return false;
  if (!event.contains("conv") || messages_.empty()) return true;
  return event["conv"] == messages_.front()["conv"];
}

void MessageWindow::fetch() {
  if (conversation_.isEmpty()) return done();
  const auto asked = conversation_;
  if (!marked_) {
    // Before anything is read: where the new ones begin.
    session_.ask("conversation.set", {{"conversation", asked.toStdString()}},
                 [this, asked](const Json& answer, Session::Problem problem) {
                   if (asked != conversation_ || problem != nullptr) return;
                   unread_at_first_ = answer.value("unread", 0);
                 });
  }
  Json params{{"contact", asked.toStdString()}, {"last", wanted_}};
  if (!until_.isEmpty()) params["until_ms"] = moment_from(until_).toMSecsSinceEpoch();
  session_.ask("log", std::move(params),
               [this, asked, count = wanted_](const Json& answer, Session::Problem problem) {
                 if (asked == conversation_ && problem == nullptr) take(answer["messages"], count);
                 done();
                 if (asked != conversation_) refresh();
               });
}

void MessageWindow::take(const Json& messages, int asked) {
  const auto newest_before = messages_.empty() ? QString() : text_of(messages_.back(), "id");
  messages_ = messages;
  whole_ = static_cast<int>(messages_.size()) < asked;
  if (!std::exchange(marked_, true)) {
    int left = unread_at_first_;
    for (auto it = messages_.rbegin(); it != messages_.rend() && left > 0; ++it) {
      if (text_of((*it)["from"], "alias") == QStringLiteral("self")) continue;
      if (--left == 0 || std::next(it) == messages_.rend()) first_unread_ = text_of(*it, "id");
    }
  } else {
    announce(newest_before);
  }
  Q_EMIT loadedChanged();
  Q_EMIT newestChanged();
}

void MessageWindow::announce(const QString& newest_before) {
  if (messages_.empty() || newest_before.isEmpty()) return;
  const auto& last = messages_.back();
  const auto author = text_of(last["from"], "alias");
  if (text_of(last, "id") == newest_before || author == QStringLiteral("self")) return;
  Q_EMIT arrived(words_.say(QStringLiteral("announceMessage"), {people_.nameOf(author)}));
}

void MessageWindow::build() {
  if (conversation_.isEmpty()) return replace({});
  replace(message_rows(messages_, {.words = words_,
                                   .now = QDateTime::currentDateTime(),
                                   .name_of = [this](const QString& alias) { return people_.nameOf(alias); },
                                   .first_unread = first_unread_,
                                   .quiet = theme_.value(QStringLiteral("textSecondary")).value<QColor>(),
                                   .accent = theme_.value(QStringLiteral("accent")).value<QColor>()}));
}

void MessageWindow::older() {
  if (whole_ || messages_.empty()) return;
  if (wanted_ + kPage <= kMost) {
    wanted_ += kPage;
  } else {
    // Full: the newest page makes room for an older one.
    const auto end = messages_.size() - static_cast<std::size_t>(kPage) - 1;
    until_ = text_of(messages_[end], "at");
  }
  refresh();
}

void MessageWindow::toNewest() {
  if (until_.isEmpty()) return;
  until_.clear();
  wanted_ = kPage;
  refresh();
}

void MessageWindow::around(const QString& at) {
  const auto moment = moment_from(at);
  if (!moment.isValid()) return;
  // What was said soon after belongs to it.
  until_ = moment.addDays(1) < QDateTime::currentDateTime()
               ? moment.addDays(1).toUTC().toString(Qt::ISODateWithMs)
               : QString();
  wanted_ = until_.isEmpty() ? kMost : 2 * kPage;
  refresh();
}

QVariantMap MessageWindow::lastOwn() const {
  for (const auto& row : rows()) {
    const bool editable = row.value(QStringLiteral("own")).toBool() &&
                          !row.value(QStringLiteral("deleted")).toBool() &&
                          !row.value(QStringLiteral("aside")).toBool();
    if (editable) return row;
  }
  return {};
}

}  // namespace stille::desktop
