// The published vectors and the program agree; whoever changes one side sees it here.
#include <fstream>

#include <gtest/gtest.h>

#include "client/e2e/handshake.hpp"
#include "common/base/encoding.hpp"
#include "tests/vectors/vectors.hpp"

namespace stille::vectors {
namespace {

nlohmann::json published(const std::string& file) {
  std::ifstream in(std::string(STILLE_VECTORS_DIR) + "/" + file);
  return nlohmann::json::parse(in);
}

Bytes bytes(const nlohmann::json& hex) {
  return from_hex(hex.get<std::string>()).value();
}

class Vectors : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_TRUE(crypto::initialise()); }
  static void compare(const std::string& file) {
    for (const auto& vectors : kAll) {
      ASSERT_TRUE(vectors.file != file || published(file) == vectors.compute()) << file;
    }
  }
};

TEST_F(Vectors, CAE_gives_the_published_bytes) {
  compare("cae.json");
}
TEST_F(Vectors, Cards_give_the_published_bytes) {
  compare("card.json");
}
TEST_F(Vectors, Links_give_the_published_values) {
  compare("link.json");
}
TEST_F(Vectors, A_HELLO_gives_the_published_bytes) {
  compare("hello.json");
}
TEST_F(Vectors, Forty_messages_give_the_published_bytes) {
  compare("ratchet.json");
}
TEST_F(Vectors, A_safety_number_gives_the_published_digits) {
  compare("safety_number.json");
}
TEST_F(Vectors, Files_give_the_published_chunks) {
  compare("file.json");
}
TEST_F(Vectors, A_roster_gives_the_published_heads) {
  compare("roster.json");
}

TEST_F(Vectors, The_published_messages_open_without_knowing_how_they_were_made) {
  const auto all = published("ratchet.json");
  const auto now = TimePoint(milliseconds(all["now"].get<std::int64_t>()));
  const auto bob = e2e::IdentitySecret::decode(bytes(all["bob"]["secret"])).value();
  e2e::OwnCard own{e2e::parse_card(bytes(all["card"]["card"]), now).value(), {}, {}};
  const auto dh = bytes(all["card"]["prekey_dh_secret"]);
  const auto kem = bytes(all["card"]["prekey_kem_seed"]);
  std::copy(dh.begin(), dh.end(), own.dh.fill().begin());
  std::copy(kem.begin(), kem.end(), own.kem.fill().begin());
  EXPECT_TRUE(e2e::respond(bob, {&own, 1}, bytes(all["hello"]), {}, now));
  EXPECT_EQ(all["messages"].size(), 40U);
}

TEST_F(Vectors, A_changed_vector_would_be_noticed) {
  auto changed = published("cae.json");
  changed["cases"][0]["sealed"] = "00";
  EXPECT_FALSE(changed == cae());
}

}  // namespace
}  // namespace stille::vectors
