// Commands: every size and list has its bound, and one encoding.
#include <gtest/gtest.h>

#include "common/wire/client_message.hpp"
#include "tests/unit/wire/samples.hpp"

namespace stille::wire {
namespace {

using namespace protocol;
using samples::field;
using samples::number_field;
using samples::random_bytes;

bool accepted(const Command& command) {
  return parse_command(write_command(command)).has_value();
}

bool accepted(ByteView bytes) {
  return parse_command(bytes).has_value();
}

Create valid_create() {
  return std::get<Create>(samples::commands().front());
}

TEST(Command, Every_valid_command_is_read_as_it_was_written) {
  for (const auto& command : samples::commands()) {
    const auto read = parse_command(write_command(command));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read.value().index(), command.index());
  }
}

TEST(Command, An_envelope_has_one_of_three_sizes) {
  for (auto size : kEnvelopeSizes) {
    EXPECT_TRUE(accepted(Send{{}, {}, Bytes(size, 1)}));
    EXPECT_FALSE(accepted(Send{{}, {}, Bytes(size - 1, 1)}));
    EXPECT_FALSE(accepted(Send{{}, {}, Bytes(size + 1, 1)}));
  }
  EXPECT_FALSE(accepted(Send{{}, {}, {}}));
  EXPECT_FALSE(accepted(Send{{}, {}, Bytes(1, 1)}));
}

TEST(Command, A_subscription_list_has_one_to_256_entries) {
  EXPECT_FALSE(accepted(Subscribe{}));
  EXPECT_TRUE(accepted(Subscribe{std::vector<Subscription>(1)}));
  EXPECT_TRUE(accepted(Subscribe{std::vector<Subscription>(kMostSubscriptionsPerCommand)}));
  EXPECT_FALSE(accepted(Subscribe{std::vector<Subscription>(kMostSubscriptionsPerCommand + 1)}));
}

TEST(Command, A_ticket_is_for_one_to_256_mailboxes_in_ascending_order) {
  const auto ticket = [](std::size_t count) {
    Ticket out{valid_create().reader_key, std::vector<ReaderId>(count)};
    for (std::size_t i = 0; i < count; ++i)
      std::copy_n(be32(std::uint32_t(i)).begin(), 4, out.reader_ids[i].raw.begin());
    return out;
  };
  EXPECT_FALSE(accepted(ticket(0)));
  EXPECT_TRUE(accepted(ticket(1)));
  EXPECT_TRUE(accepted(ticket(kMostSubscriptionsPerCommand)));
  EXPECT_FALSE(accepted(ticket(kMostSubscriptionsPerCommand + 1)));
  auto twice = ticket(2);
  twice.reader_ids[0] = twice.reader_ids[1];
  EXPECT_FALSE(accepted(twice));
  auto descending = ticket(2);
  std::swap(descending.reader_ids[0], descending.reader_ids[1]);
  EXPECT_FALSE(accepted(descending));
  auto bad_key = ticket(1);
  bad_key.resume_key.raw.fill(0xff);
  EXPECT_FALSE(accepted(bad_key));
}

TEST(Command, What_is_resumed_with_has_one_to_16384_bytes_and_a_window_of_at_most_256) {
  EXPECT_FALSE(accepted(Resume{{}, 1}));
  EXPECT_TRUE(accepted(Resume{Bytes(1), 1}));
  EXPECT_TRUE(accepted(Resume{Bytes(kLongestTicket), kLargestWindow}));
  EXPECT_FALSE(accepted(Resume{Bytes(kLongestTicket + 1), 1}));
  EXPECT_FALSE(accepted(Resume{Bytes(1), kLargestWindow + 1}));
  const auto read = parse_command(field(10, field(1, Bytes(9)))).value();
  EXPECT_EQ(std::get<Resume>(read).window, kDefaultWindow);
  EXPECT_FALSE(accepted(field(10, concat({field(1, Bytes(9)), number_field(2, kDefaultWindow)}))));
}

TEST(Command, A_window_is_at_most_256_and_the_default_is_written_as_nothing) {
  const auto subscribe = [](Bytes window) {
    return field(2, field(1, concat({field(1, Bytes(24)), window})));
  };
  EXPECT_TRUE(accepted(subscribe(number_field(2, kLargestWindow))));
  EXPECT_FALSE(accepted(subscribe(number_field(2, kLargestWindow + 1))));
  EXPECT_FALSE(accepted(subscribe(number_field(2, kDefaultWindow))));
  const auto read = parse_command(subscribe({})).value();
  EXPECT_EQ(std::get<Subscribe>(read).entries.front().window, kDefaultWindow);
}

TEST(Command, A_token_is_99_bytes_of_version_1_or_nothing) {
  const auto plain = write_command(valid_create());
  // The body without its head of tag and length, then a token by hand.
  const auto with = [&](ByteView token) {
    return accepted(field(1, concat({ByteView(plain).subspan(2), field(6, token)})));
  };
  auto token = random_bytes(99);
  token[0] = 1;
  EXPECT_TRUE(accepted(plain));
  EXPECT_TRUE(with(token));
  EXPECT_FALSE(with({}));
  EXPECT_FALSE(with(ByteView(token).first(98)));
  EXPECT_FALSE(with(concat({token, Bytes(1)})));
  token[0] = 2;
  EXPECT_FALSE(with(token));
}

TEST(Command, A_redemption_has_one_to_64_elements_of_32_bytes) {
  const auto redeem = [](std::size_t count) {
    return accepted(Redeem{{}, std::vector<crypto::BlindedElement>(count)});
  };
  EXPECT_FALSE(redeem(0));
  EXPECT_TRUE(redeem(1));
  EXPECT_TRUE(redeem(kMostTokensPerRedeem));
  EXPECT_FALSE(redeem(kMostTokensPerRedeem + 1));
  for (std::size_t size : {0U, 31U, 33U})
    EXPECT_FALSE(accepted(field(11, concat({field(1, Bytes(16, 1)), field(2, Bytes(size, 1))})))) << size;
  for (std::size_t size : {0U, 15U, 17U})
    EXPECT_FALSE(accepted(field(11, concat({field(1, Bytes(size, 1)), field(2, Bytes(32, 1))})))) << size;
}

TEST(Command, A_mailbox_has_a_known_kind) {
  auto create = valid_create();
  for (int kind : {0, 4, 255}) {
    create.kind = static_cast<MailboxKind>(kind);
    EXPECT_FALSE(accepted(create)) << kind;
  }
}

TEST(Command, A_mailbox_key_has_one_encoding) {
  auto create = valid_create();
  create.reader_key.raw.fill(0xff);
  EXPECT_FALSE(accepted(create));
}

TEST(Command, A_card_is_exactly_4096_bytes) {
  EXPECT_TRUE(accepted(PutLink{{}, {}, Bytes(kLinkCardSize, 1), TimePoint{milliseconds{9}}}));
  EXPECT_FALSE(accepted(PutLink{{}, {}, Bytes(kLinkCardSize - 1, 1), TimePoint{milliseconds{9}}}));
  EXPECT_FALSE(accepted(PutLink{{}, {}, Bytes(kLinkCardSize + 1, 1), TimePoint{milliseconds{9}}}));
}

TEST(Command, An_expiry_beyond_what_a_clock_holds_is_refused) {
  const auto put = [](std::uint64_t ms) {
    return field(6, concat({field(1, Bytes(16)), field(2, Bytes(24)), field(3, Bytes(kLinkCardSize)),
                            number_field(4, ms)}));
  };
  EXPECT_TRUE(accepted(put(0x7fff'ffff'ffff'ffff)));
  EXPECT_FALSE(accepted(put(0x8000'0000'0000'0000)));
}

TEST(Command, Ids_have_exactly_their_size) {
  for (std::size_t size : {0U, 1U, 23U, 25U, 48U}) {
    EXPECT_FALSE(accepted(field(3, field(1, Bytes(size, 1))))) << size;
    EXPECT_FALSE(accepted(field(4, field(1, Bytes(size, 1))))) << size;
  }
  for (std::size_t size : {0U, 1U, 15U, 17U, 32U})
    EXPECT_FALSE(accepted(field(7, field(1, Bytes(size, 1))))) << size;
}

TEST(Command, A_blob_has_one_to_1024_chunks_of_a_known_class) {
  const auto create = [](ChunkClass chunk_class, std::uint32_t count) {
    const auto key = valid_create().reader_key;
    return accepted(BlobCreate{{}, {}, key, key, chunk_class, count, TimePoint{milliseconds{1}}, {}});
  };
  EXPECT_TRUE(create(ChunkClass::small, 1));
  EXPECT_TRUE(create(ChunkClass::large, kMostChunks));
  EXPECT_FALSE(create(ChunkClass::small, 0));
  EXPECT_FALSE(create(ChunkClass::small, kMostChunks + 1));
  EXPECT_FALSE(create(ChunkClass{0}, 1));
  EXPECT_FALSE(create(ChunkClass{3}, 1));
}

TEST(Command, A_chunk_has_one_of_two_sizes_and_an_index_below_1024) {
  for (auto size : {kSmallChunk, kLargeChunk}) {
    EXPECT_TRUE(accepted(BlobPut{{}, kMostChunks - 1, Bytes(size, 1)}));
    EXPECT_FALSE(accepted(BlobPut{{}, kMostChunks, Bytes(size, 1)}));
    EXPECT_FALSE(accepted(BlobPut{{}, 0, Bytes(size - 1, 1)}));
    EXPECT_FALSE(accepted(BlobPut{{}, 0, Bytes(size + 1, 1)}));
  }
  EXPECT_FALSE(accepted(BlobGet{{}, kMostChunks}));
}

TEST(Command, A_status_is_asked_under_exactly_one_id) {
  const auto id = Bytes(24, 1);
  EXPECT_TRUE(accepted(field(15, field(1, id))));
  EXPECT_TRUE(accepted(field(15, field(2, id))));
  EXPECT_FALSE(accepted(field(15, {})));
  EXPECT_FALSE(accepted(field(15, concat({field(1, id), field(2, id)}))));
  EXPECT_FALSE(accepted(field(15, field(1, Bytes(23, 1)))));
}

TEST(Command, A_number_of_a_later_version_is_unsupported_rather_than_malformed) {
  for (std::uint32_t number : {19U, 20U, 2000U}) {
    const auto read = parse_command(field(number, random_bytes(300)));
    ASSERT_TRUE(read.has_value()) << number;
    EXPECT_TRUE(std::holds_alternative<Unsupported>(read.value()));
  }
}

TEST(Command, A_later_number_beside_a_known_one_or_in_another_form_is_malformed) {
  const auto ping = field(9, {});
  const auto later = field(18, Bytes(3));
  EXPECT_FALSE(accepted(concat({ping, later})));
  EXPECT_FALSE(accepted(concat({later, ping})));
  EXPECT_FALSE(accepted(concat({later, later})));
  EXPECT_FALSE(accepted(number_field(18, 3)));
  EXPECT_FALSE(accepted(concat({samples::varint(18 << 3U | 2U, 3), samples::varint(0)})));
  EXPECT_FALSE(accepted(concat({samples::varint(18 << 3U | 2U), samples::varint(0, 2)})));
  EXPECT_FALSE(accepted(ByteView(later).first(later.size() - 1)));
}

}  // namespace
}  // namespace stille::wire
