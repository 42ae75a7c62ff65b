#include "client/desktop/lifecycle.hpp"

#include "client/desktop/json_values.hpp"
#include "client/rpc/backup.hpp"
#include "client/rpc/new_profile.hpp"

namespace stille::desktop {

Lifecycle::Lifecycle(Session& session, std::filesystem::path folder, QObject* parent)
    : QObject(parent), session_(session), folder_(std::move(folder)) {}

void Lifecycle::begin() {
  busy_ = true;
  problem_.clear();
  problem_about_.clear();
  Q_EMIT changed();
}

void Lifecycle::end(const rpc::Fault* why) {
  busy_ = false;
  if (why != nullptr) {
    auto said = *why;
    // Only the file knows which of the two it was asked for.
    if (said.code == rpc::FaultCode::wrong_passphrase)
      said.detail["kind"] = asks_ == QStringLiteral("key") ? "key" : "backup";
    problem_ = session_.words_of(said);
    problem_about_ = why->code == rpc::FaultCode::wrong_passphrase ? QStringLiteral("secret")
                     : why->detail.contains("about")               ? QStringLiteral("file")
                                                                   : QString();
  }
  Q_EMIT changed();
}

bool Lifecycle::namesRelay(const QString& text) const {
  return rpc::relay_from(text.trimmed().toStdString()).has_value();
}

bool Lifecycle::namesRelayAlone(const QString& text) const {
  return rpc::names_relay_alone(text.trimmed().toStdString());
}

void Lifecycle::forget() {
  file_.clear();
  secret_ = {};
  asks_.clear();
  found_.clear();
  end();
}

void Lifecycle::look(const QString& file) {
  forget();
  file_ = file.toStdString();
  begin();
  session_.worker().run([this, path = file_] {
    auto asks = rpc::backup_asks_passphrase(path);
    session_.pump().post([this, path, asks = std::move(asks)] {
      if (path != file_) return;
      if (!asks) return end(&asks.error());
      asks_ = asks.value() ? QStringLiteral("passphrase") : QStringLiteral("key");
      end();
    });
  });
}

void Lifecycle::check(SecretField* secret) {
  if (secret == nullptr || file_.empty() || busy_) return;
  begin();
  // A task is copied about; a secret is not.
  auto typed = std::make_shared<crypto::SecretBytes>(secret->take());
  session_.worker().run([this, path = file_, typed] {
    auto found = rpc::check_backup(path, *typed);
    session_.pump().post([this, typed, found = std::move(found)] {
      if (!found) return end(&found.error());
      secret_ = std::move(*typed);
      found_ = to_value(found.value()).toMap();
      end();
    });
  });
}

void Lifecycle::restore(SecretField* passphrase) {
  if (found_.isEmpty() || busy_) return;
  begin();
  auto secret = std::make_shared<crypto::SecretBytes>(secret_.clone());
  auto own = std::make_shared<crypto::SecretBytes>();
  if (passphrase != nullptr) *own = passphrase->take();
  session_.worker().run([this, path = file_, secret, own] {
    auto made = rpc::restore_backup(path, *secret, folder_, *own, SystemClock().now());
    session_.pump().post([this, own, made = std::move(made)] {
      if (!made) return end(&made.error());
      forget();
      session_.open_with(std::move(*own));
    });
  });
}

void Lifecycle::erase() {
  if (busy_ || !session_.lockable()) return;
  begin();
  session_.leave();
  session_.worker().close({});
  session_.worker().run([this] {
    auto gone = rpc::unmake_profile(folder_);
    session_.pump().post([this, gone = std::move(gone)] {
      end(gone ? nullptr : &gone.error());
      session_.restart();
    });
  });
}

}  // namespace stille::desktop
