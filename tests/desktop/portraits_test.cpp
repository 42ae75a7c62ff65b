// Pictures of people and groups: avatars show them once they have come, cut as the initials are, and another
// one once there is another.
#include <QImage>

#include <gtest/gtest.h>

#include "tests/desktop/looking.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {
namespace {

const QString kAda = QStringLiteral("ada");
const QString kBob = QStringLiteral("bob");

class PortraitsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    neighbours_.person(kAda, QStringLiteral("Ada Berger"));
    neighbours_.person(kBob, QStringLiteral("Bob Keller"));
    neighbours_.meet(kAda, kBob);
  }
  void open() {
    stage_ = std::make_unique<Stage>(neighbours_.folder(kAda));
    ASSERT_TRUE(
        wait_for([this] { return stage_->app().conversations().count() > 0 && stage_->home() != nullptr; }));
    stage_->look(QStringLiteral("de"), QStringLiteral("light"), 1180);
  }
  QString painted(const QString& name, const QColor& colour) {
    const auto path = place_.filePath(name + QStringLiteral(".png"));
    QImage picture(300, 200, QImage::Format_RGB32);
    picture.fill(colour);
    EXPECT_TRUE(picture.save(path));
    return path;
  }
  /// What its avatars show of it, from the middle and from a corner; invalid when there are only initials.
  QColor shown(const QString& alias, QPointF at = {0.5, 0.5}) {
    auto& portraits = stage_->app().portraits();
    const auto source = portraits.lookUp(alias);
    if (source.isEmpty()) return {};
    const std::unique_ptr<QQuickImageProvider> from(portraits.source());
    QSize size;
    const auto picture = from->requestImage(source.section(QLatin1Char('/'), -1), &size, {});
    return picture.pixelColor(static_cast<int>(at.x() * size.width()),
                              static_cast<int>(at.y() * size.height()));
  }
  bool becomes(const QString& alias, const QColor& colour) {
    return wait_for([&] {
      const auto now = shown(alias);
      return now.isValid() && std::abs(now.red() - colour.red()) < 12 &&
             std::abs(now.green() - colour.green()) < 12 && std::abs(now.blue() - colour.blue()) < 12;
    });
  }

  Neighbours neighbours_;
  QTemporaryDir place_;
  std::unique_ptr<Stage> stage_;
};

TEST_F(PortraitsTest, A_picture_that_a_contact_shares_is_shown_round_until_it_is_taken_back) {
  const QColor green(40, 140, 90);
  const QColor blue(40, 60, 160);
  ASSERT_NO_FATAL_FAILURE(open());
  EXPECT_FALSE(shown(kBob).isValid());
  neighbours_.says(kBob, {QStringLiteral("card"), QStringLiteral("set"),
                          QStringLiteral("picture=") + painted(QStringLiteral("green"), green)});
  neighbours_.says(kBob, {QStringLiteral("card"), QStringLiteral("share"), kAda, QStringLiteral("--fields"),
                          QStringLiteral("picture")});
  neighbours_.says(kBob, {QStringLiteral("sync")});
  ASSERT_TRUE(becomes(kBob, green));
  EXPECT_EQ(shown(kBob, {0.02, 0.02}).alpha(), 0);
  ASSERT_TRUE(wait_for(
      [&] { return seen(*stage_, "source", QUrl(stage_->app().portraits().lookUp(kBob))) != nullptr; }));
  neighbours_.says(kBob, {QStringLiteral("card"), QStringLiteral("set"),
                          QStringLiteral("picture=") + painted(QStringLiteral("blue"), blue)});
  neighbours_.says(kBob, {QStringLiteral("sync")});
  ASSERT_TRUE(becomes(kBob, blue));
  neighbours_.says(kBob, {QStringLiteral("card"), QStringLiteral("share"), kAda, QStringLiteral("--fields"),
                          QStringLiteral("none")});
  neighbours_.says(kBob, {QStringLiteral("sync")});
  EXPECT_TRUE(wait_for([&] { return !shown(kBob).isValid(); }));
}

TEST_F(PortraitsTest, The_picture_of_a_group_has_its_corners) {
  const QColor red(150, 50, 40);
  neighbours_.says(kAda, {QStringLiteral("group"), QStringLiteral("new"), QStringLiteral("Runde"),
                          QStringLiteral("--add"), kBob});
  ASSERT_NO_FATAL_FAILURE(open());
  const auto alias = QStringLiteral("#runde");
  EXPECT_FALSE(shown(alias).isValid());
  neighbours_.says(
      kAda, {QStringLiteral("group"), QStringLiteral("picture"), alias, painted(QStringLiteral("red"), red)});
  ASSERT_TRUE(becomes(alias, red));
  EXPECT_EQ(shown(alias, {0.0, 0.0}).alpha(), 0);
  EXPECT_EQ(shown(alias, {0.12, 0.12}).alpha(),
            255);  // within the corner of a group, and outside of a circle
}

TEST_F(PortraitsTest, Nothing_of_them_stays_once_the_profile_is_left) {
  const QColor green(40, 140, 90);
  neighbours_.says(kAda, {QStringLiteral("card"), QStringLiteral("set"),
                          QStringLiteral("picture=") + painted(QStringLiteral("green"), green)});
  ASSERT_NO_FATAL_FAILURE(open());
  ASSERT_TRUE(becomes(QStringLiteral("self"), green));
  const auto source = stage_->app().portraits().lookUp(QStringLiteral("self"));
  stage_->app().session().leave();
  const std::unique_ptr<QQuickImageProvider> from(stage_->app().portraits().source());
  QSize size;
  EXPECT_TRUE(from->requestImage(source.section(QLatin1Char('/'), -1), &size, {}).isNull());
}

}  // namespace
}  // namespace stille::desktop::test
