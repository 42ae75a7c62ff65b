// The face of the engine for people's programs: opening, profile, people, messages, log.
#include "client/core/engine.hpp"

#include <algorithm>

#include "client/core/cards.hpp"
#include "client/core/changing.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/forgetting.hpp"
#include "client/core/grouping.hpp"
#include "client/core/inviting.hpp"
#include "client/core/joining.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/moving.hpp"
#include "client/core/people.hpp"
#include "client/core/receiving.hpp"
#include "client/core/redeeming.hpp"
#include "client/core/self_notes.hpp"
#include "client/core/sending.hpp"
#include "client/core/settings.hpp"
#include "client/core/show.hpp"
#include "client/core/talk.hpp"
#include "client/core/upkeep.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

static_assert(kLongestText == wire::kLongestTextBytes && kLongestName == wire::kLongestNameBytes);

Engine::Engine(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::open(store::Profile profile, const Clock& clock, crypto::Rng& rng) {
  STILLE_TRY(auto row, store::load_self(profile.database()));
  STILLE_TRY(auto identity, e2e::IdentitySecret::decode(row.identity.expose()));
  auto core = std::make_unique<Core>(std::move(profile), std::move(identity), std::move(row), clock, rng);
  if (core->profile.rolled_back()) {
    STILLE_TRYV(core->STILLE_CHANGE("rollback")([](Context& context) { return note_rollback(context); }));
    core->rolled_back = true;
  }
  STILLE_TRY(const bool unread, has_unsupported(core->db()));
  if (unread) {
    STILLE_TRYV(core->STILLE_CHANGE("read_again")([](Context& context) { return read_again(context); }));
  }
  return std::unique_ptr<Engine>(new Engine(std::move(core)));
}

ProfileView Engine::profile() const {
  return {.id = short_name("p_", core_->identity.iid()),
          .iid = to_hex(core_->identity.iid().view()),
          .name = core_->name,
          .relay = protocol::to_text(core_->relay),
          .created = core_->created,
          .rolled_back = core_->rolled_back};
}

Result<void> Engine::set_name(std::string_view name) {
  STILLE_TRYV(cards().set({.name = std::string(name)}));
  return ok();
}

Result<void> Engine::change_passphrase(const crypto::SecretBytes& now, const crypto::SecretBytes& then) {
  return core_->profile.change_passphrase(now, then, core_->rng);
}

Result<std::string> Engine::config(std::string_view key) const {
  return setting(core_->db(), key);
}

Result<void> Engine::set_config(std::string_view key, std::string_view value,
                                const crypto::SecretBytes& password) {
  return core_->STILLE_CHANGE("set_config")(
      [&](Context& context) { return change_setting(context.db, key, value, password); });
}

Result<ProxySetting> Engine::proxy() const {
  return proxy_setting(core_->db());
}

std::vector<ConfigEntry> Engine::config_entries() const {
  auto out = settings(core_->db());
  return out ? std::move(out).value() : std::vector<ConfigEntry>{};
}

namespace {

Result<protocol::RelayInvitation> relay_invitation_from(std::string_view text,
                                                        const protocol::RelayAddress& own) {
  auto with_address = protocol::parse_relay_invitation(text);
  if (!with_address) {
    STILLE_TRY(auto alone,
               protocol::parse_relay_invitation(protocol::to_text(own) + "/r#" + std::string(text)));
    return alone;
  }
  if (!with_address.value().code) return fail(Errc::invalid_argument);
  if (with_address.value().relay.fingerprint != own.fingerprint) return fail(Errc::bad_value);
  return protocol::RelayInvitation{own, with_address.value().code};
}

RelayInvitationView view_of(const store::RelayInvitationRow& row) {
  return {.id = row.id, .open = row.state < store::RelayInvitationState::redeemed, .error = row.reason};
}

Result<std::vector<ContactView>> members(store::Database& db, bool introduced) {
  STILLE_TRY(const auto rows, store::contacts_in(db, store::Stage::member));
  std::vector<ContactView> out;
  for (const auto& row : rows) {
    if (row.introduced.has_value() == introduced) out.push_back(show(row));
  }
  return out;
}

}  // namespace

Result<RelayInvitationView> Engine::add_relay_invitation(std::string_view text) {
  STILLE_TRY(const auto invitation, relay_invitation_from(text, core_->relay));
  STILLE_TRY(const auto row, core_->STILLE_CHANGE("relay_invitation_added")([&](Context& context) {
    return take_relay_invitation(context, invitation);
  }));
  return view_of(row);
}

Result<RelayInvitationView> Engine::relay_invitation(std::int64_t id) const {
  STILLE_TRY(const auto row, store::load_relay_invitation(core_->db(), id));
  return view_of(row);
}

Result<void> Engine::move_relay(std::string_view text) {
  STILLE_TRY(const auto there, protocol::parse_relay_invitation(text));
  if (there.relay == core_->relay) return fail(Errc::wrong_state);
  STILLE_TRYV(core_->STILLE_CHANGE("relay_moved")([&](Context& context) { return move_to(context, there); }));
  core_->relay = there.relay;
  core_->refused_by_relay = false;
  return ok();
}

Result<std::vector<store::RelayUse>> Engine::relay_uses() const {
  STILLE_TRY(auto out, store::relay_uses(core_->db()));
  const auto own = protocol::to_text(core_->relay);
  const auto found = std::find_if(out.begin(), out.end(), [&](const auto& use) { return use.relay == own; });
  if (found == out.end()) {
    out.insert(out.begin(), store::RelayUse{.relay = own});
  } else {
    std::rotate(out.begin(), found, found + 1);
  }
  return out;
}

PurseView Engine::purse() const {
  PurseView out;
  out.refused = core_->refused_by_relay;
  if (const auto tokens = store::count_tokens(core_->db(), core_->relay)) out.tokens = tokens.value();
  const auto last = store::last_relay_invitation(core_->db(), core_->relay);
  if (last && last.value()) out.invitation = view_of(*last.value());
  return out;
}

Result<std::vector<ContactView>> Engine::contacts() const {
  return members(core_->db(), false);
}

Result<std::vector<ContactView>> Engine::acquaintances() const {
  return members(core_->db(), true);
}

Result<ContactView> Engine::contact(std::string_view name) const {
  STILLE_TRY(const auto row, find_person(core_->db(), name));
  return show(row);
}

std::vector<ContactView> Engine::contacts_like(std::string_view name) const {
  std::vector<ContactView> out;
  for (const auto& row : people_like(core_->db(), name)) out.push_back(show(row));
  return out;
}

Result<ContactView> Engine::set_alias(std::string_view contact, std::string_view alias) {
  return core_->STILLE_CHANGE("set_alias")(
      [&](Context& context) { return rename_person(context, contact, alias); });
}

Result<void> Engine::set_note(std::string_view contact, std::string_view note) {
  return core_->STILLE_CHANGE("set_note")(
      [&](Context& context) { return note_person(context, contact, note); });
}

Result<void> Engine::set_blocked(std::string_view contact, bool blocked) {
  return core_->STILLE_CHANGE("set_blocked")(
      [&](Context& context) { return block_person(context, contact, blocked); });
}

Result<void> Engine::forget(std::string_view contact) {
  return core_->STILLE_CHANGE("forget")([&](Context& context) { return forget_person(context, contact); });
}

Result<void> Engine::set_verified(std::string_view contact, bool verified) {
  return core_->STILLE_CHANGE("set_verified")(
      [&](Context& context) { return verify_person(context, contact, verified); });
}

Result<void> Engine::accept_reset(std::string_view contact) {
  return core_->STILLE_CHANGE("accept_reset")(
      [&](Context& context) { return accept_new_session(context, contact); });
}

Result<SafetyNumberView> Engine::safety_number(std::string_view contact) const {
  return compare_with(core_->db(), core_->identity.public_part(), contact);
}

Result<MessageView> Engine::send_text(std::string_view contact, std::string_view text, std::string_view key) {
  return talk().send(contact, {.text = text, .key = key, .reply = {}});
}

Talk Engine::talk() {
  return Talk(*core_);
}

Result<std::vector<MessageView>> Engine::messages(std::string_view conversation,
                                                  const MessageRange& range) const {
  auto found = find_conversation(core_->db(), conversation);
  // Nothing was noted yet.
  if (!found && conversation == "self") return std::vector<MessageView>{};
  STILLE_TRY(const auto person, std::move(found));
  const store::MessageSpan span{.last = std::min(range.last, kMostRows),
                                .since = range.since.value_or(TimePoint::min()),
                                .until = range.until.value_or(TimePoint::max())};
  STILLE_TRY(const auto rows, store::messages_of(core_->db(), person.id, span));
  std::vector<MessageView> out;
  for (const auto& row : rows) {
    STILLE_TRY(auto view, show(core_->db(), row, person));
    out.push_back(std::move(view));
  }
  return out;
}

Result<MessageView> Engine::message(std::string_view id) const {
  STILLE_TRY(const auto row, find_message(core_->db(), id));
  STILLE_TRY(const auto person, store::load_contact(core_->db(), row.contact));
  return show(core_->db(), row, person);
}

Result<std::vector<EventView>> Engine::events_after(std::uint64_t seq, std::size_t limit,
                                                    std::span<const EventType> types) const {
  std::uint64_t mask = types.empty() ? ~std::uint64_t{0} >> 1U : 0;
  for (const auto type : types) mask |= std::uint64_t{1} << static_cast<unsigned>(type);
  STILLE_TRY(const auto rows, store::events_after(core_->db(), seq, std::min(limit, kMostRows), mask));
  std::vector<EventView> out;
  for (const auto& row : rows) {
    STILLE_TRY(auto event, show(core_->db(), row));
    out.push_back(std::move(event));
  }
  return out;
}

std::uint64_t Engine::last_event() const {
  const auto seq = store::last_event(core_->db());
  return seq ? seq.value() : 0;
}

Result<std::uint64_t> Engine::cursor(std::string_view name) const {
  return store::cursor_position(core_->db(), name);
}

Result<void> Engine::acknowledge(std::string_view cursor, std::uint64_t seq) {
  if (cursor.empty() || cursor.size() > kLongestAlias) return fail(Errc::bad_value);
  return core_->STILLE_CHANGE("acknowledge")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto last, store::last_event(context.db));
    if (seq > last) return fail(Errc::bad_value);
    return store::move_cursor(context.db, cursor, seq);
  });
}

Result<InvitationView> Engine::create_invitation(const InvitationOptions& options) {
  return core_->STILLE_CHANGE("create_invitation")([&](Context& context) -> Result<InvitationView> {
    STILLE_TRY(const auto row, client::create_invitation(context, options.ask, options.life));
    if (!options.for_whom.empty()) {
      STILLE_TRYV(invite_local(context, options.for_whom, row.id));
    }
    return show(context.db, row);
  });
}

Result<std::vector<InvitationView>> Engine::invitations() const {
  STILLE_TRY(const auto rows, store::all_invitations(core_->db()));
  std::vector<InvitationView> out;
  for (const auto& row : rows) {
    STILLE_TRY(auto view, show(core_->db(), row));
    out.push_back(std::move(view));
  }
  return out;
}

Result<InvitationView> Engine::invitation(std::string_view id) const {
  STILLE_TRY(const auto row, store::find_invitation(core_->db(), id));
  if (!row) return fail(Errc::not_found);
  return show(core_->db(), *row);
}

Result<void> Engine::revoke_invitation(std::string_view id) {
  return core_->STILLE_CHANGE("revoke_invitation")(
      [&](Context& context) { return client::revoke_invitation(context, id); });
}

Result<std::vector<RequestView>> Engine::requests() const {
  STILLE_TRY(const auto rows, store::contacts_in(core_->db(), store::Stage::requested));
  std::vector<RequestView> out;
  for (const auto& row : rows) {
    STILLE_TRY(auto view, show_request(core_->db(), row));
    out.push_back(std::move(view));
  }
  return out;
}

Result<ContactView> Engine::accept_request(std::string_view request, std::string_view alias) {
  return core_->STILLE_CHANGE("accept_request")([&](Context& context) -> Result<ContactView> {
    STILLE_TRY(const auto id, client::accept_request(context, request, alias));
    STILLE_TRY(const auto row, store::load_contact(context.db, id));
    return show(row);
  });
}

Result<void> Engine::decline_request(std::string_view request) {
  return core_->STILLE_CHANGE("decline_request")(
      [&](Context& context) { return client::decline_request(context, request); });
}

Result<JoinView> Engine::accept_invitation(std::string_view link_text, std::string_view alias) {
  return core_->STILLE_CHANGE("accept_invitation")([&](Context& context) -> Result<JoinView> {
    STILLE_TRY(const auto row, begin_joining(context, link_text, alias));
    return show(context.db, row);
  });
}

Result<void> Engine::withdraw_join(std::string_view id, Errc why) {
  return core_->STILLE_CHANGE("withdraw_join")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto row, store::find_joining(context.db, id));
    if (!row) return fail(Errc::not_found);
    if (row->state != store::JoiningState::fetching) return ok();
    return fail_joining(context, row->id, why);
  });
}

Result<JoinView> Engine::join(std::string_view id) const {
  STILLE_TRY(const auto row, store::find_joining(core_->db(), id));
  if (!row) return fail(Errc::not_found);
  return show(core_->db(), *row);
}

}  // namespace stille::client
