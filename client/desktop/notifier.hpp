// Shows notices through the desktop's own service, without sound, and brings the window up when one is
// chosen.
#pragma once

#include <QObject>

#include "client/desktop/conversation_list.hpp"
#include "client/desktop/notice.hpp"
#include "client/desktop/preferences.hpp"

namespace stille::desktop {

class Notifier final : public QObject {
  Q_OBJECT

 public:
  Notifier(Session& session, Words& words, Preferences& preferences, PeopleList& people,
           ConversationList& conversations, QObject* parent = nullptr);

 Q_SIGNALS:
  void chosen(const QString& conversation);

 private Q_SLOTS:
  void act(uint id, const QString& action);
  void closed(uint id, uint reason);

 private:
  void show(const Notice& notice);

  Session& session_;
  Words& words_;
  Preferences& preferences_;
  PeopleList& people_;
  ConversationList& conversations_;
  NoticePolicy policy_;
  QHash<uint, Notice> shown_;
};

}  // namespace stille::desktop
