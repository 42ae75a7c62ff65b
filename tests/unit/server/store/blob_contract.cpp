// The part of the stores' contract that is about blobs.
#include "tests/unit/server/store/contract.hpp"

namespace stille::store::test {
namespace {

constexpr TimePoint at(int moment) {
  return TimePoint(milliseconds(moment));
}

}  // namespace

Blob BlobContract::blob(const ReaderId& payer, TimePoint expires) {
  Blob out;
  out.reader_id = rng.fixed<BlobReaderId>();
  out.writer_id = rng.fixed<BlobWriterId>();
  out.reader_key = rng.fixed<crypto::DhPublic>();
  out.writer_key = rng.fixed<crypto::DhPublic>();
  out.payer = payer;
  out.chunk_class = ChunkClass::large;
  out.chunk_count = 9;
  out.expires = expires;
  out.file = rng.fixed<BlobFile>();
  out.chunks = Bytes(2);
  return out;
}

Blob BlobContract::kept_blob(const ReaderId& payer, TimePoint expires) {
  auto out = blob(payer, expires);
  EXPECT_TRUE(store().commit({PutBlob{out}}));
  return out;
}

namespace {

TEST_P(BlobContract, A_blob_is_found_by_both_ids_and_whole_after_a_restart) {
  const auto kept = kept_blob(rng.fixed<ReaderId>());
  EXPECT_EQ(store().blob(kept.reader_id).value(), kept);
  reopen();
  EXPECT_EQ(store().blob(kept.reader_id).value(), kept);
  EXPECT_EQ(store().blob(kept.writer_id).value(), kept);
  EXPECT_EQ(store().blob(rng.fixed<BlobReaderId>()).value(), std::nullopt);
  EXPECT_EQ(store().blob(rng.fixed<BlobWriterId>()).value(), std::nullopt);
}

TEST_P(BlobContract, Putting_a_blob_again_changes_its_chunks_alone) {
  auto kept = kept_blob(rng.fixed<ReaderId>());
  auto sent = kept;
  sent.chunks = kept.chunks = {0x81, 1};
  sent.expires = at(7);
  sent.writer_key = rng.fixed<crypto::DhPublic>();
  ASSERT_TRUE(store().commit({PutBlob{sent}}));
  EXPECT_EQ(store().blob(kept.reader_id).value(), kept);
}

TEST_P(BlobContract, A_writer_id_or_file_of_another_blob_is_refused_and_nothing_is_kept) {
  const auto kept = kept_blob(rng.fixed<ReaderId>());
  const auto box = mailbox();
  auto other = blob(box.reader_id);
  other.writer_id = kept.writer_id;
  EXPECT_EQ(store().commit({PutMailbox{box}, PutBlob{other}}).error().code, Errc::already_exists);
  other.writer_id = rng.fixed<BlobWriterId>();
  other.file = kept.file;
  EXPECT_EQ(store().commit({PutMailbox{box}, PutBlob{other}}).error().code, Errc::already_exists);
  EXPECT_EQ(store().by_reader(box.reader_id).value(), std::nullopt);
  EXPECT_TRUE(store().commit({DeleteBlob{kept.reader_id}, PutBlob{other}}));
}

TEST_P(BlobContract, A_payers_bytes_are_those_of_its_blobs_that_live) {
  const auto payer = kept();
  kept_blob(payer.reader_id, at(100));
  const auto second = kept_blob(payer.reader_id, at(101));
  kept_blob(rng.fixed<ReaderId>(), at(500));
  EXPECT_EQ(store().blob_bytes(payer.reader_id, at(99)).value(), 2 * second.size());
  EXPECT_EQ(store().blob_bytes(payer.reader_id, at(100)).value(), second.size());
  ASSERT_TRUE(store().commit({DeleteBlob{second.reader_id}}));
  EXPECT_EQ(store().blob_bytes(payer.reader_id, at(100)).value(), 0U);
}

TEST_P(BlobContract, What_has_expired_is_named_oldest_first_and_in_pieces) {
  const auto late = kept_blob(rng.fixed<ReaderId>(), at(30));
  const auto early = kept_blob(rng.fixed<ReaderId>(), at(10));
  const auto middle = kept_blob(rng.fixed<ReaderId>(), at(20));
  using Ids = std::vector<BlobReaderId>;
  EXPECT_EQ(store().expired_blobs(at(9), 10).value(), Ids{});
  EXPECT_EQ(store().expired_blobs(at(20), 10).value(), (Ids{early.reader_id, middle.reader_id}));
  EXPECT_EQ(store().expired_blobs(at(99), 1).value(), Ids{early.reader_id});
  ASSERT_TRUE(store().commit({DeleteBlob{early.reader_id}, DeleteBlob{middle.reader_id}}));
  EXPECT_EQ(store().expired_blobs(at(99), 10).value(), Ids{late.reader_id});
}

TEST_P(BlobContract, A_deleted_mailbox_has_only_expired_blobs) {
  const auto payer = kept();
  const auto blob = kept_blob(payer.reader_id);
  const auto other = kept_blob(rng.fixed<ReaderId>());
  ASSERT_TRUE(store().commit({DeleteMailbox{payer.reader_id}}));
  EXPECT_EQ(store().expired_blobs(at(1), 10).value(), std::vector<BlobReaderId>{blob.reader_id});
  EXPECT_EQ(store().blob(other.reader_id).value(), other);
}

TEST_P(BlobContract, Places_are_those_of_one_shard_and_say_which_blobs_are_empty) {
  auto empty = blob(rng.fixed<ReaderId>());
  auto full = blob(rng.fixed<ReaderId>());
  auto elsewhere = blob(rng.fixed<ReaderId>());
  empty.file.raw[0] = full.file.raw[0] = 0xff;
  elsewhere.file.raw[0] = 0xfe;
  full.chunks[1] = 1;
  ASSERT_TRUE(store().commit({PutBlob{empty}, PutBlob{full}, PutBlob{elsewhere}}));
  auto places = store().blob_places(0xff).value();
  ASSERT_EQ(places.size(), 2U);
  if (places[0].empty) std::swap(places[0], places[1]);
  EXPECT_EQ(places[0], (BlobPlace{full.file, full.reader_id, false}));
  EXPECT_EQ(places[1], (BlobPlace{empty.file, empty.reader_id, true}));
}

TEST_P(BlobContract, The_time_of_blobs_is_kept) {
  EXPECT_EQ(store().blob_time().value(), BlobTime{});
  ASSERT_TRUE(store().commit({PutBlobTime{{at(5), milliseconds{6}}}}));
  ASSERT_TRUE(store().commit({PutBlobTime{{at(7), milliseconds{8}}}}));
  reopen();
  EXPECT_EQ(store().blob_time().value(), (BlobTime{at(7), milliseconds{8}}));
}

}  // namespace
}  // namespace stille::store::test
