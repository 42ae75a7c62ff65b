// How QML asks the profile: `Profile.call(...)`, attached to the object that asks. An answer that comes after
// that object has gone is given to nobody. Knows nothing of what is asked.
#pragma once

#include <QJSValue>
#include <QObject>
#include <QQmlEngine>
#include <QVariantMap>

#include "client/desktop/session.hpp"

namespace stille::desktop {

class Calls final : public QObject {
  Q_OBJECT

 public:
  /// Of objects of an engine that was told its session.
  static Calls* qmlAttachedProperties(QObject* asker);
  static void tell(QQmlEngine& engine, Session& session);

  /// `then` is called with {ok, value} or {ok: false, code, words, detail}.
  Q_INVOKABLE void call(const QString& method, const QVariantMap& params, const QJSValue& then = {});
  Q_INVOKABLE void callSlowly(const QString& method, const QVariantMap& params, const QJSValue& then = {});

 private:
  Calls(Session& session, QObject* asker) : QObject(asker), session_(session) {}
  [[nodiscard]] Session::Then answering(const QJSValue& then);

  Session& session_;
};

}  // namespace stille::desktop

QML_DECLARE_TYPEINFO(stille::desktop::Calls, QML_HAS_ATTACHED_PROPERTIES)
