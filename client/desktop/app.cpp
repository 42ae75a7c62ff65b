#include "client/desktop/app.hpp"

#include <QFontDatabase>
#include <QGuiApplication>

#include "client/desktop/calls.hpp"
#include "client/desktop/icon_source.hpp"
#include "client/desktop/picture_source.hpp"
#include "client/desktop/qr_code.hpp"
#include "client/desktop/tray_picture.hpp"

namespace stille::desktop {

void choose_font() {
  const auto families = QFontDatabase::families();
  QFont font = QGuiApplication::font();
  for (const auto* family : {"Inter", "Noto Sans", "DejaVu Sans"}) {
    if (!families.contains(QLatin1String(family))) continue;
    font.setFamily(QLatin1String(family));
    break;
  }
  font.setPixelSize(14);
  QGuiApplication::setFont(font);
}

App::App(const Start& start, const Log& log)
    : hidden_(start.hidden),
      preferences_(words_, theme_, start.preferences),
      session_(words_, start.folder, log),
      people_(session_, words_),
      keep_(session_, words_, people_),
      messages_(session_, words_, theme_, people_),
      conversations_(session_, words_, people_, keep_),
      search_(session_, words_, people_, conversations_),
      group_affairs_(words_, people_),
      arrivals_(session_, words_),
      portraits_(session_),
      exporter_(session_, words_),
      importer_(session_, words_),
      desk_(session_, words_, start.profile),
      lifecycle_(session_, start.folder),
      protection_(session_),
      key_map_(preferences_, words_),
      spell_marks_(session_, preferences_, start.dictionaries),
      notifier_(session_, words_, preferences_, people_, conversations_) {
  preferences_.load();
  preferences_.write_through([this](std::function<void()> work) { session_.worker().run(std::move(work)); });
  constexpr const char* kModule = "Stille.Profile";
  qmlRegisterSingletonInstance(kModule, 1, 0, "Words", &words_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Theme", &theme_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Preferences", &preferences_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Session", &session_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "People", &people_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Conversations", &conversations_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Messages", &messages_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Keep", &keep_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Search", &search_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "GroupAffairs", &group_affairs_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Arrivals", &arrivals_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Portraits", &portraits_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Exporter", &exporter_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Importer", &importer_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Desk", &desk_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Lifecycle", &lifecycle_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Protection", &protection_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Absence", &absence_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "KeyMap", &key_map_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "SpellMarks", &spell_marks_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Presence", &presence_);
  qmlRegisterSingletonInstance(kModule, 1, 0, "Notifier", &notifier_);
  qmlRegisterUncreatableType<Calls>(kModule, 1, 0, "Profile", QStringLiteral("It is attached."));
  qmlRegisterType<SecretField>(kModule, 1, 0, "SecretField");
  qmlRegisterType<QrCode>(kModule, 1, 0, "QrCode");
}

App::~App() {
  session_.pump().stop();
}

QQuickWindow* App::show(const QString& conversation, const QString& invitation) {
  Calls::tell(engine_, session_);
  engine_.addImageProvider(QStringLiteral("stille"),
                           new PictureSource(session_));  // the engine's from here on
  engine_.addImportPath(QStringLiteral("qrc:/"));
  engine_.addImageProvider(QStringLiteral("tray"), new TrayPicture);
  engine_.addImageProvider(QStringLiteral("icons"), new IconSource);
  engine_.addImageProvider(QStringLiteral("portraits"), portraits_.source());
  engine_.setInitialProperties({{QStringLiteral("openWith"), conversation},
                                {QStringLiteral("invitedBy"), invitation},
                                {QStringLiteral("beginHidden"), hidden_}});
  engine_.load(QUrl(QStringLiteral("qrc:/Stille/Window/Main.qml")));
  if (engine_.rootObjects().isEmpty()) return nullptr;
  session_.begin();
  return qobject_cast<QQuickWindow*>(engine_.rootObjects().constFirst());
}

void App::come(rpc::WindowWish wish) {
  session_.pump().post([this, wish = std::move(wish)] {
    // Qt hands it to the desktop when the window asks to be in front.
    if (!wish.token.empty()) qputenv("XDG_ACTIVATION_TOKEN", QByteArray::fromStdString(wish.token));
    QMetaObject::invokeMethod(engine_.rootObjects().constFirst(), "come",
                              Q_ARG(QVariant, QString::fromStdString(wish.conversation)),
                              Q_ARG(QVariant, QString::fromStdString(wish.link)), Q_ARG(QVariant, wish.show));
  });
}

}  // namespace stille::desktop
