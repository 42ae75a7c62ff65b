// Several people with real engines and profiles on disk, real relay cores with stores in memory, and lines
// between them that a test can cut, delay and repeat. One thread, a clock that only the test moves.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "client/core/engine.hpp"
#include "server/relay/relay.hpp"
#include "server/store/memory/memory_store.hpp"

namespace stille::client::test {

class World;
class Person;

class TestClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return time; }
  TimePoint time{std::chrono::hours{24 * 20'000}};
};

/// A relay whose process may die at any moment; what it committed stays.
class RelayNode {
 public:
  RelayNode(World& world, std::string host);
  void restarts();
  /// Commits what is open and puts the answers on the lines.
  void commits();
  void hands_out();
  relay::Relay& core() { return *core_; }

  /// Takes no mailboxes without a token from now on.
  void becomes_invite_only();
  /// The text of an invitation to it.
  std::string invitation(const relay::InviteWish& wish = {});
  /// Its record, under the next sequence.
  void publishes();
  [[nodiscard]] protocol::SignedRecord record() const;

  std::uint64_t sequence = 0;
  protocol::RelayAddress address;
  relay::Limits limits;
  stille::store::MemoryStore memory;

 private:
  World& world_;
  crypto::SignSeed identity_;
  std::unique_ptr<relay::Relay> core_;
};

/// One connection of a person to a relay, with what is under way in both directions.
class Line {
 public:
  Line(Person& person, RelayNode& relay, relay::ConnectionId id);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  /// Asks the engine for work, subscriptions included.
  void asks(std::size_t most = 8);
  /// One request arrives at the relay. False: none was under way.
  bool arrives_at_relay();
  /// One message arrives at the engine. False: none was under way.
  bool arrives_at_person();
  /// The last DELIVER once more, as after a lost acknowledgement.
  void repeats_delivery();
  void takes(protocol::RelayMessage message);
  /// Its time is over: redeeming has a connection of its own.
  [[nodiscard]] bool ends() const;
  [[nodiscard]] bool quiet() const { return to_relay_.empty() && to_person_.empty(); }

  const relay::ConnectionId id;
  RelayNode& relay;

 private:
  struct Asked {
    std::optional<WorkId> work;
    std::vector<protocol::ReaderId> subscribed;
  };
  void requests(protocol::Command command, const std::vector<MailboxKey>& keys, Asked asked);
  void handles(const protocol::Reply& reply);
  void handles(const protocol::Event& event);
  void delivers(const protocol::Deliver& deliver);

  Person& person_;
  protocol::ChannelBinding binding_;
  crypto::DhPublic session_key_;
  std::uint64_t number_ = 0;
  std::map<std::uint64_t, Asked> asked_;
  std::set<protocol::ReaderId> subscribed_;
  bool named_ = false;     // a mailbox
  bool redeemed_ = false;  // an invitation
  std::deque<protocol::Request> to_relay_;
  std::deque<protocol::RelayMessage> to_person_;
  std::optional<protocol::Deliver> last_delivery_;
};

class Person {
 public:
  Person(World& world, std::string name, const protocol::RelayAddress& relay);
  Engine* operator->();

  /// Closes everything and opens it again from disk.
  void restarts();
  void goes_offline();
  void goes_online();
  /// Everything in the event log, checked to have no gap.
  std::vector<EventView> events() const;
  /// Texts that arrived, in the order of the log.
  std::vector<std::string> heard() const;
  /// The texts that this person's own log calls sent or delivered.
  std::set<std::string> confirmed() const;
  ContactView only_contact() const;

  World& world;
  std::string name;
  std::filesystem::path folder;
  crypto::SeededRng rng;
  std::unique_ptr<Engine> engine;
  std::map<protocol::RelayAddress, std::unique_ptr<Line>> lines;
  bool online = true;
  std::uint64_t drops = 0;  // store errors that ended a line
};

class World {
 public:
  explicit World(std::uint64_t seed = 1);
  ~World();
  Person& person(const std::string& name);
  Person& person(const std::string& name, RelayNode& relay);
  RelayNode& relay(const std::string& host);
  RelayNode* relay_at(const protocol::RelayAddress& address);

  /// Lets everything that is under way arrive, until nothing moves any more. No time passes.
  void settles();
  /// Time passes in small steps, everything arriving in between; timers included.
  void passes(milliseconds time);
  /// One random thing happens; never a fault.
  void steps();
  void connects(Person& person);
  void cuts(Person& person);

  TestClock clock;
  crypto::SeededRng rng;
  std::filesystem::path folder;
  std::map<std::string, std::unique_ptr<RelayNode>> relays;
  std::vector<std::unique_ptr<Person>> people;
  std::map<relay::ConnectionId, Line*> lines;
  relay::ConnectionId last_line = 0;
  Person* at_work = nullptr;  // whose engine was called last
  /// Hashes of every envelope that was sent, by its id.
  std::map<protocol::EnvelopeId, crypto::Digest32> envelopes;
  bool repeated_id_with_other_bytes = false;
};

/// Two people who can write to each other.
struct Pair {
  Person& alice;
  Person& bob;
};
Pair acquainted(World& world);

}  // namespace stille::client::test
