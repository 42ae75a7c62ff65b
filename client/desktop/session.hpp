// The profile as the window has it: not there yet, locked, being opened, open. Asks it by the methods of the
// one table and passes its events on. Knows nothing of screens.
#pragma once

#include <QObject>
#include <QVariantMap>
#include <filesystem>
#include <functional>
#include <map>

#include "client/desktop/event_pump.hpp"
#include "client/desktop/secret_field.hpp"
#include "client/desktop/words.hpp"
#include "client/desktop/worker.hpp"

namespace stille::desktop {

class Session final : public QObject {
  Q_OBJECT
  /// "looking", "welcome", "locked", "opening", "open" or "failed".
  Q_PROPERTY(QString state READ state NOTIFY stateChanged)
  /// Why opening or making it did not work, in words; what it is about in `problemAbout`.
  Q_PROPERTY(QString problem READ problem NOTIFY stateChanged)
  Q_PROPERTY(QString problemAbout READ problem_about NOTIFY stateChanged)
  Q_PROPERTY(QString name READ name NOTIFY profileChanged)
  Q_PROPERTY(QVariantMap profile READ profile NOTIFY profileChanged)
  /// "connected", "connecting", "waiting", "offline", or empty before anything is known.
  Q_PROPERTY(QString connection READ connection NOTIFY connectionChanged)
  /// Whether locking closes the profile: another program may own it.
  Q_PROPERTY(bool lockable READ lockable NOTIFY stateChanged)
  Q_PROPERTY(bool guarded READ guarded NOTIFY stateChanged)

 public:
  /// Empty: it worked.
  using Problem = const rpc::Fault*;
  using Then = std::function<void(const rpc::Json& value, Problem problem)>;

  Session(Words& words, std::filesystem::path folder, const Log& log, QObject* parent = nullptr);
  ~Session() override;

  /// Opens the profile, which has just come to be, with its passphrase; empty: it has none.
  void open_with(crypto::SecretBytes passphrase);
  /// The profile, which is open, asks for a passphrase from now on.
  void guard();
  /// Nothing of what was open is shown or asked any more.
  void leave();
  /// Finds out whether there is a profile, and opens it when it asks for nothing.
  void begin();
  /// `wishes`: name and relay; role, company and the path of a picture when there are such.
  Q_INVOKABLE void create(const QVariantMap& wishes, stille::desktop::SecretField* passphrase);
  Q_INVOKABLE void unlock(stille::desktop::SecretField* passphrase);
  /// `unlocked` when that cannot be.
  Q_INVOKABLE void lock();
  Q_INVOKABLE void restart();
  Q_INVOKABLE void refresh();

  void ask(const char* method, rpc::Json params, Then then);
  /// For what nobody waits for.
  void ask_patiently(const char* method, rpc::Json params, Then then);
  /// For what may take seconds; nothing else waits for it.
  void ask_slowly(const char* method, rpc::Json params, Then then);
  /// What answers a call may refer to values of QML, which no other thread may copy or let go: it stays here,
  /// and what is given travels in its place. Called on the window's thread, as the reply is.
  Worker::Reply keep(Worker::Reply reply);
  [[nodiscard]] QString words_of(const rpc::Fault& fault) const;
  Worker& worker() noexcept { return worker_; }
  EventPump& pump() noexcept { return pump_; }

  [[nodiscard]] QString state() const { return state_; }
  [[nodiscard]] QString problem() const { return problem_; }
  [[nodiscard]] QString problem_about() const { return problem_about_; }
  [[nodiscard]] QString name() const;
  [[nodiscard]] QVariantMap profile() const { return profile_; }
  [[nodiscard]] QString connection() const { return connection_; }
  [[nodiscard]] bool lockable() const { return worker_.owns(); }
  [[nodiscard]] bool guarded() const { return guarded_; }

 Q_SIGNALS:
  /// The profile is open. Comes before stateChanged, which makes the screens: what is asked now is under way
  /// meanwhile.
  void entered();
  /// It is about to be given free, and takes what is said to it now before that.
  void leaving();
  void stateChanged();
  void profileChanged();
  void connectionChanged();
  /// It stays open, as nothing guards it, or another program holds it.
  void unlocked();
  /// At most once a frame.
  void happened(const stille::rpc::Json& events);
  /// The same for screens: of which types these were, each once.
  void heardOf(const QStringList& types);

 private:
  void enter(const QString& state, Problem problem = nullptr);
  void opened(const rpc::Answer& answer);
  /// Gives the profile free; also when it asks for nothing, as somebody else may want to have it.
  void let_go();
  void open(crypto::SecretBytes passphrase);
  void take_events(const rpc::Json& events, const std::string& connections);
  Worker::Reply answering(Then then);

  Words& words_;
  std::filesystem::path folder_;
  std::map<std::uint64_t, Worker::Reply> replies_;  // of calls under way
  std::uint64_t last_reply_ = 0;
  EventPump pump_;
  Worker worker_;
  QString state_ = QStringLiteral("looking");
  QString problem_;
  QString problem_about_;
  QString connection_;
  QVariantMap profile_;
  bool guarded_ = false;
  rpc::Json card_;          // what is said of oneself at first, to be set once the profile is open
  std::string invitation_;  // to the relay, to be redeemed once the profile is open
};

}  // namespace stille::desktop
