#include "client/desktop/protection.hpp"

namespace stille::desktop {

Protection::Protection(Session& session, QObject* parent) : QObject(parent), session_(session) {}

void Protection::forget() {
  problem_.clear();
  wrong_ = false;
  Q_EMIT changed();
}

void Protection::change(SecretField* now, SecretField* then) {
  if (busy_ || now == nullptr || then == nullptr || then->length() == 0) return;
  busy_ = true;
  forget();
  session_.worker().change_passphrase(now->copy(), then->copy(),
                                      session_.keep([this](const rpc::Answer& answer) { end(answer); }));
}

void Protection::end(const rpc::Answer& answer) {
  busy_ = false;
  if (!answer) {
    wrong_ = answer.error().code == rpc::FaultCode::wrong_passphrase;
    problem_ = session_.words_of(answer.error());
    Q_EMIT changed();
    return;
  }
  const bool first = !session_.guarded();
  session_.guard();
  Q_EMIT changed();
  Q_EMIT done(first);
}

}  // namespace stille::desktop
