// What a search finds: people, conversations and messages, in one list with sections. Whatever is typed last
// wins.
#pragma once

#include "client/desktop/conversation_list.hpp"

namespace stille::desktop {

class SearchList final : public RowList {
  Q_OBJECT
  Q_PROPERTY(QString query READ query WRITE ask NOTIFY queryChanged)
  /// Alias of the only conversation to be searched; empty: all.
  Q_PROPERTY(QString within READ within WRITE set_within NOTIFY queryChanged)
  /// 100, or how far the index is.
  Q_PROPERTY(int indexed READ indexed NOTIFY answered)
  Q_PROPERTY(QString problem READ problem NOTIFY answered)
  Q_PROPERTY(bool answeredAll READ answered_all NOTIFY answered)

 public:
  SearchList(Session& session, Words& words, PeopleList& people, ConversationList& conversations,
             QObject* parent = nullptr);
  [[nodiscard]] QString query() const { return query_; }
  void ask(const QString& query);
  [[nodiscard]] QString within() const { return within_; }
  void set_within(const QString& alias);
  [[nodiscard]] int indexed() const noexcept { return indexed_; }
  [[nodiscard]] QString problem() const { return problem_; }
  [[nodiscard]] bool answered_all() const { return answered_ == query_; }
  Q_INVOKABLE void more();

 Q_SIGNALS:
  void queryChanged();
  void answered();

 private:
  void search();
  void show();
  void add_people(QList<QVariantMap>& rows) const;
  /// By its name: groups, and the note to oneself.
  void add_conversations(QList<QVariantMap>& rows) const;
  [[nodiscard]] QString name_of(const QString& place) const;
  [[nodiscard]] QVariantMap hit_row(const rpc::Json& hit) const;

  Session& session_;
  Words& words_;
  PeopleList& people_;
  ConversationList& conversations_;
  QString query_;
  QString within_;
  QString answered_;
  QString problem_;
  rpc::Json hits_ = rpc::Json::array();
  std::string next_;
  int indexed_ = 100;
  bool asking_ = false;
};

}  // namespace stille::desktop
