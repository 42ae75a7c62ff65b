// The state behind Relay and the use cases as its members; each use case has its own file.
// Knows the store's interface, never SQL, sockets or frames.
#pragma once

#include <set>

#include "server/relay/key_cache.hpp"
#include "server/relay/open_group.hpp"
#include "server/relay/relay.hpp"
#include "server/relay/token_bucket.hpp"
#include "server/relay/token_classes.hpp"

namespace stille::relay {

struct Connection {
  Connection(Connected who, const Limits& limits, TimePoint now)
      : hello(std::move(who)),
        keys(limits.keys_per_connection),
        commands(limits.commands, now),
        refusals(limits.refusals, now),
        creations(limits.creations, now),
        redemptions(limits.redemptions, now) {}

  Connected hello;
  KeyCache keys;
  TokenBucket commands;
  TokenBucket refusals;
  TokenBucket creations;
  TokenBucket redemptions;
  std::uint64_t last_number = 0;
  bool authenticated = false;
  bool closing = false;
  std::size_t unwritten = 0;  // bytes of DELIVERs that the shell has not written yet
  std::set<store::ReaderId> subscriptions;
  std::set<store::ReaderId> wants_space;
  std::deque<store::ReaderId> turns;  // subscribed mailboxes that may have something to send, round robin
};

class Relay::Core {
 public:
  Core(Limits limits, protocol::RelayFingerprint self, store::MailboxStore& store, crypto::Rng& rng);

  void connected(Connected who, TimePoint now);
  void disconnected(ConnectionId id);
  void handle(ConnectionId id, const protocol::Request& request, TimePoint now);
  void written(ConnectionId id, std::size_t envelope_bytes);
  [[nodiscard]] std::optional<TimePoint> commit_due() const;
  [[nodiscard]] bool commit_now() const;
  Result<void> commit(TimePoint now);
  Result<void> tick(TimePoint now);
  void shut_down();
  Result<std::vector<protocol::TokenClass>> classes();
  void publish(protocol::SignedRecord record) { record_ = std::move(record); }
  Result<NewInvite> create_invite(const InviteWish& wish, TimePoint now);
  Result<std::vector<ListedInvite>> invites();
  Result<bool> revoke_invite(std::uint64_t number, TimePoint now);
  std::vector<Action> take_actions() { return std::exchange(actions_, {}); }
  [[nodiscard]] Figures figures() const;
  void set_limits(const Limits& limits) {
    limits_ = limits;
    classes_.reset();
  }
  Result<bool> block(const MailboxId& id, bool blocked, TimePoint now);

 private:
  struct Call {
    Connection& connection;
    const protocol::Request& request;
    TimePoint now;
  };

  // One per command. An error is the store's and becomes UNAVAILABLE: nothing has been changed by then.
  Result<void> run(const Call& call, const protocol::Create& command);
  Result<void> run(const Call& call, const protocol::Subscribe& command);
  Result<void> run(const Call& call, const protocol::Ack& command);
  Result<void> run(const Call& call, const protocol::Delete& command);
  Result<void> run(const Call& call, const protocol::Send& command);
  Result<void> run(const Call& call, const protocol::PutLink& command);
  Result<void> run(const Call& call, const protocol::GetLink& command);
  Result<void> run(const Call& call, const protocol::DeleteLink& command);
  Result<void> run(const Call& call, const protocol::Ping& command);
  Result<void> run(const Call& call, const protocol::Redeem& command);
  Result<void> run(const Call& call, const protocol::GetRecord& command);
  Result<void> run(const Call& call, const protocol::Unsupported& command);

  // auth.cpp
  bool admitted(const Call& call);
  bool tag_fits(const Call& call, std::size_t tag, const protocol::AuthContext& context,
                const crypto::DhPublic* key);
  bool by_reader(const Call& call, std::size_t tag, const store::ReaderId& id, const MailboxState* mailbox);
  bool by_writer(const Call& call, const store::WriterId& id, const MailboxState* mailbox);
  void proved(Connection& connection);
  void deny(const Call& call);

  // core.cpp
  Connection* find(ConnectionId id);
  void answer(const Call& call, protocol::Status status, milliseconds retry_after = {});
  void answer(ConnectionId to, protocol::Reply reply);
  void answer_when_durable(const Call& call, protocol::Status status);
  void announce(ConnectionId to, protocol::Event event);
  void put(MailboxState& mailbox, TimePoint now);
  [[nodiscard]] bool growth_paused(TimePoint now) const { return now < growth_paused_until_; }

  // create_mailbox.cpp, subscribe.cpp
  struct Payment {
    store::Budget budget;
    std::optional<store::Spend> token;
  };
  /// None: this command is not paid for.
  Result<std::optional<Payment>> pay(const protocol::Create& command);
  void create(const Call& call, const protocol::Create& command, const Payment& payment);
  Result<protocol::SubscribedEntry> subscribe(const Call& call, std::size_t entry);
  void unsubscribe(MailboxState& mailbox);

  // send.cpp
  Result<bool> answered_before(const Call& call, MailboxState& mailbox, const store::EnvelopeMark& mark);
  void claim_again(MailboxState& mailbox, TimePoint now);
  void accept(const Call& call, const protocol::Send& command, MailboxState& mailbox,
              const store::EnvelopeMark& mark);
  std::uint64_t next_sequence(MailboxState& mailbox, TimePoint now);

  // redeem_invite.cpp
  Result<TokenClasses*> token_classes();
  Result<std::optional<store::Invite>> find_invite(const store::InviteId& id) const;
  [[nodiscard]] Result<bool> is_redeemed(const store::BatchMark& batch) const;
  [[nodiscard]] protocol::Status refusal(const store::Invite& invite, TimePoint now) const;
  Result<std::optional<protocol::Redeemed>> evaluated(const store::Invite& invite,
                                                      const protocol::Redeem& command);
  void use(store::Invite invite, const store::BatchMark& batch, TimePoint now);

  // deliver.cpp
  void deliver(Connection& connection, MailboxState& mailbox, store::StoredEnvelope envelope);
  void deliver_at_once(MailboxState& mailbox, std::uint64_t sequence, ByteView envelope);
  void take_turn(MailboxState& mailbox);
  void pump(Connection& connection);
  Result<bool> deliver_stored(Connection& connection, MailboxState& mailbox);

  // ack.cpp
  void keep_marks_only(MailboxState& mailbox, std::uint64_t up_to);

  // space.cpp
  Result<void> count(MailboxState& mailbox);
  [[nodiscard]] bool has_room(const MailboxState& mailbox, std::size_t size) const;
  void refuse_for_space(const Call& call, MailboxState& mailbox);
  void offer_space(MailboxState& mailbox);
  void forget_space(MailboxState& mailbox);

  // link.cpp
  [[nodiscard]] protocol::Status refusal(const MailboxState& mailbox, const std::optional<store::Link>& known,
                                         const protocol::PutLink& command, TimePoint now) const;
  Result<std::optional<store::Link>> find_link(const store::LinkId& id) const;
  void put_link(store::Link link, TimePoint now);
  /// The tombstone to put in place of the mailbox's link, if that is live.
  Result<std::optional<store::Link>> closed_link(const MailboxState& mailbox, store::LinkState state) const;

  // commit.cpp
  void settle(MailboxState& mailbox, const OpenGroup& group);
  static void give_up(MailboxState& mailbox);

  Limits limits_;
  protocol::RelayFingerprint self_;
  store::MailboxStore& store_;
  crypto::Rng& rng_;
  crypto::DhPublic nobody_;  // stands for the key of mailboxes that do not exist
  std::map<ConnectionId, Connection> connections_;
  MailboxCache mailboxes_;
  OpenGroup group_;
  std::optional<TokenClasses> classes_;  // read when first needed
  std::optional<protocol::SignedRecord> record_;
  TimePoint growth_paused_until_{};  // the disk is full: removing goes on, adding waits
  bool shutting_down_ = false;
  std::vector<Action> actions_;
  Figures figures_;
};

}  // namespace stille::relay
