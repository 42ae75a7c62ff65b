// The memory store keeps the contract; so does whatever is wrapped in a FailingStore that does not fail.
#include "server/store/memory/memory_store.hpp"

#include "server/store/memory/failing_store.hpp"
#include "tests/unit/server/store/contract.hpp"

namespace stille::store::test {
namespace {

struct InMemory : Reopenable {
  MailboxStore& get() override { return outer; }
  void reopen() override {}
  MemoryStore inner;
  FailingStore outer{inner};
};

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract,
                         testing::Values(Implementation{"memory",
                                                        [] { return std::make_unique<InMemory>(); }}),
                         [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(Memory, BlobContract,
                         testing::Values(Implementation{"memory",
                                                        [] { return std::make_unique<InMemory>(); }}),
                         [](const auto& one) { return one.param.name; });

TEST(MemoryStore, Its_digest_changes_with_its_content_and_comes_back_with_it) {
  crypto::SeededRng rng{1};
  MemoryStore store;
  Mailbox box;
  box.reader_id = rng.fixed<ReaderId>();
  ASSERT_TRUE(store.commit({PutMailbox{box}}));
  const auto before = store.content_digest();
  ASSERT_TRUE(store.commit({Append{box.reader_id, 1, rng.fixed<EnvelopeMark>(), TimePoint{}, Bytes(4096)}}));
  EXPECT_NE(store.content_digest(), before);
  ASSERT_TRUE(store.commit({DeleteMailbox{box.reader_id}, PutMailbox{box}}));
  EXPECT_EQ(store.content_digest(), before);
}

TEST(FailingStore, The_call_that_should_fails_and_after_storage_failed_all_do) {
  InMemory both;
  both.outer.fail_call(2, Errc::storage_full);
  EXPECT_TRUE(both.outer.commit({}));
  EXPECT_EQ(both.outer.commit({}).error().code, Errc::storage_full);
  EXPECT_TRUE(both.outer.commit({}));
  both.outer.fail_call(1, Errc::storage_failed);
  EXPECT_FALSE(both.outer.commit({}));
  EXPECT_FALSE(both.outer.link({}));
}

}  // namespace
}  // namespace stille::store::test
