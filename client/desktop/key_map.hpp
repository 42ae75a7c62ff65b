// Which key does what: one table of everything that has a key, with what somebody has chosen instead. QML
// reads the sequences as properties of it. Knows nothing of what the actions do.
#pragma once

#include <QQmlPropertyMap>

#include "client/desktop/preferences.hpp"

namespace stille::desktop {

class KeyMap final : public QQmlPropertyMap {
  Q_OBJECT

 public:
  KeyMap(Preferences& preferences, Words& words, QObject* parent = nullptr);
  /// In the order of the sheet: {id, words, keys, own: whether it was chosen}.
  [[nodiscard]] Q_INVOKABLE QVariantList rows() const;
  /// The key as a person says it: "Strg Umschalt K".
  /// `anew` is only there for bindings of QML to notice when it is another one.
  [[nodiscard]] Q_INVOKABLE QString said(const QString& id, const QString& anew = {}) const;
  /// Whether this press is that action's key.
  [[nodiscard]] Q_INVOKABLE bool pressed(const QString& id, int key, int modifiers) const;
  /// Empty when it is done; else why not, in words: it belongs to something else, or writes a letter.
  Q_INVOKABLE QString choose(const QString& id, int key, int modifiers);
  Q_INVOKABLE void reset();
  /// Sequences that are not the table's own and still taken, as for the pinned conversations.
  static bool is_taken(const QString& sequence);

 Q_SIGNALS:
  void remapped();

 private:
  void apply();

  Preferences& preferences_;
  Words& words_;
};

}  // namespace stille::desktop
