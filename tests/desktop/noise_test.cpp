// The window complains of nothing: no error and no warning of its QML, on whatever page, and none of an
// answer that comes after the page that asked was closed.
#include <QJSValue>
#include <QMutex>
#include <QQmlComponent>
#include <QQmlContext>

#include <gtest/gtest.h>

#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

/// What is said of QML while it lives.
class Overheard {
 public:
  Overheard() {
    listening() = this;
    before_ = qInstallMessageHandler(&Overheard::take);
  }
  ~Overheard() {
    qInstallMessageHandler(before_);
    listening() = nullptr;
  }
  Overheard(const Overheard&) = delete;
  Overheard& operator=(const Overheard&) = delete;
  [[nodiscard]] std::string said() {
    const QMutexLocker lock(&mutex_);
    return said_.join(QLatin1Char('\n')).toStdString();
  }

 private:
  static Overheard*& listening() {
    static Overheard* one = nullptr;
    return one;
  }
  static void take(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    auto* here = listening();
    if (here == nullptr) return;
    static const QStringList kComplaints{QStringLiteral("TypeError"), QStringLiteral("ReferenceError"),
                                         QStringLiteral("Binding loop"), QStringLiteral("Unable to assign"),
                                         QStringLiteral("qrc:/Stille")};
    const bool complaint = type != QtDebugMsg && type != QtInfoMsg &&
                           std::any_of(kComplaints.begin(), kComplaints.end(),
                                       [&text](const QString& one) { return text.contains(one); });
    const QMutexLocker lock(&here->mutex_);
    if (complaint) here->said_.append(text);
    if (here->before_ != nullptr) here->before_(type, context, text);
  }

  QMutex mutex_;
  QStringList said_;
  QtMessageHandler before_ = nullptr;
};

class Noise : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
    neighbours_.person(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
    neighbours_.meet(QStringLiteral("ada"), QStringLiteral("bob"));
    neighbours_.says(QStringLiteral("ada"),
                     {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Runde")});
    neighbours_.says(QStringLiteral("bob"), {QStringLiteral("send"), QStringLiteral("ada"),
                                             QStringLiteral("-m"), QStringLiteral("Passt dir *Dienstag*?")});
    stage_ = std::make_unique<Stage>(neighbours_.folder(QStringLiteral("ada")));
    ASSERT_TRUE(wait_for([this] { return stage_->app().conversations().unread() == 1; }));
  }
  /// Of every page that there is, whatever they are called.
  [[nodiscard]] QStringList places() const {
    return stage_->home()->property("pages").value<QJSValue>().toVariant().toMap().keys();
  }
  static QVariantMap about(const QString& place) {
    return {{QStringLiteral("alias"),
             place == QStringLiteral("group") ? QStringLiteral("#runde") : QStringLiteral("bob")}};
  }
  void go_at_once(const QString& place) {
    QMetaObject::invokeMethod(stage_->home(), "go", Q_ARG(QVariant, place), Q_ARG(QVariant, about(place)));
  }
  void with_info(const QString& conversation) {
    stage_->show(conversation);
    stage_->home()->setProperty("infoShown", true);
    stage_->settle();
    stage_->home()->setProperty("infoShown", false);
  }
  /// An item that asks, and makes a mistake with the answer.
  std::unique_ptr<QObject> clumsy(QQmlContext* page = nullptr) {
    QQmlComponent component(qmlEngine(stage_->home()));
    component.setData(R"(import QtQuick
      import Stille.Profile
      Item { function ask() { Profile.call("profile.status", {}, answer => { answer.nothing.at.all = 1; }); } })",
                      QUrl());
    std::unique_ptr<QObject> out(component.create(page));
    EXPECT_NE(out, nullptr) << component.errorString().toStdString();
    return out;
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(Noise, Nothing_is_complained_of_on_a_walk_through_all_pages) {
  Overheard overheard;
  ASSERT_GE(places().size(), 17);
  for (const auto& [language, width] : {std::pair{"de", 1180}, std::pair{"en", 700}}) {
    stage_->look(QLatin1String(language), QStringLiteral("light"), width);
    with_info(QStringLiteral("bob"));
    with_info(QStringLiteral("#runde"));
    for (const auto& place : places()) {
      stage_->go(place, about(place));
      EXPECT_EQ(overheard.said(), "") << place.toStdString() << " " << language << " " << width;
    }
  }
}

TEST_F(Noise, An_answer_that_comes_after_its_page_was_closed_is_given_to_nobody) {
  Overheard overheard;
  for (int round = 0; round < 3; ++round) {
    for (const auto& place : places()) go_at_once(place);
    QCoreApplication::processEvents();
  }
  stage_->settle();
  EXPECT_EQ(overheard.said(), "");
}

// A page that is closed is let go of with the next turn of the loop, and an answer may be in this one.
TEST_F(Noise, Nobody_is_answered_on_a_page_that_is_closed_and_not_yet_gone) {
  Overheard overheard;
  auto page = std::make_unique<QQmlContext>(qmlEngine(stage_->home()));
  const auto asker = clumsy(page.get());
  QMetaObject::invokeMethod(asker.get(), "ask");
  page.reset();
  stage_->settle();
  EXPECT_EQ(overheard.said(), "");
}

TEST_F(Noise, A_mistake_is_said_while_whoever_asked_is_there_and_not_after) {
  Overheard overheard;
  auto asker = clumsy();
  QMetaObject::invokeMethod(asker.get(), "ask");
  asker.reset();
  stage_->settle();
  EXPECT_EQ(overheard.said(), "");
  asker = clumsy();
  QMetaObject::invokeMethod(asker.get(), "ask");
  stage_->settle();
  EXPECT_NE(overheard.said().find("TypeError"), std::string::npos) << overheard.said();
}

}  // namespace
}  // namespace stille::desktop::test
