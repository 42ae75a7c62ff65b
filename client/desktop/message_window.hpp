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
  /// The newest message is in the window.
  Q_PROPERTY(bool newest READ newest NOTIFY newestChanged)

 public:
  static constexpr int kPage = 60;
  static constexpr int kMost = 300;

  MessageWindow(Session& session, Words& words, Theme& theme, PeopleList& people, QObject* parent = nullptr);
  [[nodiscard]] QString conversation() const { return conversation_; }
  void show(const QString& alias);
  [[nodiscard]] bool whole() const noexcept { return whole_; }
  [[nodiscard]] bool newest() const noexcept { return until_.isEmpty(); }
  /// The page before the oldest one here.
  Q_INVOKABLE void older();
  Q_INVOKABLE void toNewest();
  /// Opens the window around a moment (RFC 3339), for a message found by a search.
  Q_INVOKABLE void around(const QString& at);
  /// The own message that may be edited next above this one; the newest when `id` is empty.
  [[nodiscard]] Q_INVOKABLE QVariantMap lastOwn() const;

 Q_SIGNALS:
  void conversationChanged();
  void newestChanged();
  /// A message by somebody else has just come, in words for who listens instead of looking.
  void arrived(const QString& spoken);

 protected:
  void fetch() override;
  void build() override;
  void forget() override;
  [[nodiscard]] bool concerns(const rpc::Json& event) const override;

 private:
  void take(const rpc::Json& messages, int asked);
  void announce(const QString& newest_before);

  Theme& theme_;
  PeopleList& people_;
  QString conversation_;
  rpc::Json messages_ = rpc::Json::array();
  QString first_unread_;
  QString until_;  // set: the window ends here and not at the newest message
  int wanted_ = kPage;
  int unread_at_first_ = 0;
  bool whole_ = false;
  bool marked_ = false;
};

}  // namespace stille::desktop
