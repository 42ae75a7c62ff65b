#include "client/desktop/marked_text.hpp"

#include "client/wire/formatting.hpp"

namespace stille::desktop {
namespace {

using client::wire::Style;

QString text_from(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Marks that turn the direction of what follows could make a sentence say something else.
QString harmless(std::string_view text) {
  auto out = text_from(text);
  out.removeIf([](QChar letter) {
    const auto code = letter.unicode();
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
           (code < 0x20 && code != '\n' && code != '\t');
  });
  return out;
}

QString escaped(std::string_view text) {
  auto out = harmless(text).toHtmlEscaped();
  out.replace(QLatin1Char('\n'), QStringLiteral("<br>"));
  // StyledText swallows spaces in a row.
  out.replace(QStringLiteral("  "), QStringLiteral("&nbsp; "));
  return out;
}

// The address itself is not made clickable here: whoever shows it asks first.
QString wrapped(QString inner, std::string_view raw, Style style, const QColor& quiet, const QColor& accent) {
  switch (style) {
    case Style::emphasis:
      return QStringLiteral("<i>") + inner + QStringLiteral("</i>");
    case Style::strong:
      return QStringLiteral("<b>") + inner + QStringLiteral("</b>");
    case Style::block:
      return QStringLiteral("<pre>") + inner + QStringLiteral("</pre>");
    case Style::code:  // there are no typefaces in StyledText, but colours
    case Style::quote:
      return QStringLiteral("<font color=\"%1\">").arg(quiet.name()) + inner + QStringLiteral("</font>");
    case Style::link:
      return QStringLiteral("<a href=\"%1\"><font color=\"%2\">")
                 .arg(harmless(raw).toHtmlEscaped(), accent.name()) +
             inner + QStringLiteral("</font></a>");
  }
  return inner;
}

}  // namespace

QString styled_text(std::string_view text, const QColor& quiet, const QColor& accent) {
  QString out;
  for (const auto& piece : client::wire::pieces_of(text)) {
    auto inner = escaped(piece.text);
    for (auto style = piece.styles.rbegin(); style != piece.styles.rend(); ++style)
      inner = wrapped(std::move(inner), piece.text, *style, quiet, accent);
    out += inner;
  }
  return out;
}

QString plain_line(std::string_view text, qsizetype most) {
  QString out;
  for (const auto& piece : client::wire::pieces_of(text)) {
    out += harmless(piece.text);
    if (out.size() > most * 2) break;
  }
  out = out.simplified();
  if (out.size() > most) out = out.left(most).trimmed() + QChar(0x2026);
  return out;
}

}  // namespace stille::desktop
