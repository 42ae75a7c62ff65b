// What may be said, and what may not.
#include "client/rpc/said_text.hpp"

#include <gtest/gtest.h>

#include "client/core/message_views.hpp"
#include "client/wire/file.hpp"

namespace stille::rpc {
namespace {

TEST(SaidText, Blanks_of_any_script_say_nothing) {
  for (const char* blank : {"", " ", " \t\r\n ", "\u00a0", "\u3000\u2003", "\ufeff\u200b\n"}) {
    EXPECT_TRUE(is_blank(blank)) << blank;
    EXPECT_EQ(check_text(blank).error().code, FaultCode::invalid_argument) << blank;
    EXPECT_TRUE(check_caption(blank)) << blank;
  }
}

TEST(SaidText, Whatever_shows_is_a_text) {
  for (const char* text : {".", " a ", "\n\u00e4\n", "\u2764", "\u200d", "\xc2"})
    EXPECT_FALSE(is_blank(text)) << text;
  EXPECT_TRUE(check_text("  indented\n"));
}

TEST(SaidText, It_has_a_bound_that_is_named) {
  EXPECT_TRUE(check_text(std::string(client::kLongestText, 'x')));
  const auto text = check_text(std::string(client::kLongestText + 1, 'x'));
  EXPECT_EQ(text.error().code, FaultCode::too_large);
  EXPECT_EQ(text.error().detail["limit"], client::kLongestText);
  EXPECT_TRUE(check_caption(std::string(client::wire::kLongestCaption, 'x')));
  const auto caption = check_caption(std::string(client::wire::kLongestCaption + 1, 'x'));
  EXPECT_EQ(caption.error().detail["limit"], client::wire::kLongestCaption);
}

TEST(SaidText, What_is_not_UTF_8_is_no_text) {
  EXPECT_EQ(check_text("a\xff").error().code, FaultCode::invalid_argument);
  EXPECT_EQ(check_caption("a\xff").error().code, FaultCode::invalid_argument);
}

}  // namespace
}  // namespace stille::rpc
