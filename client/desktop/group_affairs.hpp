// What is to be decided in a group, and what has been: the silent chair, statements that contradict each
// other, whom nothing reaches. As sentences with what can be done about each. Asks nobody, decides nothing.
#pragma once

#include <QDateTime>
#include <functional>

#include "client/desktop/people_list.hpp"

namespace stille::desktop {

/// Each {words, open, actions: [{text, method, params}]}; `open`: somebody is to do something about it.
/// `group` as group.get gives it.
QVariantList group_affairs(const rpc::Json& group, const Words& words,
                           const std::function<QString(const QString& alias)>& name_of, const QDateTime& now);

class GroupAffairs final : public QObject {
  Q_OBJECT

 public:
  GroupAffairs(const Words& words, const PeopleList& people, QObject* parent = nullptr)
      : QObject(parent), words_(words), people_(people) {}

  [[nodiscard]] Q_INVOKABLE QVariantList of(const QVariantMap& group) const;
  /// Who of the members is called how, by an entry of `members`; "Du" for oneself.
  [[nodiscard]] Q_INVOKABLE QString called(const QVariantMap& member) const;
  /// Whether all have the same list, in words; empty while one is not in the group.
  [[nodiscard]] Q_INVOKABLE QString sameness(const QVariantMap& group) const;

 private:
  const Words& words_;
  const PeopleList& people_;
};

}  // namespace stille::desktop
