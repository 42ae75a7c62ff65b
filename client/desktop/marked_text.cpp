#include "client/desktop/marked_text.hpp"

#include <algorithm>

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

// A quiet ground that does on every bubble.
QString ground(QColor quiet) {
  quiet.setAlphaF(0.12F);
  return quiet.name(QColor::HexArgb);
}

// Within a line there is no other room than a blank; the joiners beside it tell that it is none of the text.
const QString kRoom = QStringLiteral("\u2060\u00a0\u2060");

// The address itself is not made clickable here: whoever shows it asks first.
QString wrapped(QString inner, std::string_view raw, Style style, const QColor& quiet, const QColor& accent) {
  switch (style) {
    case Style::emphasis:
      return QStringLiteral("<i>") + inner + QStringLiteral("</i>");
    case Style::strong:
      return QStringLiteral("<b>") + inner + QStringLiteral("</b>");
    case Style::block:
      // Not <pre>, whose lines do not break; and the ground of a table goes to the end of its margins, so one
      // within another. Below the last line there is already the room between lines.
      return QStringLiteral(
                 "<table cellspacing=\"0\" cellpadding=\"0\" "
                 "style=\"margin-top:4px;margin-bottom:6px\"><tr><td>"
                 "<table cellspacing=\"0\" cellpadding=\"0\" style=\"background-color:%1\"><tr><td style=\""
                 "padding-top:7px;padding-bottom:1px;padding-left:8px;padding-right:8px;white-space:pre-"
                 "wrap\"><code>")
                 .arg(ground(quiet)) +
             inner + QStringLiteral("</code></td></tr></table></td></tr></table>");
    case Style::code:
      return QStringLiteral("<code style=\"background-color:%1\">").arg(ground(quiet)) + kRoom + inner +
             kRoom + QStringLiteral("</code>");
    case Style::quote:
      return QStringLiteral("<font color=\"%1\">").arg(quiet.name()) + inner + QStringLiteral("</font>");
    case Style::link:
      return QStringLiteral("<a href=\"%1\"><font color=\"%2\">")
                 .arg(harmless(raw).toHtmlEscaped(), accent.name()) +
             inner + QStringLiteral("</font></a>");
  }
  return inner;
}

// Which bytes of a text are the mark of a quote, "> " at the beginning of a line of it.
class QuoteMarks {
 public:
  explicit QuoteMarks(std::string_view text) : text_(text) {}

  /// Calls `take` with the parts of a piece between such marks, and `mark` for each of them.
  template <class Take, class Mark>
  void split(const client::wire::Piece& piece, Take take, Mark mark) {
    auto rest = piece.text;
    if (std::ranges::find(piece.styles, Style::quote) == piece.styles.end()) return take(rest);
    while (!rest.empty()) {
      if (begins_line(rest) && rest.front() == '>') {
        rest.remove_prefix(rest.size() > 1 && rest[1] == ' ' ? 2 : 1);
        mark();
        continue;
      }
      const auto end = rest.find('\n');
      const auto length = end == std::string_view::npos ? rest.size() : end + 1;
      take(rest.substr(0, length));
      rest.remove_prefix(length);
    }
  }

 private:
  [[nodiscard]] bool begins_line(std::string_view rest) const {
    return rest.data() == text_.data() || *(rest.data() - 1) == '\n';
  }
  std::string_view text_;
};

bool is_block(const client::wire::Piece& piece) {
  return std::ranges::find(piece.styles, Style::block) != piece.styles.end();
}

// A block has lines of its own: what ends the line before it, begins the one behind it, or stands at its
// edges, would be an empty one.
void part_blocks(std::vector<client::wire::Piece>& pieces) {
  const auto cut_front = [](std::string_view& text) {
    if (text.starts_with('\n')) text.remove_prefix(1);
  };
  const auto cut_back = [](std::string_view& text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
  };
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    if (!is_block(pieces[at])) continue;
    cut_front(pieces[at].text);
    cut_back(pieces[at].text);
    if (at > 0) cut_back(pieces[at - 1].text);
    if (at + 1 < pieces.size()) cut_front(pieces[at + 1].text);
  }
}

}  // namespace

QString styled_text(std::string_view text, const QColor& quiet, const QColor& accent) {
  QString out;
  QuoteMarks marks(text);
  auto pieces = client::wire::pieces_of(text);
  part_blocks(pieces);
  for (const auto& piece : pieces) {
    QString inner;
    marks.split(
        piece, [&inner](std::string_view part) { inner += escaped(part); },
        [&inner] { inner += QStringLiteral("\u2502\u00a0"); });
    for (auto style = piece.styles.rbegin(); style != piece.styles.rend(); ++style)
      inner = wrapped(std::move(inner), piece.text, *style, quiet, accent);
    out += inner;
  }
  return out;
}

QString plain_text(std::string_view text, qsizetype enough) {
  QString out;
  QuoteMarks marks(text);
  for (const auto& piece : client::wire::pieces_of(text)) {
    marks.split(piece, [&out](std::string_view part) { out += harmless(part); }, [] {});
    if (out.size() > enough) break;
  }
  return out;
}

QString found_line(const std::vector<FoundPart>& parts) {
  std::string whole;
  for (const auto& part : parts) whole += part.text;
  // Marks are of the whole text, hits of its parts: byte by byte, which part it is from.
  const auto is_hit = [&](std::size_t at) {
    for (const auto& part : parts) {
      if (at < part.text.size()) return part.hit;
      at -= part.text.size();
    }
    return false;
  };
  QString out;
  bool bold = false;
  QuoteMarks marks(whole);
  const auto take = [&](std::string_view part) {
    for (std::size_t from = 0; from < part.size();) {
      const auto place = static_cast<std::size_t>(part.data() - whole.data());
      auto end = from + 1;
      while (end < part.size() && is_hit(place + end) == is_hit(place + from)) ++end;
      if (is_hit(place + from) != bold) {
        bold = !bold;
        out += bold ? QStringLiteral("<b>") : QStringLiteral("</b>");
      }
      out += harmless(part.substr(from, end - from))
                 .toHtmlEscaped()
                 .replace(QLatin1Char('\n'), QLatin1Char(' '));
      from = end;
    }
  };
  for (const auto& piece : client::wire::pieces_of(whole)) marks.split(piece, take, [] {});
  // It is cut out of a text: what begins or ends elsewhere has left its mark here.
  out.remove(QStringLiteral("**")).remove(QStringLiteral("```"));
  return bold ? out + QStringLiteral("</b>") : out;
}

QString plain_line(std::string_view text, qsizetype most) {
  auto out = plain_text(text, most * 2).simplified();
  if (out.size() > most) out = out.left(most).trimmed() + QChar(0x2026);
  return out;
}

}  // namespace stille::desktop
