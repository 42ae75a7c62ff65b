#include "tests/desktop/stage.hpp"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>
#include <QPointer>
#include <QTest>

namespace stille::desktop::test {

void without_screen() {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_QUICK_BACKEND", "software");
}

bool wait_for(const std::function<bool()>& condition, std::chrono::milliseconds patience) {
  QElapsedTimer since;
  since.start();
  while (!condition()) {
    if (since.elapsed() > patience.count()) return false;
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    // Only an event loop of its own would do this, and what has gone would still be found.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  return true;
}

Stage::Stage(const std::filesystem::path& profile_folder, const std::filesystem::path& dictionaries,
             const QString& link) {
  choose_font();
  App::Start start{profile_folder, preferences_.filePath(QStringLiteral("desktop.json")).toStdString()};
  start.dictionaries = dictionaries;
  app_ = std::make_unique<App>(start, log_);
  for (RowList* list :
       std::initializer_list<RowList*>{&app_->conversations(), &app_->messages(), &app_->people(),
                                       app_->people().locals(), &app_->keep(), &app_->search()}) {
    testers_.push_back(std::make_unique<QAbstractItemModelTester>(
        list, QAbstractItemModelTester::FailureReportingMode::Fatal));
    QObject::connect(list, &QAbstractItemModel::modelReset, list, [] { qFatal("a list was reset"); });
  }
  window_ = app_->show({}, link);
  if (window_ == nullptr) qFatal("the window's QML does not load");
  // What moves cannot be looked at, nor waited for.
  app_->preferences().set_motion(false);
  // Without a window manager nobody else gives it the focus.
  window_->requestActivate();
}

Stage::~Stage() = default;

QObject* Stage::home() const {
  return window_->property("home").value<QObject*>();
}

bool Stage::settle() {
  for (int round = 0; round < 4; ++round) {
    bool answered = false;
    app_->session().ask("profile.status", rpc::Json::object(),
                        [&answered](const rpc::Json&, Session::Problem) { answered = true; });
    if (!wait_for([&answered] { return answered; })) return false;
    QCoreApplication::processEvents();
  }
  // The page to talk on follows the list by a moment, and pictures follow names.
  const QPointer<QObject> shown = home();
  return wait_for([this, &shown] {
    if (!app_->portraits().settled()) return false;
    const auto begun = shown.isNull() ? QVariant() : shown->property("begun");
    return !begun.isValid() || begun.toBool();
  });
}

void Stage::go(const QString& place, const QVariantMap& about) {
  QMetaObject::invokeMethod(home(), "go", Q_ARG(QVariant, place), Q_ARG(QVariant, about));
  settle();
}

void Stage::show(const QString& conversation) {
  QMetaObject::invokeMethod(home(), "show", Q_ARG(QVariant, conversation));
  settle();
}

void Stage::look(const QString& language, const QString& scheme, int width, int text_size) {
  app_->preferences().set_language(language);
  app_->preferences().set_scheme(scheme);
  app_->preferences().set_text_size(text_size);
  window_->resize(width, 760);
  QCoreApplication::processEvents();
}

void Stage::press(int key, Qt::KeyboardModifiers modifiers) {
  QTest::keyClick(window_, static_cast<Qt::Key>(key), modifiers);
}

void Stage::type(const QString& text) {
  for (const auto letter : text)
    QTest::sendKeyEvent(QTest::Click, window_, Qt::Key_unknown, letter, Qt::NoModifier);
}

QString Stage::heard() const {
  auto* item = window_->activeFocusItem();
  if (item == nullptr) return {};
  auto* interface = QAccessible::queryAccessibleInterface(item);
  if (interface == nullptr) return {};
  // A field for a passphrase has no name, by Qt's own rule.
  return interface->state().passwordEdit
             ? interface->text(QAccessible::Description).section(QLatin1Char('.'), 0, 0)
             : interface->text(QAccessible::Name);
}

bool Stage::save(const QString& path) {
  QCoreApplication::processEvents();
  const auto image = window_->grabWindow();
  return !image.isNull() && image.save(path);
}

}  // namespace stille::desktop::test
