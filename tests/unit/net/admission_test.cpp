// Bounds on those who have not proved anything.
#include "server/net/admission.hpp"

#include <gtest/gtest.h>

namespace stille::server {
namespace {

AddressBlock block(const char* text) {
  return block_of(boost::asio::ip::make_address(text));
}

TEST(Admission, Lets_in_so_many_from_one_address_and_no_more) {
  Admission admission(2, 100);
  EXPECT_TRUE(admission.admit(block("192.0.2.1")));
  EXPECT_TRUE(admission.admit(block("192.0.2.1")));
  EXPECT_FALSE(admission.admit(block("192.0.2.1")));
  EXPECT_TRUE(admission.admit(block("192.0.2.2")));
}

TEST(Admission, Lets_in_so_many_in_all) {
  Admission admission(2, 3);
  for (const auto* peer : {"192.0.2.1", "192.0.2.2", "192.0.2.3"}) EXPECT_TRUE(admission.admit(block(peer)));
  EXPECT_FALSE(admission.admit(block("192.0.2.4")));
  EXPECT_EQ(admission.count(), 3U);
}

TEST(Admission, A_place_given_back_can_be_taken_again) {
  Admission admission(1, 1);
  EXPECT_TRUE(admission.admit(block("192.0.2.1")));
  admission.release(block("192.0.2.1"));
  EXPECT_EQ(admission.count(), 0U);
  EXPECT_TRUE(admission.admit(block("192.0.2.1")));
}

TEST(Admission, Giving_back_what_nobody_took_changes_nothing) {
  Admission admission(1, 1);
  admission.release(block("192.0.2.1"));
  EXPECT_EQ(admission.count(), 0U);
}

TEST(Admission, One_person_holds_an_ipv4_address_or_an_ipv6_64) {
  EXPECT_EQ(block("2001:db8:1:2::1"), block("2001:db8:1:2:ffff::9"));
  EXPECT_NE(block("2001:db8:1:2::1"), block("2001:db8:1:3::1"));
  EXPECT_EQ(block("::ffff:192.0.2.1"), block("192.0.2.1"));
  EXPECT_NE(block("192.0.2.1"), block("192.0.2.2"));
}

}  // namespace
}  // namespace stille::server
