// The state behind Relay and the use cases as its members; each use case has its own file.
// Knows the store's interface, never SQL, sockets or frames.
#pragma once

#include "server/relay/blob_cache.hpp"
#include "server/relay/blob_clock.hpp"
#include "server/relay/blob_sweep.hpp"
#include "server/relay/connection.hpp"
#include "server/relay/open_group.hpp"
#include "server/relay/payment.hpp"
#include "server/relay/token_classes.hpp"

namespace stille::relay {

class Relay::Core {
 public:
  Core(Limits limits, protocol::RelayFingerprint self, store::MailboxStore& store, crypto::Rng& rng);

  void connected(Connected who, TimePoint now);
  void disconnected(ConnectionId id);
  void handle(ConnectionId id, protocol::Request& request, TimePoint now);
  void written(ConnectionId id, std::size_t payload_bytes);
  [[nodiscard]] std::optional<TimePoint> commit_due() const;
  [[nodiscard]] bool commit_now() const;
  Result<void> commit(TimePoint now);
  Result<void> tick(TimePoint now, milliseconds passed);
  [[nodiscard]] bool more_is_due() const noexcept { return more_is_due_; }
  [[nodiscard]] DiskLevel disk_level() const;
  Result<void> file_done(blob::Done done, TimePoint now);
  std::vector<blob::Job> take_jobs() { return std::exchange(jobs_, {}); }
  void shut_down();
  Result<std::vector<protocol::TokenClass>> classes();
  void publish(protocol::SignedRecord record) { record_ = std::move(record); }
  Result<NewInvite> create_invite(const InviteWish& wish, TimePoint now);
  Result<std::vector<ListedInvite>> invites();
  Result<bool> revoke_invite(std::uint64_t number, TimePoint now);
  std::vector<Action> take_actions() { return std::exchange(actions_, {}); }
  [[nodiscard]] Figures figures() const;
  void set_limits(const Limits& limits);
  Result<bool> block(const MailboxId& id, bool blocked, TimePoint now);

 private:
  // One per command. An error is the store's and becomes UNAVAILABLE: nothing has been changed by then.
  Result<void> run(const Call& call, const protocol::Create& command);
  Result<void> run(const Call& call, const protocol::Subscribe& command);
  Result<void> run(const Call& call, const protocol::Ticket& command);
  Result<void> run(const Call& call, const protocol::Resume& command);
  Result<void> run(const Call& call, const protocol::Ack& command);
  Result<void> run(const Call& call, const protocol::Delete& command);
  Result<void> run(const Call& call, const protocol::Send& command);
  Result<void> run(const Call& call, const protocol::PutLink& command);
  Result<void> run(const Call& call, const protocol::GetLink& command);
  Result<void> run(const Call& call, const protocol::DeleteLink& command);
  Result<void> run(const Call& call, const protocol::Ping& command);
  Result<void> run(const Call& call, const protocol::Redeem& command);
  Result<void> run(const Call& call, const protocol::GetRecord& command);
  Result<void> run(const Call& call, const protocol::BlobCreate& command);
  Result<void> run(const Call& call, protocol::BlobPut& command);  // takes the chunk
  Result<void> run(const Call& call, const protocol::BlobGet& command);
  Result<void> run(const Call& call, const protocol::BlobStat& command);
  Result<void> run(const Call& call, const protocol::BlobDelete& command);
  Result<void> run(const Call& call, const protocol::Unsupported& command);

  // auth.cpp
  bool admitted(const Call& call);
  std::optional<milliseconds> wait_for_turn(Connection& connection, std::size_t cost, TimePoint now);
  static bool carries_tag(const Call& call, std::size_t tag, const protocol::AuthContext& context,
                          const protocol::CommandKey& key);
  bool tag_fits(const Call& call, std::size_t tag, const protocol::AuthContext& context,
                const crypto::DhPublic* key);
  bool by_reader(const Call& call, std::size_t tag, const store::ReaderId& id, const MailboxState* mailbox);
  bool by_writer(const Call& call, const store::WriterId& id, const MailboxState* mailbox);
  /// A tag by this key, which the relay has; null stands for a key that it does not have.
  bool proves(const Call& call, std::size_t tag, protocol::MailboxRole role,
              const std::array<std::uint8_t, 24>& id, const crypto::DhPublic* key);
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
  [[nodiscard]] bool refuses_creations() const { return disk_.reaches(limits_.disk_creations_percent); }
  [[nodiscard]] bool refuses_writes() const { return disk_.reaches(limits_.disk_writes_percent); }

  // create_mailbox.cpp, subscribe.cpp, resume.cpp
  /// None: this command is not paid for.
  Result<std::optional<Payment>> pay(const protocol::Create& command);
  void create(const Call& call, const protocol::Create& command, const Payment& payment);
  Result<protocol::SubscribedEntry> subscribe(const Call& call, std::size_t entry);
  Result<protocol::SubscribedEntry> subscribe(Connection& connection, MailboxState& mailbox,
                                              std::uint32_t window);
  void unsubscribe(MailboxState& mailbox);
  Result<std::vector<TicketedMailbox>> resume(const Call& call, const OpenedTicket& ticket,
                                              protocol::Reply& reply);

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

  // create_blob.cpp, put_chunk.cpp, get_chunk.cpp, delete_blob.cpp, sweep_blobs.cpp, blob_work.cpp
  Result<void> create(const Call& call, const protocol::BlobCreate& command, std::uint64_t budget);
  Result<void> enter_chunk(const ChunkWork& work, TimePoint now);
  void pump_chunks(Connection& connection);
  void pump_waiting_readers();
  void forget_outbound(Connection& connection, std::size_t bytes);
  void remove(BlobState& blob, TimePoint now);
  Result<bool> expire_blobs(TimePoint now);
  Result<void> keep_blob_time(TimePoint now, milliseconds passed);
  void sweep_if_due(milliseconds passed);
  Result<void> take(blob::ChunkWritten& done, TimePoint now);
  Result<void> take(blob::ChunkCompared& done, TimePoint now);
  Result<void> take(blob::ChunkRead& done, TimePoint now);
  Result<void> take(blob::ShardListed& done, TimePoint now);
  Result<void> take(blob::LookedFor& done, TimePoint now);
  Result<void> take(blob::DiskMeasured& done, TimePoint now);
  /// Null when there is no such blob, or its life is over.
  template <class Id>
  Result<BlobState*> live_blob(const Id& id, TimePoint now);
  void touch(BlobState& blob, TimePoint now);
  blob::JobId begin_work(const Call& call, const BlobState& blob, std::uint32_t index);
  ChunkWork end_work(blob::JobId id);
  BlobState* worked_on(const ChunkWork& work);
  void write_blobs(TimePoint now);
  void settle(const store::BlobReaderId& id, bool done);
  // commit.cpp
  void settle(MailboxState& mailbox, const OpenGroup& group);
  static void give_up(MailboxState& mailbox);

  Limits limits_;
  protocol::RelayFingerprint self_;
  store::MailboxStore& store_;
  crypto::Rng& rng_;
  crypto::DhPublic nobody_;  // stands for the key of mailboxes that do not exist
  Sources sources_;
  Tickets tickets_;
  std::map<ConnectionId, Connection> connections_;
  MailboxCache mailboxes_;
  OpenGroup group_;
  std::optional<TokenClasses> classes_;  // read when first needed
  std::optional<protocol::SignedRecord> record_;
  TimePoint growth_paused_until_{};  // the disk is full: removing goes on, adding waits
  bool shutting_down_ = false;
  bool more_is_due_ = false;
  std::size_t outbound_ = 0;  // `unwritten` of all connections
  DiskFill disk_;
  BlobCache blobs_;
  BlobClock blob_clock_;
  std::map<blob::JobId, ChunkWork> work_;
  blob::JobId last_work_ = 0;
  std::size_t chunk_bytes_in_ = 0;
  std::deque<ConnectionId> waiting_readers_;
  BlobSweep sweep_;
  std::vector<blob::Job> jobs_;
  std::vector<Action> actions_;
  Figures figures_;
};

}  // namespace stille::relay
