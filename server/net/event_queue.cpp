#include "server/net/event_queue.hpp"

#include <algorithm>

namespace stille::server {
namespace {

relay::ConnectionId connection_of(const CoreEvent& event) {
  return std::visit(
      [](const auto& what) -> relay::ConnectionId {
        if constexpr (requires { what.id; }) {
          return what.id;
        } else {
          return 0;
        }
      },
      event);
}

bool is_known(const CoreEvent& event, relay::ConnectionId id) {
  const auto* incoming = std::get_if<Incoming>(&event);
  if (incoming != nullptr) return incoming->known;
  // Only those who have proved a key are sent anything.
  return id == 0 || std::holds_alternative<Written>(event);
}

}  // namespace

void EventQueue::push(CoreEvent event) {
  if (std::holds_alternative<ShutDown>(event)) {
    shut_down_ = true;
    return;
  }
  const auto id = connection_of(event);
  auto& line = lines_[id];
  // A line that waits keeps its turn where it is, so that nothing overtakes.
  const bool waits = !line.events.empty();
  line.known = line.known || is_known(event, id);
  line.events.push_back(std::move(event));
  if (!waits) turns_of(line).push_back(id);
}

EventQueue::Events EventQueue::take() {
  Events out;
  const auto turn = std::max<std::size_t>(1, kRequestsAtOnce / std::max<std::size_t>(1, lines_.size()));
  for (std::size_t requests = 0; requests < kRequestsAtOnce && !lines_.empty();) {
    requests += serve(known_, turn, out);
    requests += serve(strangers_, turn, out);
  }
  if (lines_.empty() && std::exchange(shut_down_, false)) out.emplace_back(ShutDown{});
  return out;
}

std::size_t EventQueue::serve(Turns& turns, std::size_t most, Events& out) {
  if (turns.empty()) return 0;
  const auto found = lines_.find(turns.front());
  turns.pop_front();
  auto& events = found->second.events;
  std::size_t requests = 0;
  while (!events.empty() && requests < most) {
    if (std::holds_alternative<Incoming>(events.front())) ++requests;
    out.splice(out.end(), events, events.begin());
  }
  if (events.empty()) {
    lines_.erase(found);
  } else {
    turns_of(found->second).push_back(found->first);
  }
  return requests;
}

}  // namespace stille::server
