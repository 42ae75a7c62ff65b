#include "server/app/administration.hpp"

#include <sys/statvfs.h>
#include <unistd.h>

#include "common/base/encoding.hpp"
#include "server/app/core_call.hpp"
#include "server/app/invites.hpp"
#include "server/app/service.hpp"

namespace stille::server {
namespace {

using admin::Answer;
using admin::Fault;
using admin::Json;

// Pages of 16 KiB that one step of a copy reads: some milliseconds of the core's time.
constexpr int kPagesAtOnce = 64;

Fault trouble(Errc code) {
  return {"storage", "The database refused: " + std::string(name_of(code)) + ".",
          "Run `stille-relay doctor`."};
}

Json disk_of(const DataDir& data) {
  struct statvfs disk{};
  if (::statvfs(data.shown().c_str(), &disk) != 0) return nullptr;
  return {{"free_bytes", std::uint64_t{disk.f_bavail} * disk.f_frsize},
          {"total_bytes", std::uint64_t{disk.f_blocks} * disk.f_frsize}};
}

Json seconds_since(const std::filesystem::path& file) {
  std::error_code none;
  const auto written = std::filesystem::last_write_time(file, none);
  if (none) return nullptr;
  return std::chrono::duration_cast<seconds>(std::filesystem::file_time_type::clock::now() - written).count();
}

Json last_minute(const LastMinute& m) {
  return {{"seconds", m.seconds},   {"requests", m.requests},      {"stored", m.stored},
          {"denied", m.denied},     {"delivered", m.delivered},    {"slowed", m.slowed},
          {"accepted", m.accepted}, {"turned_away", m.turned_away}};
}

asio::awaitable<Answer> status(Service& service) {
  const auto now = co_await service.read();
  const auto left = service.certificate_expires() - SystemClock{}.now();
  const auto totals = now.totals;
  const auto counted = [&](std::uint64_t store::Totals::* what) {
    return totals ? Json((*totals).*what) : Json(nullptr);
  };
  co_return Json{
      {"version", STILLE_VERSION},
      {"pid", ::getpid()},
      {"address", protocol::to_text(service.address())},
      {"open", service.config().core.open},
      {"epoch", service.epoch()},
      {"uptime_s", std::chrono::duration_cast<seconds>(now.at - service.started()).count()},
      {"connections",
       {{"all", now.connections},
        {"unauthenticated", now.unauthenticated},
        {"most", service.config().net.connections}}},
      {"mailboxes", counted(&store::Totals::mailboxes)},
      {"subscriptions", now.core.subscriptions},
      {"waiting",
       {{"envelopes", counted(&store::Totals::envelopes)}, {"bytes", counted(&store::Totals::bytes)}}},
      {"last_minute", last_minute(service.last_minute(now))},
      {"disk", disk_of(service.folder())},
      {"certificate",
       {{"expires", to_rfc3339(service.certificate_expires())}, {"days_left", left / std::chrono::days{1}}}},
      {"backup", {{"age_s", seconds_since(service.folder().name_of(DataDir::kLastBackup))}}}};
}

/// 24 bytes in hex or base64url.
std::optional<relay::MailboxId> mailbox_id(const std::string& text) {
  auto bytes = from_hex(text);
  if (!bytes) bytes = from_base64url(text);
  relay::MailboxId out{};
  if (!bytes || bytes.value().size() != out.size()) return std::nullopt;
  std::copy(bytes.value().begin(), bytes.value().end(), out.begin());
  return out;
}

asio::awaitable<Answer> block(Service& service, Json params) {
  const bool blocked = params.at("blocked").get<bool>();
  const auto id = mailbox_id(params.at("id").get<std::string>());
  if (!id)
    co_return Fault{"bad_id", "This is no mailbox id.",
                    "Give the 24 bytes of its reader id or writer id, in hex or base64url."};
  const std::function<Result<bool>(const CoreView&)> change = [id = *id, blocked](const CoreView& view) {
    return view.relay.block(id, blocked, view.now);
  };
  const auto done = co_await on_core(service.core(), change);
  if (!done) co_return trouble(done.error().code);
  if (!done.value())
    co_return Fault{"not_found", "No mailbox has this id.",
                    "Check that the report is about this relay; its owner may have deleted the mailbox."};
  co_return Json{{"blocked", blocked}};
}

asio::awaitable<Answer> drain(Service& service, Json params) {
  const milliseconds patience{params.at("patience_ms").get<std::uint32_t>()};
  const auto now = co_await service.read();
  service.stop(patience);
  co_return Json{{"connections", now.connections}};
}

asio::awaitable<Answer> reload(Service& service) {
  try {
    co_return Json{{"needs_restart", service.reload()}};
  } catch (const Complaint& complaint) {
    co_return Fault{"refused", complaint.what(), complaint.next};
  }
}

/// A consistent copy of the database beside it, for `backup` to take in and to remove.
asio::awaitable<Answer> snapshot(Service& service) {
  static std::uint64_t made = 0;
  const auto path = service.folder().database() + "-snapshot-" + std::to_string(++made);
  const std::function<Result<void>(const CoreView&)> begin = [&service, path](const CoreView&) {
    return service.store().begin_copy(path);
  };
  const std::function<Result<bool>(const CoreView&)> go_on = [&service](const CoreView&) {
    return service.store().go_on_copying(kPagesAtOnce);
  };
  const auto begun = co_await on_core(service.core(), begin);
  if (!begun && begun.error().code == Errc::busy)
    co_return Fault{"busy", "Another backup is being made.", "Wait for it to end."};
  if (!begun) co_return trouble(begun.error().code);
  for (;;) {
    // Between two steps the core does what clients ask of it.
    const auto done = co_await on_core(service.core(), go_on);
    if (done && !done.value()) continue;
    if (done) co_return Json{{"database", path}};
    (void)::unlink(path.c_str());
    co_return trouble(done.error().code);
  }
}

Fault refused(Errc code, const relay::InviteWish& wish = {}) {
  const auto complaint = invite_complaint(code, wish);
  return {std::string(name_of(code)), complaint.what(), complaint.next};
}

asio::awaitable<Answer> create_invite(Service& service, Json params) {
  const auto wish = wish_of(params);
  const std::function<Result<relay::NewInvite>(const CoreView&)> create = [wish](const CoreView& view) {
    return view.relay.create_invite(wish, view.now);
  };
  const auto made = co_await on_core(service.core(), create);
  if (!made) co_return refused(made.error().code, wish);
  co_return shown(made.value(), wish, service.address(), SystemClock{}.now() + wish.life);
}

asio::awaitable<Answer> list_invites(Service& service) {
  const std::function<Result<std::vector<relay::ListedInvite>>(const CoreView&)> list =
      [](const CoreView& view) { return view.relay.invites(); };
  const auto all = co_await on_core(service.core(), list);
  if (!all) co_return refused(all.error().code);
  auto out = Json::array();
  for (const auto& one : all.value()) out.push_back(shown(one, SystemClock{}.now()));
  co_return out;
}

asio::awaitable<Answer> revoke_invite(Service& service, Json params) {
  const auto number = params.at("number").get<std::uint64_t>();
  const std::function<Result<bool>(const CoreView&)> revoke = [number](const CoreView& view) {
    return view.relay.revoke_invite(number, view.now);
  };
  const auto done = co_await on_core(service.core(), revoke);
  if (!done) co_return refused(done.error().code);
  if (!done.value())
    co_return Fault{"not_found", "there is no invitation " + std::to_string(number) + ".",
                    "See `stille-relay invite list`."};
  co_return Json{{"number", number}, {"state", "revoked"}};
}

}  // namespace

admin::Commands administration(Service& service) {
  return {
      {"status", [&service](const Json&) { return status(service); }},
      {"block", [&service](Json params) { return block(service, std::move(params)); }},
      {"drain", [&service](Json params) { return drain(service, std::move(params)); }},
      {"reload", [&service](const Json&) { return reload(service); }},
      {"invite.create", [&service](Json params) { return create_invite(service, std::move(params)); }},
      {"invite.list", [&service](const Json&) { return list_invites(service); }},
      {"invite.revoke", [&service](Json params) { return revoke_invite(service, std::move(params)); }},
      {"snapshot", [&service](const Json&) { return snapshot(service); }},
  };
}

}  // namespace stille::server
