#include "tests/desktop/neighbours.hpp"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <filesystem>

#include <gtest/gtest.h>

namespace stille::desktop::test {
namespace {

constexpr int kLimitMs = 60'000;

QString run(const QString& program, const QStringList& words, const QByteArray& input = {}) {
  QProcess process;
  process.start(program, words);
  process.write(input);
  process.closeWriteChannel();
  process.waitForFinished(kLimitMs);
  const auto errors = process.readAllStandardError();
  if (process.exitCode() != 0 || process.exitStatus() != QProcess::NormalExit)
    ADD_FAILURE() << program.toStdString() << " " << words.join(QLatin1Char(' ')).toStdString() << ": "
                  << errors.toStdString();
  return QString::fromUtf8(process.readAllStandardOutput());
}

}  // namespace

Neighbours::Neighbours() {
  for (const auto* folder : {"people", "run"}) QDir().mkpath(home_.filePath(QLatin1String(folder)));
  QFile::setPermissions(home_.filePath(QStringLiteral("run")),
                        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
  qputenv("STILLE_HOME", home_.filePath(QStringLiteral("people")).toUtf8());
  qputenv("XDG_RUNTIME_DIR", home_.filePath(QStringLiteral("run")).toUtf8());
  qputenv("STILLE_RELAY_DATA", "/nonexistent/stille-relay");
  const auto data = home_.filePath(QStringLiteral("relay"));
  const auto relay = QStringLiteral(STILLE_RELAY);
  run(relay, {QStringLiteral("init"), QStringLiteral("--data"), data, QStringLiteral("--listen"),
              QStringLiteral("127.0.0.1:0"), QStringLiteral("--open")});
  relay_.setStandardErrorFile(QProcess::nullDevice());
  relay_.start(relay, {QStringLiteral("run"), QStringLiteral("--data"), data});
  while (!relay_.canReadLine() && relay_.waitForReadyRead(kLimitMs)) {
  }
  address_ = QString::fromUtf8(relay_.readLine()).trimmed().section(QLatin1Char(' '), 1);
  EXPECT_TRUE(address_.startsWith(QStringLiteral("stille://")));
}

Neighbours::~Neighbours() {
  relay_.terminate();
  relay_.waitForFinished(kLimitMs);
}

std::filesystem::path Neighbours::folder(const QString& profile) const {
  return home_.filePath(QStringLiteral("people/profiles/") + profile).toStdString();
}

QString Neighbours::says(const QString& profile, const QStringList& words, const QByteArray& input) {
  return run(QStringLiteral(STILLE), QStringList{QStringLiteral("--profile"), profile} + words, input);
}

void Neighbours::person(const QString& profile, const QString& name) {
  says(profile, {QStringLiteral("profile"), QStringLiteral("new"), profile, QStringLiteral("--name"), name,
                 QStringLiteral("--relay"), address_, QStringLiteral("--no-passphrase")});
}

void Neighbours::meet(const QString& host, const QString& guest) {
  const auto link =
      says(host, {QStringLiteral("invite"), QStringLiteral("create"), QStringLiteral("--plain")}).trimmed();
  says(guest, {QStringLiteral("invite"), QStringLiteral("accept"), link, QStringLiteral("--alias"), host});
  for (int round = 0; round < 3; ++round) {
    says(host, {QStringLiteral("sync")});
    says(guest, {QStringLiteral("sync")});
  }
  const auto own =
      QJsonDocument::fromJson(
          says(guest, {QStringLiteral("card"), QStringLiteral("show"), QStringLiteral("--json")}).toUtf8())
          .object()
          .value(QStringLiteral("name"));
  const auto known =
      says(host, {QStringLiteral("contact"), QStringLiteral("list"), QStringLiteral("--json")});
  for (const auto& line : known.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
    const auto contact = QJsonDocument::fromJson(line.toUtf8()).object();
    if (contact.value(QStringLiteral("name")) == own && contact.value(QStringLiteral("alias")) != guest)
      says(host, {QStringLiteral("contact"), QStringLiteral("set"),
                  contact.value(QStringLiteral("id")).toString(), QStringLiteral("--alias"), guest});
  }
  // They know each other: that they do is no news any more.
  says(host, {QStringLiteral("read"), guest});
}

}  // namespace stille::desktop::test
