// The messages of one conversation around what is shown: at most 300, asked for in pages as somebody scrolls.
#pragma once

#include "client/desktop/people_list.hpp"
#include "client/desktop/theme.hpp"

namespace stille::desktop {

class MessageWindow final : public LiveList {
  Q_OBJECT
  /// Alias of a person, `#alias` of a group, or `self`; empty: none.
  Q_PROPERTY(QString conversation READ conversation WRITE show NOTIFY conversationChanged)
  /// Nothing older is there.
  Q_PROPERTY(bool whole READ whole NOTIFY loadedChanged)
  /// It has been said what is in this conversation: without rows it is an empty one.
  Q_PROPERTY(bool known READ known NOTIFY loadedChanged)
  /// Nobody has said anything yet, whatever happened to the group.
  Q_PROPERTY(bool silent READ silent NOTIFY loadedChanged)
  /// The newest message is in the window.
  Q_PROPERTY(bool newest READ newest NOTIFY newestChanged)

 public:
  static constexpr int kPage = 60;
  static constexpr int kMost = 300;
  /// So many may come at once before the window lets go of its oldest ones.
  static constexpr int kSlack = 20;

  MessageWindow(Session& session, Words& words, Theme& theme, PeopleList& people, QObject* parent = nullptr);
  [[nodiscard]] QString conversation() const { return conversation_; }
  void show(const QString& alias);
  [[nodiscard]] bool whole() const noexcept { return whole_; }
  [[nodiscard]] bool known() const noexcept { return marked_; }
  [[nodiscard]] bool silent() const noexcept { return messages_.empty(); }
  [[nodiscard]] bool newest() const noexcept { return newest_; }
  /// The page before the oldest one here, and the page after the newest one.
  Q_INVOKABLE void older();
  Q_INVOKABLE void newer();
  Q_INVOKABLE void toNewest();
  /// Opens the window around a message, which may be anywhere in the conversation.
  Q_INVOKABLE void around(const QString& message);
  /// The own message that may be edited next above this one; the newest when `id` is empty.
  [[nodiscard]] Q_INVOKABLE QVariantMap lastOwn() const;

 Q_SIGNALS:
  void conversationChanged();
  void newestChanged();
  /// The rows are about to be others; and they are as they were asked for.
  void showing();
  void shown();
  /// A message by somebody else has just come, in words for who listens instead of looking.
  void arrived(const QString& spoken);

 protected:
  void fetch() override;
  void build() override;
  void forget() override;
  [[nodiscard]] bool concerns(const rpc::Json& event) override;

 private:
  void take(const rpc::Json& stretch);
  void ask_for_events();
  [[nodiscard]] rpc::Json events_here() const;
  void keep_oldest();
  void lose_anchor();
  void stand_at(const QString& message, int before, int after);
  void announce(const QString& newest_before);

  Theme& theme_;
  PeopleList& people_;
  QString conversation_;
  rpc::Json messages_ = rpc::Json::array();
  rpc::Json events_ = rpc::Json::array();  // of the group, all of them
  bool events_old_ = true;
  QString first_unread_;
  QString oldest_;  // with an empty anchor: where the window begins
  QString anchor_;  // the message around which the window lies; empty: it ends with the newest
  int before_ = kPage;
  int after_ = 0;
  int unread_at_first_ = 0;
  bool whole_ = false;
  bool newest_ = true;
  bool turning_ = false;  // a page is under way
  bool marked_ = false;
};

}  // namespace stille::desktop
