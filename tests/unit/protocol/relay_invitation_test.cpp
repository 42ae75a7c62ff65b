// A relay's address with the code of an invitation: one form is written, nothing unclear is read.
#include "common/protocol/relay_invitation.hpp"

#include <gtest/gtest.h>

namespace stille::protocol {
namespace {

const std::string kAddress = "stille://AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8@relay.example.org:7443";
const std::string kCode = "AAECAwQFBgcICQoLDA0ODw";

TEST(RelayInvitation, What_is_written_reads_back_the_same) {
  for (const auto& text : {kAddress, kAddress + "/r#" + kCode}) {
    const auto invitation = parse_relay_invitation(text);
    ASSERT_TRUE(invitation.has_value()) << text;
    EXPECT_EQ(to_text(invitation.value()), text);
  }
  EXPECT_EQ(parse_relay_invitation(kAddress + "/r#" + kCode).value().code->raw[15], 15);
  EXPECT_FALSE(parse_relay_invitation(kAddress).value().code.has_value());
}

TEST(RelayInvitation, White_space_around_it_is_ignored) {
  EXPECT_TRUE(parse_relay_invitation(" \t" + kAddress + "/r#" + kCode + "\r\n").has_value());
}

TEST(RelayInvitation, Everything_else_is_refused) {
  for (const std::string& text : std::initializer_list<std::string>{
           "", "  ", kCode, "/r#" + kCode, kAddress + "/r#", kAddress + "/r#" + kCode + "A",
           kAddress + "/r#" + kCode.substr(1), kAddress + "/r#" + kCode.substr(0, 21) + "x",
           kAddress + "/i#" + kCode, kAddress + "/r" + kCode, kAddress + "#" + kCode,
           kAddress + "/r#" + kCode + "/r#" + kCode, kAddress + "/r# " + kCode}) {
    EXPECT_FALSE(parse_relay_invitation(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace stille::protocol
