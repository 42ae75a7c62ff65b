// Takes pictures of every screen of a profile, in both languages, light and dark, wide and narrow.
//   desktop_camera PROFILE_FOLDER OUT [SCREEN...]
#include <QDir>
#include <cstdio>

#include "common/crypto/secret.hpp"
#include "tests/desktop/stage.hpp"

namespace {

using stille::desktop::test::Stage;

struct Screen {
  const char* name;
  const char* place;
  QVariantMap about;
};

QList<Screen> screens(const QString& person, const QString& group) {
  return {{"talk", "", {{QStringLiteral("alias"), person}}},
          {"group-talk", "", {{QStringLiteral("alias"), group}}},
          {"info", "info", {{QStringLiteral("alias"), person}}},
          {"keep", "keep", {}},
          {"people", "people", {}},
          {"search", "search", {}},
          {"settings", "settings", {}},
          {"invite", "invite", {}},
          {"accept", "accept", {}},
          {"verify", "verify", {{QStringLiteral("alias"), person}}},
          {"connection", "connection", {}},
          {"relay", "relay", {}},
          {"new-group", "newGroup", {}},
          {"group", "group", {{QStringLiteral("alias"), group}}},
          {"introduce", "introduce", {{QStringLiteral("alias"), person}}},
          {"data", "data", {}},
          {"card", "edit", {}}};
}

void frame(Stage& stage, const Screen& screen) {
  const QString place = QString::fromLatin1(screen.place);
  stage.home()->setProperty("infoShown", place == QStringLiteral("info"));
  if (place.isEmpty() || place == QStringLiteral("info")) {
    stage.show(screen.about.value(QStringLiteral("alias")).toString());
  } else {
    stage.go(place, screen.about);
  }
  if (place == QStringLiteral("search")) {
    stage.app().search().ask(QStringLiteral("die"));
  }
  stage.settle();
}

}  // namespace

int main(int argc, char** argv) {
  stille::desktop::test::without_screen();
  if (!stille::crypto::initialise() || argc < 3) return 2;
  QGuiApplication application(argc, argv);
  Stage stage(argv[1]);
  if (!stille::desktop::test::wait_for([&] { return stage.app().session().state() == QStringLiteral("open"); }) ||
      !stage.settle())
    return 1;
  QDir().mkpath(QString::fromLocal8Bit(argv[2]));
  const QStringList wanted = application.arguments().mid(3);
  const auto person = qEnvironmentVariable("CAMERA_PERSON", QStringLiteral("bob"));
  const auto group = qEnvironmentVariable("CAMERA_GROUP", QStringLiteral("#runde-datenschutz"));
  const auto sizes = qEnvironmentVariable("CAMERA_WIDTHS", QStringLiteral("1180,700")).split(QLatin1Char(','));
  const auto looks = qEnvironmentVariable("CAMERA_LOOKS", QStringLiteral("light,dark")).split(QLatin1Char(','));
  const auto languages = qEnvironmentVariable("CAMERA_LANGUAGES", QStringLiteral("de,en")).split(QLatin1Char(','));
  const int text_size = qEnvironmentVariableIntValue("CAMERA_TEXT") > 0 ? qEnvironmentVariableIntValue("CAMERA_TEXT") : 100;
  for (const auto& screen : screens(person, group)) {
    if (!wanted.isEmpty() && !wanted.contains(QString::fromLatin1(screen.name))) continue;
    for (const auto& width : sizes) {
      stage.look(languages.first(), looks.first(), width.toInt(), text_size);
      frame(stage, screen);
      for (const auto& language : languages) {
        for (const auto& look : looks) {
          stage.look(language, look, width.toInt(), text_size);
          stage.settle();
          const auto name = QStringLiteral("%1/%2-%3-%4-%5.png").arg(QString::fromLocal8Bit(argv[2]), QString::fromLatin1(screen.name), language, look, width);
          if (!stage.save(name)) return 1;
        }
      }
    }
  }
  return 0;
}
