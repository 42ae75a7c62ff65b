// What marks mean, what they do not mean, and that no text makes the parser do more than it should.
#include "client/wire/formatting.hpp"

#include <string>

#include <gtest/gtest.h>

#include "common/crypto/random.hpp"

namespace stille::client::wire {
namespace {

/// "style(content)" of each span, in order.
std::string parts(std::string_view text) {
  std::string out;
  for (const auto& span : parse_formatting(text)) {
    if (!out.empty()) out += ' ';
    out += std::string(name_of(span.style)) + "(" +
           std::string(text.substr(span.inner_begin, span.inner_end - span.inner_begin)) + ")";
  }
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(Formatting, Means_what_the_table_says) {
  const Case cases[] = {
      {"plain", ""},
      {"*a*", "emphasis(a)"},
      {"**a b**", "strong(a b)"},
      {"`a*b*`", "code(a*b*)"},
      {"so *sehr* und **viel**, `x`", "emphasis(sehr) strong(viel) code(x)"},
      {"**a *b* c**", "strong(a *b* c) emphasis(b)"},
      {"*a **b** c*", "emphasis(a **b** c) strong(b)"},
      {"(*a*)", "emphasis(a)"},
      {"```\nx = *p;\n```", "block(x = *p;)"},
      {"```a```", "block(a)"},
      {"> zitiert *a*", "quote(zitiert *a*) emphasis(a)"},
      {"> eins\n>zwei\ndrei", "quote(eins\n>zwei)"},
      {"https://stille.example/a_(b)?x=1.", "link(https://stille.example/a_(b)?x=1)"},
      {"(see http://a.example/)", "link(http://a.example/)"},
      {"mailto:ada@example.org, ja", "link(mailto:ada@example.org)"},
      {"**https://a.example**", "strong(https://a.example) link(https://a.example)"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(parts(text), expected) << text;
}

TEST(Formatting, Leaves_alone_what_only_looks_like_a_mark) {
  for (const auto* text : {"2*3*4",
                           "a * b * c",
                           "* Punkt\n* Punkt",
                           "**",
                           "****",
                           "***a***",
                           "*a\nb*",
                           "`a\nb`",
                           "``",
                           "*",
                           "`",
                           "```",
                           "```offen",
                           "a > b",
                           "ftp://a.example",
                           "javascript://x",
                           "https://",
                           "http:// a",
                           "xhttps://a.b",
                           "*a *",
                           "* a*",
                           "**a*",
                           "\xC3\xA4*b*"}) {
    EXPECT_EQ(parts(text), "") << text;
  }
}

TEST(Formatting, An_address_ends_where_it_could_deceive_or_never_ends) {
  EXPECT_EQ(parts("<https://a.example/x>y"), "link(https://a.example/x)");
  EXPECT_EQ(parts("https://a.example\"onclick"), "link(https://a.example)");
  EXPECT_EQ(parts("https://" + std::string(kLongestAddress - 8, 'a')),
            "link(https://" + std::string(kLongestAddress - 8, 'a') + ")");
  EXPECT_EQ(parts("https://" + std::string(kLongestAddress - 7, 'a')), "");
}

void check(std::string_view text, const std::vector<Span>& spans) {
  ASSERT_LE(spans.size(), kMostSpans);
  const auto inside = [&](std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
  };
  std::vector<Span> open;
  for (const auto& span : spans) {
    ASSERT_LT(span.begin, span.end);
    ASSERT_LE(span.begin, span.inner_begin);
    ASSERT_LE(span.inner_begin, span.inner_end);
    ASSERT_LE(span.inner_end, span.end);
    ASSERT_LE(span.end, text.size());
    for (const auto at : {span.begin, span.inner_begin, span.inner_end, span.end}) ASSERT_TRUE(inside(at));
    while (!open.empty() && open.back().end <= span.begin) open.pop_back();
    if (!open.empty()) {
      ASSERT_LE(open.back().begin, span.begin);
      ASSERT_LE(span.end, open.back().end);
      const auto outer = open.back().style;
      ASSERT_TRUE(outer == Style::quote || outer == Style::strong || outer == Style::emphasis);
    }
    open.push_back(span);
  }
  ASSERT_LE(open.size(), 4U);
}

TEST(Formatting, Whatever_the_text_spans_are_nested_bounded_and_between_characters) {
  crypto::SeededRng rng(7);
  const std::string_view pieces[] = {"*", "**",       "`",        "```",     "\n", "> ", ">", " ",
                                     "a", "\xC3\xA4", "https://", "mailto:", "(",  ")",  "."};
  for (int n = 0; n < 20'000; ++n) {
    std::string text;
    const auto count = rng.below(24);
    for (std::size_t i = 0; i < count; ++i) text += pieces[rng.below(std::size(pieces))];
    check(text, parse_formatting(text));
    if (HasFatalFailure()) FAIL() << text;
  }
}

TEST(Formatting, Pieces_leave_out_the_marks_that_have_done_their_work) {
  const auto pieces = pieces_of("a **b *c* d** `e`\n> f");
  std::string out;
  for (const auto& piece : pieces) {
    for (const auto style : piece.styles) out += std::string(name_of(style)).append(":");
    out.append(piece.text).append("|");
  }
  EXPECT_EQ(out, "a |strong:b |strong:emphasis:c|strong: d| |code:e|\n|quote:> |quote:f|");
  EXPECT_EQ(pieces_of("plain").size(), 1U);
  EXPECT_TRUE(pieces_of("").empty());
}

TEST(Formatting, The_longest_texts_have_a_bounded_number_of_spans) {
  for (const std::string_view piece : {"*a* ", "**a** ", "`a` ", "> a\n", "```\na\n```\n", "http://a ", "*",
                                       "`", "**a *b* ", "```", "(((", "a*"}) {
    std::string text;
    while (text.size() + piece.size() <= 60'000) text += piece;
    const auto spans = parse_formatting(text);
    check(text, spans);
    if (HasFatalFailure()) FAIL() << piece;
  }
  std::string many;
  for (std::size_t n = 0; n <= kMostSpans; ++n) many += "*a*\n";
  EXPECT_EQ(parse_formatting(many).size(), kMostSpans);
}

}  // namespace
}  // namespace stille::client::wire
