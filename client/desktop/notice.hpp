// Whether a message may be noticed outside of the window, and in which words: quiet by default. Pure.
#pragma once

#include <QDateTime>
#include <QHash>
#include <functional>
#include <optional>

#include "client/desktop/words.hpp"
#include "client/rpc/fault.hpp"

namespace stille::desktop {

struct Notice {
  QString message{};       // its id; empty: it is about none
  QString conversation{};  // alias; empty: those with whom one keeps in touch
  QString title{};
  QString body{};
};

class NoticePolicy {
 public:
  static constexpr qint64 kSecondsApart = 3 * 60;

  struct Surroundings {
    const Words& words;
    QString level;  // as Preferences::notices
    QDateTime now;
    std::function<QString(const QString& alias)> name_of;
    std::function<bool(const QString& alias)> muted;
    /// Nothing of this conversation is noticed now, and nothing is made up for later.
    std::function<bool(const QString& conversation)> quiet = [](const QString&) { return false; };
    QString own_name{};  // in a group, who says it means this person
  };
  /// What was written before `since` is said in the list and nowhere else.
  explicit NoticePolicy(QDateTime since) : since_(std::move(since)) {}
  /// Of people one message per conversation and three minutes; of groups only answers to oneself and what
  /// names oneself; of everything else nothing.
  std::optional<Notice> notice(const rpc::Json& event, const Surroundings& around);

 private:
  QDateTime since_;
  QHash<QString, QDateTime> last_;
};

}  // namespace stille::desktop
