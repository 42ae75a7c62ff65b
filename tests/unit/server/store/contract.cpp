#include "tests/unit/server/store/contract.hpp"

namespace stille::store::test {
namespace {

constexpr TimePoint at(int moment) {
  return TimePoint(milliseconds(moment));
}
constexpr ExpireUpTo kNothing{at(-1), at(-1), at(-1)};

ExpireUpTo stored_up_to(int moment) {
  auto out = kNothing;
  out.stored = at(moment);
  return out;
}

}  // namespace

Mailbox StoreContract::mailbox(std::uint64_t reserved) {
  Mailbox out;
  out.reader_id = rng.fixed<ReaderId>();
  out.writer_id = rng.fixed<WriterId>();
  out.reader_key = rng.fixed<crypto::DhPublic>();
  out.writer_key = rng.fixed<crypto::DhPublic>();
  out.salt = rng.fixed<MarkSalt>();
  out.reserved = reserved;
  return out;
}

Mailbox StoreContract::kept() {
  auto out = mailbox();
  EXPECT_TRUE(store().commit({PutMailbox{out}}));
  return out;
}

Append StoreContract::append(const Mailbox& to, std::uint64_t sequence, std::size_t size, TimePoint moment) {
  return {to.reader_id, sequence, mark(), moment, Bytes(size, static_cast<std::uint8_t>(sequence))};
}

std::vector<std::uint64_t> StoreContract::sequences(const Mailbox& of, std::uint64_t after) {
  std::vector<std::uint64_t> out;
  const auto all = store().read(of.reader_id, after, {10'000, std::size_t{1} << 30}).value();
  for (const auto& one : all) out.push_back(one.sequence);
  return out;
}

Waiting StoreContract::all(const Mailbox& of) {
  return store().waiting(of.reader_id, 0, kNoSequenceLimit).value();
}

namespace {

using Numbers = std::vector<std::uint64_t>;

TEST_P(StoreContract, A_mailbox_is_found_by_both_ids_and_whole_after_a_restart) {
  auto box = mailbox(256);
  box.kind = MailboxKind::hello_once;
  box.link = rng.fixed<LinkId>();
  box.claimed_by = mark();
  box.further_claims = 7;
  ASSERT_TRUE(store().commit({PutMailbox{box}}));
  EXPECT_EQ(store().by_reader(box.reader_id).value(), box);
  reopen();
  EXPECT_EQ(store().by_reader(box.reader_id).value(), box);
  EXPECT_EQ(store().by_writer(box.writer_id).value(), box);
}

TEST_P(StoreContract, What_is_unknown_is_no_error) {
  const auto box = mailbox();
  EXPECT_EQ(store().by_reader(box.reader_id).value(), std::nullopt);
  EXPECT_EQ(store().by_writer(box.writer_id).value(), std::nullopt);
  EXPECT_EQ(store().link(rng.fixed<LinkId>()).value(), std::nullopt);
  EXPECT_FALSE(store().seen(box.reader_id, mark()).value());
  EXPECT_EQ(all(box), Waiting{});
  EXPECT_TRUE(sequences(box).empty());
}

TEST_P(StoreContract, Putting_a_mailbox_again_changes_only_what_can_change) {
  const auto box = kept();
  ASSERT_TRUE(store().commit({append(box, 1)}));
  auto changed = box;
  changed.reserved = 512;
  changed.link = rng.fixed<LinkId>();
  changed.claimed_by = mark();
  changed.further_claims = 3;
  auto sent = changed;
  sent.salt = rng.fixed<MarkSalt>();
  sent.reader_key = rng.fixed<crypto::DhPublic>();
  ASSERT_TRUE(store().commit({PutMailbox{sent}}));
  EXPECT_EQ(store().by_reader(box.reader_id).value(), changed);
  EXPECT_EQ(all(box).count, 1u);
}

TEST_P(StoreContract, A_writer_id_of_another_mailbox_is_refused_and_nothing_is_kept) {
  const auto box = kept();
  auto other = mailbox();
  other.writer_id = box.writer_id;
  const auto done = store().commit({append(box, 1), PutMailbox{other}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Errc::already_exists);
  EXPECT_EQ(all(box).count, 0u);
  EXPECT_TRUE(store().commit({append(box, 1)}));
}

TEST_P(StoreContract, Envelopes_are_read_in_order_from_after_a_number) {
  const auto box = kept();
  const auto other = kept();
  ASSERT_TRUE(store().commit({append(box, 3), append(other, 4), append(box, 9), append(box, 5)}));
  EXPECT_EQ(sequences(box), (Numbers{3, 5, 9}));
  EXPECT_EQ(sequences(box, 3), (Numbers{5, 9}));
  EXPECT_EQ(sequences(box, 9), Numbers{});
  reopen();
  const auto first = store().read(box.reader_id, 0, {1, 1 << 20}).value();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].body, Bytes(4096, 3));
}

TEST_P(StoreContract, Reading_is_bounded_by_count_and_by_bytes) {
  const auto box = kept();
  ASSERT_TRUE(store().commit({append(box, 1), append(box, 2, 65536), append(box, 3)}));
  const auto count = [&](ReadBound bound) { return store().read(box.reader_id, 0, bound).value().size(); };
  EXPECT_EQ(count({2, 1 << 20}), 2u);
  EXPECT_EQ(count({0, 1 << 20}), 0u);
  EXPECT_EQ(count({9, 4096 + 65536}), 2u);
  EXPECT_EQ(count({9, 4096 + 65535}), 1u);
  EXPECT_EQ(count({9, 4095}), 0u);
}

TEST_P(StoreContract, What_waits_is_counted_in_a_range) {
  const auto box = kept();
  ASSERT_TRUE(store().commit({append(box, 2), append(box, 4, 16384), append(box, 6)}));
  EXPECT_EQ(all(box), (Waiting{3, 4096 + 16384 + 4096, 6}));
  EXPECT_EQ(store().waiting(box.reader_id, 2, 5).value(), (Waiting{1, 16384, 4}));
  EXPECT_EQ(store().waiting(box.reader_id, 6, kNoSequenceLimit).value(), Waiting{});
}

TEST_P(StoreContract, Removing_is_cumulative_and_keeps_the_marks) {
  const auto box = kept();
  const auto other = kept();
  const auto first = append(box, 1);
  ASSERT_TRUE(store().commit({first, append(box, 2), append(box, 3), append(other, 1)}));
  ASSERT_TRUE(store().commit({RemoveUpTo{box.reader_id, 2}}));
  EXPECT_EQ(sequences(box), Numbers{3});
  EXPECT_EQ(sequences(other), Numbers{1});
  EXPECT_TRUE(store().seen(box.reader_id, first.mark).value());
  EXPECT_FALSE(store().seen(other.reader_id, first.mark).value());
}

TEST_P(StoreContract, A_mark_can_be_remembered_alone) {
  const auto box = kept();
  const auto seen = mark();
  ASSERT_TRUE(store().commit({Remember{box.reader_id, seen, at(1)}}));
  reopen();
  EXPECT_TRUE(store().seen(box.reader_id, seen).value());
  EXPECT_EQ(all(box).count, 0u);
}

TEST_P(StoreContract, A_batch_is_applied_in_order) {
  const auto box = mailbox();
  ASSERT_TRUE(store().commit({append(box, 1), PutMailbox{box}, append(box, 2), append(box, 3),
                              RemoveUpTo{box.reader_id, 2}, append(box, 4)}));
  EXPECT_EQ(sequences(box), (Numbers{3, 4}));
}

TEST_P(StoreContract, A_deleted_mailbox_takes_everything_with_it_and_can_come_back_empty) {
  const auto box = kept();
  const auto sent = append(box, 1);
  ASSERT_TRUE(store().commit({sent}));
  ASSERT_TRUE(store().commit({DeleteMailbox{box.reader_id}, append(box, 2)}));
  EXPECT_EQ(store().by_reader(box.reader_id).value(), std::nullopt);
  EXPECT_EQ(store().by_writer(box.writer_id).value(), std::nullopt);
  EXPECT_EQ(all(box).count, 0u);
  ASSERT_TRUE(store().commit({PutMailbox{box}}));
  EXPECT_EQ(all(box).count, 0u);
  EXPECT_FALSE(store().seen(box.reader_id, sent.mark).value());
}

TEST_P(StoreContract, Deleting_and_creating_in_one_batch_frees_the_writer_id) {
  const auto box = kept();
  auto next = mailbox();
  next.writer_id = box.writer_id;
  ASSERT_TRUE(store().commit({DeleteMailbox{box.reader_id}, PutMailbox{next}}));
  EXPECT_EQ(store().by_writer(box.writer_id).value(), next);
}

TEST_P(StoreContract, A_link_is_kept_and_replaced_whole) {
  Link link{rng.fixed<LinkId>(), rng.fixed<ReaderId>(), LinkState::live, at(50), Bytes(4096, 1)};
  ASSERT_TRUE(store().commit({PutLink{link}}));
  EXPECT_EQ(store().link(link.id).value(), link);
  link.state = LinkState::revoked;
  link.card.clear();
  ASSERT_TRUE(store().commit({PutLink{link}}));
  reopen();
  EXPECT_EQ(store().link(link.id).value(), link);
}

TEST_P(StoreContract, Old_envelopes_and_marks_expire_and_their_mailboxes_are_named) {
  const auto box = kept();
  const auto old = append(box, 1, 4096, at(10));
  const auto young = append(box, 2, 4096, at(11));
  ASSERT_TRUE(store().commit({old, young}));
  const auto gone = store().expire(stored_up_to(10), 100).value();
  EXPECT_EQ(gone.removed, 2u);  // the envelope and its mark
  EXPECT_EQ(gone.mailboxes, std::vector<ReaderId>{box.reader_id});
  EXPECT_EQ(sequences(box), Numbers{2});
  EXPECT_FALSE(store().seen(box.reader_id, old.mark).value());
  EXPECT_TRUE(store().seen(box.reader_id, young.mark).value());
}

TEST_P(StoreContract, Expiry_goes_in_pieces_of_at_most_what_was_asked) {
  const auto box = kept();
  for (std::uint64_t i = 1; i <= 10; ++i) ASSERT_TRUE(store().commit({append(box, i, 4096, at(1))}));
  std::size_t removed = 0;
  for (;;) {
    const auto piece = store().expire(stored_up_to(1), 3).value().removed;
    EXPECT_LE(piece, 3u);
    removed += piece;
    if (piece < 3) break;
  }
  EXPECT_EQ(removed, 20u);
  EXPECT_EQ(all(box).count, 0u);
}

TEST_P(StoreContract, Links_lose_their_card_first_and_go_later) {
  const Link link{rng.fixed<LinkId>(), rng.fixed<ReaderId>(), LinkState::live, at(50), Bytes(4096, 1)};
  ASSERT_TRUE(store().commit({PutLink{link}}));
  auto due = kNothing;
  due.cards = at(49);
  EXPECT_EQ(store().expire(due, 10).value().removed, 0u);
  due.cards = at(50);
  EXPECT_EQ(store().expire(due, 10).value().removed, 1u);
  EXPECT_TRUE(store().link(link.id).value()->card.empty());
  EXPECT_EQ(store().expire(due, 10).value().removed, 0u);
  due.tombstones = at(50);
  EXPECT_EQ(store().expire(due, 10).value().removed, 1u);
  EXPECT_EQ(store().link(link.id).value(), std::nullopt);
}

TEST_P(StoreContract, A_block_is_remembered_after_a_restart_and_taken_back) {
  const auto box = kept();
  EXPECT_FALSE(store().by_reader(box.reader_id).value()->blocked);
  ASSERT_TRUE(store().commit({Block{box.reader_id, true}}));
  ASSERT_TRUE(store().commit({Block{box.reader_id, true}}));
  reopen();
  EXPECT_TRUE(store().by_reader(box.reader_id).value()->blocked);
  EXPECT_TRUE(store().by_writer(box.writer_id).value()->blocked);
  ASSERT_TRUE(store().commit({Block{box.reader_id, false}}));
  EXPECT_FALSE(store().by_reader(box.reader_id).value()->blocked);
}

TEST_P(StoreContract, Everything_is_counted_in_pieces_of_any_size) {
  const auto one = kept();
  const auto other = kept();
  ASSERT_TRUE(store().commit({append(one, 1), append(one, 2, 65'536), append(other, 1)}));
  const Totals all{2, 3, 2 * 4096 + 65'536};
  for (const std::size_t rows : {1U, 2U, 3U, 1000U}) {
    std::optional<Totals> counted;
    for (int piece = 0; piece < 20; ++piece) counted = store().count(rows).value();
    EXPECT_EQ(counted, all) << rows;
  }
  ASSERT_TRUE(store().commit({RemoveUpTo{one.reader_id, 2}, DeleteMailbox{other.reader_id}}));
  (void)store().count(1000).value();
  EXPECT_EQ(store().count(1000).value(), (Totals{1, 0, 0}));
}

TEST_P(StoreContract, Tidying_up_loses_nothing) {
  const auto box = kept();
  ASSERT_TRUE(store().commit({append(box, 1), append(box, 2)}));
  ASSERT_TRUE(store().tidy(at(0)));
  ASSERT_TRUE(store().tidy(at(3'600'000)));
  reopen();
  EXPECT_EQ(sequences(box), (Numbers{1, 2}));
}

}  // namespace
}  // namespace stille::store::test
