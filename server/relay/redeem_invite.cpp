// REDEEM: an invitation becomes tokens that the relay will not recognise. GET_RECORD: the keys they are
// checked against.
#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"
#include "server/relay/core.hpp"

namespace stille::relay {
namespace {

using protocol::Status;

store::BatchMark mark_of(const protocol::Redeem& command) {
  crypto::Sha512 hash;
  hash.update(crypto::label::kRelayBatch.view()).update(command.code.raw);
  for (const auto& element : command.blinded) hash.update(element.raw);
  return store::BatchMark::copy_of(hash.finish());
}

}  // namespace

Result<void> Relay::Core::run(const Call& call, const protocol::Redeem& command) {
  if (!call.request.tags.empty()) {
    answer(call, Status::bad_request);
    return ok();
  }
  if (const auto wait = call.connection.redemptions.take(1, call.now)) {
    answer(call, Status::slow_down, *wait);
    return ok();
  }
  STILLE_TRY(auto invite, find_invite({crypto::h32({crypto::label::kRelayInvite.view(), command.code.raw})}));
  if (!invite || invite->revoked) {
    if (!invite) (void)call.connection.refusals.take(1, call.now);
    answer(call, invite ? Status::invite_revoked : Status::invite_unknown);
    return ok();
  }
  const auto batch = mark_of(command);
  STILLE_TRY(const bool known, is_redeemed(batch));
  // A batch that is known uses nothing: its owner may not have seen the answer.
  if (const auto refused = known ? Status::ok : refusal(*invite, call.now); refused != Status::ok) {
    answer(call, refused, refused == Status::unavailable ? limits_.retry_unavailable : milliseconds{});
    return ok();
  }
  STILLE_TRY(auto redeemed, evaluated(*invite, command));
  if (!redeemed) {
    answer(call, Status::bad_request);
    return ok();
  }
  if (!known) use(std::move(*invite), batch, call.now);
  protocol::Reply reply{call.request.number, Status::ok, {}, {}, {}};
  reply.redeemed = std::move(*redeemed);
  group_.promise(call.connection.hello.id, std::move(reply), call.now);
  return ok();
}

Status Relay::Core::refusal(const store::Invite& invite, TimePoint now) const {
  if (now >= invite.expires) return Status::invite_expired;
  if (invite.uses_left == 0) return Status::invite_used_up;
  return growth_paused(now) ? Status::unavailable : Status::ok;
}

/// None: what was sent are no elements.
Result<std::optional<protocol::Redeemed>> Relay::Core::evaluated(const store::Invite& invite,
                                                                 const protocol::Redeem& command) {
  STILLE_TRY(const auto* classes, token_classes());
  const auto* made_by = classes->by_id(invite.token_class);
  // The operator has taken the class out of the settings; it may come back.
  if (made_by == nullptr) return fail(Errc::not_found);
  const auto granted = std::min<std::size_t>(command.blinded.size(), invite.mailboxes);
  auto evaluation = crypto::blind_evaluate(made_by->secret, std::span(command.blinded).first(granted), rng_);
  if (!evaluation) return std::nullopt;
  return protocol::Redeemed{invite.token_class, std::move(evaluation).value()};
}

void Relay::Core::use(store::Invite invite, const store::BatchMark& batch, TimePoint now) {
  --invite.uses_left;
  group_.redeemed.insert(batch);
  group_.add(store::PutInvite{invite}, now);
  group_.add(store::Redeem{batch, invite.expires}, now);
  group_.invites[invite.id] = std::move(invite);
}

Result<bool> Relay::Core::is_redeemed(const store::BatchMark& batch) const {
  if (group_.redeemed.contains(batch)) return true;
  return store_.redeemed(batch);
}

Result<void> Relay::Core::run(const Call& call, const protocol::GetRecord&) {
  if (!call.request.tags.empty()) {
    answer(call, Status::bad_request);
  } else if (!record_) {
    answer(call, Status::unavailable, limits_.retry_unavailable);
  } else {
    protocol::Reply reply{call.request.number, Status::ok, {}, {}, {}};
    reply.record = record_;
    answer(call.connection.hello.id, std::move(reply));
  }
  return ok();
}

Result<TokenClasses*> Relay::Core::token_classes() {
  if (!classes_) {
    STILLE_TRY(classes_, TokenClasses::load(store_, limits_, rng_));
  }
  return &*classes_;
}

Result<std::optional<store::Invite>> Relay::Core::find_invite(const store::InviteId& id) const {
  if (const auto open = group_.invites.find(id); open != group_.invites.end()) return open->second;
  return store_.invite(id);
}

}  // namespace stille::relay
