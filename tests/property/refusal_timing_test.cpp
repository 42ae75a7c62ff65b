// Whoever tries ids learns nothing from how long a refusal takes: the relay's work for an unknown mailbox, a
// wrong key and a wrong role is compared over many interleaved tries, with the database behind
// it. A planted difference of two or three microseconds has to be found.
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "common/crypto/hash.hpp"
#include "server/store/sqlite/sqlite_mailbox_store.hpp"
#include "tests/property/dice.hpp"
#include "tests/unit/server/relay/world.hpp"
#include "tests/unit/server/store/sqlite_files.hpp"

namespace stille::relay::test {
namespace {

/// Nanoseconds. A network's own noise is a hundred times larger, and what two paths through a map or a page
/// of the database differ by is far below.
constexpr double kNoticeable = 1000;
constexpr std::size_t kTries = 20'000;

double mean(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

double variance(const std::vector<double>& v, double mean) {
  double sum = 0;
  for (const auto x : v) sum += (x - mean) * (x - mean);
  return sum / static_cast<double>(v.size() - 1);
}

struct Difference {
  double nanoseconds = 0;
  double error = 0;  // its standard error, as in Welch's test
};

/// The slowest tenth of all is the machine's doing and is left out.
Difference difference(std::vector<double> a, std::vector<double> b) {
  auto all = a;
  all.insert(all.end(), b.begin(), b.end());
  const auto cut = all.begin() + static_cast<std::ptrdiff_t>(all.size() * 9 / 10);
  std::nth_element(all.begin(), cut, all.end());
  const auto limit = *cut;
  std::erase_if(a, [&](double x) { return x > limit; });
  std::erase_if(b, [&](double x) { return x > limit; });
  const auto ma = mean(a);
  const auto mb = mean(b);
  const auto squared =
      variance(a, ma) / static_cast<double>(a.size()) + variance(b, mb) / static_cast<double>(b.size());
  return {ma - mb, std::sqrt(squared)};
}

class RefusalTiming : public testing::Test {
 protected:
  RefusalTiming() {
    limits_.refusals = {1'000'000'000, 4'000'000'000};
    limits_.commands = limits_.refusals;
    world_.emplace(limits_, [this]() -> store::MailboxStore& {
      store_ = store::SqliteMailboxStore::open(folder_.database(), {}).value();
      return *store_;
    });
    client_ = &world_->client();
  }

  /// So many mailboxes on the disk; nobody has asked for them yet.
  std::vector<store::Mailbox> mailboxes(std::size_t count) {
    std::vector<store::Mailbox> out(count);
    store::WriteBatch batch;
    for (auto& box : out) {
      box.reader_id = world_->rng.fixed<protocol::ReaderId>();
      box.writer_id = world_->rng.fixed<protocol::WriterId>();
      box.reader_key = crypto::dh_keypair(world_->rng).public_key;
      box.writer_key = box.reader_key;
      batch.push_back(store::PutMailbox{box});
    }
    EXPECT_TRUE(store_->commit(batch));
    return out;
  }
  /// So many blobs on the disk; nobody has asked for them yet.
  std::vector<store::Blob> blobs(std::size_t count) {
    std::vector<store::Blob> out(count);
    store::WriteBatch batch;
    for (auto& blob : out) {
      blob.reader_id = world_->rng.fixed<protocol::BlobReaderId>();
      blob.writer_id = world_->rng.fixed<protocol::BlobWriterId>();
      blob.reader_key = crypto::dh_keypair(world_->rng).public_key;
      blob.writer_key = blob.reader_key;
      blob.chunk_count = 1;
      blob.expires = world_->now + std::chrono::hours{1};
      blob.file = world_->rng.fixed<store::BlobFile>();
      blob.chunks = {1};
      batch.push_back(store::PutBlob{blob});
    }
    EXPECT_TRUE(store_->commit(batch));
    return out;
  }
  /// Nanoseconds until the relay has answered a BLOB_GET under a wrong key.
  double refusal(const protocol::BlobReaderId& id) {
    return refusal_of(protocol::BlobGet{id, 0}, Bytes(64, 0x5e));
  }
  protocol::BlobReaderId nobodys_blob() { return world_->rng.fixed<protocol::BlobReaderId>(); }
  protocol::WriterId nobodys() { return world_->rng.fixed<protocol::WriterId>(); }

  /// Nanoseconds until the relay has answered a SEND under a wrong key.
  double refusal(const protocol::WriterId& id) {
    return refusal_of(protocol::Send{id, world_->envelope_id(), envelope_}, command_);
  }
  double refusal_of(protocol::Command command, Bytes bytes) {
    protocol::Request request{client_->next_number(), std::move(command), std::move(bytes), {}};
    request.tags.push_back(world_->rng.fixed<protocol::CommandTag>());
    const auto began = std::chrono::steady_clock::now();
    world_->relay->handle(client_->id, std::move(request), world_->now);
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - began;
    const auto actions = world_->relay->take_actions();
    EXPECT_EQ(actions.size(), 1U);
    return took.count();
  }

  /// Interleaved at random, so that whatever the machine does falls on both.
  template <class A, class B>
  double compared(A one, B other, std::size_t tries = kTries) {
    std::vector<double> ones, others;
    std::size_t a = 0, b = 0;
    for (std::size_t i = 0; i < 2 * tries; ++i) {
      if (b == tries || (a < tries && dice_.below(2) == 0))
        ones.push_back(one(a++));
      else
        others.push_back(other(b++));
    }
    const auto found = difference(ones, others);
    std::printf("%.0f ns apart, standard error %.0f ns, of %.0f ns\n", found.nanoseconds, found.error,
                mean(others));
    return std::abs(found.nanoseconds);
  }

  store::test::Folder folder_;
  Limits limits_ = World::open_relay();
  std::unique_ptr<store::SqliteMailboxStore> store_;
  std::optional<World> world_;
  Client* client_ = nullptr;
  property::Dice dice_{1};
  Bytes envelope_ = Bytes(protocol::kSmallEnvelope, 0x5e);
  Bytes command_ = Bytes(protocol::kSmallEnvelope + 50, 0x5e);
};

TEST_F(RefusalTiming, The_first_try_of_an_id_takes_as_long_whether_it_exists_or_not) {
  const auto boxes = mailboxes(kTries);
  EXPECT_LT(
      compared([&](auto i) { return refusal(boxes[i].writer_id); }, [&](auto) { return refusal(nobodys()); }),
      kNoticeable);
}

TEST_F(RefusalTiming, So_do_later_ones) {
  const auto box = mailboxes(1).front().writer_id;
  const auto none = nobodys();
  EXPECT_LT(compared([&](auto) { return refusal(box); }, [&](auto) { return refusal(none); }), kNoticeable);
}

TEST_F(RefusalTiming, And_those_of_a_reader_who_tries_to_write) {
  const auto box = mailboxes(1).front();
  const protocol::WriterId reader{box.reader_id.raw};
  const auto none = nobodys();
  EXPECT_LT(compared([&](auto) { return refusal(reader); }, [&](auto) { return refusal(none); }),
            kNoticeable);
}

TEST_F(RefusalTiming, Blobs_are_as_silent_about_the_first_try_and_later_ones) {
  const auto kept = blobs(kTries);
  EXPECT_LT(compared([&](auto i) { return refusal(kept[i].reader_id); },
                     [&](auto) { return refusal(nobodys_blob()); }),
            kNoticeable);
  const auto none = nobodys_blob();
  EXPECT_LT(compared([&](auto) { return refusal(kept[0].reader_id); }, [&](auto) { return refusal(none); }),
            kNoticeable);
}

TEST_F(RefusalTiming, A_planted_difference_is_found) {
  const auto one = nobodys();
  const auto other = nobodys();
  const auto slower = [&](auto) {
    const auto took = refusal(one);
    const auto began = std::chrono::steady_clock::now();
    (void)crypto::sha512({ByteView(envelope_).first(1024)});
    const std::chrono::duration<double, std::nano> more = std::chrono::steady_clock::now() - began;
    return took + more.count();
  };
  EXPECT_GT(compared(slower, [&](auto) { return refusal(other); }), kNoticeable);
}

}  // namespace
}  // namespace stille::relay::test
