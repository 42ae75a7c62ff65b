// What senders and readers have seen of a relay, and what must be true of it whatever happens: the model that
// random runs are held against. Knows nothing of the relay's inside.
#pragma once

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {

class Ledger {
 public:
  /// A sender has handed this over; `bytes` are unique to `id`.
  void submitted(std::size_t box, const protocol::EnvelopeId& id, const Bytes& bytes) {
    auto& kept = boxes_[box];
    ids_of_[bytes] = id;
    kept.entries.try_emplace(id, Entry{kept.highest, false, false});
  }

  /// The relay has answered STORED or DUPLICATE: from now on it answers for the envelope.
  void promised(std::size_t box, const protocol::EnvelopeId& id, protocol::Status status) {
    auto& entry = boxes_.at(box).entries.at(id);
    if (status == protocol::Status::stored || status == protocol::Status::duplicate) entry.promised = true;
  }

  /// A reader's connection got this event.
  void delivered(std::size_t box, ConnectionId connection, const protocol::Deliver& event) {
    auto& kept = boxes_[box];
    const auto known = ids_of_.find(event.envelope);
    ASSERT_NE(known, ids_of_.end()) << "I2: bytes that nobody sent";
    const auto entry = kept.entries.find(known->second);
    ASSERT_NE(entry, kept.entries.end()) << "I2: delivered to another mailbox";
    entry->second.delivered = true;
    EXPECT_GT(event.sequence, entry->second.floor)
        << "a number below one that was seen before the envelope was";
    const auto [at, first] = kept.numbers.try_emplace(event.sequence, known->second);
    EXPECT_EQ(at->second, known->second) << "a sequence number was used twice";
    EXPECT_GT(event.sequence, kept.acked) << "I1: delivered again after its ACK was confirmed";
    auto& last = last_on_[{connection, box}];
    EXPECT_GT(event.sequence, last) << "I3: out of order within a subscription";
    last = event.sequence;
    kept.highest = std::max(kept.highest, event.sequence);
  }

  /// An ACK up to this number has been confirmed.
  void acked(std::size_t box, std::uint64_t up_to) { boxes_[box].acked = std::max(boxes_[box].acked, up_to); }
  /// The next subscription of this connection starts over.
  void subscribed(std::size_t box, ConnectionId connection) { last_on_.erase({connection, box}); }
  [[nodiscard]] std::uint64_t highest(std::size_t box) { return boxes_[box].highest; }

  /// After everything has been drained: what was promised has arrived, and a link was claimed once.
  void closes(std::size_t box, bool once) {
    std::size_t promised = 0;
    for (const auto& [id, entry] : boxes_[box].entries) {
      promised += entry.promised ? 1 : 0;
      EXPECT_TRUE(entry.delivered || !entry.promised) << "I1: promised and lost";
    }
    EXPECT_FALSE(once && promised > 1) << "a one-time link took two";
    promises += promised;
  }

  std::size_t promises = 0;

 private:
  struct Entry {
    std::uint64_t floor = 0;  // highest number that had been seen when it was first handed over
    bool promised = false;
    bool delivered = false;
  };
  struct Box {
    std::map<protocol::EnvelopeId, Entry> entries;
    std::map<std::uint64_t, protocol::EnvelopeId> numbers;
    std::uint64_t highest = 0;
    std::uint64_t acked = 0;
  };
  std::map<std::size_t, Box> boxes_;
  std::map<Bytes, protocol::EnvelopeId> ids_of_;
  std::map<std::pair<ConnectionId, std::size_t>, std::uint64_t> last_on_;
};

}  // namespace stille::relay::test
