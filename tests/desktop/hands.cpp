#include "tests/desktop/hands.hpp"

#include <QKeySequence>

namespace stille::desktop::test {
namespace {

constexpr int kMostTabs = 80;  // more than any page has places

bool fits(const QString& heard, const QString& name) {
  return heard == name || heard.startsWith(name + QLatin1Char(':')) ||
         heard.startsWith(name + QLatin1Char(','));
}

}  // namespace

void Hands::told(const QString& line) const {
  if (tell_) tell_(line);
}

QString Hands::say(const char* key, const QStringList& places) const {
  return stage_.app().words().say(QLatin1String(key), places);
}

void Hands::press(int key, Qt::KeyboardModifiers modifiers) {
  ++presses_;
  told(QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)).toCombined())
           .toString(QKeySequence::PortableText));
  stage_.press(key, modifiers);
}

void Hands::type(const QString& text) {
  told(QStringLiteral("types: ") + text);
  stage_.type(text);
}

void Hands::type_secretly(const QString& text) {
  told(QStringLiteral("types the passphrase"));
  stage_.type(text);
}

void Hands::hear(const QString& name) {
  if (!wait_for([&] { return fits(stage_.heard(), name); }, std::chrono::seconds(60)))
    throw Stuck(QStringLiteral("waited to hear \"%1\", but hear \"%2\"").arg(name, stage_.heard()));
  told(QStringLiteral("hears: ") + stage_.heard());
}

void Hands::reach(const QString& name) {
  reach_by(Qt::Key_Tab, name);
}

void Hands::reach_by(int key, const QString& name) {
  QStringList passed;
  for (int step = 0; step < kMostTabs; ++step) {
    // A page that is just being built has not everything yet.
    stage_.settle();
    if (fits(stage_.heard(), name)) {
      told(QStringLiteral("hears: ") + stage_.heard());
      return;
    }
    passed.append(stage_.heard());
    ++presses_;
    stage_.press(key);
  }
  throw Stuck(QStringLiteral("\"%1\" is not to be reached; passed: %2")
                  .arg(name, passed.join(QStringLiteral(" | "))));
}

void Hands::until(const QString& what, const std::function<bool()>& so, std::chrono::milliseconds patience) {
  if (!wait_for(so, patience))
    throw Stuck(QStringLiteral("still not so: %1; hear \"%2\"").arg(what, stage_.heard()));
  told(QStringLiteral("so it is: ") + what);
}

void Hands::jump(const QString& words) {
  press(Qt::Key_K, Qt::ControlModifier);
  hear(say("paletteLabel"));
  type(words);
  press(Qt::Key_Return);
}

}  // namespace stille::desktop::test
