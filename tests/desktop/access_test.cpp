// Every screen as somebody meets it who does not look: names for everything that can be reached, in both
// languages; words that fit; panes by F6.
#include <QAccessible>

#include <gtest/gtest.h>

#include "tests/desktop/neighbours.hpp"
#include "tests/desktop/stage.hpp"

namespace stille::desktop::test {
namespace {

const QStringList kPlaces{
    QStringLiteral("keep"),     QStringLiteral("people"),     QStringLiteral("search"),
    QStringLiteral("settings"), QStringLiteral("invite"),     QStringLiteral("accept"),
    QStringLiteral("verify"),   QStringLiteral("connection"), QStringLiteral("relay"),
    QStringLiteral("newGroup"), QStringLiteral("group"),      QStringLiteral("introduce"),
    QStringLiteral("data"),     QStringLiteral("edit"),       QStringLiteral("circles"),
    QStringLiteral("later"),    QStringLiteral("locals"),     QStringLiteral("local")};

// What a listener is told that something is: never nothing in particular.
const QSet<QAccessible::Role> kRoles{
    QAccessible::Button,   QAccessible::CheckBox, QAccessible::RadioButton, QAccessible::EditableText,
    QAccessible::List,     QAccessible::ListItem, QAccessible::MenuItem,    QAccessible::Link,
    QAccessible::ComboBox, QAccessible::Pane,     QAccessible::Grouping};

class Access : public ::testing::Test {
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
    ASSERT_TRUE(wait_for([this] { return stage_->app().session().state() == QStringLiteral("open"); }));
    ASSERT_TRUE(wait_for([this] {
      return stage_->app().conversations().count() == 2 && stage_->app().conversations().unread() == 1;
    }));
  }
  void visit(const std::function<void(const QString&)>& look) {
    stage_->show(QStringLiteral("bob"));
    ASSERT_TRUE(wait_for([this] { return stage_->app().messages().count() == 1; }));
    stage_->home()->setProperty("infoShown", true);
    stage_->settle();
    look(QStringLiteral("conversation"));
    stage_->show(QStringLiteral("#runde"));
    look(QStringLiteral("group conversation"));
    stage_->home()->setProperty("infoShown", false);
    for (const auto& place : kPlaces) {
      stage_->go(place,
                 {{QStringLiteral("alias"),
                   place == QStringLiteral("group") ? QStringLiteral("#runde") : QStringLiteral("bob")}});
      look(place);
    }
  }

  Neighbours neighbours_;
  std::unique_ptr<Stage> stage_;
};

void walk(QAccessibleInterface* node, const std::function<void(QAccessibleInterface*)>& look) {
  if (node == nullptr || node->state().invisible) return;
  look(node);
  for (int i = 0; i < node->childCount(); ++i) walk(node->child(i), look);
}

TEST_F(Access, Whatever_the_keyboard_reaches_has_a_name_in_both_languages) {
  for (const auto* language : {"de", "en"}) {
    stage_->look(QLatin1String(language), QStringLiteral("light"), 1180);
    int named = 0;
    visit([&](const QString& place) {
      walk(QAccessible::queryAccessibleInterface(&stage_->window()), [&](QAccessibleInterface* node) {
        const bool reached = node->state().focusable || node->role() == QAccessible::Button ||
                             node->role() == QAccessible::CheckBox ||
                             node->role() == QAccessible::EditableText;
        if (!reached || node->role() == QAccessible::Window || node->role() == QAccessible::Client) return;
        const auto name =
            node->text(node->state().passwordEdit ? QAccessible::Description : QAccessible::Name);
        ++named;
        EXPECT_FALSE(name.trimmed().isEmpty())
            << language << " " << place.toStdString() << ": role " << node->role() << " "
            << node->object()->metaObject()->className();
        const auto* item = qobject_cast<QQuickItem*>(node->object());
        EXPECT_TRUE(item == nullptr || !item->activeFocusOnTab() || kRoles.contains(node->role()))
            << language << " " << place.toStdString() << ": " << name.toStdString() << " has the role "
            << node->role();
      });
    });
    EXPECT_GT(named, 200);
  }
}

QQuickItem* button_around(QQuickItem* item) {
  for (; item != nullptr; item = item->parentItem()) {
    if (item->inherits("QQuickAbstractButton")) return item;
  }
  return nullptr;
}

void each_item(QQuickItem* item, const std::function<void(QQuickItem*)>& look) {
  if (!item->isVisible()) return;
  look(item);
  for (auto* child : item->childItems()) each_item(child, look);
}

/// Of our own sentences, those without a place for something else: names and messages may end in an ellipsis.
QSet<QString> whole_sentences(const Words& words) {
  QSet<QString> out;
  for (const auto& key : words.keys_of_all()) {
    const auto sentence = words.in(key, Words::Language::pseudo);
    if (!sentence.contains(QLatin1Char('%'))) out.insert(sentence);
  }
  return out;
}

/// Words that are cut off, in an ellipsis or at an edge.
bool is_cut(const QQuickItem& text) {
  constexpr double kHair = 1.5;
  if (text.property("truncated").toBool()) return true;
  return text.property("wrapMode").toInt() == 0 && text.implicitWidth() > text.width() + kHair &&
         text.width() > 0;
}

// What a button does, and every other sentence of ours, must be readable whole in a language whose words are
// 40 % longer than English ones.
TEST_F(Access, No_sentence_loses_words_in_the_pseudo_locale) {
  for (const int width : {1180, 700}) {
    stage_->look(QStringLiteral("en"), QStringLiteral("light"), width);
    stage_->app().words().choose(Words::Language::pseudo);
    const auto ours = whole_sentences(stage_->app().words());
    int looked_at = 0;
    visit([&](const QString& place) {
      each_item(stage_->window().contentItem(), [&](QQuickItem* item) {
        if (!item->inherits("QQuickText")) return;
        const auto text = item->property("text").toString();
        auto* button = button_around(item);
        const bool command =
            button != nullptr &&
            QString::fromLatin1(button->metaObject()->className()).startsWith(QStringLiteral("PushButton"));
        if (!command && !ours.contains(text)) return;
        ++looked_at;
        EXPECT_FALSE(is_cut(*item)) << place.toStdString() << " at " << width << ": " << text.toStdString();
      });
    });
    EXPECT_GT(looked_at, 100);
    stage_->app().words().choose(Words::Language::english);
  }
}

TEST_F(Access, F6_goes_round_the_panes) {
  stage_->look(QStringLiteral("en"), QStringLiteral("light"), 1180);
  stage_->show(QStringLiteral("bob"));
  const auto writing = stage_->app().words().say(QStringLiteral("writeTo"), {QStringLiteral("Bob Keller")});
  ASSERT_TRUE(wait_for([&] { return stage_->heard() == writing; })) << stage_->heard().toStdString();
  // In a pane it is the row that is heard, not that there is a list.
  const auto next = [&] {
    stage_->press(Qt::Key_F6);
    stage_->settle();
    return stage_->heard();
  };
  const auto open = stage_->app().conversations().named(QStringLiteral("bob"));
  EXPECT_EQ(next(), open.value(QStringLiteral("spoken")).toString());
  EXPECT_EQ(next(), stage_->app().messages().at(0).value(QStringLiteral("spoken")).toString());
  EXPECT_EQ(next(), writing);
  stage_->press(Qt::Key_F6, Qt::ShiftModifier);
  stage_->settle();
  EXPECT_EQ(stage_->heard(), stage_->app().messages().at(0).value(QStringLiteral("spoken")).toString());
}

// Qt's own dialog is made of QML that Debian has in a package of its own.
TEST_F(Access, A_file_can_be_chosen_where_the_desktop_has_no_dialog) {
  stage_->show(QStringLiteral("bob"));
  stage_->press(Qt::Key_O, Qt::ControlModifier);
  EXPECT_TRUE(wait_for([this] {
    const auto all = stage_->window().findChildren<QObject*>();
    return std::any_of(all.begin(), all.end(), [](const QObject* one) {
      return one->inherits("QQuickFileDialogImpl") && one->property("visible").toBool();
    });
  }));
}

TEST_F(Access, What_was_begun_is_there_again) {
  stage_->show(QStringLiteral("bob"));
  stage_->settle();
  stage_->type(QStringLiteral("Ich wollte noch fragen"));
  stage_->show(QStringLiteral("#runde"));
  stage_->settle();
  auto* composer = stage_->window().findChild<QObject*>(QStringLiteral("composer"));
  ASSERT_NE(composer, nullptr);
  EXPECT_EQ(composer->property("text").toString(), QString());
  stage_->show(QStringLiteral("bob"));
  EXPECT_TRUE(wait_for([composer] {
    return composer->property("text").toString() == QStringLiteral("Ich wollte noch fragen");
  }));
}

}  // namespace
}  // namespace stille::desktop::test
