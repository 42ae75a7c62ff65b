// Lines first (blocks, quotes), then the marks within one line. Every byte is looked at a bounded number of
// times.
#include "client/wire/formatting.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace stille::client::wire {

namespace {

constexpr std::string_view kFence = "```";

// Bytes beyond ASCII are letters of some script.
bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool ends_address(char c) {
  return is_space(c) || c == '<' || c == '>' || c == '"' || c == '`' ||
         static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// The marks of one line, or of what a quote's mark leaves of it.
class Inline {
 public:
  Inline(std::string_view text, std::size_t begin, std::size_t end, std::vector<Span>& out)
      : text_(text.substr(0, end)), begin_(begin), at_(begin), out_(out) {}

  void run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '`') {
        code();
      } else if (c == '*') {
        stars();
      } else if (!link()) {
        ++at_;
      }
    }
  }

 private:
  struct Open {
    Style style;
    std::size_t at;
    std::size_t place;  // in `out_`, where its span will stand
  };

  [[nodiscard]] char before(std::size_t at) const { return at > begin_ ? text_[at - 1] : ' '; }
  [[nodiscard]] char after(std::size_t at) const { return at < text_.size() ? text_[at] : ' '; }

  void code() {
    const auto end = no_more_code_ ? std::string_view::npos : text_.find('`', at_ + 1);
    no_more_code_ = end == std::string_view::npos;
    if (no_more_code_ || end == at_ + 1) {
      at_ += no_more_code_ ? 1 : 2;
      return;
    }
    out_.push_back({Style::code, at_, at_ + 1, end, end + 1});
    at_ = end + 1;
  }

  // One star or two; what is neither an end nor a beginning is text.
  void stars() {
    std::size_t count = 1;
    while (after(at_ + count) == '*') ++count;
    if (count > 2) {
      at_ += count;
      return;
    }
    const auto style = count == 2 ? Style::strong : Style::emphasis;
    if (!closes(style, count) && opens(count) && !is_open(style)) {
      open_[depth_++] = {style, at_, out_.size()};
    }
    at_ += count;
  }

  [[nodiscard]] bool opens(std::size_t count) const {
    return !is_word(before(at_)) && !is_space(after(at_ + count));
  }

  [[nodiscard]] bool is_open(Style style) const {
    return std::any_of(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(depth_),
                       [style](const Open& entry) { return entry.style == style; });
  }

  // What was opened within and not closed stays text.
  bool closes(Style style, std::size_t count) {
    if (is_space(before(at_)) || is_word(after(at_ + count))) return false;
    for (std::size_t level = depth_; level-- > 0;) {
      const auto open = open_[level];
      if (open.style != style || open.at + count == at_) continue;
      depth_ = level;
      out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(open.place),
                  {style, open.at, open.at + count, at_, at_ + count});
      return true;
    }
    return false;
  }

  bool link() {
    constexpr std::array<std::string_view, 3> kSchemes{"https://", "http://", "mailto:"};
    if (is_word(before(at_))) return false;
    const auto rest = text_.substr(at_);
    const auto scheme = std::find_if(kSchemes.begin(), kSchemes.end(),
                                     [rest](std::string_view wanted) { return rest.starts_with(wanted); });
    if (scheme == kSchemes.end()) return false;
    const auto most = std::min(rest.size(), kLongestAddress);
    std::size_t size = scheme->size();
    while (size < most && !ends_address(rest[size])) ++size;
    const bool cut = size == most && most < rest.size() && !ends_address(rest[size]);
    const auto kept = without_punctuation(rest.substr(0, size));
    if (cut || kept <= scheme->size()) {
      at_ += size;
      return true;
    }
    out_.push_back({Style::link, at_, at_, at_ + kept, at_ + kept});
    at_ += kept;
    return true;
  }

  // What belongs to the sentence rather than to the address; a bracket that the address opened is its own.
  static std::size_t without_punctuation(std::string_view address) {
    auto opened = std::count(address.begin(), address.end(), '(');
    auto closed = std::count(address.begin(), address.end(), ')');
    while (!address.empty()) {
      const char last = address.back();
      if (last == ')' && closed > opened) {
        --closed;
      } else if (std::string_view(".,;:!?'*_]").find(last) == std::string_view::npos) {
        break;
      }
      address.remove_suffix(1);
    }
    return address.size();
  }

  std::string_view text_;
  std::size_t begin_;
  std::size_t at_;
  std::vector<Span>& out_;
  std::array<Open, 2> open_{};
  std::size_t depth_ = 0;
  bool no_more_code_ = false;
};

struct Line {
  std::size_t begin;
  std::size_t end;   // without the newline
  std::size_t next;  // where the next one begins
};

Line line_at(std::string_view text, std::size_t at) {
  const auto end = text.find('\n', at);
  if (end == std::string_view::npos) return {at, text.size(), text.size()};
  return {at, end, end + 1};
}

class Blocks {
 public:
  explicit Blocks(std::string_view text) : text_(text) {}

  std::vector<Span> run() {
    std::size_t at = 0;
    while (at < text_.size() && out_.size() < kMostSpans) at = take(line_at(text_, at));
    if (out_.size() > kMostSpans) out_.resize(kMostSpans);
    return std::move(out_);
  }

 private:
  std::size_t take(const Line& line) {
    if (text_.substr(line.begin).starts_with(kFence)) {
      if (const auto next = block(line)) return *next;
    }
    if (text_[line.begin] == '>') return quote(line);
    Inline(text_, line.begin, line.end, out_).run();
    return line.next;
  }

  // Three backticks at the beginning of a line up to three more: the same line or a later one.
  std::optional<std::size_t> block(const Line& line) {
    if (no_more_fences_) return std::nullopt;
    auto inner = line.begin + kFence.size();
    const auto end = text_.find(kFence, inner);
    no_more_fences_ = end == std::string_view::npos;
    if (no_more_fences_ || end == inner) return std::nullopt;
    auto inner_end = end;
    if (text_[inner] == '\n') ++inner;
    if (inner_end > inner && text_[inner_end - 1] == '\n') --inner_end;
    out_.push_back({Style::block, line.begin, std::min(inner, inner_end), inner_end, end + kFence.size()});
    // What follows on the same line is plain.
    return line_at(text_, end + kFence.size()).next;
  }

  std::size_t quote(const Line& first) {
    const auto place = out_.size();
    out_.push_back({Style::quote, first.begin, first.begin + mark(first), first.end, first.end});
    auto line = first;
    for (;;) {
      Inline(text_, line.begin + mark(line), line.end, out_).run();
      out_[place].inner_end = out_[place].end = line.end;
      const bool more = line.next < text_.size() && text_[line.next] == '>' && out_.size() < kMostSpans;
      if (!more) return line.next;
      line = line_at(text_, line.next);
    }
  }

  [[nodiscard]] std::size_t mark(const Line& line) const {
    return line.begin + 1 < line.end && text_[line.begin + 1] == ' ' ? 2 : 1;
  }

  std::string_view text_;
  std::vector<Span> out_;
  bool no_more_fences_ = false;
};

}  // namespace

std::vector<Span> parse_formatting(std::string_view text) {
  return Blocks(text).run();
}

std::vector<Piece> pieces_of(std::string_view text) {
  const auto spans = parse_formatting(text);
  std::set<std::size_t> cuts{0, text.size()};
  for (const auto& span : spans) cuts.insert({span.begin, span.inner_begin, span.inner_end, span.end});
  std::vector<Piece> out;
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
    const auto begin = *cut;
    const auto end = *std::next(cut);
    Piece piece{.text = text.substr(begin, end - begin), .styles = {}};
    bool hidden = false;
    for (const auto& span : spans) {
      if (begin < span.begin || end > span.end) continue;
      const bool is_mark = begin < span.inner_begin || end > span.inner_end;
      if (is_mark && span.style != Style::quote && span.style != Style::link) hidden = true;
      piece.styles.push_back(span.style);
    }
    if (!hidden) out.push_back(std::move(piece));
  }
  return out;
}

std::string_view name_of(Style style) noexcept {
  constexpr std::array<std::string_view, 6> kNames{"emphasis", "strong", "code", "block", "quote", "link"};
  return kNames[static_cast<std::size_t>(style)];
}

}  // namespace stille::client::wire
