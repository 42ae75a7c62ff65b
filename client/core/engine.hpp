// The client engine: everything a profile does, without sockets, threads or Qt. Calls are synchronous and
// come from one thread; each change of state is one transaction, committed before the call returns. Knows the
// relay's commands but not how they travel: see next_work and received.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "client/core/faces.hpp"
#include "client/core/views.hpp"
#include "client/core/work.hpp"
#include "client/store/profile.hpp"
#include "common/protocol/link_text.hpp"
#include "common/protocol/reply.hpp"

namespace stille::client {

namespace store {
struct MailboxRow;
struct RelayUse;
}  // namespace store
struct ProxySetting;

struct InvitationOptions {
  bool ask = false;
  std::chrono::milliseconds life = kDefaultInvitationLife;  // one minute to protocol::kLongestLinkLife
  std::string for_whom{};  // a local contact, who becomes the contact that uses it
};

struct MessageRange {
  std::size_t last = 50;  // the newest so many of what the bounds leave, at most kMostRows
  std::optional<TimePoint> since;
  std::optional<TimePoint> until;
};

class Engine {
 public:
  class Core;  // what is inside, for the faces

  /// `clock` and `rng` outlive the engine. Notices a rolled-back profile (event `rollback`).
  static Result<std::unique_ptr<Engine>> open(store::Profile profile, const Clock& clock, crypto::Rng& rng);
  ~Engine();

  // --- The profile ---
  ProfileView profile() const;
  Result<void> set_name(std::string_view name);
  Result<void> change_passphrase(const crypto::SecretBytes& now, const crypto::SecretBytes& then);
  /// invalid_argument for an unknown key, bad_value for a value that does not fit. `password`: of a proxy
  /// with a user, and of nothing else.
  Result<std::string> config(std::string_view key) const;
  Result<void> set_config(std::string_view key, std::string_view value,
                          const crypto::SecretBytes& password = {});
  std::vector<ConfigEntry> config_entries() const;

  // --- Invitations of this profile. Work offline; the relay learns of them with the next connection ---
  /// bad_value: the life; limit_reached: kMostInvitations; not_found, ambiguous, wrong_state: for_whom.
  Result<InvitationView> create_invitation(const InvitationOptions& options = {});
  Result<std::vector<InvitationView>> invitations() const;
  Result<InvitationView> invitation(std::string_view id) const;
  /// wrong_state when it is used, expired or already revoked.
  Result<void> revoke_invitation(std::string_view id);
  Result<std::vector<RequestView>> requests() const;
  /// By id, or by a unique beginning of the name. Gives the new contact.
  Result<ContactView> accept_request(std::string_view request, std::string_view alias = {});
  Result<void> decline_request(std::string_view request);

  // --- Invitations to the own relay ---
  /// Address with code, or the code alone. Works offline; repeating gives its state. bad_encoding: neither;
  /// bad_value: another relay's; invalid_argument: an address without a code.
  Result<RelayInvitationView> add_relay_invitation(std::string_view text);
  Result<RelayInvitationView> relay_invitation(std::int64_t id) const;
  PurseView purse() const;

  // --- Moving to another relay. Works offline ---
  /// Its address, with or without an invitation's code. bad_encoding: neither; wrong_state: already there.
  Result<void> move_relay(std::string_view text);
  /// What each relay is still used for, the own one first.
  Result<std::vector<store::RelayUse>> relay_uses() const;

  // --- Invitations of others ---
  /// Works offline. The same link again, while its card has not come yet, is the same join. bad_encoding: not
  /// a link; own_identity: an own link; already_exists: accepted before, or the alias is taken; bad_value:
  /// not a usable alias. What the relay says comes as `join` events.
  Result<JoinView> accept_invitation(std::string_view link_text, std::string_view alias = {});
  Result<JoinView> join(std::string_view id) const;
  /// Gives up a join whose card has not come yet, with everything of it; nothing once it has. not_found.
  Result<void> withdraw_join(std::string_view id, Errc why);

  // --- People ---
  Result<std::vector<ContactView>> contacts() const;
  Result<std::vector<ContactView>> acquaintances() const;  // known through a group only
  /// Alias, p_ id, `id:` and a beginning of the iid, or one of an alias. not_found; ambiguous: contacts_like.
  Result<ContactView> contact(std::string_view name) const;
  std::vector<ContactView> contacts_like(std::string_view name) const;
  Result<ContactView> set_alias(std::string_view contact, std::string_view alias);
  Result<void> set_note(std::string_view contact, std::string_view note);
  Result<void> set_blocked(std::string_view contact, bool blocked);
  /// Everything about a person goes, messages included; their mailboxes are removed. They hear nothing of it.
  /// wrong_state: they are in a group that we are in.
  Result<void> forget(std::string_view contact);
  Result<SafetyNumberView> safety_number(std::string_view contact) const;
  Result<void> set_verified(std::string_view contact, bool verified);
  /// Lets a `pending` person's new encryption take over.
  Result<void> accept_reset(std::string_view contact);

  // --- Messages ---
  /// To a contact, or to `self`. Stored before it returns, sealed as soon as the conversation allows.
  /// bad_encoding: not UTF-8; invalid_argument: empty; too_large: above kLongestText; forked, wrong_state
  /// (frozen, pending, blocked). The same key again gives the same message; with another text already_exists.
  Result<MessageView> send_text(std::string_view contact, std::string_view text, std::string_view key = {});
  /// Oldest first. By c_ id, by anything that contact() takes, or `self`.
  Result<std::vector<MessageView>> messages(std::string_view conversation,
                                            const MessageRange& range = {}) const;
  /// By id or by a unique beginning of it.
  Result<MessageView> message(std::string_view id) const;

  // --- Faces: faces.hpp ---
  AddressBook address_book();
  Attachments attachments();
  Cards cards();
  Signs signs();
  Talk talk();
  ContactAddress contact_address();
  Conversations conversations();
  Drafts drafts();
  Finding finding();
  Groups groups();
  Introductions introductions();
  KeepInTouch keep();
  Leaving leaving();
  Rehearsal rehearsal();
  Retention retention();

  // --- The log ---
  /// Ascending, at most `limit`; of these types only, all when empty.
  Result<std::vector<EventView>> events_after(std::uint64_t seq, std::size_t limit,
                                              std::span<const EventType> types = {}) const;
  std::uint64_t last_event() const;
  /// A new cursor starts at 0: before the first event.
  Result<std::uint64_t> cursor(std::string_view name) const;
  /// Durable. Never goes back; bad_value above last_event().
  Result<void> acknowledge(std::string_view cursor, std::uint64_t seq);

  // --- The network shell ---
  /// The way of every connection; see client/core/settings.hpp. An error means: no connection.
  Result<ProxySetting> proxy() const;
  /// Relays this profile needs now, each once.
  std::vector<protocol::RelayAddress> relays() const;
  std::vector<WatchedMailbox> subscriptions(const protocol::RelayAddress& relay) const;
  /// Commands that may go out now, in this order; not handed out again until completed, failed or
  /// disconnected. Envelopes of one mailbox come strictly in order and always with the same bytes.
  Result<std::vector<Work>> next_work(const protocol::RelayAddress& relay, std::size_t most);
  Result<void> completed(WorkId id, const protocol::Reply& reply);
  /// No answer in time; it will be handed out again.
  void failed(WorkId id);
  /// The relay's hello. A larger epoch than ever before means that it was restored from a backup: what it had
  /// confirmed and no contact has is sealed and sent again.
  Result<void> connected(const protocol::RelayAddress& relay, std::uint64_t store_epoch);
  /// The connection ended: everything handed out for this relay is open again.
  void disconnected(const protocol::RelayAddress& relay);
  /// Committed when it returns; then the shell acknowledges to the relay. An envelope that nobody can open is
  /// counted and acknowledged. An error (the store's) means: do not acknowledge, end the connection.
  Result<AckUpTo> received(const protocol::RelayAddress& relay, const protocol::Deliver& deliver);
  /// Space, TakenOver, GoAway, Claimed. Deliver is for received().
  Result<void> on_event(const protocol::RelayAddress& relay, const protocol::Event& event);
  /// The reply to SUBSCRIBE for one mailbox.
  Result<void> subscribed(const protocol::RelayAddress& relay, const protocol::ReaderId& mailbox,
                          const protocol::SubscribedEntry& entry);
  /// Everything that waited when the subscription began has been received.
  bool caught_up(const protocol::RelayAddress& relay) const;

  /// Whether invitations to this relay are to be redeemed now. That is said on a connection of its own,
  /// before anything that names a mailbox, so that tokens cannot be traced to what they pay for.
  bool redeems_now(const protocol::RelayAddress& relay) const;
  Result<std::vector<Work>> next_redemptions(const protocol::RelayAddress& relay);

  // --- Time ---
  /// When do_due has something to do; empty when nothing is planned.
  std::optional<TimePoint> next_due() const;
  Result<void> do_due();

  /// Receipts wait a moment for company; before the profile is left they go out without it.
  Result<void> send_receipts();
  /// Called within the call whose commit may have made events or work: to take note only. One receiver.
  void on_change(std::function<void()> notify);

  std::vector<PendingView> pending() const;
  CounterView counters() const;

 private:
  explicit Engine(std::unique_ptr<Core> core);
  void note_payment(protocol::Status status);
  void note_progress(const protocol::RelayAddress& relay, const store::MailboxRow& mailbox,
                     std::uint64_t seq);
  Result<void> note_claims(const protocol::ReaderId& reader_id, std::uint32_t count);
  std::unique_ptr<Core> core_;
};

}  // namespace stille::client
