// The pictures of people and groups, as what avatars show: asked for once somebody is in sight, and again
// once they may have another one. Those that were not in sight for longest are let go.
#pragma once

#include <QHash>
#include <QQuickImageProvider>
#include <QSet>
#include <memory>

#include "client/desktop/fresh_function.hpp"
#include "client/desktop/portrait_album.hpp"
#include "client/desktop/session.hpp"

namespace stille::desktop {

class Portraits final : public QObject {
  Q_OBJECT
  /// For QML: of(alias) gives the source of a picture, empty when there is none yet. A fresh_function().
  Q_PROPERTY(QJSValue of READ of_function NOTIFY changed)

 public:
  static constexpr int kSide = 144;  // pixels: the largest avatar, twice

  explicit Portraits(Session& session, QObject* parent = nullptr);
  /// `alias` as lists have it: of a group with its #, `self` is us.
  [[nodiscard]] Q_INVOKABLE QString lookUp(const QString& alias);
  /// It may be another one now.
  Q_INVOKABLE void ask(const QString& alias);
  [[nodiscard]] QJSValue of_function() { return fresh_function(*this, QStringLiteral("lookUp")); }
  /// Whether everybody who was asked for has been answered.
  [[nodiscard]] bool settled() const noexcept { return asked_.isEmpty(); }
  /// For image://portraits.
  class Source;
  [[nodiscard]] QQuickImageProvider* source() const;

 Q_SIGNALS:
  void changed();

 private:
  void forget();
  void take(const QString& alias, const rpc::Json& answer);

  Session& session_;
  QHash<QString, int> known_;             // numbers in the album by alias; 0: none
  QSet<QString> asked_;                   // not answered yet
  std::shared_ptr<PortraitAlbum> album_;  // shared with the thread that draws
  int last_ = 0;
};

}  // namespace stille::desktop
