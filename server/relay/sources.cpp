#include "server/relay/sources.hpp"

namespace stille::relay {

Source& Sources::join(SourceId id, const Limits& limits, TimePoint now) {
  if (sources_.size() >= limits.sources)
    std::erase_if(sources_, [](const auto& entry) { return entry.second.connections == 0; });
  auto& source =
      sources_.try_emplace(id, Source{{limits.address_commands, now}, {limits.address_refusals, now}})
          .first->second;
  ++source.connections;
  return source;
}

void Sources::leave(SourceId id) {
  const auto found = sources_.find(id);
  if (found != sources_.end()) --found->second.connections;
}

void Sources::forget_rested(TimePoint now) {
  for (auto entry = sources_.begin(); entry != sources_.end();) {
    auto& source = entry->second;
    const bool rested = source.connections == 0 && source.commands.full(now) && source.refusals.full(now);
    entry = rested ? sources_.erase(entry) : std::next(entry);
  }
}

}  // namespace stille::relay
