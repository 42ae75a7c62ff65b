#include "client/desktop/calls.hpp"

#include <QPointer>
#include <QQmlContext>

#include "client/desktop/json_values.hpp"

namespace stille::desktop {
namespace {

constexpr const char* kSession = "session";

/// A page that was closed is there until the next turn of the loop, but nothing in it has a name any more.
bool is_closed(const QObject* asker) {
  const auto* context = asker == nullptr ? nullptr : qmlContext(asker);
  return context == nullptr || !context->isValid();
}

}  // namespace

void Calls::tell(QQmlEngine& engine, Session& session) {
  engine.setProperty(kSession, QVariant::fromValue<QObject*>(&session));
}

Calls* Calls::qmlAttachedProperties(QObject* asker) {
  const auto* engine = qmlEngine(asker);
  auto* session =
      engine == nullptr ? nullptr : qobject_cast<Session*>(engine->property(kSession).value<QObject*>());
  return session == nullptr ? nullptr : new Calls(*session, asker);
}

Session::Then Calls::answering(const QJSValue& then) {
  if (!then.isCallable()) return {};
  const QPointer<QObject> asker = parent();
  return [this, asker, then](const rpc::Json& value, Session::Problem problem) {
    if (is_closed(asker)) return;
    QVariantMap out{{QStringLiteral("ok"), problem == nullptr}};
    if (problem == nullptr) {
      out.insert(QStringLiteral("value"), to_value(value));
    } else {
      out.insert(QStringLiteral("code"), QString::fromStdString(std::string(rpc::name_of(problem->code))));
      out.insert(QStringLiteral("words"), session_.words_of(*problem));
      out.insert(QStringLiteral("detail"), to_value(problem->detail));
    }
    const auto result = then.call({qmlEngine(asker)->toScriptValue(out)});
    if (result.isError()) qWarning("%s", qPrintable(result.toString()));
  };
}

void Calls::call(const QString& method, const QVariantMap& params, const QJSValue& then) {
  session_.ask(method.toUtf8().constData(), to_json(params), answering(then));
}

void Calls::callSlowly(const QString& method, const QVariantMap& params, const QJSValue& then) {
  session_.ask_slowly(method.toUtf8().constData(), to_json(params), answering(then));
}

}  // namespace stille::desktop
