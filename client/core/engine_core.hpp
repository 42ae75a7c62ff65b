// The engine's state: the open profile, what is cached of it, and the one way in which it changes.
#pragma once

#include <map>
#include <set>

#include "client/core/context.hpp"
#include "client/core/desk.hpp"
#include "client/core/engine.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "common/base/fault_point.hpp"

namespace stille::client {

/// What the relay took just before an invitation expired may need this long to arrive.
inline constexpr std::chrono::minutes kExpiryGrace{1};

class Engine::Core {
 public:
  Core(store::Profile opened, e2e::IdentitySecret self, store::SelfRow row, const Clock& time,
       crypto::Rng& random)
      : profile(std::move(opened)),
        identity(std::move(self)),
        relay(row.relay),
        name(row.name),
        created(row.created),
        rolled_back(row.rolled_back),
        generation(profile.highest_generation()),
        clock(time),
        rng(random) {}

  store::Database& db() { return profile.database(); }

  /// What a change that begins now works on.
  Context context_of_next(Counters& counted) {
    return Context{.db = db(),
                   .self = identity,
                   .relay = relay,
                   .name = name,
                   .generation = generation + 1,
                   .now = clock.now(),
                   .rng = rng,
                   .counters = counted};
  }

  /// Runs `step` in a transaction: all of it is committed, or none. Before and after the commit there are
  /// fault points named after the change. Nobody is told: for what neither the log nor a relay has to do
  /// with.
  template <PointName Before, PointName After, class Step>
  auto change_quietly(Step step) -> decltype(step(std::declval<Context&>())) {
    STILLE_TRY(auto transaction, store::Transaction::begin(db()));
    auto context = context_of_next(counters);
    const auto erased = counters.words_erased;
    auto outcome = step(context);
    if (!outcome) return outcome;
    STILLE_TRYV(store::set_generation(db(), generation + 1));
    FAULT_POINT(Before);
    STILLE_TRYV(transaction.commit());
    ++generation;
    FAULT_POINT(After);
    // A counter that lags only notices less; the change itself is done.
    (void)profile.write_generation(generation).has_value();
    // What was erased leaves the log of writes too; where that fails, a later one does it.
    if (counters.words_erased != erased) (void)db().forget_old_pages().has_value();
    return outcome;
  }

  /// Runs `step` in a transaction that is undone whatever it gives: what a change would be.
  template <class Step>
  auto rehearse(Step step) -> decltype(step(std::declval<Context&>())) {
    STILLE_TRY(const auto transaction, store::Transaction::begin(db()));
    auto uncounted = counters;
    auto context = context_of_next(uncounted);
    return step(context);
  }

  /// The same as change_quietly, and whoever waits for changes hears of it.
  template <PointName Before, PointName After, class Step>
  auto change(Step step) -> decltype(step(std::declval<Context&>())) {
    auto outcome = change_quietly<Before, After>(std::move(step));
    if (outcome && notify) notify();
    return outcome;
  }

  /// A mailbox that nobody is expected to write to any more, and when to close it.
  struct Closing {
    store::MailboxRow mailbox;
    TimePoint when;
  };
  Result<std::vector<Closing>> closing_mailboxes();

  store::Profile profile;
  e2e::IdentitySecret identity;
  protocol::RelayAddress relay;
  std::string name;
  TimePoint created;
  bool rolled_back;
  std::uint64_t generation;
  const Clock& clock;
  crypto::Rng& rng;
  Desk desk;
  bool refused_by_relay = false;  // the last new mailbox, by our own relay
  Counters counters;
  std::function<void()> notify;
  /// Per relay the mailboxes that are subscribed, with the number that has to be received yet (0: caught up).
  std::map<protocol::RelayAddress, std::map<protocol::ReaderId, std::uint64_t>> watched;
  /// The highest number received on this connection.
  std::map<protocol::RelayAddress, std::map<protocol::ReaderId, std::uint64_t>> arrived;
  /// Chunks of files that are being moved, by the file's id.
  std::map<std::string, std::uint32_t, std::less<>> moved;
};

/// change with the fault points "<name>.before_commit" and "<name>.after_commit".
#define STILLE_CHANGE(name) change<name ".before_commit", name ".after_commit">
#define STILLE_QUIET_CHANGE(name) change_quietly<name ".before_commit", name ".after_commit">

}  // namespace stille::client
