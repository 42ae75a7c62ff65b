// `stille-relay invite`, on a relay that is not running.
#include <cstdio>

#include "server/app/commands.hpp"
#include "server/app/invites.hpp"
#include "server/app/relay_files.hpp"
#include "server/store/sqlite/sqlite_mailbox_store.hpp"

namespace stille::server {
namespace {

/// The core over the folder's database, for as long as the folder's lock is held.
class RestingRelay {
 public:
  explicit RestingRelay(const std::filesystem::path& path) : data_(path) {
    data_.expect_relay();
    data_.lock();
    config_ = load_config(data_);
    identity_.emplace(load_identity(data_));
    auto opened = store::SqliteMailboxStore::open(data_.database());
    if (!opened) throw invite_complaint(opened.error().code, {});
    store_ = std::move(opened).value();
    relay_.emplace(config_.core, identity_->fingerprint(), *store_, rng_);
  }
  relay::Relay& core() { return *relay_; }

  /// Where people will find it.
  [[nodiscard]] protocol::RelayAddress address() const {
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

 private:
  DataDir data_;
  Config config_;
  crypto::SystemRng rng_;
  std::optional<net::RelayIdentity> identity_;
  std::unique_ptr<store::MailboxStore> store_;
  std::optional<relay::Relay> relay_;
};

void print_line(const Json& object) {
  std::printf("%s\n", object.dump().c_str());
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

void invite_create(const InviteRequest& request) {
  RestingRelay resting(request.data);
  const auto address = resting.address();
  const auto now = SystemClock{}.now();
  const auto made = resting.core().create_invite(request.wish, now);
  if (!made) throw invite_complaint(made.error().code, request.wish);
  const auto out = shown(made.value(), request.wish, address, now + request.wish.life);
  if (request.json) return print_line(out);
  std::printf("%s\n", text_of(out["invitation"]).c_str());
  (void)std::fprintf(stderr,
                     "Invitation %s, shown only now: %s use(s) of %s mailboxes each, until %s.\n"
                     "Somebody takes it with: stille profile new --relay INVITATION\n",
                     text_of(out["number"]).c_str(), text_of(out["uses"]).c_str(),
                     text_of(out["mailboxes"]).c_str(), text_of(out["expires"]).c_str());
}

void invite_list(const InviteRequest& request) {
  RestingRelay resting(request.data);
  const auto invites = resting.core().invites();
  if (!invites) throw invite_complaint(invites.error().code, {});
  const auto now = SystemClock{}.now();
  if (!request.json)
    std::printf("%-7s %-8s %-5s %-9s %-12s %-24s %s\n", "NUMBER", "STATE", "USES", "MAILBOXES", "CLASS",
                "EXPIRES", "LABEL");
  for (const auto& one : invites.value()) {
    const auto row = shown(one, now);
    if (request.json) {
      print_line(row);
      continue;
    }
    std::printf("%-7s %-8s %-5s %-9s %-12s %-24s %s\n", text_of(row["number"]).c_str(),
                text_of(row["state"]).c_str(), text_of(row["uses_left"]).c_str(),
                text_of(row["mailboxes"]).c_str(), text_of(row["class"]).c_str(),
                text_of(row["expires"]).c_str(), text_of(row["label"]).c_str());
  }
}

void invite_revoke(const InviteRequest& request) {
  RestingRelay resting(request.data);
  const auto revoked = resting.core().revoke_invite(request.number, SystemClock{}.now());
  if (!revoked) throw invite_complaint(revoked.error().code, {});
  if (!revoked.value())
    throw Complaint(Exit::usage, "there is no invitation " + std::to_string(request.number) + ".",
                    "See `stille-relay invite list`.");
  if (request.json) return print_line({{"number", request.number}, {"state", "revoked"}});
  (void)std::fprintf(stderr, "Invitation %llu gives no more tokens. Those that were redeemed stay good.\n",
                     static_cast<unsigned long long>(request.number));
}

}  // namespace stille::server
