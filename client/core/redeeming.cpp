#include "client/core/redeeming.hpp"

namespace stille::client {

namespace {

using protocol::Status;
using store::RelayInvitationRow;
using store::RelayInvitationState;

Assignment assignment_for(const RelayInvitationRow& row) {
  const bool fetching = row.state == RelayInvitationState::fetching;
  return {.task = fetching ? Task::get_record : Task::redeem, .row = row.id};
}

struct Batch {
  std::vector<Bytes> inputs;
  std::vector<crypto::Blinding> blindings;
};

/// As it was when it was stored.
Result<Batch> batch_of(const std::vector<store::BlindedRow>& rows) {
  Batch out;
  for (const auto& row : rows) {
    out.inputs.push_back(protocol::token_input(row.nonce));
    auto blinding = crypto::blind_with(out.inputs.back(), row.blinding.clone());
    if (!blinding) return fail(Errc::damaged);
    out.blindings.push_back(std::move(blinding).value());
  }
  return out;
}

Result<protocol::Command> redemption(store::Database& db, const RelayInvitationRow& row) {
  STILLE_TRY(const auto blinded, store::blinded_of(db, row.id));
  STILLE_TRY(const auto batch, batch_of(blinded));
  protocol::Redeem out{row.code, {}};
  for (const auto& blinding : batch.blindings) out.blinded.push_back(blinding.element);
  return protocol::Command{std::move(out)};
}

Result<void> give_up(Context& context, RelayInvitationRow row, Errc reason) {
  row.state = RelayInvitationState::failed;
  row.reason = reason;
  STILLE_TRYV(store::remove_blinded(context.db, row.id));
  return store::set_relay_invitation_state(context.db, row);
}

std::optional<Errc> reason_of(Status status) {
  switch (status) {
    case Status::invite_unknown:
      return Errc::not_found;
    case Status::invite_used_up:
      return Errc::used;
    case Status::invite_expired:
      return Errc::expired;
    case Status::invite_revoked:
      return Errc::revoked;
    case Status::slow_down:
    case Status::unavailable:
      return std::nullopt;  // of the moment
    default:
      return Errc::refused;
  }
}

/// Empty: this is not what the key of the class makes of what we sent.
std::vector<crypto::VoprfOutput> outputs_of(const Batch& batch, const crypto::VoprfPublic& key,
                                            const crypto::Evaluation& evaluation) {
  const auto count = evaluation.elements.size();
  if (count > batch.inputs.size()) return {};
  const std::vector<ByteView> inputs(batch.inputs.begin(),
                                     batch.inputs.begin() + static_cast<std::ptrdiff_t>(count));
  auto out = crypto::finalise(key, inputs, std::span(batch.blindings).first(count), evaluation);
  return out ? std::move(out).value() : std::vector<crypto::VoprfOutput>{};
}

}  // namespace

Result<RelayInvitationRow> take_relay_invitation(Context& context,
                                                 const protocol::RelayInvitation& invitation) {
  STILLE_TRY(auto known, store::find_relay_invitation(context.db, invitation));
  if (known) return std::move(*known);
  RelayInvitationRow row{
      .relay = invitation.relay, .code = *invitation.code, .reason = {}, .created = context.now};
  STILLE_TRYV(store::add_relay_invitation(context.db, row));
  for (std::size_t i = 0; i < protocol::kMostTokensPerRedeem; ++i) {
    const auto nonce = context.rng.fixed<protocol::TokenNonce>();
    STILLE_TRY(auto blinding, crypto::blind(protocol::token_input(nonce), context.rng));
    STILLE_TRYV(store::add_blinded(context.db, row, {0, nonce, std::move(blinding.scalar)}));
  }
  return row;
}

Result<std::vector<Work>> next_redemptions(store::Database& db, Desk& desk,
                                           const protocol::RelayAddress& relay, TimePoint now) {
  std::vector<Work> out;
  STILLE_TRY(const auto rows, store::open_relay_invitations(db, relay));
  for (const auto& row : rows) {
    const auto assignment = assignment_for(row);
    if (!desk.may_go(assignment, now)) continue;
    Work work;
    work.command = protocol::GetRecord{};
    if (assignment.task == Task::redeem) {
      STILLE_TRY(work.command, redemption(db, row));
    }
    work.id = desk.hand_out(relay, assignment);
    out.push_back(std::move(work));
  }
  return out;
}

Result<bool> redeems_now(store::Database& db, const Desk& desk, const protocol::RelayAddress& relay,
                         TimePoint now) {
  STILLE_TRY(const auto rows, store::open_relay_invitations(db, relay));
  return std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
    const auto assignment = assignment_for(row);
    return desk.may_go(assignment, now) || desk.is_out(assignment);
  });
}

Result<bool> record_answered(Context& context, store::RowId invitation, const protocol::Reply& reply) {
  STILLE_TRY(auto row, store::load_relay_invitation(context.db, invitation));
  if (row.state != RelayInvitationState::fetching) return true;
  if (reply.status != Status::ok) {
    const auto reason = reason_of(reply.status);
    if (!reason) return false;
    STILLE_TRYV(give_up(context, std::move(row), *reason));
    return true;
  }
  const auto& relay = row.relay.fingerprint;
  STILLE_TRY(const auto known, store::record_age(context.db, relay));
  const bool signed_by_it = reply.record && reply.record_says && protocol::is_signed_by(*reply.record, relay);
  // An older record could bring back keys that the relay has given up.
  const bool newest = signed_by_it && (!known || store::RecordAge{reply.record_says->epoch,
                                                                  reply.record_says->sequence} >= *known);
  if (!newest) {
    STILLE_TRYV(give_up(context, std::move(row), Errc::untrusted_peer));
    return true;
  }
  STILLE_TRYV(store::keep_record(context.db, relay, *reply.record_says));
  row.state = RelayInvitationState::redeeming;
  STILLE_TRYV(store::set_relay_invitation_state(context.db, row));
  return true;
}

Result<bool> redemption_answered(Context& context, store::RowId invitation, const protocol::Reply& reply) {
  STILLE_TRY(auto row, store::load_relay_invitation(context.db, invitation));
  if (row.state != RelayInvitationState::redeeming) return true;
  if (reply.status != Status::ok) {
    const auto reason = reason_of(reply.status);
    if (!reason) return false;
    STILLE_TRYV(give_up(context, std::move(row), *reason));
    return true;
  }
  STILLE_TRY(const auto blinded, store::blinded_of(context.db, row.id));
  STILLE_TRY(const auto batch, batch_of(blinded));
  const auto token_class = reply.redeemed ? reply.redeemed->token_class : protocol::ClassId{0};
  STILLE_TRY(const auto key, store::class_key(context.db, row.relay.fingerprint, token_class));
  // A key of its own for each of us would let the relay tell our tokens from everybody else's.
  const auto outputs = key && reply.redeemed ? outputs_of(batch, *key, reply.redeemed->evaluation)
                                             : std::vector<crypto::VoprfOutput>{};
  if (outputs.empty()) {
    STILLE_TRYV(give_up(context, std::move(row), Errc::untrusted_peer));
    return true;
  }
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    STILLE_TRYV(store::keep_token(context.db, blinded[i].id, {token_class, blinded[i].nonce, outputs[i]}));
  }
  STILLE_TRYV(store::remove_blinded(context.db, row.id));
  row.state = RelayInvitationState::redeemed;
  STILLE_TRYV(store::set_relay_invitation_state(context.db, row));
  return true;
}

Result<bool> can_pay(store::Database& db, const protocol::RelayAddress& relay) {
  STILLE_TRY(const auto tokens, store::count_tokens(db, relay));
  if (tokens == 0) return false;
  STILLE_TRY(const auto unpaid, store::unpaid_mailboxes(db, relay));
  return !unpaid.empty();
}

Result<void> bind_tokens(Context& context, const protocol::RelayAddress& relay) {
  STILLE_TRY(const auto unpaid, store::unpaid_mailboxes(context.db, relay));
  for (const auto mailbox : unpaid) {
    STILLE_TRYV(store::bind_token(context.db, relay, mailbox));
  }
  return ok();
}

}  // namespace stille::client
