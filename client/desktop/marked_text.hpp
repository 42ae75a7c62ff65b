// A message's text for the screen: the marks of the small formatting set become styles, everything else stays
// what it is. Nothing that somebody sends is ever read as markup.
#pragma once

#include <QColor>
#include <QString>
#include <string>
#include <string_view>
#include <vector>

namespace stille::desktop {

/// StyledText of Qt Quick, or RichText where it has <code>. `quiet` is for quotes and the ground of code,
/// `accent` for links.
QString styled_text(std::string_view text, const QColor& quiet, const QColor& accent);
/// Without marks, with its lines; may end soon after `enough` characters.
QString plain_text(std::string_view text, qsizetype enough);
/// A part of what a search found.
struct FoundPart {
  std::string text;
  bool hit = false;
};
/// One line of StyledText without marks, what was found in bold.
QString found_line(const std::vector<FoundPart>& parts);
/// One line without marks, for lists and quotes.
QString plain_line(std::string_view text, qsizetype most = 160);

}  // namespace stille::desktop
