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

TEST(Names, Of_nobody_with_whom_one_has_spoken_is_it_said_that_one_has_not) {
  Neighbours neighbours;
  neighbours.person(QStringLiteral("ada"), QStringLiteral("Ada Berger"));
  neighbours.person(QStringLiteral("bob"), QStringLiteral("Bob Keller"));
  neighbours.meet(QStringLiteral("ada"), QStringLiteral("bob"));
  neighbours.says(QStringLiteral("ada"), {QStringLiteral("send"), QStringLiteral("bob"), QStringLiteral("-m"),
                                          QStringLiteral("Hallo")});
  Stage stage(neighbours.folder(QStringLiteral("ada")));
  auto& people = stage.app().people();
  QSet<QString> said;
  const auto row = [&](const char* what) {
    return people.count() == 0 ? QString() : people.at(0).value(QLatin1String(what)).toString();
  };
  const auto listens = [&] { said.insert(row("last")); };
  for (const auto& connection :
       {QObject::connect(&people, &QAbstractItemModel::rowsInserted, &people, listens),
        QObject::connect(&people, &QAbstractItemModel::dataChanged, &people, listens)})
    ASSERT_TRUE(connection);
  const auto never = [&] { return stage.app().words().say(QStringLiteral("peopleNeverSpoke")); };
  ASSERT_TRUE(wait_for([&] { return people.loaded() && !row("last").isEmpty(); }));
  EXPECT_NE(row("last"), never());
  // Nor while one does not hear of them any more.
  stage.app().session().ask("contact.set", {{"contact", "bob"}, {"blocked", true}}, {});
  const auto blocked = stage.app().words().say(QStringLiteral("trustBlocked"));
  ASSERT_TRUE(wait_for([&] {
    people.refresh();
    return stage.settle() && row("trust") == blocked && row("last").isEmpty();
  }));
  EXPECT_FALSE(said.contains(never()));
}

}  // namespace
}  // namespace stille::desktop::test
