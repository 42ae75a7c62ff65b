#include "server/net/outbox.hpp"

#include "common/wire/frame.hpp"
#include "common/wire/relay_message.hpp"

namespace stille::server {
namespace {

std::size_t envelope_bytes(const protocol::RelayMessage& message) {
  const auto* event = std::get_if<protocol::Event>(&message);
  const auto* deliver = event != nullptr ? std::get_if<protocol::Deliver>(event) : nullptr;
  return deliver != nullptr ? deliver->envelope.size() : 0;
}

/// What the message takes on the wire, near enough for a bound.
std::size_t cost(const protocol::RelayMessage& message) {
  constexpr std::size_t kEntry = 32;
  const auto* reply = std::get_if<protocol::Reply>(&message);
  const auto extra = reply != nullptr ? reply->card.size() + kEntry * reply->subscribed.size() : 0;
  return protocol::kFrameSizes.front() + extra + envelope_bytes(message);
}

}  // namespace

bool Outbox::push(protocol::RelayMessage message) {
  const auto added = cost(message);
  if (bytes_ + added > limit_) return false;
  bytes_ += added;
  messages_.push_back(std::move(message));
  return true;
}

Outbox::Batch Outbox::take(std::size_t enough) {
  Batch out;
  while (!messages_.empty() && out.frames.size() < enough) {
    const auto& message = messages_.front();
    // What the relay itself says always fits a frame.
    const auto frame = wire::write_frame(wire::write_relay_message(message)).value();
    out.frames.insert(out.frames.end(), frame.begin(), frame.end());
    out.envelope_bytes += envelope_bytes(message);
    bytes_ -= cost(message);
    messages_.pop_front();
  }
  if (messages_.empty()) messages_.shrink_to_fit();
  return out;
}

}  // namespace stille::server
