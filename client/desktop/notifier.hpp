// Shows notices through the desktop's own service, without sound, and brings the window up when one is
// chosen; takes them back when somebody looks, or the profile is locked. Once a morning, if it is wished,
// says how many people wait for a word.
#pragma once

#include <QBasicTimer>
#include <QObject>
#include <functional>

#include "client/desktop/conversation_list.hpp"
#include "client/desktop/notice.hpp"
#include "client/desktop/preferences.hpp"

namespace stille::desktop {

class Notifier final : public QObject {
  Q_OBJECT

 public:
  using Now = std::function<QDateTime()>;
  Notifier(Session& session, Words& words, Preferences& preferences, PeopleList& people,
           ConversationList& conversations, QObject* parent = nullptr);
  /// By another clock than the machine's.
  void go_by(Now now) { now_ = std::move(now); }
  /// Tells what the morning has, if it is time for it.
  void look_at_clock();

 Q_SIGNALS:
  void chosen(const QString& conversation);
  /// The note of the morning was.
  void keepChosen();

 protected:
  void timerEvent(QTimerEvent* event) override;

 private Q_SLOTS:
  void act(uint id, const QString& action);
  void closed(uint id, uint reason);

 private:
  void take(const rpc::Json& events);
  void show(const Notice& notice);
  void take_back();

  Session& session_;
  Words& words_;
  Preferences& preferences_;
  PeopleList& people_;
  ConversationList& conversations_;
  NoticePolicy policy_;
  QHash<uint, Notice> shown_;
  Now now_ = [] { return QDateTime::currentDateTime(); };
  QBasicTimer minute_;  // while a note of the morning is wished
};

}  // namespace stille::desktop
