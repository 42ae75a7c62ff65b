// Everything of a window, wired once: profile, lists, words, colours and the QML that shows them. The
// program, its tests and the screenshots start here.
#pragma once

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <filesystem>

#include "client/desktop/absence.hpp"
#include "client/desktop/arrivals.hpp"
#include "client/desktop/conversation_list.hpp"
#include "client/desktop/desk.hpp"
#include "client/desktop/exporter.hpp"
#include "client/desktop/group_affairs.hpp"
#include "client/desktop/importer.hpp"
#include "client/desktop/keep_list.hpp"
#include "client/desktop/key_map.hpp"
#include "client/desktop/lifecycle.hpp"
#include "client/desktop/message_window.hpp"
#include "client/desktop/notifier.hpp"
#include "client/desktop/portraits.hpp"
#include "client/desktop/preferences.hpp"
#include "client/desktop/presence.hpp"
#include "client/desktop/protection.hpp"
#include "client/desktop/search_list.hpp"
#include "client/desktop/spell_marks.hpp"
#include "client/rpc/window_door.hpp"
#include "common/base/quick_thread.hpp"

namespace stille::desktop {

class App {
 public:
  struct Start {
    std::filesystem::path folder;       // the profile's
    std::filesystem::path preferences;  // file
    bool hidden = false;                // begins in the tray, where there is one
    std::string profile{};              // as it was named, for starting by itself
    std::filesystem::path dictionaries{"/usr/share/hunspell"};
  };
  App(const Start& start, const Log& log);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// Loads the window, with a conversation or somebody's invitation once the profile is open; nullptr when
  /// its QML does not load, which has been said then.
  QQuickWindow* show(const QString& conversation = {}, const QString& invitation = {});

  /// Comes forward with what a second window was opened with. From any thread, once it is shown.
  void come(rpc::WindowWish wish);

  Words& words() noexcept { return words_; }
  Theme& theme() noexcept { return theme_; }
  Preferences& preferences() noexcept { return preferences_; }
  Session& session() noexcept { return session_; }
  ConversationList& conversations() noexcept { return conversations_; }
  MessageWindow& messages() noexcept { return messages_; }
  PeopleList& people() noexcept { return people_; }
  KeepList& keep() noexcept { return keep_; }
  SearchList& search() noexcept { return search_; }
  Arrivals& arrivals() noexcept { return arrivals_; }
  Portraits& portraits() noexcept { return portraits_; }
  Exporter& exporter() noexcept { return exporter_; }
  Importer& importer() noexcept { return importer_; }
  Lifecycle& lifecycle() noexcept { return lifecycle_; }
  Protection& protection() noexcept { return protection_; }
  Notifier& notifier() noexcept { return notifier_; }

 private:
  QuickThread quick_;  // until the last of the others has gone
  bool hidden_;
  Words words_;
  Theme theme_;
  Preferences preferences_;
  Session session_;
  PeopleList people_;
  KeepList keep_;
  MessageWindow messages_;  // before the list: who has pressed Enter looks there
  ConversationList conversations_;
  SearchList search_;
  GroupAffairs group_affairs_;
  Arrivals arrivals_;
  Portraits portraits_;
  Exporter exporter_;
  Importer importer_;
  Desk desk_;
  Lifecycle lifecycle_;
  Protection protection_;
  Presence presence_;
  Absence absence_;
  KeyMap key_map_;
  SpellMarks spell_marks_;
  Notifier notifier_;
  QQmlApplicationEngine engine_;
};

/// The fonts that the window asks for, in order of preference.
void choose_font();

}  // namespace stille::desktop
