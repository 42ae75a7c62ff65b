// A real relay, and people who use the command line: whom the window talks to.
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <filesystem>

namespace stille::desktop::test {

class Neighbours {
 public:
  /// Starts the relay; its people live in folders that go with this.
  Neighbours();
  ~Neighbours();
  [[nodiscard]] QString address() const { return address_; }
  /// Makes a profile without a passphrase.
  void person(const QString& profile, const QString& name);
  /// What `stille --profile PROFILE WORDS...` wrote when it read `input`; ends the test when it fails.
  QString says(const QString& profile, const QStringList& words, const QByteArray& input = {});
  /// Two of them become contacts, each under the other's profile name.
  void meet(const QString& host, const QString& guest);
  [[nodiscard]] std::filesystem::path folder(const QString& profile) const;

 private:
  QTemporaryDir home_;
  QProcess relay_;
  QString address_;
};

}  // namespace stille::desktop::test
