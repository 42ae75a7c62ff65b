// A message's text for the screen: the marks of the small formatting set become styles, everything else stays
// what it is. Nothing that somebody sends is ever read as markup.
#pragma once

#include <QColor>
#include <QString>
#include <string_view>

namespace stille::desktop {

/// StyledText of Qt Quick. `quiet` is for quotes, `accent` for links.
QString styled_text(std::string_view text, const QColor& quiet, const QColor& accent);
/// One line without marks, for lists and quotes.
QString plain_line(std::string_view text, qsizetype most = 160);

}  // namespace stille::desktop
