// CREATE and DELETE: mailboxes come, idempotently, and go with all that waits in them.
#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"
#include "server/relay/core.hpp"

namespace stille::relay {
namespace {

using protocol::Status;

bool same_mailbox(const store::Mailbox& row, const protocol::Create& command) {
  return row.reader_id == command.reader_id && row.writer_id == command.writer_id &&
         row.reader_key == command.reader_key && row.writer_key == command.writer_key &&
         row.kind == command.kind;
}

}  // namespace

Result<void> Relay::Core::run(const Call& call, const protocol::Create& command) {
  const protocol::AuthContext context{call.connection.hello.binding, self_, protocol::MailboxRole::reader,
                                      command.reader_id.raw};
  if (!tag_fits(call, 0, context, &command.reader_key)) {
    deny(call);
    return ok();
  }
  STILLE_TRY(const auto* known, mailboxes_.by_reader(command.reader_id));
  if (known != nullptr && known->row.blocked) {
    deny(call);
    return ok();
  }
  if (known != nullptr && same_mailbox(known->row, command)) {
    known->in_group ? answer_when_durable(call, Status::ok) : answer(call, Status::ok);
    return ok();
  }
  STILLE_TRY(const auto* other, mailboxes_.by_writer(command.writer_id));
  if (known != nullptr || other != nullptr) {
    answer(call, Status::exists);
    return ok();
  }
  STILLE_TRY(const auto payment, pay(command));
  if (!payment) {
    // A token that is looked at costs about what a wrong tag does.
    if (command.token) (void)call.connection.refusals.take(1, call.now);
    answer(call, Status::creation_refused);
  } else if (const auto wait = call.connection.creations.take(1, call.now)) {
    answer(call, Status::slow_down, *wait);
  } else if (refuses_creations()) {
    answer(call, Status::no_space, limits_.retry_full);
  } else if (growth_paused(call.now)) {
    answer(call, Status::unavailable, limits_.retry_unavailable);
  } else {
    create(call, command, *payment);
  }
  return ok();
}

Result<std::optional<Payment>> Relay::Core::pay(const protocol::Create& command) {
  const auto& token = command.token;
  if (!token) {
    if (!limits_.open) return std::nullopt;
    return Payment{standard_budget(limits_), {}};
  }
  STILLE_TRY(const auto* classes, token_classes());
  const auto* made_by = classes->by_id(token->token_class);
  if (made_by == nullptr) return std::nullopt;
  const auto expected = crypto::evaluate(made_by->secret, protocol::token_input(token->nonce));
  if (!expected || !crypto::equal(expected.value().raw, token->output.raw)) return std::nullopt;
  const store::Spend spend{token->token_class,
                           {crypto::h32({crypto::label::kRelaySpent.view(), token->nonce.raw})}};
  if (group_.spent.contains({spend.token_class, spend.token})) return std::nullopt;
  STILLE_TRY(const bool spent, store_.spent(spend.token_class, spend.token));
  if (spent) return std::nullopt;
  return Payment{made_by->shown.budget, spend};
}

void Relay::Core::create(const Call& call, const protocol::Create& command, const Payment& payment) {
  store::Mailbox row{command.reader_id,      command.writer_id,
                     command.reader_key,     command.writer_key,
                     command.kind,           rng_.fixed<store::MarkSalt>(),
                     limits_.sequence_block, std::nullopt,
                     std::nullopt,           0,
                     payment.budget};
  put(mailboxes_.create(std::move(row)), call.now);
  if (payment.token) {
    group_.spent.insert({payment.token->token_class, payment.token->token});
    group_.add(*payment.token, call.now);
  }
  proved(call.connection);
  answer_when_durable(call, Status::ok);
}

Result<void> Relay::Core::run(const Call& call, const protocol::Delete& command) {
  STILLE_TRY(auto* mailbox, mailboxes_.by_reader(command.reader_id));
  if (!by_reader(call, 0, command.reader_id, mailbox)) {
    deny(call);
    return ok();
  }
  STILLE_TRY(auto tombstone, closed_link(*mailbox, store::LinkState::revoked));
  if (tombstone) put_link(std::move(*tombstone), call.now);
  unsubscribe(*mailbox);
  forget_space(*mailbox);
  group_.touch(*mailbox);
  group_.add(store::DeleteMailbox{command.reader_id}, call.now);
  mailbox->deleted = true;
  blobs_.expire_all_of(command.reader_id);
  answer_when_durable(call, Status::ok);
  return ok();
}

}  // namespace stille::relay
