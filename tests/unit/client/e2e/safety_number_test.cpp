#include "client/e2e/safety_number.hpp"

#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using testing::identity;

TEST(SafetyNumber, Both_sides_see_the_same_sixty_digits) {
  const auto& alice = identity(1).public_part();
  const auto& bob = identity(2).public_part();
  const auto here = safety_number(alice, bob);
  ASSERT_TRUE(here);
  EXPECT_EQ(here.value(), safety_number(bob, alice).value());
  EXPECT_EQ(here.value().size(), kSafetyDigits);
  EXPECT_TRUE(
      std::all_of(here.value().begin(), here.value().end(), [](char c) { return c >= '0' && c <= '9'; }));
}

TEST(SafetyNumber, Another_person_changes_that_persons_half_only) {
  const auto one = safety_number(identity(1).public_part(), identity(2).public_part()).value();
  const auto other = safety_number(identity(1).public_part(), identity(3).public_part()).value();
  EXPECT_NE(one, other);
  const auto shared = [&](std::size_t at) { return other.find(one.substr(at, 30)) != std::string::npos; };
  EXPECT_NE(shared(0), shared(30));
}

TEST(SafetyNumber, A_scanned_code_is_the_peers_view_of_both) {
  const auto& alice = identity(1).iid();
  const auto& bob = identity(2).iid();
  EXPECT_TRUE(check_safety_qr(safety_qr(bob, alice), alice, bob));
  EXPECT_EQ(check_safety_qr(safety_qr(alice, bob), alice, bob).error().code, Errc::untrusted_contact);
  EXPECT_EQ(check_safety_qr(safety_qr(identity(3).iid(), alice), alice, bob).error().code,
            Errc::untrusted_contact);
}

TEST(SafetyNumber, A_code_of_another_form_is_refused) {
  const auto& alice = identity(1).iid();
  const auto& bob = identity(2).iid();
  auto code = safety_qr(bob, alice);
  EXPECT_EQ(check_safety_qr(ByteView(code).first(64), alice, bob).error().code, Errc::bad_length);
  code[0] = 2;
  EXPECT_EQ(check_safety_qr(code, alice, bob).error().code, Errc::unsupported_version);
}

}  // namespace
}  // namespace stille::e2e
