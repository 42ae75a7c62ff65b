// What the end-to-end core costs: handshake, messages inside an epoch, full turns; against one X25519
// operation of the same run.
#include "client/e2e/handshake.hpp"
#include "tests/bench/report.hpp"

namespace {

using namespace stille;
using namespace stille::e2e;

constexpr TimePoint kNow{std::chrono::hours(24 * 20'000)};

/// Two connected people in memory.
struct Talk {
  Talk()
      : a(IdentitySecret::generate(rng)),
        b(IdentitySecret::generate(rng)),
        card(make_invitation(b, mailbox(), kNow + std::chrono::hours(1), kNow, rng).value()),
        first(initiate(a, card.card, {}, {1, nullptr}, kNow, rng).value()),
        alice(first.session.clone()),
        bob(respond(b, {&card, 1}, first.hello, {}, kNow).value().session) {
    say(bob, alice, a);
    say(alice, bob, b);
  }
  static HelloMailbox mailbox() {
    HelloMailbox out;
    out.relay.host = "relay.example.org";
    return out;
  }
  void say(SessionState& from, SessionState& to, const IdentitySecret& reader) {
    auto sealed = seal(from, text, kNow, rng).value();
    from = std::move(sealed.next);
    to = std::move(open(to, reader, sealed.envelope, kNow).value().next);
  }

  crypto::SystemRng rng;
  Bytes text = Bytes(200, 'x');
  IdentitySecret a;
  IdentitySecret b;
  OwnCard card;
  Initiated first;
  SessionState alice;
  SessionState bob;
};

double x25519() {
  crypto::SystemRng rng;
  const auto one = crypto::dh_keypair(rng);
  const auto two = crypto::dh_keypair(rng);
  return bench::microseconds_per_call([&] { (void)crypto::dh(one.secret, two.public_key).has_value(); }, 200);
}

class Measured {
 public:
  explicit Measured(double unit) : unit_(unit) {}
  template <class F>
  double add(const std::string& name, int calls, F call) {
    const auto micros = bench::microseconds_per_call(call, calls);
    report.add({name, micros, "us", "X25519", micros / unit_});
    return micros;
  }
  bench::Report report{"End-to-end core (" + std::string(crypto::kem_backend()) + " ML-KEM-768)"};

 private:
  double unit_;
};

void measure_handshake(Measured& out, Talk& talk) {
  out.add("handshake, initiator", 50,
          [&] { (void)initiate(talk.a, talk.card.card, {}, {1, nullptr}, kNow, talk.rng).has_value(); });
  out.add("handshake, responder", 50,
          [&] { (void)respond(talk.b, {&talk.card, 1}, talk.first.hello, {}, kNow).has_value(); });
}

void measure_epoch(Measured& out, Talk& talk) {
  out.add("seal 4 KiB, same epoch", 200,
          [&] { (void)seal(talk.alice, talk.text, kNow, talk.rng).has_value(); });
  const auto envelope = seal(talk.alice, talk.text, kNow, talk.rng).value().envelope;
  out.add("open 4 KiB, same epoch", 200, [&] { (void)open(talk.bob, talk.b, envelope, kNow).has_value(); });
}

void measure_turn(Measured& out, Talk& talk) {
  out.add("seal 4 KiB, opening an epoch", 100,
          [&] { (void)seal(talk.bob, talk.text, kNow, talk.rng).has_value(); });
  const auto envelope = seal(talk.bob, talk.text, kNow, talk.rng).value().envelope;
  out.add("open 4 KiB, accepting an epoch", 100,
          [&] { (void)open(talk.alice, talk.a, envelope, kNow).has_value(); });
  const auto micros = out.add("ping-pong message with a full turn, both sides", 100, [&] {
    talk.say(talk.bob, talk.alice, talk.a);
    std::swap(talk.alice, talk.bob);
    std::swap(talk.a, talk.b);
  });
  out.report.add({"ping-pong messages per second", 1e6 / micros, "1/s", "", 0});
}

void measure_state(Measured& out, Talk& talk) {
  const auto encoded = talk.alice.encode();
  out.add("encode a state", 500, [&] { (void)talk.alice.encode(); });
  out.add("decode a state", 500, [&] { (void)SessionState::decode(encoded.expose()).has_value(); });
  out.report.add({"size of a state", static_cast<double>(encoded.size()), "B", "", 0});
}

}  // namespace

int main(int argc, char** argv) {
  if (!crypto::initialise()) return 1;
  const auto unit = x25519();
  Measured out(unit);
  out.report.add({"X25519", unit, "us", "", 0});
  Talk talk;
  measure_handshake(out, talk);
  measure_epoch(out, talk);
  measure_turn(out, talk);
  measure_state(out, talk);
  return out.report.finish(argc, argv);
}
