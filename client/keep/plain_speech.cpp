#include "client/keep/plain_speech.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "client/keep/letters.hpp"

namespace stille::client::keep {
namespace {

constexpr auto npos = std::string_view::npos;

struct Quotes {
  std::string_view open;
  std::array<std::string_view, 2> close;
};

// „…“, “…”, «…», »…«, ‹…›, ‚…‘ and straight ones.
constexpr std::array<Quotes, 7> kQuotes{{{"\xE2\x80\x9E", {"\xE2\x80\x9C", "\xE2\x80\x9D"}},
                                         {"\xE2\x80\x9C", {"\xE2\x80\x9D", "\xE2\x80\x9C"}},
                                         {"\xC2\xAB", {"\xC2\xBB", "\xC2\xBB"}},
                                         {"\xC2\xBB", {"\xC2\xAB", "\xC2\xAB"}},
                                         {"\xE2\x80\xB9", {"\xE2\x80\xBA", "\xE2\x80\xBA"}},
                                         {"\xE2\x80\x9A", {"\xE2\x80\x98", "\xE2\x80\x99"}},
                                         {"\"", {"\"", "\""}}}};

void blank(std::string& text, std::size_t from, std::size_t to) {
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(to),
            ' ');
}

void blank_fences(std::string& text) {
  constexpr std::string_view kFence = "```";
  for (auto from = text.find(kFence); from != npos; from = text.find(kFence, from)) {
    const auto end = text.find(kFence, from + kFence.size());
    blank(text, from, end == npos ? text.size() : end + kFence.size());
  }
}

template <class Act>
void each_line(std::string& text, Act act) {
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    act(from, end);
    from = end + 1;
  }
}

// Lines that repeat what somebody else wrote, and everything below "-- ".
void blank_cited(std::string& text) {
  bool signature = false;
  each_line(text, [&](std::size_t from, std::size_t end) {
    const auto line = trimmed(std::string_view(text).substr(from, end - from));
    signature = signature || line == "--";
    if (signature || line.starts_with(">")) blank(text, from, end);
  });
}

void blank_inline_code(std::string& text) {
  each_line(text, [&](std::size_t from, std::size_t end) {
    for (auto open = text.find('`', from); open < end; open = text.find('`', from)) {
      const auto close = text.find('`', open + 1);
      if (close >= end) return;
      blank(text, open, close + 1);
      from = close + 1;
    }
  });
}

// A straight mark opens only where a word could begin, so that 5" stays a length.
bool may_open(const std::string& text, std::size_t at, std::string_view open) {
  if (open != "\"" || at == 0) return true;
  const char before = text[at - 1];
  return before == ' ' || before == '\n' || before == '(' || before == '\t' || before == ':';
}

std::size_t close_of(const std::string& text, std::size_t from, const Quotes& quotes) {
  auto end = npos;
  for (const auto close : quotes.close) {
    const auto at = text.find(close, from);
    if (at != npos) end = std::min(end, at + close.size());
  }
  const auto paragraph = text.find("\n\n", from);
  return end != npos && (paragraph == npos || end <= paragraph) ? end : npos;
}

void blank_quotes(std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = npos;
    for (const auto& quotes : kQuotes) {
      if (!std::string_view(text).substr(at).starts_with(quotes.open) || !may_open(text, at, quotes.open))
        continue;
      end = close_of(text, at + quotes.open.size(), quotes);
      break;
    }
    if (end == npos) {
      ++at;
      continue;
    }
    blank(text, at, end);
    at = end;
  }
}

bool is_address(std::string_view word) {
  if (word.starts_with("www.") || word.starts_with("mailto:")) return true;
  const auto scheme = word.find("://");
  return scheme != npos && scheme > 0 &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+.-") == scheme;
}

void blank_addresses(std::string& text) {
  constexpr std::string_view kAround = " \n\t\r<>()";
  for (std::size_t from = text.find_first_not_of(kAround); from < text.size();
       from = text.find_first_not_of(kAround, from)) {
    const auto end = std::min(text.find_first_of(kAround, from), text.size());
    const auto word = std::string_view(text).substr(from, end - from);
    if (is_address(lower(word))) {
      const auto last = word.find_last_not_of("?!.,;:");
      blank(text, from, from + last + 1);
    }
    from = end;
  }
}

void blank_asides(std::string& text) {
  const auto copy = text;
  for (auto open = text.find('('); open != npos; open = text.find('(', open + 1)) {
    const auto close = text.find(')', open);
    const auto inner = text.find('(', open + 1);
    if (close == npos || text.find('\n', open) < close) continue;
    if (inner < close) continue;
    blank(text, open, close + 1);
  }
  // Everything in brackets is no aside.
  if (std::ranges::none_of(text,
                           [](char c) { return is_word(static_cast<unsigned char>(c)) || (c & 0x80) != 0; }))
    text = copy;
}

// Faces as people type them.
constexpr std::array<std::string_view, 22> kFaces{":-)", ";-)", ":-D", ":-(", ":-P",  ":-/", ":)", ";)",
                                                  ":D",  ";D",  ":(",  ":P",  ":/",   "^^",  "xD", "XD",
                                                  "<3",  "=)",  ":o",  ":3",  "\\o/", ":*"};

bool drop_ornament(std::string_view& text) {
  for (const auto face : kFaces) {
    if (!text.ends_with(face)) continue;
    const auto rest = text.substr(0, text.size() - face.size());
    // "Max" ends in no face.
    if (!rest.empty() && is_word(last_letter(rest).code)) continue;
    text = rest;
    return true;
  }
  const auto letter = last_letter(text);
  constexpr std::string_view kBrackets = ")]}*_~\"'";
  const bool bracket = letter.code < 0x80 && kBrackets.find(static_cast<char>(letter.code)) != npos;
  const bool curly = letter.code == 0x2019 || letter.code == 0x201C || letter.code == 0x201D;
  if (!bracket && !curly && !is_emoji(letter.code) && !is_space(letter.code)) return false;
  text.remove_suffix(letter.bytes);
  return true;
}

bool ends_sentence(std::string_view text) {
  const auto code = last_letter(text).code;
  return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0xFF1F || code == 0x061F;
}

std::size_t words_in(std::string_view text) {
  std::size_t out = 0;
  bool inside = false;
  for (const char c : text) {
    const bool word = c != ' ' && c != '\n' && c != '\t';
    if (word && !inside) ++out;
    inside = word;
  }
  return out;
}

constexpr std::array<std::string_view, 49> kClosings{"danke",
                                                     "vielen dank",
                                                     "besten dank",
                                                     "herzlichen dank",
                                                     "lieben dank",
                                                     "tausend dank",
                                                     "merci",
                                                     "thx",
                                                     "thanks",
                                                     "thank you",
                                                     "many thanks",
                                                     "cheers",
                                                     "lg",
                                                     "vg",
                                                     "mfg",
                                                     "bg",
                                                     "hg",
                                                     "liebe gr",
                                                     "viele gr",
                                                     "beste gr",
                                                     "herzliche gr",
                                                     "schöne gr",
                                                     "gruß",
                                                     "grüße",
                                                     "gruss",
                                                     "mit freundlichen",
                                                     "bis dann",
                                                     "bis bald",
                                                     "bis später",
                                                     "bis morgen",
                                                     "schönen abend",
                                                     "schönen tag",
                                                     "schönes wochenende",
                                                     "ciao",
                                                     "tschüss",
                                                     "best,",
                                                     "kind regards",
                                                     "best regards",
                                                     "regards",
                                                     "all the best",
                                                     "warm regards",
                                                     "yours",
                                                     "take care",
                                                     "talk soon",
                                                     "have a good",
                                                     "have a nice",
                                                     "see you",
                                                     "love,",
                                                     "sincerely"};

constexpr std::size_t kLongestClosing = 8;  // words

bool is_closing(std::string_view sentence) {
  // A picture may stand before it.
  while (!sentence.empty() && !is_word(first_letter(sentence).code))
    sentence.remove_prefix(first_letter(sentence).bytes);
  const auto text = lower(trimmed(sentence));
  if (words_in(text) > kLongestClosing) return false;
  if (text == "best") return true;
  return std::ranges::any_of(kClosings, [&](std::string_view closing) {
    if (!text.starts_with(closing)) return false;
    // A beginning in full words, except where the closing itself stops within one.
    return closing.ends_with(" gr") || text.size() == closing.size() || closing.ends_with(",") ||
           !is_word(first_letter(std::string_view(text).substr(closing.size())).code);
  });
}

// A line of its own with a name, as people sign.
bool is_name(std::string_view line) {
  line = trimmed(line);
  for (const std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94"}) {
    if (line.starts_with(dash)) line = trimmed(line.substr(dash.size()));
  }
  constexpr std::array<std::string_view, 12> kAnswers{"ja",  "nein", "yes",  "no",    "ok",   "doch",
                                                      "gut", "klar", "okay", "genau", "sure", "bald"};
  if (line.empty() || words_in(line) > 3 || ends_sentence(line)) return false;
  if (std::ranges::find(kAnswers, lower(line)) != kAnswers.end()) return false;
  bool begins = true;
  for (auto rest = line; !rest.empty();) {
    const auto letter = first_letter(rest);
    rest.remove_prefix(letter.bytes);
    if (is_space(letter.code)) {
      begins = true;
    } else if (std::exchange(begins, false) && letter.code >= 'a' && letter.code <= 'z') {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string plain_speech(std::string_view text) {
  std::string out(text);
  blank_fences(out);
  blank_cited(out);
  blank_inline_code(out);
  blank_quotes(out);
  blank_addresses(out);
  blank_asides(out);
  return out;
}

std::string_view last_sentence(std::string_view speech) {
  speech = trimmed(speech);
  auto end = speech;
  while (!end.empty() && ends_sentence(end)) end.remove_suffix(last_letter(end).bytes);
  for (auto head = end; !head.empty(); head.remove_suffix(last_letter(head).bytes)) {
    const bool line = head.ends_with('\n');
    const bool stop = ends_sentence(head) && is_space(first_letter(speech.substr(head.size())).code);
    if (line || stop) return trimmed(speech.substr(head.size()));
  }
  return speech;
}

std::string_view without_closing(std::string_view speech) {
  for (;;) {
    speech = trimmed(speech);
    while (!speech.empty() && drop_ornament(speech)) {
    }
    const auto last = last_sentence(speech);
    if (speech.empty() || last.size() == speech.size()) return speech;
    const auto before = speech.substr(0, static_cast<std::size_t>(last.data() - speech.data()));
    const bool own_line =
        before.find_last_not_of(" \t") != npos && before[before.find_last_not_of(" \t")] == '\n';
    if (!is_closing(last) && !(own_line && is_name(last))) return speech;
    speech = before;
  }
}

}  // namespace stille::client::keep
