#include "server/relay/relay.hpp"

#include "server/relay/core.hpp"

namespace stille::relay {

Relay::Relay(Limits limits, protocol::RelayFingerprint self, store::MailboxStore& store, crypto::Rng& rng)
    : core_(std::make_unique<Core>(limits, self, store, rng)) {}
Relay::~Relay() = default;

void Relay::connected(Connected connection, TimePoint now) {
  core_->connected(std::move(connection), now);
}
void Relay::disconnected(ConnectionId id, TimePoint) {
  core_->disconnected(id);
}
void Relay::handle(ConnectionId id, protocol::Request request, TimePoint now) {
  core_->handle(id, request, now);
}
void Relay::written(ConnectionId id, std::size_t payload_bytes, TimePoint) {
  core_->written(id, payload_bytes);
}
std::optional<TimePoint> Relay::commit_due() const {
  return core_->commit_due();
}
bool Relay::commit_now() const {
  return core_->commit_now();
}
Result<void> Relay::commit(TimePoint now) {
  return core_->commit(now);
}
Result<void> Relay::tick(TimePoint now, milliseconds passed) {
  return core_->tick(now, passed);
}
bool Relay::more_is_due() const {
  return core_->more_is_due();
}
DiskLevel Relay::disk_level() const {
  return core_->disk_level();
}
Result<void> Relay::file_done(blob::Done done, TimePoint now) {
  return core_->file_done(std::move(done), now);
}
std::vector<blob::Job> Relay::take_jobs() {
  return core_->take_jobs();
}
void Relay::shut_down(TimePoint) {
  core_->shut_down();
}
Figures Relay::figures() const {
  return core_->figures();
}
void Relay::set_limits(const Limits& limits) {
  core_->set_limits(limits);
}
Result<bool> Relay::block(const MailboxId& id, bool blocked, TimePoint now) {
  return core_->block(id, blocked, now);
}
Result<std::vector<protocol::TokenClass>> Relay::classes() {
  return core_->classes();
}
void Relay::publish(protocol::SignedRecord record) {
  core_->publish(std::move(record));
}
Result<NewInvite> Relay::create_invite(const InviteWish& wish, TimePoint now) {
  return core_->create_invite(wish, now);
}
Result<std::vector<ListedInvite>> Relay::invites() {
  return core_->invites();
}
Result<bool> Relay::revoke_invite(std::uint64_t number, TimePoint now) {
  return core_->revoke_invite(number, now);
}
std::vector<Action> Relay::take_actions() {
  return core_->take_actions();
}

}  // namespace stille::relay
