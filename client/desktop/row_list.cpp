#include "client/desktop/row_list.hpp"

#include <QSet>

namespace stille::desktop {
namespace {

QString id_of(const QVariantMap& row) {
  return row.value(QStringLiteral("id")).toString();
}

}  // namespace

int RowList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : count();
}

QVariant RowList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= count()) return {};
  const auto& row = rows_[index.row()];
  if (role == Qt::DisplayRole) return row.value(QStringLiteral("name"));
  return role == Qt::UserRole ? QVariant(row) : QVariant();
}

QHash<int, QByteArray> RowList::roleNames() const {
  return {{Qt::UserRole, "row"}};
}

QVariantMap RowList::at(int index) const {
  return index >= 0 && index < count() ? rows_[index] : QVariantMap();
}

int RowList::find(const QString& id) const {
  for (int i = 0; i < count(); ++i) {
    if (id_of(rows_[i]) == id) return i;
  }
  return -1;
}

void RowList::replace(const QList<QVariantMap>& rows) {
  const int before = count();
  QSet<QString> wanted;
  for (const auto& row : rows) wanted.insert(id_of(row));
  for (int i = count() - 1; i >= 0; --i) {
    if (wanted.contains(id_of(rows_[i]))) continue;
    int first = i;
    while (first > 0 && !wanted.contains(id_of(rows_[first - 1]))) --first;
    beginRemoveRows({}, first, i);
    rows_.remove(first, i - first + 1);
    endRemoveRows();
    i = first;
  }
  QSet<QString> here;
  for (const auto& row : rows_) here.insert(id_of(row));
  for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
    const auto id = id_of(rows[i]);
    if (!here.contains(id)) {
      int last = i;
      while (last + 1 < rows.size() && !here.contains(id_of(rows[last + 1]))) ++last;
      beginInsertRows({}, i, last);
      for (int at = i; at <= last; ++at) rows_.insert(at, rows[at]);
      endInsertRows();
      i = last;
      continue;
    }
    if (id_of(rows_[i]) != id) {
      const int from = find(id);
      beginMoveRows({}, from, from, {}, i);
      rows_.move(from, i);
      endMoveRows();
    }
    if (rows_[i] != rows[i]) {
      rows_[i] = rows[i];
      Q_EMIT dataChanged(index(i), index(i), {Qt::UserRole, Qt::DisplayRole});
    }
  }
  if (before != count()) Q_EMIT countChanged();
}

}  // namespace stille::desktop
