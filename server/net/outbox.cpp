#include "server/net/outbox.hpp"

#include "common/wire/frame.hpp"
#include "common/wire/relay_message.hpp"

namespace stille::server {
namespace {

// What SUBSCRIBE says of one mailbox.
constexpr std::size_t kEntry = 32;

std::size_t envelope_size(const protocol::RelayMessage& message) {
  const auto* event = std::get_if<protocol::Event>(&message);
  const auto* deliver = event != nullptr ? std::get_if<protocol::Deliver>(event) : nullptr;
  return deliver != nullptr ? deliver->envelope.size() : 0;
}

std::size_t payload_size(const protocol::RelayMessage& message) {
  const auto* reply = std::get_if<protocol::Reply>(&message);
  return reply != nullptr ? reply->chunk.size() : envelope_size(message);
}

/// What the message takes on the wire, near enough for a bound.
std::size_t cost(const protocol::RelayMessage& message) {
  const auto* reply = std::get_if<protocol::Reply>(&message);
  const auto extra = reply != nullptr ? reply->card.size() + kEntry * reply->subscribed.size() : 0;
  return protocol::kFrameSizes.front() + extra + envelope_size(message);
}

}  // namespace

std::size_t largest_answer(const protocol::Command& command) {
  const auto* subscribe = std::get_if<protocol::Subscribe>(&command);
  const auto entries = subscribe != nullptr ? subscribe->entries.size() : 0;
  const bool card = std::holds_alternative<protocol::GetLink>(command);
  return protocol::kFrameSizes.front() + (card ? protocol::kLinkCardSize : kEntry * entries);
}

bool Outbox::push(protocol::RelayMessage message) {
  const auto added = cost(message);
  if (bytes_ + added > limit_) return false;
  bytes_ += added;
  messages_.push_back(std::move(message));
  return true;
}

/// Of a chunk as few copies as possible are there at a time.
Bytes Outbox::next_message() {
  auto out = wire::write_relay_message(messages_.front());
  messages_.pop_front();
  return out;
}

Outbox::Batch Outbox::take(std::size_t enough) {
  Batch out;
  while (!messages_.empty() && out.frames.size() < enough) {
    out.counted += cost(messages_.front());
    out.payload_bytes += payload_size(messages_.front());
    const auto message = next_message();
    // What the relay itself says always fits a frame.
    auto frame = wire::write_frame(message).value();
    if (out.frames.empty())
      out.frames = std::move(frame);
    else
      out.frames.insert(out.frames.end(), frame.begin(), frame.end());
  }
  bytes_ -= out.counted;
  if (messages_.empty()) messages_.shrink_to_fit();
  return out;
}

}  // namespace stille::server
