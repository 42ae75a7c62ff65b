// The journeys in one window, in a row, told as they happen: desktop_tour [--language de|en] [--pictures
// FOLDER]. A person may watch; where there is no screen, tests/tools/tour_desktop brings one. Ends with 0
// when everything was as it should be.
#include <QCommandLineParser>
#include <QDir>
#include <cstdio>

#include <gtest/gtest.h>
#include <unistd.h>

#include "common/crypto/secret.hpp"
#include "tests/desktop/journeys.hpp"
#include "tests/desktop/private_bus.hpp"

namespace stille::desktop::test {
namespace {

void tell(const QString& line) {
  std::printf("  %s\n", qPrintable(line));
  std::fflush(stdout);
}

void head(const char* about) {
  std::printf(::isatty(STDOUT_FILENO) != 0 ? "\n\033[1m%s\033[0m\n" : "\n%s\n", about);
  std::fflush(stdout);
}

class Tour {
 public:
  Tour(const QString& language, QString pictures)
      : stage_(neighbours_.folder(kLena)), hands_(stage_, tell), pictures_(std::move(pictures)) {
    stage_.look(language, QStringLiteral("light"), 1180);
    if (!pictures_.isEmpty()) QDir().mkpath(pictures_);
  }
  void goes() {
    head("Lena begins: a name, a relay, a passphrase, and the first person.");
    begin(company_);
    // What Lena calls her; the window works on, the command line works beside it.
    neighbours_.says(kLena, {QStringLiteral("contact"), QStringLiteral("set"), QStringLiteral("mira"),
                             QStringLiteral("--alias"), kMira});
    picture("begin");
    for (const auto& journey : journeys()) {
      head(journey.about);
      journey.go(company_);
      picture(journey.name);
    }
  }

 private:
  void picture(const char* name) {
    if (pictures_.isEmpty()) return;
    const auto path = QStringLiteral("%1/%2-%3.png").arg(pictures_).arg(++taken_).arg(QLatin1String(name));
    if (!stage_.save(path)) throw Stuck(QStringLiteral("no picture can be taken"));
    tell(QStringLiteral("picture: ") + path);
  }

  Neighbours neighbours_;
  Stage stage_;
  Hands hands_;
  Company company_{neighbours_, stage_, hands_};
  QString pictures_;
  int taken_ = 0;
};

int run(int argc, char** argv) {
  PrivateBus::of_this_program();
  const QGuiApplication application(argc, argv);
  QCommandLineParser parser;
  const QCommandLineOption language(QStringLiteral("language"), QString(), QStringLiteral("de|en"),
                                    QStringLiteral("en"));
  const QCommandLineOption pictures(QStringLiteral("pictures"), QString(), QStringLiteral("FOLDER"));
  parser.addOptions({language, pictures});
  parser.process(application);
  try {
    Tour(parser.value(language), parser.value(pictures)).goes();
  } catch (const Stuck& stuck) {
    std::printf("tour: %s\n", stuck.what());
    return 1;
  }
  // What the neighbours' commands complained of.
  if (::testing::UnitTest::GetInstance()->ad_hoc_test_result().Failed()) return 1;
  std::printf("\nEverything was as it should be.\n");
  return 0;
}

}  // namespace
}  // namespace stille::desktop::test

int main(int argc, char** argv) {
  if (!stille::crypto::initialise()) return 1;
  ::testing::InitGoogleTest(&argc, argv);
  return stille::desktop::test::run(argc, argv);
}
