// The name of a message in a group stands for everything that it says and stands on.
#include "client/e2e/group_message.hpp"

#include <set>

#include <gtest/gtest.h>

namespace stille::e2e {
namespace {

struct Said {
  GroupId gid;
  Iid author;
  std::uint64_t gseq = 1;
  std::array<std::uint8_t, 16> prev{};
  std::array<std::uint8_t, 16> head{};
  Bytes refs;
  Bytes body{1, 2, 3};

  [[nodiscard]] GroupMessageHash hash() const {
    return group_message_hash({gid, author, gseq, prev, head}, refs, body);
  }
};

TEST(GroupMessage, Every_part_counts) {
  std::set<GroupMessageHash> names{Said{}.hash()};
  const auto differs = [&](auto change) {
    Said said;
    change(said);
    return names.insert(said.hash()).second;
  };
  EXPECT_TRUE(differs([](Said& said) { said.gid.raw[31] = 1; }));
  EXPECT_TRUE(differs([](Said& said) { said.author.raw[31] = 1; }));
  EXPECT_TRUE(differs([](Said& said) { said.gseq = 2; }));
  EXPECT_TRUE(differs([](Said& said) { said.prev[15] = 1; }));
  EXPECT_TRUE(differs([](Said& said) { said.head[15] = 1; }));
  EXPECT_TRUE(differs([](Said& said) { said.refs = {0}; }));
  EXPECT_TRUE(differs([](Said& said) { said.body = {1, 2}; }));
}

TEST(GroupMessage, The_same_is_the_same_everywhere) {
  EXPECT_EQ(Said{}.hash(), Said{}.hash());
}

}  // namespace
}  // namespace stille::e2e
