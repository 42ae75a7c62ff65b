// What a person wants of this window: language, look, sending, privacy. Holds nothing private; kept as a
// small file beside the other programs' settings, read before the window opens and written by the worker.
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QStringList>
#include <QVariantMap>
#include <filesystem>
#include <functional>

#include "client/desktop/morning.hpp"
#include "client/desktop/quiet.hpp"
#include "client/desktop/system_look.hpp"
#include "client/desktop/theme.hpp"
#include "client/desktop/words.hpp"

namespace stille::desktop {

class Preferences final : public QObject {
  Q_OBJECT
  /// "de", "en", or empty: as the system has it.
  Q_PROPERTY(QString language READ language WRITE set_language NOTIFY changed)
  /// "system", "light", "dark", "contrast".
  Q_PROPERTY(QString scheme READ scheme WRITE set_scheme NOTIFY changed)
  Q_PROPERTY(int textSize READ text_size WRITE set_text_size NOTIFY changed)
  Q_PROPERTY(bool enterSends READ enter_sends WRITE set_enter_sends NOTIFY changed)
  Q_PROPERTY(bool motion READ motion WRITE set_motion NOTIFY changed)
  /// Minutes without a key or the mouse; 0: never.
  Q_PROPERTY(int lockAfter READ lock_after WRITE set_lock_after NOTIFY changed)
  /// The window blurs what it shows while another one has the focus.
  Q_PROPERTY(bool veil READ veil WRITE set_veil NOTIFY changed)
  /// No notices between these hours ("19:00", "8:00"), on weekends, or until a moment (milliseconds since
  /// 1970; 0: no rest).
  Q_PROPERTY(bool quiet READ quiet WRITE set_quiet NOTIFY changed)
  Q_PROPERTY(QString quietFrom READ quiet_from WRITE set_quiet_from NOTIFY changed)
  Q_PROPERTY(QString quietUntil READ quiet_until WRITE set_quiet_until NOTIFY changed)
  Q_PROPERTY(bool quietWeekends READ quiet_weekends WRITE set_quiet_weekends NOTIFY changed)
  Q_PROPERTY(double restUntil READ rest_until WRITE set_rest_until NOTIFY changed)
  /// "open" while quiet hours are proposed; empty before and "done" after somebody has said what they want.
  Q_PROPERTY(QString quietProposal READ quiet_proposal NOTIFY changed)
  /// When somebody works: "8:00", "19:00", and days as bits, of which the first is Monday.
  Q_PROPERTY(QString workFrom READ work_from WRITE set_work_from NOTIFY changed)
  Q_PROPERTY(QString workUntil READ work_until WRITE set_work_until NOTIFY changed)
  Q_PROPERTY(int workDays READ work_days WRITE set_work_days NOTIFY changed)
  /// One note a morning, at this time, if anybody waits for a word.
  Q_PROPERTY(bool morning READ morning WRITE set_morning NOTIFY changed)
  Q_PROPERTY(QString morningAt READ morning_at WRITE set_morning_at NOTIFY changed)
  /// A closed window goes on in the tray.
  Q_PROPERTY(bool stay READ stay WRITE set_stay NOTIFY changed)
  /// Languages whose spelling is looked at, as the dictionaries are called ("de_DE"); empty: none.
  Q_PROPERTY(QStringList spelling READ spelling WRITE set_spelling NOTIFY changed)
  /// Keys that somebody has chosen, by what they do.
  Q_PROPERTY(QVariantMap keys READ keys WRITE set_keys NOTIFY changed)
  /// "none", "presence", "name" or "text".
  Q_PROPERTY(QString notices READ notices WRITE set_notices NOTIFY changed)

 public:
  /// Does work that touches the disk, elsewhere.
  using Elsewhere = std::function<void(std::function<void()>)>;
  Preferences(Words& words, Theme& theme, std::filesystem::path file, QObject* parent = nullptr);

  /// On the thread of the window, before there is one.
  void load();
  /// For whoever has not chosen one.
  [[nodiscard]] static Words::Language language_of_system();
  void write_through(Elsewhere elsewhere) { elsewhere_ = std::move(elsewhere); }

  /// "19:00" and the like.
  [[nodiscard]] Q_INVOKABLE bool isClock(const QString& text) const;
  [[nodiscard]] QString language() const { return language_; }
  [[nodiscard]] QString scheme() const { return scheme_; }
  [[nodiscard]] int text_size() const { return text_size_; }
  [[nodiscard]] bool enter_sends() const { return enter_sends_; }
  [[nodiscard]] bool motion() const { return motion_; }
  [[nodiscard]] int lock_after() const { return lock_after_; }
  [[nodiscard]] bool veil() const { return veil_; }
  [[nodiscard]] QString notices() const { return notices_; }
  [[nodiscard]] bool quiet() const { return hours_.on; }
  [[nodiscard]] QString quiet_from() const { return hours_.from.toString(QStringLiteral("H:mm")); }
  [[nodiscard]] QString quiet_until() const { return hours_.until.toString(QStringLiteral("H:mm")); }
  [[nodiscard]] bool quiet_weekends() const { return hours_.weekends; }
  [[nodiscard]] double rest_until() const;
  [[nodiscard]] const QuietHours& hours() const noexcept { return hours_; }
  [[nodiscard]] QString quiet_proposal() const { return quiet_proposal_; }
  [[nodiscard]] QString work_from() const { return work_.from.toString(QStringLiteral("H:mm")); }
  [[nodiscard]] QString work_until() const { return work_.until.toString(QStringLiteral("H:mm")); }
  [[nodiscard]] int work_days() const { return work_.days; }
  [[nodiscard]] const WorkingTime& work() const noexcept { return work_; }
  [[nodiscard]] bool morning() const { return morning_.on; }
  [[nodiscard]] QString morning_at() const { return morning_.at.toString(QStringLiteral("H:mm")); }
  [[nodiscard]] const MorningNote& morning_note() const noexcept { return morning_; }
  [[nodiscard]] bool stay() const { return stay_; }
  [[nodiscard]] QStringList spelling() const { return spelling_; }
  [[nodiscard]] QVariantMap keys() const { return keys_; }
  void set_language(const QString& language);
  void set_scheme(const QString& scheme);
  void set_text_size(int per_cent);
  void set_enter_sends(bool sends);
  void set_motion(bool moves);
  void set_lock_after(int minutes);
  void set_veil(bool veil);
  void set_notices(const QString& level);
  void set_quiet(bool on);
  /// What is no "H:mm" changes nothing.
  void set_quiet_from(const QString& clock);
  void set_quiet_until(const QString& clock);
  void set_quiet_weekends(bool on);
  void set_rest_until(double ms);
  /// "hour", "today", "tomorrow", or nothing to end it.
  Q_INVOKABLE void rest(const QString& name);
  /// Something was noticed: at an hour that others keep free, that is proposed, once.
  void noticed_at(const QDateTime& moment);
  /// The hours that are proposed, or none; it is not proposed again.
  Q_INVOKABLE void answerProposal(bool wanted);
  void set_work_from(const QString& clock);
  void set_work_until(const QString& clock);
  void set_work_days(int days);
  void set_morning(bool on);
  void set_morning_at(const QString& clock);
  /// The note of that day has been told.
  void told_on(const QDate& day);
  void set_stay(bool stays);
  void set_spelling(const QStringList& languages);
  void set_keys(const QVariantMap& keys);

 Q_SIGNALS:
  void changed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  template <class T>
  void set(T& field, const T& value);
  void apply();
  void load_quiet(const QJsonObject& kept);
  void load_work(const QJsonObject& work, const QJsonObject& morning);
  [[nodiscard]] QJsonObject quiet_as_kept() const;
  [[nodiscard]] QByteArray as_file() const;

  Words& words_;
  Theme& theme_;
  std::filesystem::path file_;
  Elsewhere elsewhere_;
  QString language_;
  QString scheme_ = QStringLiteral("system");
  int text_size_ = 100;
  bool enter_sends_ = true;
  bool motion_ = true;
  int lock_after_ = 15;
  bool veil_ = false;
  QString notices_ = QStringLiteral("name");
  QuietHours hours_;
  QString quiet_proposal_;
  WorkingTime work_;
  MorningNote morning_;
  bool stay_ = false;
  QStringList spelling_{QStringLiteral("de_DE"), QStringLiteral("en_US")};
  QVariantMap keys_;
  SystemLook system_;
};

}  // namespace stille::desktop
