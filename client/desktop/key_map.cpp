#include "client/desktop/key_map.hpp"

#include <QKeySequence>
#include <array>

namespace stille::desktop {
namespace {

struct Action {
  const char* id;
  const char* words;  // key of the catalogue
  const char* keys;
};

constexpr std::array kActions{
    Action{"jump", "keyJump", "Ctrl+K"},
    Action{"findHere", "keyFindHere", "Ctrl+F"},
    Action{"find", "keyFind", "Ctrl+Shift+F"},
    Action{"invite", "inviteTitle", "Ctrl+N"},
    Action{"newGroup", "groupNew", "Ctrl+Shift+N"},
    Action{"next", "keyNext", "Alt+Down"},
    Action{"previous", "keyPrevious", "Alt+Up"},
    Action{"nextUnread", "keyNextUnread", "Alt+Shift+Down"},
    Action{"previousUnread", "keyPreviousUnread", "Alt+Shift+Up"},
    Action{"last", "keyLast", "Ctrl+Tab"},
    Action{"keep", "keepTitle", "Ctrl+I"},
    Action{"info", "showInfo", "Ctrl+E"},
    Action{"mute", "mute", "Ctrl+Shift+M"},
    Action{"archive", "archive", "Ctrl+Shift+A"},
    Action{"markUnread", "markUnread", "Ctrl+Shift+U"},
    Action{"remind", "remindLater", "Ctrl+J"},
    Action{"chooseUp", "keyChoose", "Ctrl+Up"},
    Action{"attach", "attach", "Ctrl+O"},
    Action{"bold", "keyBold", "Ctrl+B"},
    Action{"italic", "keyItalic", "Ctrl+Shift+I"},
    Action{"code", "keyCode", "Ctrl+Shift+K"},
    Action{"pastePlain", "keyPastePlain", "Ctrl+Shift+V"},
    Action{"sendLater", "sendLater", "Ctrl+Shift+Return"},
    Action{"lock", "lockNow", "Ctrl+L"},
    Action{"settings", "settings", "Ctrl+,"},
    Action{"sheet", "keysTitle", "Ctrl+/"},
    Action{"pane", "keyPanes", "F6"},
    Action{"larger", "keyLarger", "Ctrl++"},
    Action{"smaller", "keySmaller", "Ctrl+-"},
    Action{"quit", "trayQuit", "Ctrl+Q"},
};

const Action* action_of(const QString& id) {
  for (const auto& action : kActions) {
    if (id == QLatin1String(action.id)) return &action;
  }
  return nullptr;
}

constexpr Qt::KeyboardModifiers kCommands = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

Qt::KeyboardModifiers held_in(int modifiers) {
  return Qt::KeyboardModifiers::fromInt(static_cast<Qt::KeyboardModifiers::Int>(modifiers));
}

// Return and Enter are one key to people.
QKeySequence sequence_of(int key, int modifiers) {
  if (key == Qt::Key_Enter) key = Qt::Key_Return;
  const auto held = held_in(modifiers) & (kCommands | Qt::ShiftModifier);
  return QKeySequence(QKeyCombination(held, static_cast<Qt::Key>(key)));
}

bool writes(int key, int modifiers) {
  const bool commanding = (held_in(modifiers) & kCommands) != Qt::NoModifier;
  const bool function = key >= Qt::Key_F1 && key <= Qt::Key_F35;
  return !commanding && !function;
}

}  // namespace

KeyMap::KeyMap(Preferences& preferences, Words& words, QObject* parent)
    : QQmlPropertyMap(this, parent), preferences_(preferences), words_(words) {
  apply();
  connect(&preferences, &Preferences::changed, this, [this] { apply(); });
}

void KeyMap::apply() {
  const auto chosen = preferences_.keys();
  for (const auto& action : kActions) {
    const auto id = QLatin1String(action.id);
    // What stands in the file may be anything.
    const QKeySequence own(chosen.value(id).toString(), QKeySequence::PortableText);
    insert(id, own.isEmpty() ? QString::fromLatin1(action.keys) : own.toString(QKeySequence::PortableText));
  }
  Q_EMIT remapped();
}

QVariantList KeyMap::rows() const {
  QVariantList out;
  for (const auto& action : kActions) {
    const QString id = QString::fromLatin1(action.id);
    out.append(QVariantMap{{QStringLiteral("id"), id},
                           {QStringLiteral("words"), words_.say(QString::fromLatin1(action.words))},
                           {QStringLiteral("keys"), said(id)},
                           {QStringLiteral("own"), preferences_.keys().contains(id)}});
  }
  return out;
}

QString KeyMap::said(const QString& id, const QString&) const {
  auto text = value(id).toString();
  text.replace(QStringLiteral("Ctrl+"), words_.say(QStringLiteral("ctrl")));
  text.replace(QStringLiteral("Shift+"), words_.say(QStringLiteral("shift")));
  text.replace(QStringLiteral("Alt+"), words_.say(QStringLiteral("alt")));
  text.replace(QStringLiteral("Return"), words_.say(QStringLiteral("enterKey")));
  text.replace(QStringLiteral("Up"), QStringLiteral("\u2191"));
  text.replace(QStringLiteral("Down"), QStringLiteral("\u2193"));
  return text;
}

bool KeyMap::pressed(const QString& id, int key, int modifiers) const {
  const QKeySequence wanted(value(id).toString(), QKeySequence::PortableText);
  return !wanted.isEmpty() && wanted == sequence_of(key, modifiers);
}

bool KeyMap::is_taken(const QString& sequence) {
  for (int digit = 1; digit <= 9; ++digit) {
    if (sequence == QStringLiteral("Ctrl+%1").arg(digit)) return true;
  }
  for (const auto* taken : {"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Return", "Ctrl+0", "F1",
                            "Shift+F6", "Shift+F10"}) {
    if (sequence == QLatin1String(taken)) return true;
  }
  return false;
}

QString KeyMap::choose(const QString& id, int key, int modifiers) {
  const auto* action = action_of(id);
  if (action == nullptr) return {};
  const auto sequence = sequence_of(key, modifiers).toString(QKeySequence::PortableText);
  if (writes(key, modifiers)) return words_.say(QStringLiteral("keyWrites"));
  if (is_taken(sequence)) return words_.say(QStringLiteral("keyTaken"));
  for (const auto& other : kActions) {
    if (other.id != action->id && value(QLatin1String(other.id)).toString() == sequence)
      return words_.say(QStringLiteral("keyConflict"), {words_.say(QString::fromLatin1(other.words))});
  }
  auto keys = preferences_.keys();
  if (sequence == QLatin1String(action->keys)) {
    keys.remove(id);
  } else {
    keys.insert(id, sequence);
  }
  preferences_.set_keys(keys);
  return {};
}

void KeyMap::reset() {
  preferences_.set_keys({});
}

}  // namespace stille::desktop
