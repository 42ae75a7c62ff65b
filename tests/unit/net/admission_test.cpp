// Bounds on those who have not proved anything.
#include "server/net/admission.hpp"

#include <gtest/gtest.h>

namespace stille::server {
namespace {

AddressBlock block(const char* text) {
  return block_of(boost::asio::ip::make_address(text));
}

using Id = Admission::Id;
constexpr Admission::Time kStart{};
constexpr auto kLater = kStart + Admission::kFresh;

/// Lets them in, each from an address of its own, at the start.
void admit(Admission& admission, std::initializer_list<Id> ids) {
  for (const auto id : ids) admission.admit(id, unknown_block(id), kStart);
}

TEST(Admission, Lets_in_so_many_from_one_address_and_no_more) {
  Admission admission(2, 100);
  const auto here = block("192.0.2.1");
  admission.admit(1, here, kStart);
  EXPECT_TRUE(admission.has_place(here));
  admission.admit(2, here, kStart);
  EXPECT_FALSE(admission.has_place(here));
  EXPECT_TRUE(admission.has_place(block("192.0.2.2")));
}

TEST(Admission, Nobody_makes_room_while_there_is_room) {
  Admission admission(2, 3);
  admit(admission, {1, 2});
  EXPECT_EQ(admission.in_the_way(kLater), std::nullopt);
  admit(admission, {3});
  EXPECT_NE(admission.in_the_way(kLater), std::nullopt);
  EXPECT_EQ(admission.count(), 3U);
}

TEST(Admission, Who_has_been_silent_longest_makes_room_first) {
  Admission admission(2, 3);
  admit(admission, {1, 2, 3});
  admission.reached(1, Stage::speaking);
  EXPECT_EQ(admission.in_the_way(kLater), Id{2});
  admission.release(2);
  admit(admission, {4});
  EXPECT_EQ(admission.in_the_way(kLater), Id{3});
}

TEST(Admission, Who_has_only_just_come_may_still_be_silent) {
  Admission admission(2, 3);
  admit(admission, {1, 2});
  admission.reached(1, Stage::speaking);
  admission.reached(2, Stage::speaking);
  admission.admit(3, unknown_block(3), kLater);
  EXPECT_EQ(admission.in_the_way(kLater), Id{1});
  EXPECT_EQ(admission.in_the_way(kLater + Admission::kFresh), Id{3});
}

TEST(Admission, Who_has_said_hello_makes_room_last_and_the_longest_there_first) {
  Admission admission(2, 3);
  admit(admission, {1, 2, 3});
  for (const Id id : {1U, 2U, 3U}) admission.reached(id, Stage::speaking);
  admission.reached(1, Stage::greeted);
  EXPECT_EQ(admission.in_the_way(kLater), Id{2});
  admission.reached(3, Stage::greeted);
  admission.reached(2, Stage::greeted);
  EXPECT_EQ(admission.in_the_way(kLater), Id{1});
}

TEST(Admission, Who_has_proved_a_key_is_in_nobodys_way) {
  Admission admission(1, 1);
  admit(admission, {1});
  admission.release(1);
  EXPECT_EQ(admission.count(), 0U);
  EXPECT_EQ(admission.in_the_way(kLater), std::nullopt);
  EXPECT_TRUE(admission.has_place(unknown_block(1)));
}

TEST(Admission, A_lower_bound_makes_room_until_it_holds) {
  Admission admission(2, 3);
  admit(admission, {1, 2, 3});
  admission.set_bounds(2, 2);
  while (const auto id = admission.in_the_way(kLater)) admission.release(*id);
  EXPECT_EQ(admission.count(), 1U);  // and one more comes
}

TEST(Admission, Giving_back_what_nobody_took_changes_nothing) {
  Admission admission(1, 2);
  admit(admission, {1});
  admission.release(2);
  admission.reached(2, Stage::greeted);
  EXPECT_FALSE(admission.move(2, block("192.0.2.1")));
  EXPECT_EQ(admission.count(), 1U);
}

TEST(Admission, A_stranger_takes_his_place_along_to_another_block) {
  Admission admission(1, 9);
  admit(admission, {1, 2});
  EXPECT_TRUE(admission.move(1, block("192.0.2.1")));
  EXPECT_TRUE(admission.has_place(unknown_block(1)));
  EXPECT_FALSE(admission.move(2, block("192.0.2.1")));
  EXPECT_FALSE(admission.has_place(unknown_block(2)));
}

TEST(Admission, One_person_holds_an_ipv4_address_or_an_ipv6_64) {
  EXPECT_EQ(block("2001:db8:1:2::1"), block("2001:db8:1:2:ffff::9"));
  EXPECT_NE(block("2001:db8:1:2::1"), block("2001:db8:1:3::1"));
  EXPECT_EQ(block("::ffff:192.0.2.1"), block("192.0.2.1"));
  EXPECT_NE(block("192.0.2.1"), block("192.0.2.2"));
}

}  // namespace
}  // namespace stille::server
