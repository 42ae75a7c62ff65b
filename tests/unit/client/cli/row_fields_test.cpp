// Names of fields: what there is, and what was perhaps meant.
#include "client/cli/row_fields.hpp"

#include <gtest/gtest.h>

#include "client/cli/arguments.hpp"

namespace stille::cli {
namespace {

std::optional<UnknownField> unknown(std::string_view command, const std::string& field) {
  return unknown_field(command, std::vector<std::string>{"id", field});
}

TEST(RowFields, What_an_object_may_have_is_known_whether_it_has_it_or_not) {
  for (const char* name : {"alias", "birthday", "card", "card.city", "introduced_by.alias"}) {
    EXPECT_FALSE(unknown("contact list", name)) << name;
  }
  EXPECT_FALSE(unknown("log", "reply.author"));
  EXPECT_FALSE(unknown("group list", "member_count"));
}

TEST(RowFields, A_slip_is_told_with_what_is_nearest) {
  const auto slip = unknown("contact list", "alais");
  ASSERT_TRUE(slip);
  EXPECT_EQ(slip->nearest, "alias");
  EXPECT_NE(slip->known.find("verified, conv"), std::string::npos);
  EXPECT_EQ(unknown("log", "txt")->nearest, "text");
  EXPECT_EQ(unknown("log", "weather")->nearest, "");
  EXPECT_EQ(unknown("log", "qs")->nearest, "");
  EXPECT_TRUE(unknown("log", "fromm.alias"));
  EXPECT_TRUE(unknown("contact list", "alias.x"));
  EXPECT_TRUE(unknown("contact list", ""));
}

TEST(RowFields, Of_other_commands_nothing_is_claimed) {
  EXPECT_TRUE(fields_of("status").empty());
  EXPECT_FALSE(unknown("status", "whatever"));
}

TEST(RowFields, The_line_is_refused_before_anything_is_asked) {
  const std::vector<const char*> words{"stille", "--lang", "en",       "contact",
                                       "list",   "--json", "--fields", "nmae"};
  const auto out = parse_arguments(static_cast<int>(words.size()), words.data());
  ASSERT_TRUE(std::holds_alternative<WrongUse>(out));
  EXPECT_EQ(std::get<WrongUse>(out).message.find(
                "--fields: “nmae” is no field here; is name meant? There are: v, type, id"),
            0U);
}

}  // namespace
}  // namespace stille::cli
