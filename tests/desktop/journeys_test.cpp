// The journeys, one by one, in both languages: every one by the keyboard alone.
#include "tests/desktop/journeys.hpp"

#include <gtest/gtest.h>

namespace stille::desktop::test {
namespace {

class Journeys : public ::testing::TestWithParam<std::tuple<int, std::string>> {
 protected:
  Neighbours neighbours_;
};

TEST_P(Journeys, By_the_keyboard_alone) {
  neighbours_.person(kLena, QStringLiteral("Lena Öhler"));
  neighbours_.person(kMira, kMiraName);
  neighbours_.meet(kLena, kMira);
  Stage stage(neighbours_.folder(kLena));
  stage.look(QString::fromStdString(std::get<1>(GetParam())), QStringLiteral("light"), 1180);
  ASSERT_TRUE(wait_for([&] { return stage.app().people().count() == 1 && stage.home() != nullptr; }));
  QStringList told;
  Hands hands(stage, [&](const QString& line) { told.append(line); });
  Company company{neighbours_, stage, hands};
  try {
    journeys().at(std::get<0>(GetParam())).go(company);
  } catch (const Stuck& stuck) {
    FAIL() << told.join(QLatin1Char('\n')).toStdString() << '\n' << stuck.what();
  }
  EXPECT_GT(hands.presses(), 0);
}

std::string name_of(const ::testing::TestParamInfo<Journeys::ParamType>& info) {
  return std::string(journeys().at(std::get<0>(info.param)).name) + "_" + std::get<1>(info.param);
}

INSTANTIATE_TEST_SUITE_P(In, Journeys,
                         ::testing::Combine(::testing::Range(0, static_cast<int>(journeys().size())),
                                            ::testing::Values(std::string("de"), std::string("en"))),
                         name_of);

// What a newcomer goes through takes few keys besides typing.
TEST(JourneysThemselves, From_nothing_to_the_first_message_with_few_keys) {
  Neighbours neighbours;
  Stage stage(neighbours.folder(kLena));
  Hands hands(stage);
  Company company{neighbours, stage, hands};
  ASSERT_NO_THROW(begin(company));
  constexpr int kMost = 12;
  EXPECT_LE(hands.presses(), kMost);
  ASSERT_NO_THROW(journeys().at(7).go(company));  // lock, which wants the passphrase now
}

// A name that nobody can reach is found.
TEST(JourneysThemselves, Hands_that_do_not_find_their_way_say_so) {
  Neighbours neighbours;
  Stage stage(neighbours.folder(kLena));
  Hands hands(stage);
  EXPECT_THROW(hands.reach(QStringLiteral("a button that is not there")), Stuck);
}

}  // namespace
}  // namespace stille::desktop::test
