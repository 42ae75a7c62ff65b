#include "tests/support/engine_world.hpp"

#include <cstdlib>
#include <stdexcept>

#include "common/base/encoding.hpp"
#include "common/crypto/hash.hpp"
#include "common/protocol/mailbox_auth.hpp"
#include "common/wire/client_message.hpp"
#include "common/wire/relay_record.hpp"

namespace stille::client::test {

namespace {

namespace fs = std::filesystem;

// Profiles are synced often; memory makes that cheap and changes nothing that these tests look at.
fs::path scratch() {
  std::error_code error;
  const fs::path base = fs::exists("/dev/shm", error) ? fs::path("/dev/shm") : fs::temp_directory_path();
  std::string pattern = (base / "stille-world-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch folder");
  return pattern;
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(std::string(name_of(result.error().code)));
  return std::move(result).value();
}

void must(const Result<void>& result) {
  if (!result) throw std::runtime_error(std::string(name_of(result.error().code)));
}

}  // namespace

RelayNode::RelayNode(World& world, std::string host) : world_(world) {
  identity_ = world.rng.secret<crypto::SignSeed>();
  address.fingerprint = protocol::fingerprint_of(crypto::sign_public(identity_));
  address.host = std::move(host);
  limits.open = true;
  restarts();
}

void RelayNode::restarts() {
  for (auto& person : world_.people) person->lines.erase(address);
  core_ = std::make_unique<relay::Relay>(limits, address.fingerprint, memory, world_.rng);
  if (!limits.open) publishes();
}

void RelayNode::becomes_invite_only() {
  limits.open = false;
  restarts();
}

std::string RelayNode::invitation(const relay::InviteWish& wish) {
  return protocol::to_text({address, must(core_->create_invite(wish, world_.clock.time)).code});
}

protocol::SignedRecord RelayNode::record() const {
  const protocol::RelayRecord record{
      {{address.host, address.port}}, Bytes(44, 1), 1, sequence, must(core_->classes())};
  return protocol::sign_record(identity_, wire::write_relay_record(record));
}

void RelayNode::publishes() {
  ++sequence;
  core_->publish(record());
}

void RelayNode::commits() {
  must(core_->commit(world_.clock.time));
  hands_out();
}

void RelayNode::hands_out() {
  for (auto& action : core_->take_actions()) {
    auto* send = std::get_if<relay::SendMessage>(&action);
    if (send == nullptr) continue;
    const auto line = world_.lines.find(send->to);
    if (line != world_.lines.end()) line->second->takes(std::move(send->message));
  }
}

Line::Line(Person& person, RelayNode& node, relay::ConnectionId number)
    : id(number), relay(node), person_(person) {
  auto session = crypto::dh_keypair(person.world.rng);
  binding_ = person.world.rng.fixed<protocol::ChannelBinding>();
  session_key_ = session.public_key;
  person.world.lines[id] = this;
  relay.core().connected({id, binding_, std::move(session.secret)}, person.world.clock.time);
  relay.hands_out();
}

Line::~Line() {
  person_.world.lines.erase(id);
  relay.core().disconnected(id, person_.world.clock.time);
  if (person_.engine) person_.engine->disconnected(relay.address);
}

void Line::requests(protocol::Command command, const std::vector<MailboxKey>& keys, Asked asked) {
  protocol::Request request;
  request.number = ++number_;
  request.command_bytes = wire::write_command(command);
  for (const auto& key : keys) {
    const protocol::AuthContext context{binding_, relay.address.fingerprint, key.role, key.mailbox};
    const auto secret = must(protocol::command_key(key.secret, session_key_, context));
    request.tags.push_back(protocol::command_tag(secret, request.number, context, request.command_bytes));
  }
  if (const auto* send = std::get_if<protocol::Send>(&command)) {
    const auto digest = crypto::h32({send->envelope});
    const auto [at, fresh] = person_.world.envelopes.emplace(send->envelope_id, digest);
    if (!fresh && at->second != digest) person_.world.repeated_id_with_other_bytes = true;
  }
  request.command = std::move(command);
  asked_.emplace(request.number, std::move(asked));
  to_relay_.push_back(std::move(request));
}

bool Line::ends() const {
  const bool redeems = person_.engine->redeems_now(relay.address);
  return quiet() && (redeems ? named_ : redeemed_);
}

void Line::asks(std::size_t most) {
  if (person_->redeems_now(relay.address)) {
    if (named_) return;
    redeemed_ = true;
    for (auto& work : must(person_->next_redemptions(relay.address))) {
      requests(std::move(work.command), work.keys, {.work = work.id, .subscribed = {}});
    }
    return;
  }
  if (redeemed_) return;
  named_ = true;
  protocol::Subscribe subscribe;
  std::vector<MailboxKey> keys;
  Asked asked;
  for (auto& mailbox : person_->subscriptions(relay.address)) {
    if (!subscribed_.insert(mailbox.reader_id).second) continue;
    subscribe.entries.push_back({mailbox.reader_id, protocol::kDefaultWindow});
    keys.push_back({protocol::MailboxRole::reader, mailbox.reader_id.raw, std::move(mailbox.secret)});
    asked.subscribed.push_back(mailbox.reader_id);
  }
  if (!subscribe.entries.empty()) requests(std::move(subscribe), keys, std::move(asked));
  for (auto& work : must(person_->next_work(relay.address, most))) {
    requests(std::move(work.command), work.keys, {.work = work.id, .subscribed = {}});
  }
}

bool Line::arrives_at_relay() {
  if (to_relay_.empty()) return false;
  auto request = std::move(to_relay_.front());
  to_relay_.pop_front();
  relay.core().handle(id, std::move(request), person_.world.clock.time);
  relay.hands_out();
  return true;
}

void Line::takes(protocol::RelayMessage message) {
  to_person_.push_back(std::move(message));
}

bool Line::arrives_at_person() {
  if (to_person_.empty()) return false;
  const auto message = std::move(to_person_.front());
  to_person_.pop_front();
  if (const auto* reply = std::get_if<protocol::Reply>(&message)) {
    auto whole = *reply;
    if (whole.record) whole.record_says = must(wire::parse_relay_record(whole.record->record));
    handles(whole);
  }
  if (const auto* event = std::get_if<protocol::Event>(&message)) handles(*event);
  return true;
}

void Line::handles(const protocol::Reply& reply) {
  const auto found = asked_.find(reply.number);
  if (found == asked_.end()) return;
  const auto asked = std::move(found->second);
  asked_.erase(found);
  if (asked.work) must(person_->completed(*asked.work, reply));
  for (std::size_t at = 0; at < asked.subscribed.size() && at < reply.subscribed.size(); ++at) {
    must(person_->subscribed(relay.address, asked.subscribed[at], reply.subscribed[at]));
    if (reply.subscribed[at].status != protocol::Status::ok) subscribed_.erase(asked.subscribed[at]);
  }
}

void Line::handles(const protocol::Event& event) {
  if (const auto* deliver = std::get_if<protocol::Deliver>(&event)) {
    last_delivery_ = *deliver;
    delivers(*deliver);
    relay.core().written(id, deliver->envelope.size(), person_.world.clock.time);
    relay.hands_out();
  } else {
    must(person_->on_event(relay.address, event));
  }
}

void Line::delivers(const protocol::Deliver& deliver) {
  const auto ack = must(person_->received(relay.address, deliver));
  for (auto& mailbox : person_->subscriptions(relay.address)) {
    if (mailbox.reader_id != ack.reader_id) continue;
    std::vector<MailboxKey> keys;
    keys.push_back({protocol::MailboxRole::reader, ack.reader_id.raw, std::move(mailbox.secret)});
    requests(protocol::Ack{ack.reader_id, ack.up_to}, keys, {});
  }
}

void Line::repeats_delivery() {
  if (last_delivery_) delivers(*last_delivery_);
}

Person::Person(World& home, std::string own_name, const protocol::RelayAddress& relay)
    : world(home), name(std::move(own_name)), folder(home.folder / name), rng(home.rng.u64()) {
  auto profile = must(store::Profile::create(folder, {.name = name, .relay = relay, .passphrase = {}},
                                             world.clock.time, rng));
  engine = must(Engine::open(std::move(profile), world.clock, rng));
}

Engine* Person::operator->() {
  world.at_work = this;
  return engine.get();
}

void Person::restarts() {
  lines.clear();
  engine.reset();
  engine = must(Engine::open(must(store::Profile::open(folder)), world.clock, rng));
}

void Person::goes_offline() {
  online = false;
  lines.clear();
}

void Person::goes_online() {
  online = true;
}

std::vector<EventView> Person::events() const {
  std::vector<EventView> out;
  std::uint64_t last = 0;
  for (;;) {
    auto some = must(engine->events_after(last, kMostRows));
    if (some.empty()) return out;
    for (auto& event : some) {
      if (event.seq != last + 1) throw std::runtime_error("a gap in the event log");
      last = event.seq;
      out.push_back(std::move(event));
    }
  }
}

std::vector<std::string> Person::heard() const {
  std::vector<std::string> out;
  for (const auto& event : events()) {
    if (event.type == EventType::message) out.push_back(event.message->text);
  }
  return out;
}

std::set<std::string> Person::confirmed() const {
  std::set<std::string> out;
  for (const auto& event : events()) {
    if (event.type == EventType::delivery && event.state != "queued") out.insert(event.message->text);
  }
  return out;
}

ContactView Person::only_contact() const {
  const auto all = must(engine->contacts());
  if (all.size() != 1) throw std::runtime_error(name + " has " + std::to_string(all.size()) + " contacts");
  return all.front();
}

World::World(std::uint64_t seed) : rng(seed), folder(scratch()) {}

World::~World() {
  people.clear();
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

RelayNode& World::relay(const std::string& host) {
  auto& node = relays[host];
  if (!node) node = std::make_unique<RelayNode>(*this, host);
  return *node;
}

RelayNode* World::relay_at(const protocol::RelayAddress& address) {
  for (auto& [host, node] : relays) {
    if (node->address == address) return node.get();
  }
  return nullptr;
}

Person& World::person(const std::string& name) {
  return person(name, relay("relay.example"));
}

Person& World::person(const std::string& name, RelayNode& node) {
  people.push_back(std::make_unique<Person>(*this, name, node.address));
  return *people.back();
}

void World::connects(Person& person) {
  if (!person.online) return;
  for (const auto& address : person->relays()) {
    auto* node = relay_at(address);
    if (node == nullptr || person.lines.contains(address)) continue;
    person.lines.emplace(address, std::make_unique<Line>(person, *node, ++last_line));
  }
}

void World::cuts(Person& person) {
  person.lines.clear();
}

void World::settles() {
  for (bool moved = true; moved;) {
    moved = false;
    for (auto& person : people) {
      std::erase_if(person->lines, [](const auto& entry) { return entry.second->ends(); });
      connects(*person);
      for (auto& [address, line] : person->lines) {
        line->asks();
        while (line->arrives_at_relay()) moved = true;
      }
    }
    for (auto& [host, node] : relays) node->commits();
    for (auto& person : people) {
      for (auto& [address, line] : person->lines) {
        while (line->arrives_at_person()) moved = true;
      }
    }
  }
}

void World::passes(milliseconds time) {
  const auto end = clock.time + time;
  settles();
  while (clock.time < end) {
    auto next = end;
    for (auto& person : people) {
      const auto due = person->engine->next_due();
      if (due && *due > clock.time && *due < next) next = *due;
    }
    const auto before = std::exchange(clock.time, std::max(next, clock.time + milliseconds(1)));
    for (auto& person : people) must((*person)->do_due());
    for (auto& [host, node] : relays) {
      must(node->core().tick(clock.time, clock.time - before));
      (void)node->core().take_jobs();  // it has no disk for files
    }
    settles();
  }
}

void World::steps() {
  auto& person = *people[rng.below(people.size())];
  std::erase_if(person.lines, [](const auto& entry) { return entry.second->ends(); });
  connects(person);
  const auto what = rng.below(10);
  if (what == 0) {
    for (auto& [host, node] : relays) node->commits();
    return;
  }
  if (what == 1) {
    clock.time += milliseconds(rng.below(1500));
    must(person->do_due());
    return;
  }
  if (person.lines.empty()) return;
  auto at = person.lines.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(rng.below(person.lines.size())));
  if (what <= 3) at->second->asks(1 + rng.below(8));
  if (what >= 4 && what <= 6) at->second->arrives_at_relay();
  if (what >= 7) at->second->arrives_at_person();
}

Pair acquainted(World& world) {
  auto& alice = world.person("alice");
  auto& bob = world.person("bob");
  const auto invitation = must(alice->create_invitation());
  world.settles();
  must(bob->accept_invitation(invitation.link));
  world.passes(seconds(5));
  return {alice, bob};
}

}  // namespace stille::client::test
