// What lists, notices and searches say of a text has no marks in it.
#include <gtest/gtest.h>

#include "client/desktop/marked_text.hpp"

namespace stille::desktop {
namespace {

TEST(DesktopPlainText, A_line_has_no_marks_of_quotes_nor_of_styles) {
  EXPECT_EQ(plain_line("> Passt dir *Dienstag*?\nJa, **sehr** gut."),
            QStringLiteral("Passt dir Dienstag? Ja, sehr gut."));
  EXPECT_EQ(plain_line("> eins\n> zwei\n`drei`"), QStringLiteral("eins zwei drei"));
}

TEST(DesktopPlainText, What_only_looks_like_a_mark_stays) {
  EXPECT_EQ(plain_line("3 > 2 und 2 * 2"), QStringLiteral("3 > 2 und 2 * 2"));
  EXPECT_EQ(plain_line("a -> b"), QStringLiteral("a -> b"));
}

TEST(DesktopPlainText, A_copy_keeps_its_lines) {
  EXPECT_EQ(plain_text("> eins\nzwei **drei**", 1000), QStringLiteral("eins\nzwei drei"));
}

TEST(DesktopPlainText, A_quote_on_the_screen_has_a_bar_and_no_mark) {
  const auto styled = styled_text("> eins\nzwei", Qt::gray, Qt::blue);
  EXPECT_FALSE(styled.contains(QStringLiteral("&gt;"))) << styled.toStdString();
  EXPECT_TRUE(styled.contains(QChar(0x2502)));
}

TEST(DesktopPlainText, A_block_of_code_has_a_ground_and_no_empty_lines_around_it) {
  const auto styled = styled_text("vorher\n```\n  eins\nzwei\n```\nnachher", Qt::gray, Qt::blue);
  EXPECT_TRUE(styled.startsWith(QStringLiteral("vorher<table"))) << styled.toStdString();
  EXPECT_TRUE(styled.contains(QStringLiteral("<code>&nbsp; eins<br>zwei</code>"))) << styled.toStdString();
  EXPECT_TRUE(styled.endsWith(QStringLiteral("</table>nachher"))) << styled.toStdString();
  EXPECT_TRUE(styled.contains(QStringLiteral("background-color:#1f"))) << styled.toStdString();
}

TEST(DesktopPlainText, Code_within_a_line_has_a_ground_and_stays_what_it_is) {
  const auto styled = styled_text("mit `<b>` gut", Qt::gray, Qt::blue);
  EXPECT_TRUE(styled.contains(QStringLiteral("&lt;b&gt;"))) << styled.toStdString();
  EXPECT_TRUE(styled.contains(QStringLiteral("<code style=\"background-color:"))) << styled.toStdString();
  EXPECT_FALSE(styled_text("ohne", Qt::gray, Qt::blue).contains(QStringLiteral("<code")));
}

TEST(DesktopPlainText, What_was_found_is_bold_and_its_marks_are_gone) {
  EXPECT_EQ(found_line({{"> der ", false}, {"Zug", true}, {" **fährt**", false}}),
            QStringLiteral("der <b>Zug</b> fährt"));
  // A hit inside of what is marked, and a mark whose other half was cut off.
  EXPECT_EQ(found_line({{"… **heute ", false}, {"Abend", true}, {"** & <b>", false}}),
            QStringLiteral("… heute <b>Abend</b> &amp; &lt;b&gt;"));
  EXPECT_EQ(found_line({{"… fett** und ", false}, {"Ende", true}}), QStringLiteral("… fett und <b>Ende</b>"));
}

}  // namespace
}  // namespace stille::desktop
