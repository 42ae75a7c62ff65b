// A list of rows that changes as little as it has to: the new rows are compared with the old by their keys,
// and only what differs is inserted, moved, removed or repainted. Never resets. Knows nothing of what the
// rows mean.
#pragma once

#include <QAbstractListModel>
#include <QVariantMap>

namespace stille::desktop {

class RowList : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY countChanged)

 public:
  using QAbstractListModel::QAbstractListModel;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  /// One role, `row`: the map. Every map has a unique `id`.
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
  /// Empty beyond the end.
  [[nodiscard]] Q_INVOKABLE QVariantMap at(int index) const;
  /// -1 when there is none.
  [[nodiscard]] Q_INVOKABLE int find(const QString& id) const;
  [[nodiscard]] const QList<QVariantMap>& rows() const noexcept { return rows_; }
  void replace(const QList<QVariantMap>& rows);

 Q_SIGNALS:
  void countChanged();

 private:
  QList<QVariantMap> rows_;
};

}  // namespace stille::desktop
