#include "client/e2e/skipped_keys.hpp"

#include "client/e2e/limits.hpp"
#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using testing::kStart;

SkippedEpoch keys_of(std::uint64_t epoch, std::uint32_t first, std::uint32_t count, TimePoint now = kStart) {
  SkippedEpoch out;
  out.epoch = epoch;
  for (std::uint32_t i = 0; i < count; ++i) out.keys.push_back(SkippedKey::at(first + i, MessageKey(), now));
  return out;
}

TEST(SkippedKeys, A_key_is_found_until_it_is_erased) {
  SkippedKeys keys;
  keys.add(keys_of(2, 5, 3));
  EXPECT_NE(keys.find(2, 6), nullptr);
  EXPECT_EQ(keys.find(2, 8), nullptr);
  EXPECT_EQ(keys.find(4, 6), nullptr);
  keys.erase(2, 6);
  EXPECT_EQ(keys.find(2, 6), nullptr);
  EXPECT_EQ(keys.count(), 2U);
}

TEST(SkippedKeys, Erasing_what_is_not_there_changes_nothing) {
  SkippedKeys keys;
  keys.add(keys_of(2, 0, 2));
  keys.erase(2, 9);
  keys.erase(0, 0);
  keys.erase(4, 0);
  EXPECT_EQ(keys.count(), 2U);
}

TEST(SkippedKeys, Epochs_are_ordered_and_never_empty) {
  SkippedKeys keys;
  keys.add(keys_of(6, 0, 1));
  keys.add(keys_of(2, 0, 1));
  keys.add(keys_of(4, 0, 0));
  keys.add(keys_of(2, 1, 1));
  ASSERT_EQ(keys.epochs().size(), 2U);
  EXPECT_EQ(keys.epochs()[0].epoch, 2U);
  EXPECT_EQ(keys.epochs()[0].keys.size(), 2U);
  keys.erase(6, 0);
  EXPECT_EQ(keys.epochs().size(), 1U);
}

TEST(SkippedKeys, The_oldest_go_first_when_there_are_too_many) {
  SkippedKeys keys;
  keys.add(keys_of(2, 0, 10));
  keys.add(keys_of(4, 0, 5));
  keys.add(keys_of(6, 0, static_cast<std::uint32_t>(kMostSkippedKeys) - 3));
  EXPECT_EQ(keys.count(), kMostSkippedKeys);
  EXPECT_EQ(keys.find(2, 9), nullptr);
  EXPECT_EQ(keys.find(4, 1), nullptr);
  EXPECT_NE(keys.find(4, 2), nullptr);
}

TEST(SkippedKeys, The_oldest_epoch_goes_when_there_are_too_many) {
  SkippedKeys keys;
  for (std::uint64_t i = 0; i <= kMostOldEpochs; ++i) keys.add(keys_of(2 * i, 0, 1));
  EXPECT_EQ(keys.epochs().size(), kMostOldEpochs);
  EXPECT_EQ(keys.find(0, 0), nullptr);
}

TEST(SkippedKeys, Each_key_has_its_own_time) {
  SkippedKeys keys;
  keys.add(keys_of(2, 0, 1, kStart));
  keys.add(keys_of(2, 1, 1, kStart + seconds(10)));
  keys.expire(kStart + kSkippedKeyLife);
  EXPECT_EQ(keys.count(), 1U);
  EXPECT_NE(keys.find(2, 1), nullptr);
  keys.expire(kStart + kSkippedKeyLife + seconds(10));
  EXPECT_EQ(keys.count(), 0U);
}

}  // namespace
}  // namespace stille::e2e
