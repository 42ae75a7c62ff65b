// A page that is there before the names are.
#include <QQmlComponent>
#include <QQmlEngine>

#include <gtest/gtest.h>

#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

TEST(Names, What_is_bound_to_a_name_follows_once_it_is_known) {
  Neighbours neighbours;
  neighbours.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
  neighbours.person(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
  neighbours.meet(QStringLiteral("ada"), QStringLiteral("bob"));
  Stage stage(neighbours.folder(QStringLiteral("ada")));
  ASSERT_FALSE(stage.app().people().loaded());
  QQmlComponent component(qmlEngine(&stage.window()));
  component.setData(
      "import QtQml\nimport Stille.Profile\nQtObject { property string who: People.nameOf(\"bob\") }", {});
  const std::unique_ptr<QObject> bound(component.create());
  ASSERT_NE(bound, nullptr) << component.errorString().toStdString();
  EXPECT_EQ(bound->property("who").toString(), QStringLiteral("bob"));
  EXPECT_TRUE(wait_for([&] { return bound->property("who").toString() == QStringLiteral("Bob Keller"); }));
}

}  // namespace
}  // namespace stille::desktop::test
