// The conversations beside the window's content: pinned ones first, then the newest.
#pragma once

#include <QDate>
#include <QHash>
#include <set>
#include <utility>

#include "client/desktop/keep_list.hpp"
#include "client/desktop/people_list.hpp"

namespace stille::desktop {

class ConversationList final : public LiveList {
  Q_OBJECT
  /// "all", "unread", "waiting", "drafts" or "archived".
  Q_PROPERTY(QString filter READ filter WRITE set_filter NOTIFY filterChanged)
  /// Conversations with something unread, whatever the filter.
  Q_PROPERTY(int unread READ unread NOTIFY unreadChanged)
  /// How many wrote before the window was opened, and wait to be read since.
  Q_PROPERTY(int away READ away NOTIFY unreadChanged)
  /// Conversations in the archive, and whether there is something unread in one of them.
  Q_PROPERTY(int archived READ archived NOTIFY unreadChanged)
  Q_PROPERTY(bool archivedUnread READ archived_unread NOTIFY unreadChanged)

 public:
  /// So many are there to be seen at once; the others follow.
  static constexpr std::size_t kFirst = 40;

  ConversationList(Session& session, Words& words, PeopleList& people, KeepList& keep,
                   QObject* parent = nullptr);
  [[nodiscard]] QString filter() const { return filter_; }
  void set_filter(const QString& filter);
  [[nodiscard]] int unread() const noexcept { return unread_; }
  [[nodiscard]] int away() const noexcept { return static_cast<int>(away_.size()); }
  [[nodiscard]] int archived() const noexcept { return archived_; }
  [[nodiscard]] bool archived_unread() const noexcept { return archived_unread_; }
  /// Into the archive, or out of it; `putAway` says that it is done.
  Q_INVOKABLE void archive(const QString& alias, bool into);
  /// Shows the list with that filter, and the keyboard goes to it.
  Q_INVOKABLE void lookAt(const QString& filter);
  /// Rows of all of them, whatever the filter; those of the archive at the end.
  [[nodiscard]] Q_INVOKABLE QVariantList every() const;
  /// Of all conversations, whatever the filter; empty when there is none.
  [[nodiscard]] Q_INVOKABLE QVariantMap named(const QString& alias) const;
  /// Something about this conversation was changed, and about no other.
  Q_INVOKABLE void refreshOne(const QString& alias);
  /// `step` conversations further in the list as shown; with `unread` only those with something new.
  [[nodiscard]] Q_INVOKABLE QString beside(const QString& alias, int step, bool unread) const;

 Q_SIGNALS:
  void filterChanged();
  void unreadChanged();
  void putAway(const QString& alias, const QString& name, bool into);
  void lookedAt();

 protected:
  void fetch() override;
  void want_all() override;
  void build() override;
  void forget() override;
  [[nodiscard]] bool concerns(const rpc::Json& event) override;

 private:
  void build_anew();
  void take(const std::set<std::string>& asked, const rpc::Json& changed);
  [[nodiscard]] QVariantMap row_of(const rpc::Json& conversation) const;
  [[nodiscard]] QString last_line(const rpc::Json& conversation) const;
  [[nodiscard]] bool wanted(const QVariantMap& row) const;

  PeopleList& people_;
  KeepList& keep_;
  rpc::Json conversations_ = rpc::Json::array();
  std::set<std::string> touched_;  // conversations to ask for
  bool everything_ = true;         // all of them
  QStringList waiting_;
  /// Rows of conversations to which nothing happened since, and in which language and on which day they were
  /// made.
  QHash<QString, QVariantMap> rows_known_;
  std::pair<Words::Language, QDate> rows_spoken_ = {};
  QList<QVariantMap> all_;
  std::set<QString> away_;  // ids
  QString filter_ = QStringLiteral("all");
  int unread_ = 0;
  int archived_ = 0;
  bool archived_unread_ = false;
  bool counted_away_ = false;
  bool whole_ = false;  // not only the first ones
};

}  // namespace stille::desktop
