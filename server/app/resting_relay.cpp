#include "server/app/resting_relay.hpp"

#include "server/store/sqlite/sqlite_mailbox_store.hpp"

namespace stille::server {

RestingRelay::RestingRelay(const std::filesystem::path& path) : data_(path) {
  data_.expect_relay();
  data_.lock();
  config_ = load_config(data_);
  identity_.emplace(load_identity(data_));
  auto opened = store::SqliteMailboxStore::open(data_.database());
  if (!opened) throw invite_complaint(opened.error().code, {});
  store_ = std::move(opened).value();
  relay_.emplace(config_.core, identity_->fingerprint(), *store_, rng_);
}

Json RestingRelay::invite(const relay::InviteWish& wish) {
  const auto at = address();
  const auto now = SystemClock{}.now();
  const auto made = relay_->create_invite(wish, now);
  if (!made) throw invite_complaint(made.error().code, wish);
  return shown(made.value(), wish, at, now + wish.life);
}

protocol::RelayAddress RestingRelay::address() const {
  if (const auto port = parse_listen(config_.listen).port; port != 0)
    return address_of(config_, *identity_, port);
  const auto last = data_.read(DataDir::kAddress);
  auto text = std::string(last ? as_text(last->expose()) : std::string_view{});
  if (text.ends_with('\n')) text.pop_back();
  auto known = protocol::parse_relay_address(text);
  if (!known)
    throw Complaint(Exit::usage, "the relay listens on port 0 and has not run yet, so it has no address.",
                    "Start it once with `stille-relay run --data " + data_.shown() + "`, or set a port.");
  return std::move(known).value();
}

}  // namespace stille::server
