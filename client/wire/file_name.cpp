// What a file of somebody else may be called here. Code points are those of Unicode 15.
#include <array>

#include "client/wire/content.hpp"
#include "client/wire/file.hpp"

namespace stille::client::wire {

namespace {

constexpr std::size_t kLongestExtension = 16;
constexpr std::size_t kMostMarks = 3;  // on one letter
constexpr char32_t kBad = 0xffff'ffff;

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array kHidden{
    Range{0x00, 0x1f},     Range{0x7f, 0x9f},       Range{0xad, 0xad},      Range{0x34f, 0x34f},
    Range{0x61c, 0x61c},   Range{0x115f, 0x1160},   Range{0x17b4, 0x17b5},  Range{0x180b, 0x180f},
    Range{0x200b, 0x200f}, Range{0x2028, 0x202e},   Range{0x2060, 0x206f},  Range{0x3164, 0x3164},
    Range{0xfe00, 0xfe0f}, Range{0xfeff, 0xfeff},   Range{0xffa0, 0xffa0},  Range{0xfff0, 0xfffb},
    Range{0xfffe, 0xffff}, Range{0x1d173, 0x1d17a}, Range{0xe0000, 0xe0fff}};
constexpr std::array kBlanks{Range{0x20, 0x20},     Range{0xa0, 0xa0},     Range{0x1680, 0x1680},
                             Range{0x2000, 0x200a}, Range{0x202f, 0x202f}, Range{0x205f, 0x205f},
                             Range{0x3000, 0x3000}};
constexpr std::array kMarks{Range{0x300, 0x36f},   Range{0x483, 0x489},   Range{0x1ab0, 0x1aff},
                            Range{0x1dc0, 0x1dff}, Range{0x20d0, 0x20ff}, Range{0xfe20, 0xfe2f}};

// What other systems make of a name before it is opened; the slashes that only look like one as well.
constexpr std::u32string_view kUnsafe = U"<>:\"|?*/\\\u2044\u2215\u29f8\uff0f\uff3c\u2024\u2025\u2026";

// Letters with a mark behind them, as some systems store them, and the one letter that is meant.
struct Composed {
  char32_t mark;
  std::u32string_view letters;
  std::u32string_view whole;
};
constexpr std::array kComposed{
    Composed{0x300, U"AEIOUaeiouNnWwYy", U"ÀÈÌÒÙàèìòùǸǹẀẁỲỳ"},
    Composed{0x301, U"AEIOUYaeiouyCcLlNnRrSsZzGgKkMmPpWw", U"ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźǴǵḰḱḾḿṔṕẂẃ"},
    Composed{0x302, U"AEIOUaeiouCcGgHhJjSsWwYyZz", U"ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷẐẑ"},
    Composed{0x303, U"ANOanoIiUuEeYyVv", U"ÃÑÕãñõĨĩŨũẼẽỸỹṼṽ"},
    Composed{0x304, U"AaEeIiOoUuYyGg", U"ĀāĒēĪīŌōŪūȲȳḠḡ"},
    Composed{0x306, U"AaEeGgIiOoUu", U"ĂăĔĕĞğĬĭŎŏŬŭ"},
    Composed{0x307, U"CcEeGgIZzAaOoBbDdFfHhMmNnPpRrSsTtWwXxYy", U"ĊċĖėĠġİŻżȦȧȮȯḂḃḊḋḞḟḢḣṀṁṄṅṖṗṘṙṠṡṪṫẆẇẊẋẎẏ"},
    Composed{0x308, U"AEIOUaeiouyYHhWwXxt", U"ÄËÏÖÜäëïöüÿŸḦḧẄẅẌẍẗ"},
    Composed{0x30a, U"AaUuwy", U"ÅåŮůẘẙ"},
    Composed{0x30b, U"OoUu", U"ŐőŰű"},
    Composed{0x30c, U"CcDdEeNnRrSsTtZzAaIiOoUuGgKkjHhLl", U"ČčĎďĚěŇňŘřŠšŤťŽžǍǎǏǐǑǒǓǔǦǧǨǩǰȞȟĽľ"},
    Composed{0x327, U"CcGKkLlNnRrSsTtEeDdHh", U"ÇçĢĶķĻļŅņŖŗŞşŢţȨȩḐḑḨḩ"},
    Composed{0x328, U"AaEeIiUuOo", U"ĄąĘęĮįŲųǪǫ"}};

static_assert([] {
  for (const auto& row : kComposed) {
    if (row.letters.size() != row.whole.size()) return false;
  }
  return true;
}());

constexpr std::array<std::string_view, 9> kReserved{"con",    "prn",     "aux",    "nul", "com",
                                                    "conin$", "conout$", "clock$", "lpt"};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const Range& range) { return range.first <= c && c <= range.last; });
}

// The next code point, taken off the front; kBad for a byte that begins none.
char32_t take(std::string_view& text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
    if (!is_utf8(text.substr(0, length))) continue;
    const auto first = static_cast<std::uint8_t>(text[0]);
    char32_t out = length == 1 ? first : first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
      out = (out << 6U) | (static_cast<std::uint8_t>(text[i]) & 0x3fU);
    }
    text.remove_prefix(length);
    return out;
  }
  text.remove_prefix(1);
  return kBad;
}

void append(std::string& out, char32_t c) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((c >> shift) & 0x3fU)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0U | (c >> 6U));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0U | (c >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0U | (c >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool compose(std::u32string& out, char32_t mark) {
  for (const auto& row : kComposed) {
    const auto at = row.mark == mark && !out.empty() ? row.letters.find(out.back()) : std::u32string::npos;
    if (at == std::u32string::npos) continue;
    out.back() = row.whole[at];
    return true;
  }
  return false;
}

// Only what can be seen, and not too much of it on one letter.
std::u32string visible(std::string_view text) {
  std::u32string out;
  std::size_t marks = 0;
  while (!text.empty()) {
    const auto c = take(text);
    if (c != kBad && within(kHidden, c)) continue;
    if (c == kBad || kUnsafe.find(c) != std::u32string_view::npos) {
      out += U'_';
    } else if (within(kBlanks, c)) {
      out += U' ';
    } else if (!within(kMarks, c)) {
      out += c;
    } else if (!compose(out, c) && ++marks <= kMostMarks) {
      out += c;
      continue;
    }
    if (!within(kMarks, c)) marks = 0;
  }
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// A device of another system, with whatever extension.
bool is_reserved(std::string_view name) {
  auto stem = lower(name.substr(0, name.find('.')));
  stem.erase(stem.find_last_not_of(' ') + 1);
  for (const auto word : kReserved) {
    const bool numbered = word == "com" || word == "lpt";
    if (!stem.starts_with(word)) continue;
    const auto rest = std::string_view(stem).substr(word.size());
    if (rest.empty() && !numbered) return true;
    if (numbered && (rest == "¹" || rest == "²" || rest == "³")) return true;
    if (numbered && rest.size() == 1 && rest[0] >= '0' && rest[0] <= '9') return true;
  }
  return false;
}

void trim(std::string& name) {
  const auto first = name.find_first_not_of(" .");
  if (first == std::string::npos) {
    name.clear();
    return;
  }
  name.erase(name.find_last_not_of(" .") + 1);
  name.erase(0, first);
}

std::string_view extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || name.size() - dot > kLongestExtension) return {};
  return name.substr(dot);
}

void shorten(std::string& name) {
  if (name.size() <= kLongestFileName) return;
  const std::string extension(extension_of(name));
  auto stem = name.substr(0, kLongestFileName - extension.size());
  while (!stem.empty() && !is_utf8(stem)) stem.pop_back();
  trim(stem);
  stem += extension;
  name = std::move(stem);
}

}  // namespace

std::string clean_file_name(std::string_view text) {
  while (text.size() > 1 && (text.ends_with('/') || text.ends_with('\\'))) text.remove_suffix(1);
  const auto slash = text.find_last_of("/\\");
  if (slash != std::string_view::npos) text.remove_prefix(slash + 1);
  std::string out;
  for (const auto c : visible(text)) append(out, c);
  trim(out);
  // An option to one program, somebody's home to another.
  if (out.starts_with('-') || out.starts_with('~') || is_reserved(out)) out.insert(out.begin(), '_');
  shorten(out);
  if (out.empty()) out = "file";
  return out;
}

std::string_view media_type_of(std::string_view file_name) {
  struct Known {
    std::string_view extension;
    std::string_view type;
  };
  constexpr std::array kKnown{
      Known{".jpg", "image/jpeg"},      Known{".jpeg", "image/jpeg"},       Known{".png", "image/png"},
      Known{".gif", "image/gif"},       Known{".webp", "image/webp"},       Known{".svg", "image/svg+xml"},
      Known{".pdf", "application/pdf"}, Known{".txt", "text/plain"},        Known{".md", "text/markdown"},
      Known{".csv", "text/csv"},        Known{".json", "application/json"}, Known{".zip", "application/zip"},
      Known{".gz", "application/gzip"}, Known{".mp3", "audio/mpeg"},        Known{".ogg", "audio/ogg"},
      Known{".opus", "audio/ogg"},      Known{".flac", "audio/flac"},       Known{".wav", "audio/x-wav"},
      Known{".mp4", "video/mp4"},       Known{".webm", "video/webm"},       Known{".mkv", "video/x-matroska"},
      Known{".vcf", "text/vcard"},      Known{".ics", "text/calendar"},     Known{".html", "text/html"}};
  const auto extension = lower(extension_of(file_name));
  for (const auto& known : kKnown) {
    if (known.extension == extension) return known.type;
  }
  return "application/octet-stream";
}

bool is_media_type(std::string_view text) noexcept {
  const auto slash = text.find('/');
  if (text.size() > kLongestMediaType || slash == std::string_view::npos || slash == 0) return false;
  if (slash + 1 == text.size() || text.find('/', slash + 1) != std::string_view::npos) return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.+-/") == std::string_view::npos;
}

}  // namespace stille::client::wire
