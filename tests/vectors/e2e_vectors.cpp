#include "client/e2e/file.hpp"
#include "client/e2e/handshake.hpp"
#include "client/e2e/link.hpp"
#include "client/e2e/safety_number.hpp"
#include "common/crypto/cae.hpp"
#include "tests/vectors/recording_rng.hpp"
#include "tests/vectors/vectors.hpp"

namespace stille::vectors {
namespace {

using e2e::Card;
using e2e::IdentitySecret;
using e2e::OwnCard;
using nlohmann::json;

constexpr TimePoint kNow{std::chrono::milliseconds(1'800'000'000'000)};

std::uint64_t millis(TimePoint time) {
  return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

IdentitySecret identity(std::uint64_t seed) {
  crypto::SeededRng rng(seed);
  return IdentitySecret::generate(rng);
}

json described(const IdentitySecret& who) {
  return {{"secret", to_hex(who.encode().expose())},
          {"public", to_hex(who.public_part().encode().view())},
          {"iid", to_hex(who.iid().view())}};
}

e2e::HelloMailbox mailbox() {
  e2e::HelloMailbox out;
  out.relay.host = "relay.example.org";
  out.relay.fingerprint.raw.fill(0x11);
  out.writer.raw.fill(0x22);
  return out;
}

json described(const e2e::HelloMailbox& box) {
  return {{"host", box.relay.host},
          {"port", box.relay.port},
          {"fingerprint", to_hex(box.relay.fingerprint.view())},
          {"writer_id", to_hex(box.writer.view())}};
}

/// A card, what was drawn to make it, and its sealed form with what was drawn for that.
json described(const OwnCard& own, RecordingRng& rng) {
  json out{{"kind", static_cast<int>(own.card.kind)},
           {"epoch", own.card.epoch},
           {"expires", millis(own.card.expires)},
           {"random", rng.take()},
           {"prekey_dh_secret", to_hex(own.dh.expose())},
           {"prekey_kem_seed", to_hex(own.kem.expose())},
           {"card", to_hex(own.card.encoded)},
           {"link_key", to_hex(own.card.link_key().expose())}};
  out["sealed"] = to_hex(e2e::seal_card(own.card, rng).value());
  out["seal_random"] = rng.take();
  return out;
}

OwnCard invitation(const IdentitySecret& owner, crypto::Rng& rng) {
  return e2e::make_invitation(owner, mailbox(), kNow + std::chrono::hours(24), kNow, rng).value();
}

json described(const e2e::SessionState& session) {
  const auto& parts = session.parts();
  return {{"sid", to_hex(parts.sid.view())},
          {"exporter", to_hex(parts.exporter.expose())},
          {"root_key", to_hex(parts.root.expose())},
          {"send_header_key", to_hex(parts.send_next.expose())},
          {"receive_header_key", to_hex(parts.recv_next.expose())},
          {"hedge", to_hex(parts.hedge.expose())}};
}

/// One message: who said what, the random input, the bytes.
struct Conversation {
  explicit Conversation(std::uint64_t seed) : rng(seed), alice(identity(1)), bob(identity(2)) {}

  json seals(e2e::SessionState& state, bool is_alice) {
    const auto content = "message " + std::to_string(++count);
    auto sealed = e2e::seal(state, as_bytes(content), kNow, rng).value();
    state = std::move(sealed.next);
    return {{"from", is_alice ? "alice" : "bob"},
            {"content", content},
            {"random", rng.take()},
            {"seq", sealed.seq},
            {"envelope", to_hex(sealed.envelope)}};
  }

  RecordingRng rng;
  IdentitySecret alice;
  IdentitySecret bob;
  int count = 0;
};

void opens(e2e::SessionState& state, const IdentitySecret& self, json& message) {
  const auto envelope = from_hex(message["envelope"].get<std::string>()).value();
  auto opened = e2e::open(state, self, envelope, kNow).value();
  message["acknowledged"] = opened.acknowledged;
  state = std::move(opened.next);
}

/// Ten turns of four messages. Of each turn the second is lost and the third arrives in the next turn of the
/// same direction; the others arrive in order.
json forty_messages(Conversation& talk, e2e::SessionState& a, e2e::SessionState& b) {
  json messages = json::array();
  std::array<std::size_t, 2> late{};
  for (std::size_t turn = 0; turn < 10; ++turn) {
    const bool is_alice = turn % 2 == 1;
    auto& from = is_alice ? a : b;
    auto& to = is_alice ? b : a;
    const auto& reader = is_alice ? talk.bob : talk.alice;
    const auto first = messages.size();
    for (int i = 0; i < 4; ++i) messages.push_back(talk.seals(from, is_alice));
    std::vector<std::size_t> order{first, first + 3};
    if (turn >= 2) order.push_back(late.at(turn % 2));
    late.at(turn % 2) = first + 2;
    for (const auto index : order) opens(to, reader, messages[index]);
    messages[first]["then_open"] = order;
  }
  return messages;
}

}  // namespace

json cae() {
  json cases = json::array();
  crypto::SeededRng rng(10);
  for (const std::size_t size : {0U, 1U, 64U, 1000U}) {
    const auto key = rng.secret<crypto::Secret<struct KeyTag, 32>>();
    const auto random = rng.fixed<Fixed<struct RandomTag, 32>>();
    Bytes ad(size / 2);
    Bytes plaintext(size);
    rng.fill(ad);
    rng.fill(plaintext);
    const auto sealed = crypto::cae_seal_with(key.expose(), ad, plaintext, random.raw).value();
    cases.push_back({{"key", to_hex(key.expose())},
                     {"ad", to_hex(ad)},
                     {"plaintext", to_hex(plaintext)},
                     {"random", to_hex(random.view())},
                     {"sealed", to_hex(sealed)}});
  }
  return {{"about", "CAE: sealed = N (24) || com (32) || ChaCha20-Poly1305"}, {"cases", cases}};
}

json card() {
  const auto owner = identity(2);
  RecordingRng rng(20);
  json cards = json::array();
  cards.push_back(described(invitation(owner, rng), rng));
  const auto contact = e2e::make_contact_card(owner, e2e::CardKind::contact, mailbox(), kNow, rng).value();
  cards.push_back(described(contact, rng));
  const auto later = kNow + e2e::kPrekeyRotation;
  cards.push_back(described(e2e::rotate_prekeys(owner, contact.card, later, rng).value(), rng));
  const auto kind = e2e::CardKind::rendezvous;
  cards.push_back(described(e2e::make_contact_card(owner, kind, mailbox(), kNow, rng).value(), rng));
  return {{"about", "An invitation, a contact card, the same with rotated prekeys, a rendezvous card"},
          {"now", millis(kNow)},
          {"owner", described(owner)},
          {"mailbox", described(mailbox())},
          {"cards", cards}};
}

json link() {
  json cases = json::array();
  for (const std::uint64_t seed : {30U, 31U}) {
    crypto::SeededRng rng(seed);
    const auto kind = seed == 30 ? protocol::LinkKind::invitation : protocol::LinkKind::contact_address;
    const protocol::LinkText text{mailbox().relay, kind, rng.secret<protocol::LinkKey>()};
    const auto writer = e2e::link_writer(text.key);
    cases.push_back({{"link_key", to_hex(text.key.expose())},
                     {"link_id", to_hex(e2e::link_id(text.key).view())},
                     {"encryption_key", to_hex(e2e::link_encryption_key(text.key).expose())},
                     {"writer_secret", to_hex(writer.expose())},
                     {"writer_public", to_hex(crypto::dh_public(writer).view())},
                     {"text", protocol::to_text(text)}});
  }
  return {{"about", "What follows from a link key, and the link's text"}, {"cases", cases}};
}

json hello() {
  const auto alice = identity(1);
  const auto bob = identity(2);
  RecordingRng rng(40);
  const auto own = invitation(bob, rng);
  auto described_card = described(own, rng);
  json cases = json::array();
  std::optional<e2e::Exporter> exporter;
  for (const std::uint64_t generation : {1U, 2U}) {
    const e2e::HandshakeOptions options{generation, exporter ? &*exporter : nullptr};
    const auto made = e2e::initiate(alice, own.card, as_bytes("first content"), options, kNow, rng).value();
    const auto answer = e2e::respond(bob, {&own, 1}, made.hello, options, kNow).value();
    cases.push_back({{"generation", generation},
                     {"renews", exporter ? to_hex(exporter->expose()) : ""},
                     {"content", "first content"},
                     {"random", rng.take()},
                     {"hello", to_hex(made.hello)},
                     {"hello_id", to_hex(answer.id.view())},
                     {"initiator", described(made.session)},
                     {"responder", described(answer.session)}});
    exporter = made.session.exporter().clone();
  }
  return {{"about", "A first HELLO, and the HELLO of a renewal of that session, to one card"},
          {"now", millis(kNow)},
          {"alice", described(alice)},
          {"bob", described(bob)},
          {"card", described_card},
          {"cases", cases}};
}

json ratchet() {
  Conversation talk(50);
  const auto own = invitation(talk.bob, talk.rng);
  auto described_card = described(own, talk.rng);
  auto made = e2e::initiate(talk.alice, own.card, {}, {1, nullptr}, kNow, talk.rng).value();
  auto answer = e2e::respond(talk.bob, {&own, 1}, made.hello, {}, kNow).value();
  json out{
      {"about", "Forty messages; then_open lists the messages that the peer opens once these four were made"},
      {"now", millis(kNow)},
      {"alice", described(talk.alice)},
      {"bob", described(talk.bob)},
      {"card", described_card},
      {"hello_random", talk.rng.take()},
      {"hello", to_hex(made.hello)}};
  out["messages"] = forty_messages(talk, made.session, answer.session);
  out["alice_after"] = described(made.session);
  out["bob_after"] = described(answer.session);
  return out;
}

json safety_number() {
  const auto alice = identity(1);
  const auto bob = identity(2);
  return {{"about", "Sixty digits, and what Alice shows as a QR code"},
          {"alice", described(alice)},
          {"bob", described(bob)},
          {"digits", e2e::safety_number(alice.public_part(), bob.public_part()).value()},
          {"qr", to_hex(e2e::safety_qr(alice.iid(), bob.iid()))}};
}

// Byte i of the file is i modulo 251: long enough to show every chunk, short to write down.
json file() {
  json cases = json::array();
  crypto::SeededRng rng(60);
  for (const std::uint64_t size : {0U, 1U, 65'519U, 65'520U, 65'521U, 700'000U}) {
    const auto key = rng.secret<e2e::FileKey>();
    const auto shape = e2e::shape_of(size).value();
    Bytes plain(size);
    for (std::size_t i = 0; i < plain.size(); ++i) plain[i] = static_cast<std::uint8_t>(i % 251);
    json hashes = json::array();
    std::vector<e2e::ChunkHash> chunks;
    for (std::uint32_t i = 0; i < shape.count; ++i) {
      const auto part =
          ByteView(plain).subspan(std::min<std::size_t>(shape.offset(i), plain.size()), shape.bytes_in(i));
      chunks.push_back(e2e::chunk_hash(e2e::seal_chunk(key, shape, i, part).value()));
      hashes.push_back(to_hex(chunks.back().view()));
    }
    cases.push_back({{"key", to_hex(key.expose())},
                     {"size", size},
                     {"padded", e2e::padded_size(size)},
                     {"chunk_class", static_cast<int>(shape.chunk_class)},
                     {"chunk_count", shape.count},
                     {"chunk_hashes", hashes},
                     {"root", to_hex(e2e::root_of(chunks).view())},
                     {"plaintext_hash", to_hex(crypto::h32({plain}))}});
  }
  return {{"about", "Files whose byte i is i modulo 251: their chunks, by hash, and what binds them"},
          {"cases", cases}};
}

}  // namespace stille::vectors
