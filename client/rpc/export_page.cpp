#include "client/rpc/export_page.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "client/rpc/harmless.hpp"
#include "client/rpc/import_line.hpp"
#include "client/wire/formatting.hpp"
#include "client/wire/talk.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace {

constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--ink:#1d1d1b;--faint:#6b6b66;--paper:#fbfaf7;--theirs:#efede6;--own:#e3ebe6}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e0;--faint:#9a9891;--paper:#191918;--theirs:#262624;--own:#22302a}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:42rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.4rem;font-weight:600}h2{font-size:.85rem;font-weight:500;color:var(--faint);margin:2rem 0 .5rem}
article{background:var(--theirs);border-radius:.6rem;padding:.5rem .9rem;margin:.35rem 4rem .35rem 0}
article.own{background:var(--own);margin:.35rem 0 .35rem 4rem}
article p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.aside{font-size:.8rem;color:var(--faint);text-align:center;margin:.8rem 2rem;overflow-wrap:anywhere}
.by{font-size:.75rem;color:var(--faint)}blockquote{margin:.2rem 0;padding-left:.6rem;border-left:2px solid var(--faint);color:var(--faint)}
.strong{font-weight:600}.emphasis{font-style:italic}.code,.block{font-family:ui-monospace,monospace;font-size:.92em}.quote{color:var(--faint)}
a{color:inherit}article a::before{content:"\2193\00a0"}
)css";

std::tm local(TimePoint time) {
  const auto raw =
      static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
  std::tm out{};
  ::localtime_r(&raw, &out);
  return out;
}

std::string written(const std::tm& time, const char* form) {
  std::array<char, 32> out{};
  return {out.data(), std::strftime(out.data(), out.size(), form, &time)};
}

void open_tag(std::string& out, const std::string& names) {
  out.append("<span class=\"").append(names).append("\">");
}

/// A bar in place of the mark that begins a line of a quote.
std::string with_bars(std::string_view piece, std::string_view text) {
  std::string out;
  while (!piece.empty()) {
    const bool begins = piece.data() == text.data() || *(piece.data() - 1) == '\n';
    if (begins && piece.front() == '>') {
      piece.remove_prefix(piece.starts_with("> ") ? 2 : 1);
      out += "\u2502\u00a0";
      continue;
    }
    const auto length = std::min(piece.find('\n'), piece.size() - 1) + 1;
    out += escaped(piece.substr(0, length));
    piece.remove_prefix(length);
  }
  return out;
}

std::string with_spans(std::string_view text) {
  std::string out;
  for (const auto& piece : client::wire::pieces_of(text)) {
    const bool in_quote = std::ranges::find(piece.styles, client::wire::Style::quote) != piece.styles.end();
    std::string names;
    for (const auto style : piece.styles) {
      if (!names.empty()) names += ' ';
      names += client::wire::name_of(style);
    }
    if (!names.empty()) open_tag(out, names);
    out += in_quote ? with_bars(piece.text, text) : escaped(piece.text);
    if (!names.empty()) out += "</span>";
  }
  return out;
}

/// What was cut off has left its mark behind.
std::string cut_short(std::string_view excerpt) {
  auto out = with_spans(excerpt);
  constexpr std::size_t kLetter = 4;
  if (excerpt.size() + kLetter <= client::wire::kLongestExcerpt) return out;
  for (const std::string_view mark : {"**", "```"}) {
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
      out.erase(at, mark.size());
  }
  return out;
}

std::string called(const Json& person, const ExportNames& names) {
  const auto alias = text_in(person, "alias");
  for (const auto& key : {text_in(person, "id"), alias}) {
    if (const auto known = names.find(key); known != names.end()) return known->second;
  }
  return alias;
}

/// Whose a quote or a reaction is: a group names them, and between two it is one or the other.
std::string author_of(const Json& part, const Json& message, const ExportNames& names) {
  if (part.value("own", false)) return called({{"alias", "self"}}, names);
  if (part.contains("author")) return called({{"alias", part["author"]}}, names);
  return called(message[message.contains("to") ? "to" : "from"], names);
}

std::string page_quote(const Json& message, const ExportWords& words, const ExportNames& names) {
  if (!message.contains("reply")) return {};
  const auto& reply = message["reply"];
  const auto excerpt = text_in(reply, "excerpt");
  std::string out = "<blockquote><span class=\"by\">";
  return out.append(escaped(author_of(reply, message, names)))
      .append("</span><br>")
      .append(excerpt.empty() ? escaped(words.quote_gone) : cut_short(excerpt))
      .append("</blockquote>\n");
}

/// What it said before, folded away.
std::string page_wordings(const Json& message, const ExportWords& words) {
  const auto wordings = message.find("wordings");
  if (wordings == message.end() || wordings->size() < 2) return {};
  std::string out = "<details class=\"by\"><summary>";
  out.append(escaped(words.earlier)).append("</summary>\n");
  for (auto one = wordings->begin(); one != std::prev(wordings->end()); ++one)
    out.append("<p>").append(with_spans(text_in(*one, "text"))).append("</p>\n");
  return out.append("</details>\n");
}

/// What else is to be said of a message beside its moment.
std::string notes_of(const Json& message, const ExportWords& words) {
  if (message.contains("deleted")) return {};
  std::string out;
  if (message.contains("revision")) out.append(" · ").append(escaped(words.edited));
  if (message.contains("expires") && words.goes) {
    const auto time = parse_rfc3339(text_in(message, "expires"));
    const auto form = words.german ? "%d.%m.%Y, %H:%M" : "%Y-%m-%d, %H:%M";
    if (time) out.append(" · ").append(escaped(words.goes(written(local(time.value()), form))));
  }
  return out;
}

/// The day of this moment, when it is another one.
std::string day_line(const std::tm& at, std::string& day, const ExportWords& words) {
  const auto its_day = written(at, words.german ? "%d.%m.%Y" : "%Y-%m-%d");
  if (its_day == day) return {};
  day = its_day;
  return "<h2>" + day + "</h2>\n";
}

std::string time_tag(const Json& object, const std::tm& at) {
  return "<time datetime=\"" + escaped(text_in(object, "at")) + "\">" + written(at, "%H:%M") + "</time>";
}

std::string aside_line(const Json& object, const std::tm& at, std::string_view said) {
  std::string out = "<p class=\"aside\" id=\"";
  return out.append(escaped(text_in(object, "id")))
      .append("\">")
      .append(escaped(said))
      .append(" ")
      .append(time_tag(object, at))
      .append("</p>\n");
}

std::tm moment_of(const Json& object) {
  const auto time = parse_rfc3339(text_in(object, "at"));
  return local(time ? time.value() : TimePoint{});
}

std::string page_file(const Json& file, const ExportWords& words) {
  const auto size = file.value("size", std::uint64_t{0});
  const auto size_said = words.size ? words.size(size) : std::to_string(size) + " B";
  auto said = escaped(text_in(file, "name"));
  said.append(" <span class=\"by\">").append(escaped(size_said)).append("</span>");
  const auto path = text_in(file, "file");
  std::string out = "<p class=\"file\">";
  if (path.empty()) {
    out.append(said).append(" <span class=\"by\">").append(escaped(words.not_here)).append("</span>");
  } else {
    out.append("<a href=\"")
        .append(escaped(link_to(path, "conversations")))
        .append("\">")
        .append(said)
        .append("</a>");
  }
  return out.append("</p>\n");
}

}  // namespace

std::string link_to(std::string_view path, std::string_view from) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  if (!from.empty() && path.starts_with(from) && path.substr(from.size()).starts_with('/'))
    path.remove_prefix(from.size() + 1);
  std::string out;
  for (const char c : path) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.append(1, '%').append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
  }
  return out;
}

std::string escaped(std::string_view text) {
  return escape_html(printable(text, true));
}

std::string file_name_of(std::string_view alias) {
  if (alias.starts_with('#')) alias.remove_prefix(1);
  constexpr std::size_t kLongest = 60;
  std::string out;
  for (const char c : alias) {
    const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    out += fine ? c : '_';
    if (out.size() == kLongest) break;
  }
  return out.empty() ? std::string("_") : out;
}

std::string page_head(std::string_view title, const ExportWords& words) {
  std::string out = "<!doctype html>\n<html lang=\"";
  out.append(words.german ? "de" : "en")
      .append(
          "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
          "'unsafe-inline'\">\n<title>")
      .append(escaped(title))
      .append("</title>\n<style>")
      .append(kStyle)
      .append("</style>\n<main>\n<h1>")
      .append(escaped(title))
      .append("</h1>\n");
  return out;
}

std::string page_message(const Json& message, std::string& day, const ExportWords& words,
                         const ExportNames& names) {
  const auto at = moment_of(message);
  const auto kind = text_in(message, "kind");
  const auto author = called(message["from"], names);
  const bool deleted = message.contains("deleted");
  if (!deleted && (kind == "timer" || kind == "unsupported")) {
    if (!words.aside) return {};
    return day_line(at, day, words) + aside_line(message, at, words.aside(message, author));
  }
  auto out = day_line(at, day, words);
  out.append(message.contains("to") ? "<article class=\"own\" id=\"" : "<article id=\"")
      .append(escaped(text_in(message, "id")))
      .append("\">\n<p class=\"by\">")
      .append(escaped(author))
      .append(" ")
      .append(time_tag(message, at))
      .append(notes_of(message, words))
      .append("</p>\n");
  if (!deleted) out += page_quote(message, words, names);
  if (deleted) {
    out.append("<p class=\"by\">").append(escaped(words.deleted)).append("</p>\n");
  } else if (message.contains("attachments")) {
    for (const auto& file : message["attachments"]) out += page_file(file, words);
  }
  const auto text = text_in(message, "text");
  if (!text.empty()) out.append("<p>").append(with_spans(text)).append("</p>\n");
  if (!deleted) out += page_wordings(message, words);
  if (const auto found = message.find("reactions"); found != message.end()) {
    std::string said;
    for (const auto& reaction : *found) {
      said.append(said.empty() ? "" : " · ").append(text_in(reaction, "text")).append(" ");
      said += author_of(reaction, message, names);
    }
    out.append("<p class=\"by\">").append(escaped(said)).append("</p>\n");
  }
  return out.append("</article>\n");
}

std::string page_event(const Json& event, std::string& day, const ExportWords& words) {
  if (!words.event) return {};
  const auto at = moment_of(event);
  return day_line(at, day, words) + aside_line(event, at, words.event(event));
}

std::string page_title(const Json& whose, const ExportWords& words) {
  if (text_in(whose, "alias") == "self") return words.notes;
  const auto name = text_in(whose, "name");
  return name.empty() ? text_in(whose, "alias") : name;
}

std::string page_entry(const Json& entry, std::string& person, const ExportWords& words,
                       const ExportNames& names) {
  std::string out;
  const auto who = entry.contains("contact") ? called(entry["contact"], names) : std::string();
  if (who != person) {
    person = who;
    out.append("<h2>").append(escaped(who)).append("</h2>\n");
  }
  const auto via = text_in(entry, "via");
  out.append("<article>\n<p class=\"by\">")
      .append(escaped(text_in(entry, "day")))
      .append(" ")
      .append(escaped(words.way ? words.way(via) : via))
      .append("</p>\n");
  const auto note = text_in(entry, "note");
  if (!note.empty()) out.append("<p>").append(escaped(note)).append("</p>\n");
  return out.append("</article>\n");
}

std::string page_index(const Json& conversations, bool entries, const ExportWords& words) {
  auto out = page_head(words.index, words);
  for (const auto& one : conversations) {
    auto page = text_in(one, "file");
    constexpr std::string_view kLines = ".jsonl";
    if (page.ends_with(kLines)) page.resize(page.size() - kLines.size());
    out.append("<p><a href=\"")
        .append(escaped(link_to(page.append(".html"), "")))
        .append("\">")
        .append(escaped(page_title(one, words)))
        .append("</a> <span class=\"by\">")
        .append(std::to_string(one.value("messages", std::uint64_t{0})))
        .append("</span></p>\n");
  }
  if (entries) out.append("<p><a href=\"keep.html\">").append(escaped(words.entries)).append("</a></p>\n");
  return out.append(page_end());
}

std::string page_end() {
  return "</main>\n</html>\n";
}

}  // namespace stille::rpc
