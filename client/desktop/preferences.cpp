#include "client/desktop/preferences.hpp"

#include <QEvent>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QPalette>
#include <QSaveFile>
#include <algorithm>

namespace stille::desktop {
namespace {

bool system_is_dark() {
  return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

}  // namespace

Preferences::Preferences(Words& words, Theme& theme, std::filesystem::path file, QObject* parent)
    : QObject(parent), words_(words), theme_(theme), file_(std::move(file)) {
  qGuiApp->installEventFilter(this);
  apply();
}

bool Preferences::eventFilter(QObject* watched, QEvent* event) {
  if (watched == qGuiApp && event->type() == QEvent::ApplicationPaletteChange) apply();
  return QObject::eventFilter(watched, event);
}

void Preferences::load() {
  QFile file(QString::fromStdString(file_.native()));
  if (!file.open(QIODevice::ReadOnly)) return;
  const auto kept = QJsonDocument::fromJson(file.read(64 * 1024)).object();
  const auto one_of = [&](const char* key, QString& field, const QStringList& allowed) {
    const auto value = kept.value(QLatin1String(key)).toString(field);
    if (allowed.contains(value)) field = value;
  };
  one_of("language", language_, {QString(), QStringLiteral("de"), QStringLiteral("en")});
  one_of("scheme", scheme_,
         {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark"),
          QStringLiteral("contrast")});
  one_of(
      "notices", notices_,
      {QStringLiteral("none"), QStringLiteral("presence"), QStringLiteral("name"), QStringLiteral("text")});
  text_size_ = std::clamp(kept.value(QStringLiteral("textSize")).toInt(text_size_), 80, 200);
  lock_after_ = std::clamp(kept.value(QStringLiteral("lockAfter")).toInt(lock_after_), 0, 24 * 60);
  enter_sends_ = kept.value(QStringLiteral("enterSends")).toBool(enter_sends_);
  motion_ = kept.value(QStringLiteral("motion")).toBool(motion_);
  veil_ = kept.value(QStringLiteral("veil")).toBool(veil_);
  apply();
}

QByteArray Preferences::as_file() const {
  return QJsonDocument(QJsonObject{{QStringLiteral("language"), language_},
                                   {QStringLiteral("scheme"), scheme_},
                                   {QStringLiteral("textSize"), text_size_},
                                   {QStringLiteral("enterSends"), enter_sends_},
                                   {QStringLiteral("motion"), motion_},
                                   {QStringLiteral("lockAfter"), lock_after_},
                                   {QStringLiteral("veil"), veil_},
                                   {QStringLiteral("notices"), notices_}})
      .toJson();
}

Words::Language Preferences::language_of_system() {
  return QLocale().language() == QLocale::German ? Words::Language::german : Words::Language::english;
}

void Preferences::apply() {
  const auto language = language_.isEmpty()                 ? language_of_system()
                        : language_ == QStringLiteral("de") ? Words::Language::german
                                                            : Words::Language::english;
  if (words_.language() != language && words_.language() != Words::Language::pseudo) words_.choose(language);
  const bool dark =
      scheme_ == QStringLiteral("dark") || (scheme_ != QStringLiteral("light") && system_is_dark());
  if (scheme_ == QStringLiteral("contrast")) {
    theme_.choose(dark ? Theme::Scheme::contrast_dark : Theme::Scheme::contrast_light);
  } else {
    theme_.choose(dark ? Theme::Scheme::dark : Theme::Scheme::light);
  }
  theme_.set_text_size(text_size_);
  theme_.set_motion(motion_);
}

template <class T>
void Preferences::set(T& field, const T& value) {
  if (field == value) return;
  field = value;
  apply();
  Q_EMIT changed();
  if (!elsewhere_) return;
  elsewhere_([path = file_, content = as_file()] {
    std::error_code ignored;
    std::filesystem::create_directories(path.parent_path(), ignored);
    QSaveFile file(QString::fromStdString(path.native()));
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size()) file.commit();
  });
}

void Preferences::set_language(const QString& language) {
  set(language_, language);
}
void Preferences::set_scheme(const QString& scheme) {
  set(scheme_, scheme);
}
void Preferences::set_text_size(int per_cent) {
  set(text_size_, std::clamp(per_cent, 80, 200));
}
void Preferences::set_enter_sends(bool sends) {
  set(enter_sends_, sends);
}
void Preferences::set_motion(bool moves) {
  set(motion_, moves);
}
void Preferences::set_lock_after(int minutes) {
  set(lock_after_, std::clamp(minutes, 0, 24 * 60));
}
void Preferences::set_veil(bool veil) {
  set(veil_, veil);
}
void Preferences::set_notices(const QString& level) {
  set(notices_, level);
}

}  // namespace stille::desktop
