// A relay core with a store in memory, clients that hold mailboxes, and a clock that only tests move.
// The stage of the relay's scripts; knows no sockets and no frames.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "common/protocol/mailbox_auth.hpp"
#include "server/relay/relay.hpp"
#include "server/store/memory/failing_store.hpp"
#include "server/store/memory/memory_store.hpp"
#include "tests/unit/server/blob/memory_files.hpp"

namespace stille::relay::test {

/// Ids and both key pairs, as the client that creates it holds them.
struct TestMailbox {
  protocol::ReaderId reader_id;
  protocol::WriterId writer_id;
  crypto::DhKeypair reader;
  crypto::DhKeypair writer;
  protocol::MailboxKind kind = protocol::MailboxKind::conversation;
};

/// A blob, as the client that creates it holds it.
struct TestBlob {
  protocol::BlobReaderId reader_id;
  protocol::BlobWriterId writer_id;
  crypto::DhKeypair reader;
  crypto::DhKeypair writer;
  protocol::ChunkClass chunk_class = protocol::ChunkClass::small;
  std::uint32_t chunk_count = 0;
  TimePoint expires;

  [[nodiscard]] TestBlob copy() const {
    return {reader_id,
            writer_id,
            {reader.secret.clone(), reader.public_key},
            {writer.secret.clone(), writer.public_key},
            chunk_class,
            chunk_count,
            expires};
  }
};

/// A resume ticket, as the client that got it holds it.
struct TestTicket {
  crypto::DhKeypair resume;
  Bytes bytes;  // empty: the relay gave none
  std::vector<protocol::ReaderId> mailboxes;
};

class Client;

class World {
 public:
  /// `open` gives the store as a restarted process would find it; without it everything is in memory.
  explicit World(Limits limits = open_relay(), std::function<store::MailboxStore&()> open = {});
  ~World();
  static Limits open_relay();

  /// From the address `source`; from one of its own if there is none.
  Client& client(SourceId source = 0);
  TestMailbox mailbox(protocol::MailboxKind kind = protocol::MailboxKind::conversation);
  /// Created, and durably so, by a client of its own.
  TestMailbox existing(protocol::MailboxKind kind = protocol::MailboxKind::conversation);
  TestBlob blob(std::uint32_t chunk_count = 3);
  /// Created, and durably so, by a client of its own.
  TestBlob existing_blob(const TestMailbox& payer, std::uint32_t chunk_count = 3);
  protocol::EnvelopeId envelope_id() { return rng.fixed<protocol::EnvelopeId>(); }

  /// Commits the open group and hands out what follows.
  Result<void> commits();
  Result<void> ticks();
  void passes(milliseconds time) {
    now += time;
    passed_ += time;
  }
  /// Somebody sets the system's clock.
  void clock_is_set_by(milliseconds difference) { now += difference; }
  /// The process dies and starts again over what the store holds; every connection is gone.
  void crashes();
  /// Hands the relay's actions to the clients, and does what it wants of files unless the disk waits.
  void hands_out();
  /// Everything that the relay wants of files is done, and reported.
  void disk_works();

  store::MemoryStore memory;
  store::FailingStore store;
  blob::test::MemoryFiles files;
  blob::BlobFiles* disk = &files;  // or another one
  bool disk_waits = false;
  std::vector<blob::Job> jobs;  // that wait for the disk
  crypto::SeededRng rng{1};
  Limits limits;
  TimePoint now{std::chrono::hours{24 * 20'000}};
  protocol::RelayFingerprint fingerprint;
  std::unique_ptr<Relay> relay;
  std::map<ConnectionId, std::unique_ptr<Client>> clients;

 private:
  std::function<store::MailboxStore&()> open_;
  ConnectionId last_id_ = 0;
  milliseconds passed_{0};          // since the last tick
  std::optional<Errc> file_error_;  // what the relay has said to the end of file work
};

class Client {
 public:
  Client(World& world, ConnectionId id, SourceId source);

  // Each answers the number of the request it has sent.
  std::uint64_t creates(const TestMailbox& mailbox);
  std::uint64_t subscribes(const TestMailbox& mailbox, std::uint32_t window = 0);
  std::uint64_t sends(const TestMailbox& mailbox, const protocol::EnvelopeId& id, Bytes envelope);
  std::uint64_t sends(const TestMailbox& mailbox, std::size_t size = protocol::kSmallEnvelope);
  std::uint64_t acks(const TestMailbox& mailbox, std::uint64_t up_to);
  std::uint64_t deletes(const TestMailbox& mailbox);
  std::uint64_t puts_link(const TestMailbox& mailbox, const protocol::LinkId& link,
                          milliseconds life = std::chrono::hours{24});
  std::uint64_t gets_link(const protocol::LinkId& link);
  std::uint64_t deletes_link(const TestMailbox& mailbox, const protocol::LinkId& link);
  std::uint64_t creates_blob(const TestBlob& blob, const TestMailbox& payer);
  std::uint64_t puts(const TestBlob& blob, std::uint32_t index, Bytes chunk);
  std::uint64_t gets(const TestBlob& blob, std::uint32_t index);
  std::uint64_t stats_as_reader(const TestBlob& blob);
  std::uint64_t stats_as_writer(const TestBlob& blob);
  std::uint64_t deletes(const TestBlob& blob);
  std::uint64_t pings();
  std::uint64_t asks_ticket(const crypto::DhPublic& resume_key, std::vector<protocol::ReaderId> mailboxes);
  /// Once it is answered, the readers of what was resumed tag as they should.
  std::uint64_t resumes(const TestTicket& ticket, std::uint32_t window = 0);
  /// Pays with this token.
  std::uint64_t creates(const TestMailbox& mailbox, const protocol::CreationToken& token);
  /// A command that takes no tag.
  std::uint64_t asks_untagged(protocol::Command command);
  void leaves();
  /// Subscribes, and asks for a ticket for all of them.
  TestTicket gets_ticket(const std::vector<const TestMailbox*>& mailboxes);

  /// The tag of `command` under this key, as an honest client would make it for the request's number.
  [[nodiscard]] protocol::CommandTag tag(const crypto::DhSecret& key, protocol::MailboxRole role,
                                         const std::array<std::uint8_t, 24>& mailbox, std::uint64_t number,
                                         ByteView command) const;
  /// Any request at all, exactly as given.
  void asks(protocol::Request request);
  std::uint64_t next_number() { return ++number_; }

  /// The reply to this request, if it has come.
  [[nodiscard]] std::optional<protocol::Reply> reply(std::uint64_t number) const;
  /// Its status; `unset` (0) when no reply has come.
  [[nodiscard]] protocol::Status status(std::uint64_t number) const;
  /// Events of one kind, oldest first, since the last call.
  template <class E>
  std::vector<E> takes() {
    std::vector<E> out;
    std::erase_if(events_, [&](const protocol::Event& event) {
      if (const auto* one = std::get_if<E>(&event)) out.push_back(*one);
      return std::holds_alternative<E>(event);
    });
    return out;
  }
  /// The shell says that everything handed over so far has been written.
  void drains();

  void receive(const protocol::RelayMessage& message);

  const ConnectionId id;
  bool stalls = false;  // its socket takes nothing
  bool closed = false;
  bool authenticated = false;

 private:
  std::uint64_t ask(protocol::Command command, ByteView bytes, const crypto::DhSecret* key,
                    protocol::MailboxRole role = {}, const std::array<std::uint8_t, 24>& mailbox = {});
  std::uint64_t ask_as_writer(protocol::Command command, const TestBlob& blob);
  std::uint64_t ask_as_reader(protocol::Command command, const TestBlob& blob);

  World& world_;
  protocol::ChannelBinding binding_;
  crypto::DhPublic session_key_;
  std::map<std::array<std::uint8_t, 24>, protocol::CommandKey> resumed_;
  std::uint64_t number_ = 0;
  std::size_t unwritten_ = 0;
  std::map<std::uint64_t, protocol::Reply> replies_;
  std::vector<protocol::Event> events_;
};

inline constexpr protocol::Status kNoReply{0};

}  // namespace stille::relay::test
