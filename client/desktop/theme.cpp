#include "client/desktop/theme.hpp"

#include <QColor>
#include <QFile>
#include <QFontDatabase>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>

namespace stille::desktop {

QJsonObject Theme::tokens() {
  QFile file(QStringLiteral(":/stille/tokens.json"));
  if (!file.open(QIODevice::ReadOnly)) qFatal("the tokens are not in the program");
  return QJsonDocument::fromJson(file.readAll()).object();
}

QString Theme::name_of(Scheme scheme) {
  switch (scheme) {
    case Scheme::light:
      return QStringLiteral("light");
    case Scheme::dark:
      return QStringLiteral("dark");
    case Scheme::contrast_light:
      return QStringLiteral("contrastLight");
    case Scheme::contrast_dark:
      return QStringLiteral("contrastDark");
  }
  return {};
}

Theme::Theme(QObject* parent) : QQmlPropertyMap(this, parent), tokens_(tokens()) {
  const auto fixed = tokens_.value(QStringLiteral("fixed")).toObject();
  for (auto it = fixed.begin(); it != fixed.end(); ++it) insert(it.key(), it.value().toDouble());
  insert(QStringLiteral("monoFamily"), QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
  choose(Scheme::light);
  set_text_size(100);
  set_motion(true);
}

void Theme::choose(Scheme scheme) {
  const auto colours = tokens_.value(QStringLiteral("colours")).toObject().value(name_of(scheme)).toObject();
  for (auto it = colours.begin(); it != colours.end(); ++it)
    insert(it.key(), QVariant::fromValue(QColor(it.value().toString())));
  insert(QStringLiteral("dark"), scheme == Scheme::dark || scheme == Scheme::contrast_dark);
  insert(QStringLiteral("contrast"), scheme == Scheme::contrast_light || scheme == Scheme::contrast_dark);
  Q_EMIT chosen();
}

void Theme::set_text_size(int per_cent) {
  const double scale = std::clamp(per_cent, 80, 200) / 100.0;
  insert(QStringLiteral("scale"), scale);
  const auto type = tokens_.value(QStringLiteral("type")).toObject();
  for (auto it = type.begin(); it != type.end(); ++it)
    insert(it.key(), static_cast<int>(std::lround(it.value().toDouble() * scale)));
}

void Theme::set_motion(bool moves) {
  const auto motion = tokens_.value(QStringLiteral("motion")).toObject();
  for (auto it = motion.begin(); it != motion.end(); ++it) insert(it.key(), moves ? it.value().toInt() : 0);
}

}  // namespace stille::desktop
