#include "client/e2e/skipped_keys.hpp"

#include <algorithm>

#include "client/e2e/limits.hpp"

namespace stille::e2e {
namespace {

SkippedEpoch copy_of(const SkippedEpoch& from) {
  SkippedEpoch out{from.epoch, from.base, from.header.clone(), {}};
  out.keys.reserve(from.keys.size());
  for (const auto& key : from.keys) out.keys.push_back({key.n, key.stored_at, key.key.clone()});
  return out;
}

std::uint32_t seconds_of(TimePoint time) {
  return static_cast<std::uint32_t>(std::chrono::floor<seconds>(time).time_since_epoch().count());
}

auto place(std::vector<SkippedEpoch>& epochs, std::uint64_t epoch) {
  return std::find_if(epochs.begin(), epochs.end(), [&](const auto& e) { return e.epoch >= epoch; });
}

}  // namespace

SkippedKey SkippedKey::at(std::uint32_t n, MessageKey key, TimePoint now) {
  return {n, seconds_of(now), std::move(key)};
}

SkippedKeys SkippedKeys::clone() const {
  SkippedKeys out;
  out.epochs_.reserve(epochs_.size());
  for (const auto& epoch : epochs_) out.epochs_.push_back(copy_of(epoch));
  return out;
}

std::size_t SkippedKeys::count() const noexcept {
  std::size_t out = 0;
  for (const auto& epoch : epochs_) out += epoch.keys.size();
  return out;
}

const MessageKey* SkippedKeys::find(std::uint64_t epoch, std::uint32_t n) const noexcept {
  for (const auto& candidate : epochs_) {
    if (candidate.epoch != epoch) continue;
    for (const auto& key : candidate.keys) {
      if (key.n == n) return &key.key;
    }
  }
  return nullptr;
}

void SkippedKeys::add(SkippedEpoch fresh) {
  if (fresh.keys.empty()) return;
  const auto at = place(epochs_, fresh.epoch);
  if (at != epochs_.end() && at->epoch == fresh.epoch) {
    // A chain only moves forward, so what comes later has larger numbers.
    std::move(fresh.keys.begin(), fresh.keys.end(), std::back_inserter(at->keys));
  } else {
    epochs_.insert(at, std::move(fresh));
  }
  if (epochs_.size() > kMostOldEpochs) epochs_.erase(epochs_.begin());
  const auto stored = count();
  for (auto excess = stored - std::min(stored, kMostSkippedKeys); excess > 0;) {
    auto& oldest = epochs_.front().keys;
    const auto dropped = std::min(excess, oldest.size());
    oldest.erase(oldest.begin(), oldest.begin() + static_cast<std::ptrdiff_t>(dropped));
    if (oldest.empty()) epochs_.erase(epochs_.begin());
    excess -= dropped;
  }
}

void SkippedKeys::erase(std::uint64_t epoch, std::uint32_t n) {
  const auto at = place(epochs_, epoch);
  if (at == epochs_.end() || at->epoch != epoch) return;
  std::erase_if(at->keys, [&](const auto& key) { return key.n == n; });
  if (at->keys.empty()) epochs_.erase(at);
}

void SkippedKeys::expire(TimePoint now) {
  const auto limit = static_cast<std::int64_t>(seconds_of(now)) - seconds(kSkippedKeyLife).count();
  for (auto& epoch : epochs_) {
    std::erase_if(epoch.keys, [&](const auto& key) { return key.stored_at <= limit; });
  }
  std::erase_if(epochs_, [](const auto& epoch) { return epoch.keys.empty(); });
}

}  // namespace stille::e2e
