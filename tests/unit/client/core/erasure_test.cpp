// What was erased is not in the profile's files any more, for somebody who has the key either.
#include <gtest/gtest.h>

#include "client/core/retention.hpp"
#include "client/core/talk.hpp"
#include "tests/support/engine_world.hpp"
#include "tests/support/plain_pages.hpp"

namespace stille::client::test {
namespace {

using std::chrono::days;
using store::test::lies_in;
using store::test::plain_pages;

constexpr const char* kWord = "Quittenbrotzeit";
constexpr const char* kFolded = "quittenbrotzeit";

struct ErasureTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  /// Said by bob, and read by alice.
  void arrives(const std::string& text) {
    ASSERT_TRUE(bob->send_text("alice", text));
    world.passes(seconds(5));
    ASSERT_TRUE(is_there(alice));
  }
  static bool is_there(const Person& who) {
    const auto pages = plain_pages(who.folder);
    return lies_in(pages, kWord) || lies_in(pages, kFolded);
  }
  std::string last() { return alice->messages("bob").value().back().id; }
};

TEST_F(ErasureTest, A_message_that_is_there_is_found_so_that_the_others_mean_something) {
  ASSERT_TRUE(alice->send_text("bob", kWord));
  EXPECT_TRUE(lies_in(plain_pages(alice.folder), kWord));
  EXPECT_FALSE(lies_in(plain_pages(bob.folder), kWord));
  world.passes(seconds(5));
  const auto pages = plain_pages(bob.folder);
  EXPECT_TRUE(lies_in(pages, kWord));
  EXPECT_TRUE(lies_in(pages, kFolded)) << "the search index";
}

TEST_F(ErasureTest, Deleted_here) {
  arrives(kWord);
  ASSERT_TRUE(alice->talk().erase(last(), false));
  EXPECT_FALSE(is_there(alice));
}

TEST_F(ErasureTest, Deleted_for_everyone_by_who_wrote_it) {
  arrives(kWord);
  ASSERT_TRUE(bob->talk().erase(bob->messages("alice").value().back().id, true));
  EXPECT_FALSE(is_there(bob));
  world.passes(seconds(5));
  EXPECT_FALSE(is_there(alice));
}

TEST_F(ErasureTest, Edited_away_and_deleted_with_every_wording) {
  ASSERT_TRUE(bob->send_text("alice", "Anfang"));
  world.passes(seconds(5));
  const auto own = bob->messages("alice").value().back().id;
  ASSERT_TRUE(bob->talk().edit(own, kWord));
  ASSERT_TRUE(bob->talk().edit(own, "Ende"));
  world.passes(seconds(5));
  ASSERT_TRUE(is_there(alice));
  ASSERT_TRUE(alice->talk().erase(last(), false));
  EXPECT_FALSE(is_there(alice));
}

TEST_F(ErasureTest, Gone_by_its_timer) {
  ASSERT_TRUE(bob->talk().set_timer("alice", seconds(60)));
  arrives(kWord);
  world.passes(std::chrono::minutes(5));
  EXPECT_FALSE(is_there(alice));
}

TEST_F(ErasureTest, Gone_by_a_rule) {
  arrives(kWord);
  world.passes(days(31));
  ASSERT_TRUE(alice->retention().set("", RetentionRule::days_30));
  world.passes(seconds(10));
  EXPECT_FALSE(is_there(alice));
}

TEST_F(ErasureTest, Forgotten_with_the_person) {
  arrives(kWord);
  ASSERT_TRUE(alice->set_note("bob", kWord));
  ASSERT_TRUE(alice->forget("bob"));
  EXPECT_FALSE(is_there(alice));
}

}  // namespace
}  // namespace stille::client::test
