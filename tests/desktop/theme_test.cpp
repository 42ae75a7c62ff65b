// The colours: the same names everywhere, and every pair that meets on the screen can be read.
#include "client/desktop/theme.hpp"

#include <QColor>
#include <QJsonArray>
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

/// WCAG 2.2, "relative luminance".
double luminance(const QColor& colour) {
  const auto linear = [](double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& one, const QColor& other) {
  const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
  return (light + 0.05) / (dark + 0.05);
}

QJsonObject colours(const QString& scheme) {
  return Theme::tokens().value(QStringLiteral("colours")).toObject().value(scheme).toObject();
}

const QStringList kSchemes{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrastLight"),
                           QStringLiteral("contrastDark")};

TEST(DesktopTheme, Every_scheme_has_the_same_colours) {
  for (const auto& scheme : kSchemes)
    EXPECT_EQ(colours(scheme).keys(), colours(kSchemes.front()).keys()) << scheme.toStdString();
}

TEST(DesktopTheme, Every_pair_has_its_contrast) {
  const auto pairs = Theme::tokens().value(QStringLiteral("pairs")).toArray();
  ASSERT_GT(pairs.size(), 20);
  for (const auto& scheme : kSchemes) {
    const auto here = colours(scheme);
    for (const auto& value : pairs) {
      const auto pair = value.toArray();
      const QColor front(here.value(pair[0].toString()).toString());
      const QColor ground(here.value(pair[1].toString()).toString());
      // High contrast is for who needs more: 7 for everything that is read.
      const bool high = scheme.startsWith(QStringLiteral("contrast"));
      const double wanted =
          high && pair[2].toDouble() >= 4.5 ? std::max(7.0, pair[2].toDouble()) : pair[2].toDouble();
      EXPECT_GE(contrast(front, ground), wanted)
          << scheme.toStdString() << ": " << pair[0].toString().toStdString() << " on "
          << pair[1].toString().toStdString();
    }
  }
}

// QML takes a property like onAccent for a signal's handler, and its value is lost without a word.
TEST(DesktopTheme, No_name_looks_like_a_handler) {
  for (const auto& name : colours(kSchemes.front()).keys())
    EXPECT_FALSE(name.size() > 2 && name.startsWith(QStringLiteral("on")) && name[2].isUpper())
        << name.toStdString();
}

TEST(DesktopTheme, Text_size_stays_within_80_and_200_per_cent) {
  Theme theme;
  theme.set_text_size(200);
  EXPECT_EQ(theme.value(QStringLiteral("body")).toInt(), 30);
  theme.set_text_size(1000);
  EXPECT_EQ(theme.value(QStringLiteral("body")).toInt(), 30);
  theme.set_text_size(10);
  EXPECT_EQ(theme.value(QStringLiteral("body")).toInt(), 12);
}

}  // namespace
}  // namespace stille::desktop
