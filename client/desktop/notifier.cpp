#include "client/desktop/notifier.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

namespace stille::desktop {
namespace {

const auto kService = QStringLiteral("org.freedesktop.Notifications");
const auto kPath = QStringLiteral("/org/freedesktop/Notifications");

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
  connect(&session, &Session::happened, this, [this](const rpc::Json& events) {
    // Whoever looks at the window needs to be told nothing.
    if (QGuiApplication::applicationState() == Qt::ApplicationActive) return;
    const NoticePolicy::Surroundings around{
        .words = words_,
        .level = preferences_.notices(),
        .now = QDateTime::currentDateTime(),
        .name_of = [this](const QString& alias) { return people_.nameOf(alias); },
        .muted =
            [this](const QString& alias) {
              return conversations_.named(alias).value(QStringLiteral("muted")).toBool();
            },
        .quiet = is_quiet(preferences_.hours(), QDateTime::currentDateTime()),
        .own_name = session_.name()};
    for (const auto& event : events) {
      if (const auto notice = policy_.notice(event, around)) show(*notice);
    }
  });
}

void Notifier::show(const Notice& notice) {
  auto call = QDBusMessage::createMethodCall(kService, kPath, kService, QStringLiteral("Notify"));
  const QVariantMap hints{{QStringLiteral("suppress-sound"), true},
                          {QStringLiteral("desktop-entry"), QStringLiteral("stille")},
                          {QStringLiteral("category"), QStringLiteral("im.received")}};
  // Some services read the body as markup.
  call.setArguments({QStringLiteral("Stille"), 0U, QStringLiteral("stille"), notice.title,
                     notice.body.toHtmlEscaped(),
                     QStringList{QStringLiteral("default"), words_.say(QStringLiteral("noticeOpen")),
                                 QStringLiteral("later"), words_.say(QStringLiteral("noticeLater"))},
                     hints, -1});
  auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, notice] {
    const QDBusPendingReply<uint> reply = *watcher;
    if (!reply.isError()) shown_.insert(reply.value(), notice);
    watcher->deleteLater();
  });
}

void Notifier::act(uint id, const QString& action) {
  if (!shown_.contains(id)) return;
  const auto notice = shown_.value(id);
  if (action == QStringLiteral("default")) Q_EMIT chosen(notice.conversation);
  // It comes up again tomorrow, among those who wait.
  if (action == QStringLiteral("later"))
    session_.ask("keep.remind", {{"message", notice.message.toStdString()}, {"on", "1d"}}, {});
}

void Notifier::closed(uint id, uint) {
  shown_.remove(id);
}

}  // namespace stille::desktop
