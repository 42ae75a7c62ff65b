// Takes pictures of every screen of a profile, in both languages, light and dark, wide and narrow: of one
// with people, of one with nobody in it yet (CAMERA_ALONE), of a locked one, and of what is seen before there
// is one.
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
          {"details", "", {{QStringLiteral("alias"), group}}},
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
          {"card", "edit", {}},
          {"circles", "circles", {}},
          {"later", "later", {}},
          {"locals", "locals", {}},
          {"local", "local", {{QStringLiteral("alias"), QStringLiteral("ines-vogt")}}},
          {"jump", "", {{QStringLiteral("alias"), person}}},
          {"keys", "", {{QStringLiteral("alias"), person}}}};
}

/// Where nobody is yet.
QList<Screen> screens_of_nobody() {
  return {{"empty", "", {}},
          {"empty-keep", "keep", {}},
          {"empty-people", "people", {}},
          {"empty-search", "search", {}}};
}

void frame(Stage& stage, const Screen& screen) {
  const QString place = QString::fromLatin1(screen.place);
  const auto name = QString::fromLatin1(screen.name);
  stage.press(Qt::Key_Escape);  // whatever lay over the page before
  stage.home()->setProperty("infoShown", false);
  if (place.isEmpty() || place == QStringLiteral("info")) {
    if (!screen.about.isEmpty()) stage.show(screen.about.value(QStringLiteral("alias")).toString());
  } else {
    stage.go(place, screen.about);
  }
  stage.home()->setProperty("infoShown", place == QStringLiteral("info"));
  if (place == QStringLiteral("search")) {
    stage.app().search().ask(QStringLiteral("die"));
  }
  stage.settle();
  if (place == QStringLiteral("invite")) {  // its code comes from the relay
    stille::desktop::test::wait_for([&stage] {
      const auto* page = stage.window().findChild<QObject*>(QStringLiteral("invitePage"));
      return page != nullptr &&
             (page->property("ready").toBool() || !page->property("problem").toString().isEmpty());
    });
  }
  if (name == QStringLiteral("details")) {
    // One's own, which is the third from the end.
    for (int up = 0; up < 3; ++up) stage.press(Qt::Key_Up, Qt::ControlModifier);
    stage.press(Qt::Key_Menu);
    stage.press(Qt::Key_End);  // the last but one
    stage.press(Qt::Key_Up);
    stage.press(Qt::Key_Return);
    stage.settle();
  }
  if (name == QStringLiteral("jump")) stage.press(Qt::Key_K, Qt::ControlModifier);
  if (name == QStringLiteral("keys")) stage.press(Qt::Key_Slash, Qt::ControlModifier);
}

struct Looks {
  QStringList languages;
  QStringList schemes;
  QStringList widths;
  int text_size = 100;
};

Looks wished() {
  const auto list = [](const char* name, const QString& usual) {
    return qEnvironmentVariable(name, usual).split(QLatin1Char(','));
  };
  const int size = qEnvironmentVariableIntValue("CAMERA_TEXT");
  return {list("CAMERA_LANGUAGES", QStringLiteral("de,en")),
          list("CAMERA_LOOKS", QStringLiteral("light,dark")),
          list("CAMERA_WIDTHS", QStringLiteral("1180,700")), size > 0 ? size : 100};
}

/// One screen in every look; `arrange` brings it up.
bool take(Stage& stage, const QString& folder, const QString& name, const Looks& looks,
          const std::function<void()>& arrange) {
  for (const auto& width : looks.widths) {
    stage.look(looks.languages.first(), looks.schemes.first(), width.toInt(), looks.text_size);
    arrange();
    for (const auto& language : looks.languages) {
      for (const auto& scheme : looks.schemes) {
        stage.look(language, scheme, width.toInt(), looks.text_size);
        if (stage.app().session().state() == QStringLiteral("open")) stage.settle();
        if (!stage.save(QStringLiteral("%1/%2-%3-%4-%5.png").arg(folder, name, language, scheme, width)))
          return false;
      }
    }
  }
  return true;
}

/// Without a profile, or with a locked one: what is seen before anything else.
bool take_beginning(Stage& stage, const QString& folder, const Looks& looks) {
  if (stage.app().session().state() == QStringLiteral("locked"))
    return take(stage, folder, QStringLiteral("locked"), looks, [] {});
  auto* steps = stage.window().findChild<QObject*>(QStringLiteral("steps"));
  const QStringList names{QStringLiteral("welcome"), QStringLiteral("you"), QStringLiteral("protection")};
  for (int step = 0; step < names.size(); ++step) {
    if (!take(stage, folder, names[step], looks, [steps, step] { steps->setProperty("step", step); }))
      return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  stille::desktop::test::without_screen();
  if (!stille::crypto::initialise() || argc < 3) return 2;
  QGuiApplication application(argc, argv);
  Stage stage(argv[1], qEnvironmentVariable("CAMERA_DICTIONARIES", "/usr/share/hunspell").toStdString());
  const auto& session = stage.app().session();
  if (!stille::desktop::test::wait_for([&] {
        return session.state() != QStringLiteral("looking") && session.state() != QStringLiteral("opening");
      }))
    return 1;
  const auto folder = QString::fromLocal8Bit(argv[2]);
  QDir().mkpath(folder);
  const auto looks = wished();
  if (session.state() != QStringLiteral("open")) return take_beginning(stage, folder, looks) ? 0 : 1;
  const QStringList wanted = QGuiApplication::arguments().mid(3);
  const auto person = qEnvironmentVariable("CAMERA_PERSON", QStringLiteral("bob"));
  const auto group = qEnvironmentVariable("CAMERA_GROUP", QStringLiteral("#runde-datenschutz"));
  const bool alone = qEnvironmentVariableIsSet("CAMERA_ALONE");
  for (const auto& screen : alone ? screens_of_nobody() : screens(person, group)) {
    const auto name = QString::fromLatin1(screen.name);
    if (!wanted.isEmpty() && !wanted.contains(name)) continue;
    if (!take(stage, folder, name, looks, [&] { frame(stage, screen); })) return 1;
  }
  return 0;
}
