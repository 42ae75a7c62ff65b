// A relay as clients meet it: real TLS, the real core over a store in memory, one thread for everything.
#pragma once

#include "server/store/memory/memory_store.hpp"
#include "tests/unit/net/scripted_core.hpp"

namespace stille::server {

class RealRelay {
 public:
  RealRelay() {
    shell.core.instead = [this](CoreEvent event) { take(std::move(event)); };
    starts();
  }

  /// With nothing in memory but what the store holds.
  void starts() {
    relay::Limits limits;
    limits.open = true;
    core = std::make_unique<relay::Relay>(limits, shell.identity.fingerprint(), store, shell.rng);
  }
  template <class C>
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(std::count_if(
        asked.begin(), asked.end(), [](const auto& one) { return std::holds_alternative<C>(one); }));
  }

  Shell shell;
  stille::store::MemoryStore store;
  std::unique_ptr<relay::Relay> core;
  std::vector<protocol::Command> asked;
  /// What is answered instead of being done.
  std::function<std::optional<protocol::Status>(const protocol::Command&)> refuses;

 private:
  /// The net thread's events, each handled and committed at once.
  void take(CoreEvent event) {
    const auto now = shell.clock.now();
    CoreOutput out;
    if (auto* in = std::get_if<relay::Connected>(&event)) core->connected(std::move(*in), now);
    if (const auto* in = std::get_if<Disconnected>(&event)) core->disconnected(in->id, now);
    if (const auto* in = std::get_if<Written>(&event)) core->written(in->id, in->payload_bytes, now);
    if (auto* in = std::get_if<Incoming>(&event)) {
      out.requests_bytes = queued_size(in->request);
      asked.push_back(in->request.command);
      const auto refusal = refuses ? refuses(in->request.command) : std::nullopt;
      if (refusal) {
        const protocol::Reply reply{in->request.number, *refusal, {}, {}, {}};
        out.actions.emplace_back(relay::SendMessage{in->id, reply});
      } else {
        core->handle(in->id, std::move(in->request), now);
      }
      EXPECT_TRUE(core->commit(now).has_value());
    }
    auto more = core->take_actions();
    std::move(more.begin(), more.end(), std::back_inserter(out.actions));
    shell.core.give(std::move(out));
  }
};

}  // namespace stille::server
