// What the window takes from the desktop around it and gives to it: dark or light, starting by itself,
// pixels.
#include <QGuiApplication>
#include <QImage>
#include <QPalette>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <fstream>

#include <gtest/gtest.h>

#include "client/desktop/absence.hpp"
#include "client/desktop/autostart.hpp"
#include "client/desktop/picture_source.hpp"
#include "client/desktop/system_look.hpp"
#include "client/desktop/tray_picture.hpp"

namespace stille::desktop {
namespace {

TEST(DesktopSurroundings, The_portal_says_dark_or_light_and_the_palette_else) {
  SystemLook look;
  const QSignalSpy changed(&look, &SystemLook::changed);
  const auto group = QStringLiteral("org.freedesktop.appearance");
  const bool palette = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
  EXPECT_EQ(look.dark(), palette);
  look.take(group, QStringLiteral("color-scheme"), QDBusVariant(1U));
  EXPECT_TRUE(look.dark());
  look.take(group, QStringLiteral("color-scheme"), QDBusVariant(QVariant::fromValue(QDBusVariant(2U))));
  EXPECT_FALSE(look.dark());
  look.take(QStringLiteral("another.group"), QStringLiteral("color-scheme"), QDBusVariant(1U));
  EXPECT_FALSE(look.dark());
  look.take(group, QStringLiteral("color-scheme"), QDBusVariant(0U));
  EXPECT_EQ(look.dark(), palette);
  look.take(group, QStringLiteral("contrast"), QDBusVariant(1U));
  EXPECT_TRUE(look.contrast());
  EXPECT_EQ(changed.count(), 4);
}

TEST(DesktopSurroundings, Starting_by_itself_is_one_file_that_comes_and_goes) {
  const QTemporaryDir folder;
  const std::filesystem::path file =
      folder.filePath(QStringLiteral("a/autostart/stille-desktop.desktop")).toStdString();
  const auto entry = autostart_entry("/opt/a \"b\"/stille-desktop", "ada");
  EXPECT_NE(entry.find("Exec=\"/opt/a \\\"b\\\"/stille-desktop\" --hidden --profile \"ada\"\n"),
            std::string::npos)
      << entry;
  ASSERT_TRUE(set_autostart(file, true, entry));
  std::ifstream in(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), entry);
  EXPECT_TRUE(set_autostart(file, false, entry));
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_TRUE(set_autostart(file, false, entry));
}

TEST(DesktopSurroundings, Whoever_leaves_is_noticed_and_whoever_comes_back_is_not) {
  Absence absence;
  const QSignalSpy begun(&absence, &Absence::begun);
  absence.take(false);
  EXPECT_EQ(begun.count(), 0);
  absence.take(true);
  EXPECT_EQ(begun.count(), 1);
}

TEST(DesktopSurroundings, Pixels_are_taken_only_in_exactly_their_form) {
  const auto pixels = [](int width, int height, const char* rgb) {
    return pixels_from({{"width", width}, {"height", height}, {"rgb", rgb}});
  };
  const auto one = pixels(1, 1, "_wAA");
  ASSERT_FALSE(one.isNull());
  EXPECT_EQ(one.pixelColor(0, 0), QColor(255, 0, 0));
  EXPECT_TRUE(pixels(2, 1, "_wAA").isNull());
  EXPECT_TRUE(pixels(0, 1, "").isNull());
  EXPECT_TRUE(pixels(100000, 100000, "_wAA").isNull());
  EXPECT_TRUE(pixels_from(rpc::Json::object()).isNull());
}

TEST(DesktopSurroundings, The_sign_in_the_tray_has_a_dot_and_no_number) {
  TrayPicture tray;
  const auto plain = tray.requestImage(QStringLiteral("plain/light"), nullptr, {});
  const auto dot = tray.requestImage(QStringLiteral("dot/light"), nullptr, {});
  EXPECT_EQ(plain.size(), dot.size());
  EXPECT_NE(plain, dot);
  EXPECT_NE(dot.pixelColor(50, 14).alpha(), 0);
}

}  // namespace
}  // namespace stille::desktop
