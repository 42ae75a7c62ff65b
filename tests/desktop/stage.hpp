// A window on a stage: shown without a screen, looked at, operated by keys, waited for by conditions.
#pragma once

#include <QGuiApplication>
#include <QQuickItem>
#include <QTemporaryDir>
#include <functional>
#include <memory>

#include "client/desktop/app.hpp"

class QAbstractItemModelTester;

namespace stille::desktop::test {

/// Runs events until it holds; false when it does not within that time.
bool wait_for(const std::function<bool()>& condition,
              std::chrono::milliseconds patience = std::chrono::seconds(60));

class Stage {
 public:
  ~Stage();
  explicit Stage(const std::filesystem::path& profile_folder,
                 const std::filesystem::path& dictionaries = "/usr/share/hunspell", const QString& link = {});
  [[nodiscard]] App& app() noexcept { return *app_; }
  [[nodiscard]] QQuickWindow& window() noexcept { return *window_; }
  /// The root of what is shown while the profile is open.
  [[nodiscard]] QObject* home() const;
  /// Everything that was asked has been answered, and what followed from the answers too.
  bool settle();
  void go(const QString& place, const QVariantMap& about = {});
  void show(const QString& conversation);
  void look(const QString& language, const QString& scheme, int width, int text_size = 100);
  void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  void type(const QString& text);
  /// Whoever has the focus, as a listener hears it.
  [[nodiscard]] QString heard() const;
  bool save(const QString& path);

 private:
  QTemporaryDir preferences_;
  Log log_{LogLevel::error};
  std::unique_ptr<App> app_;
  std::vector<std::unique_ptr<QAbstractItemModelTester>> testers_;  // of every list, whatever happens to it
  QQuickWindow* window_;
};

/// Sets what a program without a screen needs; before QGuiApplication is made.
void without_screen();

}  // namespace stille::desktop::test
