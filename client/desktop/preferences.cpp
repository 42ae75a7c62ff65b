#include "client/desktop/preferences.hpp"

#include <QEvent>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSaveFile>
#include <algorithm>

namespace stille::desktop {
namespace {

constexpr int kMostKeys = 64;

constexpr double kLastMoment = 1e14;  // in the year 5138

QDateTime moment_of(double ms) {
  if (!(ms > 0)) return {};
  return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(std::min(ms, kLastMoment)));
}

const auto kOpen = QStringLiteral("open");
const auto kDone = QStringLiteral("done");

void read_clock(const QJsonObject& kept, const char* key, QTime& into) {
  const auto time = clock_from(kept.value(QLatin1String(key)).toString());
  if (time.isValid()) into = time;
}

QStringList texts_of(const QJsonValue& value, QStringList otherwise) {
  if (!value.isArray()) return otherwise;
  QStringList out;
  for (const auto& one : value.toArray()) out.append(one.toString());
  return out;
}

}  // namespace

Preferences::Preferences(Words& words, Theme& theme, std::filesystem::path file, QObject* parent)
    : QObject(parent), words_(words), theme_(theme), file_(std::move(file)) {
  qGuiApp->installEventFilter(this);
  connect(&system_, &SystemLook::changed, this, [this] { apply(); });
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
  load_quiet(kept.value(QStringLiteral("quiet")).toObject());
  load_work(kept.value(QStringLiteral("work")).toObject(), kept.value(QStringLiteral("morning")).toObject());
  stay_ = kept.value(QStringLiteral("stay")).toBool(stay_);
  spelling_ = texts_of(kept.value(QStringLiteral("spelling")), spelling_);
  const auto keys = kept.value(QStringLiteral("keys")).toObject();
  if (keys.size() <= kMostKeys) keys_ = keys.toVariantMap();
  apply();
}

void Preferences::load_quiet(const QJsonObject& kept) {
  hours_.on = kept.value(QStringLiteral("on")).toBool(hours_.on);
  hours_.weekends = kept.value(QStringLiteral("weekends")).toBool(hours_.weekends);
  read_clock(kept, "from", hours_.from);
  read_clock(kept, "until", hours_.until);
  hours_.rest_until = moment_of(kept.value(QStringLiteral("rest")).toDouble());
  const auto proposal = kept.value(QStringLiteral("proposal")).toString();
  if (proposal == kOpen || proposal == kDone) quiet_proposal_ = proposal;
}

void Preferences::load_work(const QJsonObject& work, const QJsonObject& morning) {
  read_clock(work, "from", work_.from);
  read_clock(work, "until", work_.until);
  work_.days = work.value(QStringLiteral("days")).toInt(work_.days) & WorkingTime::kEveryDay;
  morning_.on = morning.value(QStringLiteral("on")).toBool(morning_.on);
  read_clock(morning, "at", morning_.at);
  morning_.told = QDate::fromString(morning.value(QStringLiteral("told")).toString(), Qt::ISODate);
}

QJsonObject Preferences::quiet_as_kept() const {
  return {{QStringLiteral("on"), hours_.on},        {QStringLiteral("from"), quiet_from()},
          {QStringLiteral("until"), quiet_until()}, {QStringLiteral("weekends"), hours_.weekends},
          {QStringLiteral("rest"), rest_until()},   {QStringLiteral("proposal"), quiet_proposal_}};
}

QByteArray Preferences::as_file() const {
  return QJsonDocument(
             QJsonObject{{QStringLiteral("language"), language_},
                         {QStringLiteral("scheme"), scheme_},
                         {QStringLiteral("textSize"), text_size_},
                         {QStringLiteral("enterSends"), enter_sends_},
                         {QStringLiteral("motion"), motion_},
                         {QStringLiteral("lockAfter"), lock_after_},
                         {QStringLiteral("veil"), veil_},
                         {QStringLiteral("notices"), notices_},
                         {QStringLiteral("quiet"), quiet_as_kept()},
                         {QStringLiteral("work"), QJsonObject{{QStringLiteral("from"), work_from()},
                                                              {QStringLiteral("until"), work_until()},
                                                              {QStringLiteral("days"), work_.days}}},
                         {QStringLiteral("morning"),
                          QJsonObject{{QStringLiteral("on"), morning_.on},
                                      {QStringLiteral("at"), morning_at()},
                                      {QStringLiteral("told"), morning_.told.toString(Qt::ISODate)}}},
                         {QStringLiteral("stay"), stay_},
                         {QStringLiteral("spelling"), QJsonArray::fromStringList(spelling_)},
                         {QStringLiteral("keys"), QJsonObject::fromVariantMap(keys_)}})
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
      scheme_ == QStringLiteral("dark") || (scheme_ != QStringLiteral("light") && system_.dark());
  const bool wished = scheme_ == QStringLiteral("system") && system_.contrast();
  if (scheme_ == QStringLiteral("contrast") || wished) {
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

double Preferences::rest_until() const {
  return hours_.rest_until.isValid() ? static_cast<double>(hours_.rest_until.toMSecsSinceEpoch()) : 0.0;
}
void Preferences::set_quiet(bool on) {
  set(quiet_proposal_, kDone);
  set(hours_.on, on);
}
bool Preferences::isClock(const QString& text) const {
  return clock_from(text).isValid();
}

void Preferences::set_quiet_from(const QString& clock) {
  if (const auto time = clock_from(clock); time.isValid()) set(hours_.from, time);
}
void Preferences::set_quiet_until(const QString& clock) {
  if (const auto time = clock_from(clock); time.isValid()) set(hours_.until, time);
}
void Preferences::set_quiet_weekends(bool on) {
  set(quiet_proposal_, kDone);
  set(hours_.weekends, on);
}
void Preferences::set_rest_until(double ms) {
  set(hours_.rest_until, moment_of(ms));
}
void Preferences::rest(const QString& name) {
  set(hours_.rest_until, rest_from(name, QDateTime::currentDateTime()));
}

void Preferences::noticed_at(const QDateTime& moment) {
  if (quiet_proposal_.isEmpty() && would_be_quiet(moment)) set(quiet_proposal_, kOpen);
}
void Preferences::answerProposal(bool wanted) {
  if (wanted) {
    const QuietHours proposed;
    set(hours_.from, proposed.from);
    set(hours_.until, proposed.until);
    set_quiet(true);
    set_quiet_weekends(true);
  }
  set(quiet_proposal_, kDone);
}

void Preferences::set_work_from(const QString& clock) {
  if (const auto time = clock_from(clock); time.isValid()) set(work_.from, time);
}
void Preferences::set_work_until(const QString& clock) {
  if (const auto time = clock_from(clock); time.isValid()) set(work_.until, time);
}
void Preferences::set_work_days(int days) {
  set(work_.days, days & WorkingTime::kEveryDay);
}
void Preferences::set_morning(bool on) {
  set(morning_.on, on);
}
void Preferences::set_morning_at(const QString& clock) {
  if (const auto time = clock_from(clock); time.isValid()) set(morning_.at, time);
}
void Preferences::told_on(const QDate& day) {
  set(morning_.told, day);
}

void Preferences::set_stay(bool stays) {
  set(stay_, stays);
}
void Preferences::set_spelling(const QStringList& languages) {
  set(spelling_, languages);
}
void Preferences::set_keys(const QVariantMap& keys) {
  set(keys_, keys);
}

}  // namespace stille::desktop
