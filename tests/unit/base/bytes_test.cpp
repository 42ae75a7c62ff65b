// Readers stop at the end of what they were given, and typed bytes keep their length.
#include "common/base/bytes.hpp"

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille {
namespace {

using Id = Fixed<struct IdTag, 8>;
using Other = Fixed<struct OtherTag, 8>;
static_assert(!std::is_convertible_v<Id, Other> && !std::is_constructible_v<Id, Other>);

TEST(Bytes, Integers_are_written_big_endian) {
  ByteWriter writer;
  writer.u8(0x01).u16(0x0203).u32(0x04050607).u64(0x08090a0b0c0d0e0f);
  EXPECT_EQ(writer.bytes(), test::counting(15, 1));
}

TEST(Bytes, A_reader_takes_back_what_a_writer_wrote) {
  const Id id{1, 2, 3, 4, 5, 6, 7, 8};
  const auto bytes =
      ByteWriter().u8(7).u16(65535).u32(1).u64(~0ULL).raw(id.raw).sized(test::hex("aabb")).bytes();
  ByteReader reader(bytes);
  EXPECT_EQ(reader.u8().value(), 7);
  EXPECT_EQ(reader.u16().value(), 65535);
  EXPECT_EQ(reader.u32().value(), 1U);
  EXPECT_EQ(reader.u64().value(), ~0ULL);
  EXPECT_EQ(reader.fixed<Id>().value(), id);
  EXPECT_TRUE(same(reader.sized(2).value(), test::hex("aabb")));
  EXPECT_TRUE(reader.done().has_value());
}

TEST(Bytes, A_reader_refuses_one_byte_too_few_of_everything) {
  const Bytes seven(7);
  EXPECT_EQ(ByteReader({}).u8().error().code, Errc::bad_length);
  EXPECT_EQ(ByteReader(ByteView(seven).first(1)).u16().error().code, Errc::bad_length);
  EXPECT_EQ(ByteReader(ByteView(seven).first(3)).u32().error().code, Errc::bad_length);
  EXPECT_EQ(ByteReader(seven).u64().error().code, Errc::bad_length);
  EXPECT_EQ(ByteReader(seven).fixed<Id>().error().code, Errc::bad_length);
  EXPECT_EQ(ByteReader(seven).raw(8).error().code, Errc::bad_length);
}

TEST(Bytes, A_length_prefix_is_held_against_its_limit_and_against_what_is_left) {
  const auto claims_three = test::hex("00000003aabb");
  EXPECT_EQ(ByteReader(claims_three).sized(2).error().code, Errc::too_large);
  EXPECT_EQ(ByteReader(claims_three).sized(3).error().code, Errc::bad_length);
  const auto claims_most = test::hex("ffffffffaabb");
  EXPECT_EQ(ByteReader(claims_most).sized(~std::size_t{0}).error().code, Errc::bad_length);
}

TEST(Bytes, Left_over_bytes_are_an_error) {
  const Bytes one(1);
  EXPECT_EQ(ByteReader(one).done().error().code, Errc::bad_length);
}

TEST(Bytes, Typed_bytes_accept_only_their_own_length) {
  EXPECT_EQ(Id::parse(Bytes(7)).error().code, Errc::bad_length);
  EXPECT_EQ(Id::parse(Bytes(9)).error().code, Errc::bad_length);
  EXPECT_EQ(Id::parse(Bytes(8)).value(), Id{});
}

TEST(Bytes, Same_compares_length_and_content) {
  EXPECT_TRUE(same({}, {}));
  EXPECT_FALSE(same(Bytes{1}, Bytes{1, 0}));
  EXPECT_FALSE(same(Bytes{1, 2}, Bytes{1, 3}));
  EXPECT_TRUE(same(as_bytes("ab"), Bytes{'a', 'b'}));
  EXPECT_EQ(as_text(Bytes{'a', 'b'}), "ab");
}

TEST(Bytes, Parts_follow_one_another) {
  EXPECT_EQ(concat({Bytes{1, 2}, {}, Bytes{3}}), (Bytes{1, 2, 3}));
  EXPECT_EQ(concat({}), Bytes{});
}

}  // namespace
}  // namespace stille
