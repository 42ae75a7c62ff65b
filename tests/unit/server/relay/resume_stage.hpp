// Mailboxes with a ticket for them: the stage of the scripts about resuming.
#pragma once

#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {

/// Three mailboxes, and a ticket for them whose owner has gone.
struct ResumeStage : World {
  explicit ResumeStage(Limits wanted = generous()) : World(wanted) {
    for (auto& box : boxes) box = existing();
    std::sort(boxes.begin(), boxes.end(),
              [](const auto& a, const auto& b) { return a.reader_id < b.reader_id; });
    auto& before = client();
    ticket = before.gets_ticket({&boxes[0], &boxes[1], &boxes[2]});
    before.leaves();
  }
  static Limits generous() {
    auto limits = open_relay();
    limits.refusals = limits.address_refusals = {1000, 100'000};
    return limits;
  }
  /// One envelope in each, on the disk.
  void fill() {
    for (const auto& box : boxes) client().sends(box);
    EXPECT_TRUE(commits());
  }
  /// The mailbox goes and comes back, under another reader key.
  TestMailbox made_anew(const TestMailbox& box) {
    auto& owner = client();
    owner.deletes(box);
    TestMailbox out{box.reader_id, rng.fixed<protocol::WriterId>(), crypto::dh_keypair(rng),
                    crypto::dh_keypair(rng), box.kind};
    owner.creates(out);
    EXPECT_TRUE(commits());
    return out;
  }
  std::array<TestMailbox, 3> boxes;
  TestTicket ticket;
};

inline std::vector<protocol::Status> entries(const std::optional<protocol::Reply>& reply) {
  std::vector<protocol::Status> out;
  if (reply) {
    for (const auto& entry : reply->subscribed) out.push_back(entry.status);
  }
  return out;
}

inline constexpr std::array kAllThree{protocol::Status::ok, protocol::Status::ok, protocol::Status::ok};

inline bool resumes_all(Client& who, const TestTicket& ticket) {
  const auto said = entries(who.reply(who.resumes(ticket)));
  return std::equal(said.begin(), said.end(), kAllThree.begin(), kAllThree.end());
}

inline TestTicket copy_of(const TestTicket& ticket) {
  return {{ticket.resume.secret.clone(), ticket.resume.public_key}, ticket.bytes, ticket.mailboxes};
}

}  // namespace stille::relay::test
