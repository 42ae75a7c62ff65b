#include "server/app/gauge.hpp"

#include "common/protocol/reply.hpp"

namespace stille::server {
namespace {

std::uint64_t answered(const Reading& reading, protocol::Status status) {
  return reading.core.answers.at(static_cast<std::size_t>(status));
}

}  // namespace

void Gauge::add(const Reading& reading) {
  readings_.push_back(reading);
  while (readings_.size() > 1 && reading.at - readings_[1].at >= std::chrono::minutes{1})
    readings_.pop_front();
}

LastMinute Gauge::last_minute(const Reading& now) const {
  if (readings_.empty()) return {};
  const auto& then = readings_.front();
  const auto more = [&](protocol::Status status) { return answered(now, status) - answered(then, status); };
  return {std::chrono::duration<double>(now.at - then.at).count(),
          now.core.requests - then.core.requests,
          more(protocol::Status::stored),
          now.core.delivered - then.core.delivered,
          more(protocol::Status::denied),
          more(protocol::Status::slow_down),
          now.accepted - then.accepted,
          now.turned_away - then.turned_away};
}

}  // namespace stille::server
