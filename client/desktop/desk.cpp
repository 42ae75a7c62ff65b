#include "client/desktop/desk.hpp"

#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "client/desktop/autostart.hpp"
#include "client/desktop/json_values.hpp"
#include "client/desktop/moments.hpp"
#include "client/desktop/quiet.hpp"

namespace stille::desktop {
namespace {

using rpc::Json;

/// A file that is being written from pieces, asked for one after the other.
struct Saving {
  explicit Saving(const QString& path) : file(path) {}
  QSaveFile file;
  std::string id;
};

constexpr int kMostNames = 99;

QString pasted_folder() {
  const auto runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
  return runtime.isEmpty() ? QDir::tempPath() : runtime;
}

}  // namespace

Desk::Desk(Session& session, Words& words, std::string profile, QObject* parent)
    : QObject(parent), session_(session), words_(words), profile_(std::move(profile)) {}

void Desk::copy(const QString& text) {
  QGuiApplication::clipboard()->setText(text);
}

QString Desk::clipboardText() const {
  return QGuiApplication::clipboard()->text();
}

bool Desk::clipboardHasImage() const {
  const auto* content = QGuiApplication::clipboard()->mimeData();
  return content != nullptr && content->hasImage();
}

void Desk::answer(const QJSValue& then, const QString& text) {
  if (then.isCallable()) then.call({QJSValue(text)});
}

Worker::Reply Desk::answer_later(const QJSValue& then) {
  return session_.keep([this, then](const rpc::Answer& text) {
    answer(then, text ? QString::fromStdString(text.value().get<std::string>()) : QString());
  });
}

void Desk::pastedImage(const QJSValue& then) {
  const auto image = QGuiApplication::clipboard()->image();
  if (image.isNull()) return answer(then, {});
  // The name goes out with it.
  const auto name =
      words_.say(QStringLiteral("pastedName"),
                 {QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH-mm-ss"))}) +
      QStringLiteral(".png");
  session_.worker().run([this, image, name, reply = answer_later(then)] {
    QTemporaryDir folder(pasted_folder() + QStringLiteral("/stille-pasted-XXXXXX"));
    const auto path = folder.filePath(name);
    const bool written = folder.isValid() && image.save(path, "PNG");
    folder.setAutoRemove(!written);
    session_.pump().post([reply, path = written ? path : QString()] { reply(Json(path.toStdString())); });
  });
}

bool Desk::isPasted(const QString& path) const {
  const QFileInfo folder(QFileInfo(path).path());
  return folder.path() == pasted_folder() && folder.fileName().startsWith(QStringLiteral("stille-pasted-"));
}

void Desk::removePasted(const QString& path) {
  if (!isPasted(path)) return;
  session_.worker().run([path] {
    QFile::remove(path);
    QDir().rmdir(QFileInfo(path).path());
  });
}

QString Desk::pathOf(const QUrl& url) const {
  return url.isLocalFile() ? url.toLocalFile() : QString();
}

QString Desk::fileName(const QString& path) const {
  return QFileInfo(path).fileName();
}

void Desk::freePath(const QString& path, const QJSValue& then) {
  session_.worker().run([this, path, reply = answer_later(then)] {
    const QFileInfo file(path);
    const auto ending = file.suffix().isEmpty() ? QString() : QLatin1Char('.') + file.suffix();
    const auto stem = path.chopped(ending.size());
    auto free = path;
    for (int next = 2; QFileInfo::exists(free) && next <= kMostNames; ++next)
      free = stem + QLatin1Char('-') + QString::number(next) + ending;
    session_.pump().post([reply, free] { reply(Json(free.toStdString())); });
  });
}

void Desk::sizeOf(const QString& path, const QJSValue& then) {
  session_.worker().run([this, path, reply = answer_later(then)] {
    const QFileInfo file(path);
    const auto size = file.isFile() ? file.size() : qint64{-1};
    session_.pump().post([this, reply, size] {
      reply(Json((size < 0 ? QString() : size_words(words_, size)).toStdString()));
    });
  });
}

void Desk::open(const QString& address) {
  const QUrl url(address, QUrl::StrictMode);
  if (url.scheme() == QStringLiteral("https") || url.scheme() == QStringLiteral("http") ||
      url.scheme() == QStringLiteral("mailto"))
    QDesktopServices::openUrl(url);
}

void Desk::saveText(const QString& path, const QString& text, const QJSValue& then) {
  session_.worker().run([this, path, text, reply = answer_later(then)] {
    QSaveFile file(path);
    const auto bytes = text.toUtf8();
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    const auto problem = written ? QString() : file.errorString();
    session_.pump().post([reply, problem] { reply(Json(problem.toStdString())); });
  });
}

void Desk::saveAttachment(const QString& id, const QString& path, const QJSValue& then) {
  auto saving = std::make_shared<Saving>(path);
  saving->id = id.toStdString();
  auto next = std::make_shared<std::function<void(std::int64_t)>>();
  auto finish = [next, reply = answer_later(then)](const QString& problem) {
    *next = nullptr;  // it holds itself
    reply(Json(problem.toStdString()));
  };
  *next = [this, saving, next, finish](std::int64_t offset) {
    session_.ask("attachment.read", {{"id", saving->id}, {"offset", offset}},
                 [this, saving, next, finish](const Json& piece, Session::Problem problem) {
                   if (problem != nullptr) return finish(session_.words_of(*problem));
                   session_.worker().run([this, saving, next, finish, piece] {
                     const auto bytes =
                         QByteArray::fromBase64(QByteArray::fromStdString(piece.value("data", std::string())),
                                                QByteArray::Base64UrlEncoding);
                     bool fine = saving->file.isOpen() || saving->file.open(QIODevice::WriteOnly);
                     fine = fine && saving->file.write(bytes) == bytes.size();
                     const bool over = piece["next"].get<std::int64_t>() >= piece["size"].get<std::int64_t>();
                     fine = fine && (!over || saving->file.commit());
                     const auto why = fine ? QString() : saving->file.errorString();
                     session_.pump().post([next, finish, over, why, piece] {
                       if (over || !why.isEmpty()) return finish(why);
                       (*next)(piece["next"].get<std::int64_t>());
                     });
                   });
                 });
  };
  (*next)(0);
}

void Desk::autostart(const QJSValue& then) {
  session_.worker().run([this, reply = answer_later(then)] {
    std::error_code failed;
    const bool there = std::filesystem::exists(autostart_file(), failed);
    session_.pump().post([reply, there] { reply(Json(there ? "on" : "off")); });
  });
}

void Desk::setAutostart(bool on, const QJSValue& then) {
  const auto program = QCoreApplication::applicationFilePath().toStdString();
  session_.worker().run([this, on, entry = autostart_entry(program, profile_), reply = answer_later(then)] {
    const bool done = set_autostart(autostart_file(), on, entry);
    session_.pump().post([reply, there = done == on] { reply(Json(there ? "on" : "off")); });
  });
}

QString Desk::homeFolder() const {
  return QDir::homePath();
}

QUrl Desk::folderOfFiles() const {
  const auto downloads = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
  return QUrl::fromLocalFile(QFileInfo(downloads).isDir() ? downloads : QDir::homePath());
}

namespace {

bool has_year(const QString& day) {
  return day.size() > 5;
}

// Any leap year will do for a day without one.
QDate date_of(const QString& day) {
  return QDate::fromString(has_year(day) ? day : QStringLiteral("2024-") + day, Qt::ISODate);
}

}  // namespace

QString Desk::dayInWords(const QString& day) const {
  const auto date = date_of(day);
  if (!date.isValid()) return day;
  const auto words = day_and_month(words_, date);
  return has_year(day) ? words + QLatin1Char(' ') + QString::number(date.year()) : words;
}

QString Desk::dayToType(const QString& day) const {
  if (words_.language() != Words::Language::german) return day;
  const auto date = date_of(day);
  if (!date.isValid()) return day;
  return QStringLiteral("%1.%2.%3")
      .arg(date.day())
      .arg(date.month())
      .arg(has_year(day) ? QString::number(date.year()) : QString());
}

QString Desk::momentInWords(const QString& rfc3339) const {
  return moment_words(words_, moment_from(rfc3339), QDateTime::currentDateTime());
}

QString Desk::momentAhead(const QString& rfc3339) const {
  return ahead_words(words_, moment_from(rfc3339), QDateTime::currentDateTime());
}

QString Desk::wholeMoment(const QString& rfc3339) const {
  return whole_moment(words_, moment_from(rfc3339), QDateTime::currentDateTime());
}

QString Desk::afterInWords(double milliseconds) const {
  return after_words(words_, static_cast<qint64>(milliseconds));
}

double Desk::momentOf(const QString& day, const QString& clock) const {
  const auto date = QDate::fromString(day.trimmed(), Qt::ISODate);
  const auto time = clock_from(clock);
  if (!date.isValid() || !time.isValid()) return 0;
  return static_cast<double>(QDateTime(date, time).toMSecsSinceEpoch());
}

double Desk::nowMs() const {
  return static_cast<double>(QDateTime::currentMSecsSinceEpoch());
}

}  // namespace stille::desktop
