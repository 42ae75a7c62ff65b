#include "client/desktop/session.hpp"

#include "client/desktop/json_values.hpp"
#include "client/rpc/new_profile.hpp"

namespace stille::desktop {
namespace {

/// `wrong_passphrase` as a key of the catalogue: faultWrongPassphrase.
QString fault_key(rpc::FaultCode code) {
  QString out = QStringLiteral("fault");
  bool upper = true;
  for (const char letter : rpc::name_of(code)) {
    if (letter == '_') {
      upper = true;
      continue;
    }
    out += upper ? QChar::fromLatin1(letter).toUpper() : QChar::fromLatin1(letter);
    upper = false;
  }
  return out;
}

/// The worst of them decides what is said.
QString one_connection(const std::string& all) {
  for (const char* state : {"waiting", "connecting", "connected", "offline"}) {
    if (all.find(state) != std::string::npos) return QLatin1String(state);
  }
  return {};
}

}  // namespace

Session::Session(Words& words, std::filesystem::path folder, const Log& log, QObject* parent)
    : QObject(parent),
      words_(words),
      folder_(std::move(folder)),
      worker_(
          log, [this](Worker::Task task) { pump_.post(std::move(task)); },
          [this](rpc::Json events, std::string connections) {
            pump_.post_with_frame([this, events = std::move(events), connections = std::move(connections)] {
              take_events(events, connections);
            });
          },
          [this] { let_go(); }) {}

Session::~Session() {
  pump_.stop();
}

QString Session::words_of(const rpc::Fault& fault) const {
  // What stands behind a _ says only what the sentence may name.
  const auto about =
      QString::fromStdString(fault.detail.value("kind", std::string())).section(QLatin1Char('_'), 0, 0);
  const auto special = fault_key(fault.code) + about.left(1).toUpper() + about.mid(1);
  return words_.say(!about.isEmpty() && words_.knows(special) ? special : fault_key(fault.code));
}

QString Session::name() const {
  return profile_.value(QStringLiteral("name")).toString();
}

void Session::enter(const QString& state, Problem problem) {
  state_ = state;
  problem_ = problem != nullptr ? words_of(*problem) : QString();
  problem_about_ = problem != nullptr ? text_of(problem->detail, "about") : QString();
  if (state_ == QStringLiteral("open")) Q_EMIT entered();
  Q_EMIT stateChanged();
}

void Session::begin() {
  worker_.run([this] {
    auto asks = rpc::asks_for_passphrase(folder_);
    pump_.post([this, asks = std::move(asks)] {
      if (!asks && asks.error().code == rpc::FaultCode::not_found) return enter(QStringLiteral("welcome"));
      if (!asks) return enter(QStringLiteral("failed"), &asks.error());
      guarded_ = asks.value();
      open({});
    });
  });
}

void Session::open_with(crypto::SecretBytes passphrase) {
  guarded_ = !passphrase.empty();
  open(std::move(passphrase));
}

void Session::guard() {
  guarded_ = true;
  Q_EMIT stateChanged();
}

void Session::leave() {
  enter(QStringLiteral("looking"));
  connection_.clear();
  profile_.clear();
  Q_EMIT connectionChanged();
  Q_EMIT profileChanged();
}

void Session::restart() {
  enter(QStringLiteral("looking"));
  begin();
}

void Session::open(crypto::SecretBytes passphrase) {
  enter(QStringLiteral("opening"));
  worker_.open(folder_, std::move(passphrase), [this](const rpc::Answer& answer) { opened(answer); });
}

void Session::opened(const rpc::Answer& answer) {
  if (answer) {
    profile_ = to_value(answer.value()["profile"]).toMap();
    Q_EMIT profileChanged();
    enter(QStringLiteral("open"));
    if (!invitation_.empty())
      worker_.call_slowly("relay.invite", {{"invitation", std::exchange(invitation_, {})}}, {});
    if (!card_.empty()) worker_.call_slowly("card.set", std::exchange(card_, {}), {});
    return;
  }
  const auto& why = answer.error();
  if (why.code == rpc::FaultCode::locked) return enter(QStringLiteral("locked"));
  if (why.code == rpc::FaultCode::wrong_passphrase) return enter(QStringLiteral("locked"), &why);
  enter(QStringLiteral("failed"), &why);
}

void Session::create(const QVariantMap& wishes, SecretField* passphrase) {
  auto wish = std::make_shared<rpc::NewProfileWish>();
  wish->name = wishes.value(QStringLiteral("name")).toString().trimmed().toStdString();
  wish->relay = wishes.value(QStringLiteral("relay")).toString().trimmed().toStdString();
  auto again = std::make_shared<crypto::SecretBytes>();
  if (passphrase != nullptr) {
    wish->passphrase = passphrase->take();
    *again = wish->passphrase.clone();
  }
  guarded_ = passphrase != nullptr;
  card_ = rpc::Json::object();
  for (const auto* field : {"role", "company", "picture"}) {
    const auto text = wishes.value(QLatin1String(field)).toString().trimmed();
    if (!text.isEmpty()) card_[field] = text.toStdString();
  }
  enter(QStringLiteral("opening"));
  worker_.run([this, wish, again] {
    auto made = rpc::make_profile(folder_, std::move(*wish), SystemClock().now());
    pump_.post([this, made = std::move(made), again] {
      if (!made) return enter(QStringLiteral("welcome"), &made.error());
      invitation_ = made.value();
      open(std::move(*again));
    });
  });
}

void Session::unlock(SecretField* passphrase) {
  if (passphrase != nullptr) open(passphrase->take());
}

void Session::lock() {
  if (state_ != QStringLiteral("open")) return;
  if (guarded_ && worker_.owns()) return let_go();
  Q_EMIT unlocked();
}

void Session::let_go() {
  if (state_ != QStringLiteral("open")) return;
  Q_EMIT leaving();
  enter(QStringLiteral("locked"));
  connection_.clear();
  Q_EMIT connectionChanged();
  worker_.close({});
}

void Session::take_events(const rpc::Json& events, const std::string& connections) {
  if (state_ != QStringLiteral("open")) return;
  const auto connection = one_connection(connections);
  if (connection != connection_) {
    connection_ = connection;
    Q_EMIT connectionChanged();
  }
  if (events.empty()) return;
  QStringList types;
  for (const auto& event : events) types.append(text_of(event, "type"));
  types.removeDuplicates();
  Q_EMIT happened(events);
  Q_EMIT heardOf(types);
}

Worker::Reply Session::keep(Worker::Reply reply) {
  const auto id = ++last_reply_;
  replies_.emplace(id, std::move(reply));
  return [this, id](rpc::Answer answer) {
    const auto kept = replies_.extract(id);
    if (!kept.empty()) kept.mapped()(std::move(answer));
  };
}

Worker::Reply Session::answering(Then then) {
  return keep([then = std::move(then)](const rpc::Answer& answer) {
    if (!then) return;
    if (answer) {
      then(answer.value(), nullptr);
    } else {
      then({}, &answer.error());
    }
  });
}

void Session::ask(const char* method, rpc::Json params, Then then) {
  worker_.call(method, std::move(params), answering(std::move(then)));
}

void Session::ask_patiently(const char* method, rpc::Json params, Then then) {
  worker_.call_patiently(method, std::move(params), answering(std::move(then)));
}

void Session::ask_slowly(const char* method, rpc::Json params, Then then) {
  worker_.call_slowly(method, std::move(params), answering(std::move(then)));
}

void Session::refresh() {
  ask("profile.status", rpc::Json::object(), [this](const rpc::Json& status, Problem problem) {
    if (problem != nullptr) return;
    profile_ = to_value(status["profile"]).toMap();
    Q_EMIT profileChanged();
  });
}

}  // namespace stille::desktop
