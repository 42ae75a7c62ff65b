// What will be committed together, and who waits for it. Knows nothing of what the writes mean.
#pragma once

#include <map>
#include <set>

#include "common/protocol/reply.hpp"
#include "server/relay/mailbox_cache.hpp"

namespace stille::relay {

class OpenGroup {
 public:
  using Answer = std::pair<ConnectionId, protocol::Reply>;
  static constexpr std::size_t kNobody = ~std::size_t{0};

  /// Appends a write that nobody waits for by itself.
  void add(store::Write write, TimePoint now);
  /// The mailbox stays in hand until the group ends.
  void touch(MailboxState& mailbox);
  /// To be given when the group is durable.
  void promise(ConnectionId to, protocol::Reply reply, TimePoint now);
  /// An envelope of this mailbox, its mark, and the answer its sender waits for.
  void append(MailboxState& mailbox, store::Append write, Answer answer, TimePoint now);
  /// The reader has the envelope of this Append write: only its mark is kept. Answers what its sender waits
  /// for.
  Answer keep_mark_only(std::size_t write);

  /// Whether this envelope is in the group, with its body or by its mark alone.
  [[nodiscard]] bool knows(const store::ReaderId& id, const store::EnvelopeMark& mark) const;
  /// Null when only the mark is kept.
  [[nodiscard]] const store::Append* append_at(std::size_t write) const;

  std::map<store::LinkId, store::Link> links;  // as the group leaves them
  std::map<store::InviteId, store::Invite> invites;
  std::set<store::BatchMark> redeemed;
  std::set<std::pair<store::ClassId, store::SpentMark>> spent;

  [[nodiscard]] const store::WriteBatch& writes() const noexcept { return writes_; }
  [[nodiscard]] bool empty() const noexcept { return writes_.empty() && unanswered_ == 0; }
  [[nodiscard]] std::size_t envelopes() const noexcept { return envelopes_; }
  [[nodiscard]] bool awaited() const noexcept { return unanswered_ > 0; }
  [[nodiscard]] TimePoint awaited_since() const noexcept { return awaited_since_; }
  [[nodiscard]] TimePoint opened() const noexcept { return opened_; }
  [[nodiscard]] const std::vector<MailboxState*>& touched() const noexcept { return touched_; }
  /// What has not been answered yet, in order of the requests.
  std::vector<Answer> take_answers();

 private:
  struct Awaited {
    Answer answer;
    bool given = false;
  };

  store::WriteBatch writes_;
  std::vector<Awaited> answers_;
  std::vector<std::size_t> answer_of_;  // per write: index into answers_ or kNobody
  std::set<std::pair<store::ReaderId, store::EnvelopeMark>> marks_;
  std::vector<MailboxState*> touched_;
  std::size_t envelopes_ = 0;
  std::size_t unanswered_ = 0;
  TimePoint awaited_since_{};
  TimePoint opened_{};
};

}  // namespace stille::relay
