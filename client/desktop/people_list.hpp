// Everybody in the address book, with what they are called: other lists ask it for names. Who is not on
// Stille stands in a list of their own.
#pragma once

#include <QHash>
#include <QSet>

#include "client/desktop/fresh_function.hpp"
#include "client/desktop/live_list.hpp"

namespace stille::desktop {

class PeopleList final : public LiveList {
  Q_OBJECT
  Q_PROPERTY(QString filter READ filter WRITE set_filter NOTIFY filterChanged)
  /// For QML: nameOf() as a fresh_function().
  Q_PROPERTY(QJSValue nameOf READ name_function NOTIFY namesChanged)
  /// People who are only in the own address book: the first kMostLocalRows that fit the filter.
  Q_PROPERTY(stille::desktop::RowList* locals READ locals CONSTANT)
  /// All that fit.
  Q_PROPERTY(int localCount READ local_count NOTIFY localsChanged)

 public:
  static constexpr int kMostLocalRows = 100;

  using LiveList::LiveList;
  [[nodiscard]] RowList* locals() noexcept { return &locals_; }
  [[nodiscard]] int local_count() const noexcept { return local_count_; }
  [[nodiscard]] QString filter() const { return filter_; }
  void set_filter(const QString& filter);
  /// What a person is called: the name they gave, or what they are called here when they changed nothing.
  [[nodiscard]] QString nameOf(const QString& alias) const;
  [[nodiscard]] Q_INVOKABLE QString lookUpName(const QString& alias) const { return nameOf(alias); }
  [[nodiscard]] QJSValue name_function() { return fresh_function(*this, QStringLiteral("lookUpName")); }
  /// Only in the own address book: nothing can be said to them here.
  [[nodiscard]] bool knows(const QString& alias) const { return names_.contains(alias); }
  [[nodiscard]] Q_INVOKABLE bool isLocal(const QString& alias) const {
    return local_aliases_.contains(alias);
  }
  /// They have told no name yet: what stands in its place is no name.
  [[nodiscard]] Q_INVOKABLE bool isWaitedFor(const QString& alias) const {
    return waited_for_.contains(alias);
  }
  [[nodiscard]] const rpc::Json& contacts() const noexcept { return contacts_; }

 Q_SIGNALS:
  void filterChanged();
  void namesChanged();
  void localsChanged();

 protected:
  void fetch() override;
  void build() override;
  void forget() override;
  [[nodiscard]] bool concerns(const rpc::Json& event) override;

 private:
  [[nodiscard]] QVariantMap row_of(const rpc::Json& contact, const QString& name,
                                   const rpc::Json& kept) const;
  [[nodiscard]] QString last_words(const rpc::Json& kept) const;

  rpc::Json contacts_ = rpc::Json::array();
  rpc::Json acquaintances_ = rpc::Json::array();
  rpc::Json kept_ = rpc::Json::array();
  QHash<QString, QString> names_;
  QSet<QString> local_aliases_;
  QSet<QString> waited_for_;
  QSet<QString> nameless_;  // wrote, were asked for, and are not known by name
  RowList locals_;
  int local_count_ = 0;
  QString filter_;
};

}  // namespace stille::desktop
