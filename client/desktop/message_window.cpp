#include "client/desktop/message_window.hpp"

#include <algorithm>

#include "client/desktop/event_row.hpp"
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
  Q_EMIT loadedChanged();
  refresh();
}

void MessageWindow::forget() {
  messages_ = Json::array();
  events_ = Json::array();
  events_old_ = true;
  first_unread_.clear();
  stand_at({}, kPage, 0);
  whole_ = false;
  newest_ = true;
  turning_ = false;
  marked_ = false;
  conversation_.clear();
}

bool MessageWindow::concerns(const Json& event) {
  if (conversation_.isEmpty()) return false;
  const bool here =
      !event.contains("conv") || messages_.empty() || event["conv"] == messages_.front()["conv"];
  if (here && text_of(event, "type") == QStringLiteral("group")) events_old_ = true;
  return here;
}

// Each change of its members and names is one; who only speaks changes nothing of them.
void MessageWindow::ask_for_events() {
  if (!conversation_.startsWith(QLatin1Char('#')) || !std::exchange(events_old_, false)) return;
  session_.ask("group.history", {{"group", conversation_.toStdString()}},
               [this, asked = conversation_](const Json& answer, Session::Problem problem) {
                 if (asked != conversation_ || problem != nullptr) return;
                 events_ = Json::array();
                 for (const auto& event : answer["events"]) {
                   if (is_told(event)) events_.push_back(event);
                 }
               });
}

// Between the oldest and the newest message that are here.
Json MessageWindow::events_here() const {
  auto out = Json::array();
  if (events_.empty() || (messages_.empty() && !(whole_ && newest_))) return out;
  const auto at_of = [](const Json& one) { return moment_from(text_of(one, "at")); };
  const auto first = whole_ ? QDateTime() : at_of(messages_.front());
  const auto last = newest_ ? QDateTime() : at_of(messages_.back());
  for (const auto& event : events_) {
    const auto at = at_of(event);
    if ((first.isValid() && at < first) || (last.isValid() && at > last)) continue;
    out.push_back(event);
  }
  return out;
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
  ask_for_events();
  session_.ask("log.around",
               {{"conversation", asked.toStdString()},
                {"message", anchor_.toStdString()},
                {"before", std::min(before_, kMost)},
                {"after", after_}},
               [this, asked, anchor = anchor_](const Json& answer, Session::Problem problem) {
                 turning_ = false;
                 const bool here = asked == conversation_ && anchor == anchor_;
                 if (here && problem == nullptr) take(answer);
                 if (here && problem != nullptr && !anchor.isEmpty()) lose_anchor();
                 done();
                 if (asked != conversation_) refresh();
               });
}

void MessageWindow::take(const Json& stretch) {
  const auto newest_before = messages_.empty() || !newest_ ? QString() : text_of(messages_.back(), "id");
  messages_ = stretch["messages"];
  whole_ = !stretch["older"].get<bool>();
  newest_ = !stretch["newer"].get<bool>();
  keep_oldest();
  if (!std::exchange(marked_, true)) {
    int left = unread_at_first_;
    for (auto it = messages_.rbegin(); it != messages_.rend() && left > 0; ++it) {
      if (text_of((*it)["from"], "alias") == QStringLiteral("self")) continue;
      if (--left == 0 || std::next(it) == messages_.rend()) first_unread_ = text_of(*it, "id");
    }
  } else if (newest_) {
    announce(newest_before);
  }
  Q_EMIT loadedChanged();
  Q_EMIT newestChanged();
}

// While it ends with the newest message, its other end stays where it is, whatever comes.
void MessageWindow::keep_oldest() {
  if (!newest_) return;
  const auto old = std::find_if(messages_.begin(), messages_.end(), [this](const Json& message) {
    return !oldest_.isEmpty() && text_of(message, "id") == oldest_;
  });
  if (old != messages_.end() && old != messages_.begin()) {
    messages_.erase(messages_.begin(), old);
    whole_ = false;
  }
  stand_at({}, static_cast<int>(messages_.size()) + kSlack, 0);
  if (!messages_.empty()) oldest_ = text_of(messages_.front(), "id");
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
  Q_EMIT showing();
  replace(message_rows(messages_, {.words = words_,
                                   .now = QDateTime::currentDateTime(),
                                   .name_of = [this](const QString& alias) { return people_.nameOf(alias); },
                                   .first_unread = first_unread_,
                                   .events = events_here(),
                                   .quiet = theme_.value(QStringLiteral("textSecondary")).value<QColor>(),
                                   .accent = theme_.value(QStringLiteral("accent")).value<QColor>()}));
  Q_EMIT shown();
}

void MessageWindow::stand_at(const QString& message, int before, int after) {
  anchor_ = message;
  before_ = before;
  after_ = after;
  oldest_.clear();
}

// The message that it was about is gone: what stood beside it takes its place.
void MessageWindow::lose_anchor() {
  const auto lost = anchor_;
  stand_at({}, kPage, 0);
  for (std::size_t at = 0; at < messages_.size(); ++at) {
    if (text_of(messages_[at], "id") != lost || at + 1 >= messages_.size()) continue;
    const auto rest = static_cast<int>(messages_.size() - at) - 2;
    stand_at(text_of(messages_[at + 1], "id"), static_cast<int>(at) + 1, rest);
  }
  refresh();
}

void MessageWindow::older() {
  const int count = static_cast<int>(messages_.size());
  if (whole_ || count == 0 || std::exchange(turning_, true)) return;
  const auto oldest = text_of(messages_.front(), "id");
  if (newest_ && count + kPage <= kMost) {
    stand_at({}, count + kPage, 0);
  } else {
    // Full: the newest ones make room for an older page.
    stand_at(oldest, kPage + 1, std::min(count, kMost - kPage) - 1);
  }
  refresh();
}

void MessageWindow::newer() {
  const int count = static_cast<int>(messages_.size());
  if (newest_ || count == 0 || std::exchange(turning_, true)) return;
  stand_at(text_of(messages_.back(), "id"), std::min(count, kMost - kPage), kPage);
  refresh();
}

void MessageWindow::toNewest() {
  if (newest_) return;
  stand_at({}, kPage, 0);
  refresh();
}

void MessageWindow::around(const QString& message) {
  stand_at(message, kMost / 2, kMost / 2);
  refresh();
}

QVariantMap MessageWindow::lastOwn() const {
  for (const auto& row : rows()) {
    const bool editable =
        row.value(QStringLiteral("own")).toBool() && !row.value(QStringLiteral("deleted")).toBool() &&
        !row.value(QStringLiteral("aside")).toBool() && !row.value(QStringLiteral("calledOff")).toBool();
    if (editable) return row;
  }
  return {};
}

}  // namespace stille::desktop
