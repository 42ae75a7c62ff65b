// Bookkeeping of desk.hpp.
#include "client/core/desk.hpp"

namespace stille::client {

namespace {

constexpr std::chrono::hours kLongestWait{1};

}  // namespace

// Waiting concerns a whole mailbox, not one of its envelopes.
Assignment Desk::key(Assignment assignment) {
  if (assignment.task == Task::send) assignment.row = 0;
  return assignment;
}

WorkId Desk::hand_out(const protocol::RelayAddress& relay, const Assignment& assignment) {
  out_.emplace(++last_, Out{relay, assignment});
  busy_.insert(assignment);
  return last_;
}

std::optional<Assignment> Desk::take_back(WorkId id) {
  const auto found = out_.find(id);
  if (found == out_.end()) return std::nullopt;
  const auto assignment = found->second.assignment;
  out_.erase(found);
  busy_.erase(assignment);
  return assignment;
}

void Desk::take_back_all(const protocol::RelayAddress& relay) {
  for (auto at = out_.begin(); at != out_.end();) {
    if (at->second.relay != relay) {
      ++at;
      continue;
    }
    busy_.erase(at->second.assignment);
    waits_.erase(key(at->second.assignment));
    at = out_.erase(at);
  }
}

bool Desk::may_go(const Assignment& assignment, TimePoint now) const {
  if (busy_.contains(assignment)) return false;
  const auto found = waits_.find(key(assignment));
  return found == waits_.end() || found->second.until <= now;
}

void Desk::wait(const Assignment& assignment, TimePoint now, milliseconds first, milliseconds said) {
  auto& wait = waits_[key(assignment)];
  wait.step = wait.step.count() == 0 ? first : std::min<milliseconds>(2 * wait.step, kLongestWait);
  wait.until = now + std::max(wait.step, said);
}

void Desk::forget(const Assignment& assignment) {
  waits_.erase(key(assignment));
}

void Desk::room_in(const protocol::WriterId& writer) {
  waits_.erase({.task = Task::send, .row = 0, .writer = writer});
}

std::optional<TimePoint> Desk::next_end(TimePoint now) const {
  std::optional<TimePoint> out;
  for (const auto& [assignment, wait] : waits_) {
    if (wait.until > now && (!out || wait.until < *out)) out = wait.until;
  }
  return out;
}

}  // namespace stille::client
