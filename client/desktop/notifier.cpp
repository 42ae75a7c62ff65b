#include "client/desktop/notifier.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QTimerEvent>
#include <QWindow>
#include <algorithm>

namespace stille::desktop {
namespace {

const auto kService = QStringLiteral("org.freedesktop.Notifications");
const auto kPath = QStringLiteral("/org/freedesktop/Notifications");
constexpr int kMinuteMs = 60'000;

/// A window that is hidden is looked at by nobody, whatever a platform says of its focus.
bool is_looked_at() {
  const auto windows = QGuiApplication::topLevelWindows();
  return QGuiApplication::applicationState() == Qt::ApplicationActive &&
         std::any_of(windows.begin(), windows.end(),
                     [](const QWindow* window) { return window->isVisible(); });
}

}  // namespace

Notifier::Notifier(Session& session, Words& words, Preferences& preferences, PeopleList& people,
                   ConversationList& conversations, QObject* parent)
    : QObject(parent),
      session_(session),
      words_(words),
      preferences_(preferences),
      people_(people),
      conversations_(conversations),
      policy_(QDateTime::currentDateTime()) {
  auto bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  bus.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this, SLOT(act(uint, QString)));
  bus.connect(kService, kPath, kService, QStringLiteral("NotificationClosed"), this,
              SLOT(closed(uint, uint)));
  connect(&session, &Session::happened, this, &Notifier::take);
  connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, [this] {
    if (is_looked_at()) take_back();
  });
  // What they say is nobody's business once it is locked.
  connect(&session, &Session::stateChanged, this, [this] {
    if (session_.state() != QStringLiteral("open")) take_back();
  });
  const auto wait = [this] {
    if (!preferences_.morning()) return minute_.stop();
    if (!minute_.isActive()) minute_.start(kMinuteMs, Qt::VeryCoarseTimer, this);
  };
  connect(&preferences, &Preferences::changed, this, wait);
  wait();
}

void Notifier::take(const rpc::Json& events) {
  // Whoever looks at the window needs to be told nothing.
  if (is_looked_at()) return;
  const auto now = now_();
  const NoticePolicy::Surroundings around{
      .words = words_,
      .level = preferences_.notices(),
      .now = now,
      .name_of = [this](const QString& alias) { return people_.nameOf(alias); },
      .muted =
          [this](const QString& alias) {
            return conversations_.named(alias).value(QStringLiteral("muted")).toBool();
          },
      .quiet =
          [this, now](const QString& alias) {
            const auto notify = conversations_.named(alias).value(QStringLiteral("notify")).toString();
            return is_quiet_for(notify_from(notify), preferences_.hours(), preferences_.work(), now);
          },
      .own_name = session_.name()};
  for (const auto& event : events) {
    const auto notice = policy_.notice(event, around);
    if (!notice) continue;
    show(*notice);
    preferences_.noticed_at(now);
  }
}

void Notifier::timerEvent(QTimerEvent* event) {
  if (event->timerId() == minute_.timerId()) look_at_clock();
}

void Notifier::look_at_clock() {
  const auto now = now_();
  if (session_.state() != QStringLiteral("open") || preferences_.notices() == QStringLiteral("none")) return;
  if (!is_due(preferences_.morning_note(), now) || is_quiet(preferences_.hours(), now)) return;
  preferences_.told_on(now.date());
  // Whoever looks at the window sees the number there.
  if (is_looked_at()) return;
  session_.ask("keep.today", rpc::Json::object(), [this](const rpc::Json& answer, Session::Problem problem) {
    const int people = problem == nullptr ? people_in(answer) : 0;
    if (people > 0) show({.title = words_.counted(QStringLiteral("morningNote"), people)});
  });
}

void Notifier::show(const Notice& notice) {
  auto call = QDBusMessage::createMethodCall(kService, kPath, kService, QStringLiteral("Notify"));
  const QVariantMap hints{{QStringLiteral("suppress-sound"), true},
                          {QStringLiteral("desktop-entry"), QStringLiteral("stille")},
                          {QStringLiteral("category"), QStringLiteral("im.received")}};
  QStringList actions{QStringLiteral("default"), words_.say(QStringLiteral("noticeOpen"))};
  if (!notice.message.isEmpty())
    actions << QStringLiteral("later") << words_.say(QStringLiteral("noticeLater"));
  // Some services read the body as markup.
  call.setArguments({QStringLiteral("Stille"), 0U, QStringLiteral("stille"), notice.title,
                     notice.body.toHtmlEscaped(), actions, hints, -1});
  auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, notice] {
    const QDBusPendingReply<uint> reply = *watcher;
    if (!reply.isError()) shown_.insert(reply.value(), notice);
    // Somebody may have looked, or locked it, while this was on its way.
    if (is_looked_at() || session_.state() != QStringLiteral("open")) take_back();
    watcher->deleteLater();
  });
}

void Notifier::take_back() {
  for (const auto id : shown_.keys()) {
    auto call =
        QDBusMessage::createMethodCall(kService, kPath, kService, QStringLiteral("CloseNotification"));
    call.setArguments({id});
    QDBusConnection::sessionBus().asyncCall(call);
  }
  shown_.clear();
}

void Notifier::act(uint id, const QString& action) {
  if (!shown_.contains(id)) return;
  const auto notice = shown_.value(id);
  if (action == QStringLiteral("default")) {
    if (notice.conversation.isEmpty()) {
      Q_EMIT keepChosen();
    } else {
      Q_EMIT chosen(notice.conversation);
    }
  }
  // It comes up again tomorrow, among those who wait.
  if (action == QStringLiteral("later"))
    session_.ask("keep.remind", {{"message", notice.message.toStdString()}, {"on", "1d"}}, {});
}

void Notifier::closed(uint id, uint) {
  shown_.remove(id);
}

}  // namespace stille::desktop
