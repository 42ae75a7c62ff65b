// Backups of a profile that is open, and giving it up at its relays.
#include <array>

#include "client/core/leaving.hpp"
#include "client/rpc/backup.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::store::BackupKey;

/// A recovery key when `seal` does not say how else the file is sealed.
struct Seal {
  BackupKey key;
  std::string recovery_key;  // to be shown once; empty: whoever asked knows what opens it
};

Outcome<Seal> seal_for(Service& service, const Json& params) {
  const auto text = text_or(params, "seal");
  if (text.empty()) {
    const auto recovery = client::store::make_recovery_key(service.rng());
    const auto shown = client::store::to_text(recovery);
    return Seal{BackupKey::from(recovery, service.rng()), std::string(as_text(shown.expose()))};
  }
  auto bytes = from_base64url(text);
  auto key = bytes ? BackupKey::decode(bytes.value()) : fail(Errc::bad_encoding);
  if (bytes) crypto::wipe(bytes.value());
  if (key.has_error()) {
    return fault(FaultCode::invalid_argument, "`seal` is not what the command line makes of a passphrase.",
                 {{"about", "seal"}});
  }
  return Seal{std::move(key).value(), {}};
}

Answer create_backup(Service& service, const Json& params) {
  const std::filesystem::path file = text_or(params, "file");
  if (!file.is_absolute()) {
    return fault(FaultCode::invalid_argument, "The path of a backup is an absolute one.",
                 {{"about", "file"}});
  }
  STILLE_TRY(const auto seal, seal_for(service, params));
  auto made = service.engine().leaving().back_up(file, seal.key, !flag_or(params, "without_files", false));
  if (made.has_error()) return backup_fault(made.error(), file);
  Json out{{"file", file.string()}};
  const auto summary = to_json(made.value());
  for (const auto& [key, value] : summary.items()) out[key] = value;
  if (!seal.recovery_key.empty()) out["recovery_key"] = seal.recovery_key;
  return out;
}

// Nothing is given up unless every relay that has something of ours is there to hear of it.
Outcome<void> all_connected(Service& service) {
  for (const auto& status : service.relays()) {
    if (status.state == "connected") continue;
    auto why = status.failure ? *status.failure : fault(FaultCode::relay_unreachable);
    why.detail["about"] = status.address;
    return why;
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

asio::awaitable<Answer> give_up(Service& service, Json params) {
  const auto deadline = deadline_or(params, seconds(30));
  service.go_online();
  while (!all_connected(service)) {
    if (service.tried()) break;
    if (!co_await service.changes().next(deadline)) break;
  }
  STILLE_CO_TRYV(all_connected(service));
  auto leaving = service.engine().leaving();
  STILLE_CO_TRYV(faulted(leaving.give_up()));
  STILLE_CO_TRY(const auto all, faulted(leaving.left()));
  for (;;) {
    STILLE_CO_TRY(const auto left, faulted(leaving.left()));
    if (left == 0) co_return Json{{"mailboxes", all}};
    if (!co_await service.changes().next(deadline)) {
      co_return fault(FaultCode::not_reached, "The relay has not yet removed everything.", {{"left", left}});
    }
  }
}

using enum ParamType;
constexpr std::array kCreate{
    Param{"file", text, true, "Absolute path; it must not be there yet"},
    Param{"seal", text, false,
          "What the command line makes of a passphrase; without it a recovery key is made"},
    Param{"without_files", flag, false, "Leave received files out"},
    Param{"timeout_ms", whole, false, "How long the caller is ready to wait"}};
constexpr std::array kPatience{Param{"timeout_ms", whole, false, "How long the relays may take"}};

constexpr std::array kMethods{
    Method{"backup.create",
           "Writes everything but sessions to one sealed file; nothing else happens meanwhile",
           "{file, created, name, contacts, messages, files, bytes, recovery_key?}", kCreate, create_backup},
    Method{"account.give_up",
           "Removes every mailbox, link and file at the relays; the profile is of no use afterwards",
           "{mailboxes}", kPatience, nullptr, give_up},
};

}  // namespace

std::span<const Method> leaving_methods() {
  return kMethods;
}

}  // namespace stille::rpc
