#include "client/desktop/row_list.hpp"

#include <QSet>
#include <algorithm>

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
  // Most changes are of few rows: what is the same at both ends is not looked at any closer.
  const auto least = std::min(rows_.size(), rows.size());
  qsizetype head = 0;
  while (head < least && rows_[head] == rows[head]) ++head;
  qsizetype tail = 0;
  while (tail < least - head && rows_[rows_.size() - 1 - tail] == rows[rows.size() - 1 - tail]) ++tail;
  const auto first = static_cast<int>(head);
  const auto end = static_cast<int>(rows.size() - tail);
  QSet<QString> wanted;
  for (int i = first; i < end; ++i) wanted.insert(id_of(rows[i]));
  for (int i = count() - static_cast<int>(tail) - 1; i >= first; --i) {
    if (wanted.contains(id_of(rows_[i]))) continue;
    int begin = i;
    while (begin > first && !wanted.contains(id_of(rows_[begin - 1]))) --begin;
    beginRemoveRows({}, begin, i);
    rows_.remove(begin, i - begin + 1);
    endRemoveRows();
    i = begin;
  }
  QSet<QString> here;
  for (int i = first; i < count() - static_cast<int>(tail); ++i) here.insert(id_of(rows_[i]));
  for (int i = first; i < end; ++i) {
    const auto id = id_of(rows[i]);
    if (!here.contains(id)) {
      int last = i;
      while (last + 1 < end && !here.contains(id_of(rows[last + 1]))) ++last;
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
