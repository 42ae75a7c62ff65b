// The pictures of people and groups, as what avatars show: asked for once somebody is in sight, and again
// once they may have another one. Those that were not in sight for longest are let go.
#pragma once

#include <QCache>
#include <QHash>
#include <QImage>
#include <QJSValue>
#include <QMutex>
#include <QQuickImageProvider>
#include <QSet>
#include <memory>

#include "client/desktop/session.hpp"

namespace stille::desktop {

class Portraits final : public QObject {
  Q_OBJECT
  /// For QML: of(alias) gives the source of a picture, empty when there is none yet. A function that is
  /// another one once there is news, so that whatever was bound to it is looked up anew.
  Q_PROPERTY(QJSValue of READ of_function NOTIFY changed)

 public:
  static constexpr int kSide = 144;  // pixels: the largest avatar, twice
  static constexpr int kMost = 200;

  explicit Portraits(Session& session, QObject* parent = nullptr);
  /// `alias` as lists have it: of a group with its #, `self` is us.
  [[nodiscard]] Q_INVOKABLE QString lookUp(const QString& alias);
  /// It may be another one now.
  Q_INVOKABLE void ask(const QString& alias);
  [[nodiscard]] QJSValue of_function();
  /// Whether everybody who was asked for has been answered.
  [[nodiscard]] bool settled() const noexcept { return asked_.isEmpty(); }
  /// For image://portraits.
  class Source;
  [[nodiscard]] QQuickImageProvider* source() const;

 Q_SIGNALS:
  void changed();

 private:
  struct Album;
  void forget();
  void take(const QString& alias, const rpc::Json& answer);

  Session& session_;
  QHash<QString, int> known_;  // numbers in the album by alias; 0: none
  QSet<QString> asked_;        // not answered yet
  std::shared_ptr<Album> album_;
  int last_ = 0;
};

}  // namespace stille::desktop
