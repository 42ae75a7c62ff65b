// Marks words that no dictionary knows in a field of QML, and offers others for them. Dictionaries are read
// when somebody first writes.
#pragma once

#include <QJSValue>

#include "client/desktop/preferences.hpp"
#include "client/desktop/session.hpp"
#include "client/desktop/spelling.hpp"

namespace stille::desktop {

class SpellMarks final : public QObject {
  Q_OBJECT
  /// Languages that there are dictionaries of; empty before anybody asked.
  Q_PROPERTY(QStringList available READ available NOTIFY changed)

 public:
  SpellMarks(Session& session, Preferences& preferences, std::filesystem::path folder,
             QObject* parent = nullptr);
  ~SpellMarks() override;
  [[nodiscard]] QStringList available() const { return available_; }
  Q_INVOKABLE void look();
  [[nodiscard]] Q_INVOKABLE QString called(const QString& language) const {
    return language_called(language);
  }
  /// Somebody is about to write.
  Q_INVOKABLE void begin();
  /// [{begin, length}] of the words that are to be marked; not of the one that is being written at
  /// `position`.
  [[nodiscard]] Q_INVOKABLE QVariantList wrongIn(const QString& text, int position);
  /// {begin, length, word} of the word there that is marked; empty when it is not.
  [[nodiscard]] Q_INVOKABLE QVariantMap wordAt(const QString& text, int position);
  /// Calls `then` with a list.
  Q_INVOKABLE void suggest(const QString& word, const QJSValue& then);
  Q_INVOKABLE void accept(const QString& word);

 Q_SIGNALS:
  void changed();

 private:
  void take();
  Session& session_;
  Preferences& preferences_;
  std::shared_ptr<Spelling> spelling_;  // work on another thread may outlive this
  QStringList available_;
  QStringList taken_;
  bool wanted_ = false;
};

}  // namespace stille::desktop
