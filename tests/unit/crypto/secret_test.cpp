// Secrets are wiped when they move or go, and cannot be compared, printed or copied by accident.
#include "common/crypto/secret.hpp"

#include <new>
#include <sstream>

#include <gtest/gtest.h>

#include "common/base/log.hpp"
#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

using Key = Secret<struct KeyTag, 32>;
using OtherKey = Secret<struct OtherKeyTag, 32>;

template <class T>
concept Comparable = requires(const T& a, const T& b) { a == b; };
template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!std::is_copy_constructible_v<Key> && !std::is_copy_assignable_v<Key>);
static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<Key> && std::is_nothrow_move_constructible_v<SecretBytes>);
static_assert(!Comparable<Key> && !Printable<Key> && !Comparable<SecretBytes> && !Printable<SecretBytes>);
static_assert(!std::is_convertible_v<Key, ByteView> && !std::is_convertible_v<SecretBytes, ByteView>);
static_assert(!std::is_constructible_v<Key, OtherKey> && !LogSafe<Key> && !LogSafe<SecretBytes>);

const std::string kSample = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

bool is_zero(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](auto byte) { return byte == 0; });
}

TEST(Secret, Moving_wipes_the_source) {
  auto first = test::secret<Key>(kSample);
  Key second = std::move(first);
  EXPECT_TRUE(is_zero(first.expose()));  // NOLINT(bugprone-use-after-move): that is the promise
  EXPECT_EQ(to_hex(second.expose()), kSample);
  Key third;
  third = std::move(second);
  EXPECT_TRUE(is_zero(second.expose()));  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(to_hex(third.expose()), kSample);
}

TEST(Secret, Moving_onto_itself_keeps_the_value) {
  auto key = test::secret<Key>(kSample);
  auto& alias = key;
  key = std::move(alias);
  EXPECT_EQ(to_hex(key.expose()), kSample);
}

TEST(Secret, Destruction_wipes_the_memory) {
  alignas(Key) std::array<std::uint8_t, sizeof(Key)> memory{};
  auto* key = new (memory.data()) Key(test::secret<Key>(kSample));
  ASSERT_FALSE(is_zero(memory));
  key->~Key();
  EXPECT_TRUE(is_zero(memory));
}

TEST(Secret, A_clone_is_equal_and_independent) {
  const auto first = test::secret<Key>(kSample);
  auto second = first.clone();
  EXPECT_TRUE(equal(first.expose(), second.expose()));
  second.fill()[0] ^= 1;
  EXPECT_FALSE(equal(first.expose(), second.expose()));
}

TEST(Secret, Bytes_of_any_length_move_without_leaving_a_copy) {
  SecretBytes first(test::hex(kSample));
  const auto* storage = first.expose().data();
  SecretBytes second = std::move(first);
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(second.expose().data(), storage);
  SecretBytes third(3);
  third = std::move(second);
  EXPECT_TRUE(second.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(third.expose().data(), storage);
  EXPECT_EQ(to_hex(third.clone().expose()), kSample);
}

TEST(Secret, Equal_compares_length_and_content) {
  EXPECT_TRUE(equal({}, {}));
  EXPECT_FALSE(equal(Bytes{1}, Bytes{1, 0}));
  EXPECT_FALSE(equal(Bytes{1, 2}, Bytes{1, 3}));
  EXPECT_TRUE(equal(Bytes{1, 2}, Bytes{1, 2}));
}

TEST(Secret, Wipe_overwrites_everything) {
  auto bytes = test::counting(100, 1);
  wipe(bytes);
  EXPECT_TRUE(is_zero(bytes));
  wipe({});
}

TEST(Secret, The_library_can_be_prepared_twice) {
  EXPECT_TRUE(initialise());
  EXPECT_TRUE(initialise());
}

}  // namespace
}  // namespace stille::crypto
