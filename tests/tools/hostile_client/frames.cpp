// The frames that a hostile session sends.
#include "common/wire/client_message.hpp"
#include "tests/tools/hostile_client/session.hpp"

namespace stille::hostile {

using namespace protocol;
using net::MailboxKey;

namespace {

/// Too long for any frame: only a header that says so.
Bytes framed(const Bytes& message) {
  auto frame = wire::write_frame(message);
  return frame ? std::move(frame).value() : Bytes(protocol::kFrameHeaderSize, 0xff);
}

}  // namespace

Command Session::some_command() {
  const auto& box = victim_.box;
  switch (rng_.below(11)) {
    case 0:
      return Ack{box.reader, rng_.below(4)};
    case 1:
      return Delete{box.reader};
    case 2:
      return Send{box.writer, rng_.fixed<EnvelopeId>(), Bytes(kEnvelopeSizes[rng_.below(3)])};
    case 3:
      return PutLink{rng_.fixed<LinkId>(), box.reader, Bytes(kLinkCardSize),
                     TimePoint{seconds{4'000'000'000}}};
    case 4:
      return GetLink{rng_.fixed<LinkId>()};
    case 5:
      return DeleteLink{rng_.fixed<LinkId>(), box.reader};
    case 6:
      return Ping{};
    case 7:
      return Create{rng_.fixed<ReaderId>(),
                    rng_.fixed<WriterId>(),
                    crypto::dh_keypair(rng_).public_key,
                    crypto::dh_keypair(rng_).public_key,
                    MailboxKind::conversation,
                    {}};
    case 8:
      return Ticket{crypto::dh_keypair(rng_).public_key, {box.reader}};
    case 9: {
      Resume out{Bytes(1 + rng_.below(2 * 112)), static_cast<std::uint32_t>(1 + rng_.below(63))};
      rng_.fill(out.ticket);
      return out;
    }
    default:
      return Subscribe{{{box.reader, static_cast<std::uint32_t>(1 + rng_.below(63))}}};
  }
}

Bytes Session::signed_request(const Command& command, std::uint64_t number, bool right_key) {
  const auto& box = victim_.box;
  const bool writes = std::holds_alternative<Send>(command);
  auto key = writes ? MailboxKey::writer(box.writer, box.writer_key.secret)
                    : MailboxKey::reader(box.reader, box.reader_key.secret);
  if (const auto* resume = std::get_if<Resume>(&command))
    key = {MailboxRole::ticket, ticket_id(resume->ticket), std::move(key.secret)};
  if (!right_key) key.secret = rng_.secret<crypto::DhSecret>();
  Request out;
  out.number = number;
  out.command_bytes = wire::write_command(command);
  const AuthContext context{binding_, victim_.relay.fingerprint, key.role, key.id};
  const auto shared = command_key(key.secret, session_key_, context);
  const bool untagged = std::holds_alternative<Ping>(command) || std::holds_alternative<GetLink>(command) ||
                        std::holds_alternative<Ticket>(command);
  if (shared && !untagged)
    out.tags.push_back(command_tag(shared.value(), number, context, out.command_bytes));
  return wire::write_client_message(out);
}

/// Valid but for the right to it: mutations start from here.
Bytes Session::base_message() {
  if (state_ == State::before_hello) return wire::write_client_message(ClientHello{});
  return signed_request(some_command(), last_number_ + 1 + rng_.below(3), true);
}

/// Changes somewhere in the whole frame, then as many bytes as its header announces. Never the valid frame:
/// it would do what it says.
Bytes Session::raw_mutation(const Bytes& message) {
  const auto valid = wire::write_frame(message).value();
  for (;;) {
    auto out = mutator_.changed(valid);
    out.resize(std::max(out.size(), kFrameHeaderSize));
    wire::FrameHeader header{};
    std::copy_n(out.begin(), header.size(), header.begin());
    const auto shape = wire::read_header(header);
    if (shape) out.resize(shape.value().whole);
    if (out != valid) return out;
  }
}

/// Frames that end the connection, or leave the relay waiting for the rest.
Bytes Session::breaking_frame() {
  const auto base = base_message();
  switch (rng_.below(6)) {
    case 0: {  // lengths beyond the bounds
      constexpr std::array<std::uint32_t, 6> kLengths{0,         1'049'085, 1'049'088,
                                                      1U << 24U, 1U << 31U, 0xffff'ffff};
      return concat({be32(kLengths.at(rng_.below(kLengths.size()))), Bytes(508, 0x41)});
    }
    case 1: {  // noise of a legal size
      Bytes noise(1 + rng_.below(5000));
      rng_.fill(noise);
      return framed(noise);
    }
    case 2: {  // cut off
      auto frame = framed(base);
      frame.resize(rng_.below(frame.size()));
      return frame;
    }
    case 3:  // a hello out of turn or of another version
      return framed(
          wire::write_client_message(ClientHello{2, static_cast<std::uint32_t>(2 + rng_.below(9))}));
    case 4:  // a number that does not increase
      if (state_ != State::before_hello && last_number_ > 0)
        return framed(signed_request(Ping{}, 1 + rng_.below(last_number_), true));
      return raw_mutation(base);
    default:
      return raw_mutation(base);
  }
}

Bytes Session::hostile_frame() {
  const auto kind = rng_.below(40);
  if (state_ == State::before_hello || kind < 6) return breaking_frame();
  if (kind < 8) {  // changed under a good signature
    const auto base = base_message();
    auto changed = mutator_.changed(base);
    while (changed == base || changed.empty()) changed = mutator_.changed(base);
    return framed(changed);
  }
  if (kind < 27) return framed(signed_request(some_command(), last_number_ + 1, false));
  Request malformed;
  malformed.number = last_number_ + 1;
  malformed.command_bytes = mutator_.changed(wire::write_command(some_command()));
  return framed(wire::write_client_message(malformed));
}

}  // namespace stille::hostile
