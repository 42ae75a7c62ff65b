// Everybody in the address book, with what they are called: other lists ask it for names.
#pragma once

#include <QHash>
#include <QJSValue>

#include "client/desktop/live_list.hpp"

namespace stille::desktop {

class PeopleList final : public LiveList {
  Q_OBJECT
  Q_PROPERTY(QString filter READ filter WRITE set_filter NOTIFY filterChanged)
  /// For QML: nameOf() as a function that is another one once names change, so that whatever was bound to it
  /// is looked up anew.
  Q_PROPERTY(QJSValue nameOf READ name_function NOTIFY namesChanged)

 public:
  using LiveList::LiveList;
  [[nodiscard]] QString filter() const { return filter_; }
  void set_filter(const QString& filter);
  /// What a person is called: the name they gave, or what they are called here when they changed nothing.
  [[nodiscard]] QString nameOf(const QString& alias) const;
  [[nodiscard]] Q_INVOKABLE QString lookUpName(const QString& alias) const { return nameOf(alias); }
  [[nodiscard]] QJSValue name_function();
  [[nodiscard]] const rpc::Json& contacts() const noexcept { return contacts_; }

 Q_SIGNALS:
  void filterChanged();
  void namesChanged();

 protected:
  void fetch() override;
  void build() override;
  void forget() override;
  [[nodiscard]] bool concerns(const rpc::Json& event) const override;

 private:
  rpc::Json contacts_ = rpc::Json::array();
  rpc::Json kept_ = rpc::Json::array();
  QHash<QString, QString> names_;
  QString filter_;
};

}  // namespace stille::desktop
