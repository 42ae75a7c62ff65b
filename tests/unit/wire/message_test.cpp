// Messages in both directions: everything valid survives the way there and back, nothing else is let in.
#include <gtest/gtest.h>

#include "common/wire/client_message.hpp"
#include "common/wire/frame.hpp"
#include "common/wire/relay_message.hpp"
#include "tests/unit/wire/samples.hpp"

namespace stille::wire {
namespace {

using namespace protocol;
using samples::field;
using samples::number_field;
using samples::varint;

bool accepted(ByteView message) {
  return parse_client_message(message).has_value();
}

/// ClientFrame{request = 2} around these fields.
Bytes request(std::initializer_list<ByteView> fields) {
  return field(2, concat(fields));
}

const Bytes kPing = field(9, {});
const Bytes kTag = field(3, Bytes(32, 5));

TEST(ClientMessage, Every_valid_message_is_read_as_it_was_written_and_fits_a_frame) {
  for (const auto& message : samples::client_messages()) {
    const auto bytes = write_client_message(message);
    ASSERT_TRUE(write_frame(bytes).has_value());
    const auto read = parse_client_message(bytes);
    ASSERT_TRUE(read.has_value());
    if (const auto* in = std::get_if<Request>(&read.value())) {
      EXPECT_EQ(write_client_message(*in), bytes);
      EXPECT_EQ(in->command.index(), std::get<Request>(message).command.index());
      EXPECT_EQ(write_command(in->command), in->command_bytes);
    } else {
      EXPECT_EQ(write_client_message(std::get<ClientHello>(read.value())), bytes);
    }
  }
}

TEST(RelayMessage, Every_valid_message_is_read_as_it_was_written_and_fits_a_frame) {
  for (const auto& message : samples::relay_messages()) {
    const auto bytes = write_relay_message(message);
    ASSERT_TRUE(write_frame(bytes).has_value());
    const auto read = parse_relay_message(bytes);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read.value().index(), message.index());
    EXPECT_EQ(write_relay_message(read.value()), bytes);
  }
}

TEST(ClientMessage, A_message_built_by_hand_from_the_schema_is_read) {
  const auto read = parse_client_message(request({number_field(1, 5), field(2, kPing), kTag})).value();
  const auto& in = std::get<Request>(read);
  EXPECT_EQ(in.number, 5U);
  EXPECT_TRUE(std::holds_alternative<Ping>(in.command));
  EXPECT_EQ(in.command_bytes, kPing);
  EXPECT_EQ(in.tags.size(), 1U);
}

TEST(ClientMessage, Empty_truncated_and_unknown_messages_are_refused) {
  EXPECT_FALSE(accepted({}));
  EXPECT_FALSE(accepted(field(2, {})));
  EXPECT_FALSE(accepted(field(3, Bytes{8, 1})));
  EXPECT_FALSE(accepted(Bytes(kLargestMessage + 1, 0x0a)));
  const auto whole = request({number_field(1, 5), field(2, kPing), kTag});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(accepted(ByteView(whole).first(size))) << size;
}

TEST(ClientMessage, Request_number_zero_is_refused_whether_written_or_left_out) {
  EXPECT_FALSE(accepted(request({field(2, kPing)})));
  EXPECT_FALSE(accepted(request({number_field(1, 0), field(2, kPing)})));
  EXPECT_TRUE(accepted(request({number_field(1, ~0ULL), field(2, kPing)})));
}

TEST(ClientMessage, Doubled_fields_are_refused) {
  EXPECT_FALSE(accepted(request({number_field(1, 4), number_field(1, 5), field(2, kPing)})));
  EXPECT_FALSE(accepted(request({number_field(1, 5), field(2, kPing), field(2, kPing)})));
  const auto hello = field(1, concat({number_field(1, 1), number_field(2, 1)}));
  EXPECT_TRUE(accepted(hello));
  EXPECT_FALSE(accepted(concat({hello, hello})));
}

TEST(ClientMessage, Two_members_of_a_oneof_are_refused_in_either_order) {
  const auto hello = field(1, concat({number_field(1, 1), number_field(2, 1)}));
  const auto ping = request({number_field(1, 5), field(2, kPing)});
  EXPECT_FALSE(accepted(concat({hello, ping})));
  EXPECT_FALSE(accepted(concat({ping, hello})));
}

TEST(ClientMessage, Unknown_fields_are_refused_at_every_level) {
  const auto plain = concat({number_field(1, 5), field(2, kPing)});
  EXPECT_FALSE(accepted(concat({field(2, plain), number_field(9, 1)})));
  EXPECT_FALSE(accepted(field(2, concat({plain, number_field(9, 1)}))));
  EXPECT_FALSE(accepted(field(2, concat({plain, field(300, Bytes(8))}))));
}

TEST(ClientMessage, Overlong_varints_are_refused) {
  const auto tail = concat({field(2, kPing)});
  EXPECT_TRUE(accepted(request({varint(8), varint(5), tail})));
  for (std::size_t width = 2; width <= 10; ++width)
    EXPECT_FALSE(accepted(request({varint(8), varint(5, width), tail}))) << width;
  EXPECT_FALSE(accepted(request({varint(8, 2), varint(5), tail})));
  const auto body = concat({number_field(1, 5), tail});
  EXPECT_FALSE(accepted(concat({varint(18), varint(body.size(), 3), body})));
}

TEST(ClientMessage, Fields_in_another_order_are_refused) {
  EXPECT_FALSE(accepted(request({field(2, kPing), number_field(1, 5)})));
}

TEST(ClientMessage, Tags_are_32_bytes_and_at_most_256) {
  const auto start = concat({number_field(1, 5), field(2, kPing)});
  for (std::size_t size : {0U, 1U, 31U, 33U, 64U})
    EXPECT_FALSE(accepted(request({start, field(3, Bytes(size, 1))}))) << size;
  Bytes tags;
  for (int i = 0; i < 256; ++i) tags.insert(tags.end(), kTag.begin(), kTag.end());
  EXPECT_TRUE(accepted(request({start, tags})));
  EXPECT_FALSE(accepted(request({start, tags, kTag})));
}

TEST(ClientMessage, A_hello_must_name_a_range_of_versions) {
  const auto hello = [](std::uint64_t low, std::uint64_t high) {
    return field(1, concat({number_field(1, low), number_field(2, high)}));
  };
  EXPECT_TRUE(accepted(hello(1, 1)));
  EXPECT_TRUE(accepted(hello(1, 0xffff'ffff)));
  EXPECT_TRUE(accepted(hello(7, 9)));
  EXPECT_FALSE(accepted(hello(2, 1)));
  EXPECT_FALSE(accepted(hello(0, 1)));
  EXPECT_FALSE(accepted(hello(1, 0x1'0000'0001)));
}

TEST(ClientMessage, A_malformed_command_is_told_from_a_malformed_message) {
  for (const auto& command : {Bytes{}, Bytes{0xff}, field(9, Bytes{1}), field(5, {}), number_field(12, 1),
                              field(13, Bytes(3)), concat({field(9, {}), field(9, {})})}) {
    const auto read = parse_client_message(write_client_message(Request{77, Ping{}, command, {}}));
    ASSERT_TRUE(read.has_value());
    ASSERT_TRUE(std::holds_alternative<BadCommand>(read.value()));
    EXPECT_EQ(std::get<BadCommand>(read.value()).number, 77U);
  }
}

TEST(RelayMessage, Sizes_lists_and_enumerators_are_bounded) {
  const auto refused = [](const RelayMessage& message) {
    return !parse_relay_message(write_relay_message(message)).has_value();
  };
  EXPECT_TRUE(refused(RelayHello{0, {}, {}, false, 1}));
  EXPECT_TRUE(refused(RelayHello{1, {}, {}, false, 0}));
  EXPECT_TRUE(refused(Reply{1, static_cast<Status>(0), {}, {}, {}}));
  EXPECT_TRUE(refused(Reply{1, static_cast<Status>(99), {}, {}, {}}));
  EXPECT_TRUE(refused(Reply{1, Status::ok, {}, std::vector<SubscribedEntry>(257, {Status::ok, 1, 0}), {}}));
  EXPECT_TRUE(refused(Reply{1, Status::ok, {}, {{static_cast<Status>(99), 0, 0}}, {}}));
  EXPECT_TRUE(refused(Reply{1, Status::ok, {}, {}, Bytes(kLinkCardSize - 1)}));
  EXPECT_TRUE(refused(Event{Deliver{{}, 1, Bytes(4097)}}));
  const auto blob = [](std::uint32_t count, Bytes chunks) {
    Reply out{1, Status::ok, {}, {}, {}};
    out.blob = {ChunkClass::small, count, std::move(chunks), {}};
    return out;
  };
  const auto chunk = [](std::size_t size) {
    Reply out{1, Status::ok, {}, {}, {}};
    out.chunk.resize(size);
    return out;
  };
  EXPECT_FALSE(refused(blob(9, {0xff, 1})));
  EXPECT_TRUE(refused(blob(9, {0xff, 2})));
  EXPECT_TRUE(refused(blob(9, {0xff})));
  EXPECT_TRUE(refused(blob(0, {})));
  EXPECT_TRUE(refused(blob(kMostChunks + 1, Bytes(129))));
  for (auto size : {kSmallChunk - 1, kSmallChunk + 1, kLargeChunk - 1, kLargeChunk + 1})
    EXPECT_TRUE(refused(chunk(size)));
  EXPECT_FALSE(parse_relay_message({}).has_value());
  EXPECT_FALSE(parse_relay_message(Bytes(kLargestMessage + 1)).has_value());
}

TEST(RelayMessage, A_redemption_and_a_record_are_bounded) {
  const auto refused = [](auto change) {
    Reply reply{1, Status::ok, {}, {}, {}};
    change(reply);
    return !parse_relay_message(write_relay_message(reply)).has_value();
  };
  const auto redeemed = [&](ClassId token_class, std::size_t count) {
    return refused([&](Reply& reply) {
      reply.redeemed = Redeemed{token_class, {std::vector<crypto::EvaluatedElement>(count), {}}};
    });
  };
  EXPECT_FALSE(redeemed(1, 1));
  EXPECT_TRUE(redeemed(0, 1));
  EXPECT_TRUE(redeemed(1, 0));
  EXPECT_TRUE(redeemed(1, kMostTokensPerRedeem + 1));
  const auto record = [&](Bytes bytes) {
    return refused([&](Reply& reply) { reply.record = SignedRecord{{}, std::move(bytes), {}}; });
  };
  EXPECT_TRUE(record({}));
  EXPECT_TRUE(record(Bytes(40, 1)));
  EXPECT_TRUE(record(Bytes(kLongestRecord + 1, 1)));
}

TEST(RelayMessage, Waits_are_cut_to_what_the_wire_can_say) {
  const auto wait = [](milliseconds given) {
    const auto read = parse_relay_message(write_relay_message(Event{GoAway{given}})).value();
    return std::get<GoAway>(std::get<Event>(read)).retry_after;
  };
  EXPECT_EQ(wait(milliseconds{-1}), milliseconds{0});
  EXPECT_EQ(wait(milliseconds{0x1'0000'0000}), milliseconds{0xffff'ffff});
}

}  // namespace
}  // namespace stille::wire
