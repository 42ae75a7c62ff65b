// What a person wants of this window: language, look, sending, privacy. Holds nothing private; kept as a
// small file beside the other programs' settings, read before the window opens and written by the worker.
#pragma once

#include <QObject>
#include <filesystem>
#include <functional>

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

  [[nodiscard]] QString language() const { return language_; }
  [[nodiscard]] QString scheme() const { return scheme_; }
  [[nodiscard]] int text_size() const { return text_size_; }
  [[nodiscard]] bool enter_sends() const { return enter_sends_; }
  [[nodiscard]] bool motion() const { return motion_; }
  [[nodiscard]] int lock_after() const { return lock_after_; }
  [[nodiscard]] bool veil() const { return veil_; }
  [[nodiscard]] QString notices() const { return notices_; }
  void set_language(const QString& language);
  void set_scheme(const QString& scheme);
  void set_text_size(int per_cent);
  void set_enter_sends(bool sends);
  void set_motion(bool moves);
  void set_lock_after(int minutes);
  void set_veil(bool veil);
  void set_notices(const QString& level);

 Q_SIGNALS:
  void changed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  template <class T>
  void set(T& field, const T& value);
  void apply();
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
};

}  // namespace stille::desktop
