// Invitations to the relay, the keys of token classes, and what has been redeemed and spent.
#include "server/store/sqlite/statements.hpp"

namespace stille::store {
namespace {

constexpr std::int64_t kLastClass = 0xffff;

Result<ClassId> class_at(const Statement& row, int column) {
  const auto found = row.integer(column);
  if (found < 1 || found > kLastClass) return fail(Errc::damaged);
  return static_cast<ClassId>(found);
}

Result<Invite> invite_at(const Statement& row) {
  Invite out;
  STILLE_TRY(out.id, row.fixed<InviteId>(0));
  out.number = row.number(1);
  out.uses_left = static_cast<std::uint32_t>(row.number(2));
  out.mailboxes = static_cast<std::uint32_t>(row.number(3));
  STILLE_TRY(out.token_class, class_at(row, 4));
  out.expires = row.moment(5);
  out.revoked = row.integer(6) != 0;
  out.label = as_text(row.blob(7));
  return out;
}

Result<ClassKey> class_key_at(const Statement& row) {
  const auto secret = row.blob(2);
  if (secret.size() != crypto::VoprfSecret::size) return fail(Errc::damaged);
  STILLE_TRY(const auto id, class_at(row, 0));
  return ClassKey{id, std::string(as_text(row.blob(1))),
                  crypto::VoprfSecret::from(secret.first<crypto::VoprfSecret::size>())};
}

/// Every row, as `one` reads it.
template <class F>
auto all(Statement& query, F one)
    -> Result<std::vector<typename std::invoke_result_t<F, Statement&>::value_type>> {
  std::vector<typename std::invoke_result_t<F, Statement&>::value_type> out;
  for (;;) {
    STILLE_TRY(const bool row, query.step());
    if (!row) return out;
    auto read = one(query);
    if (!read) {
      query.reset();
      return fail(read.error().code);
    }
    out.push_back(std::move(read).value());
  }
}

}  // namespace

Result<std::optional<Invite>> SqliteMailboxStore::invite(const InviteId& id) {
  STILLE_TRYV(database_->usable());
  STILLE_TRY(auto found, database_->watched(all(sql_->invite.with(id), invite_at)));
  if (found.empty()) return std::nullopt;
  return std::optional(std::move(found.front()));
}

Result<std::vector<Invite>> SqliteMailboxStore::invites() {
  STILLE_TRYV(database_->usable());
  return database_->watched(all(sql_->invites.with(), invite_at));
}

Result<bool> SqliteMailboxStore::is_there(Statement& query) {
  STILLE_TRYV(database_->usable());
  const auto found = database_->watched(query.step());
  query.reset();
  return found;
}

Result<bool> SqliteMailboxStore::redeemed(const BatchMark& batch) {
  return is_there(sql_->redeemed.with(batch));
}

Result<bool> SqliteMailboxStore::spent(ClassId token_class, const SpentMark& token) {
  return is_there(sql_->spent.with(std::uint32_t{token_class}, token));
}

Result<std::vector<ClassKey>> SqliteMailboxStore::class_keys() {
  STILLE_TRYV(database_->usable());
  return database_->watched(all(sql_->class_keys.with(), class_key_at));
}

Result<ClassId> SqliteMailboxStore::add_class_key(const std::string& name,
                                                  const crypto::VoprfSecret& secret) {
  STILLE_TRYV(database_->usable());
  if (full_) return fail(Errc::storage_full);
  ClassId out = 0;
  STILLE_TRYV(noticing_a_full_disk(database_->transaction([&]() -> Result<void> {
    auto& insert = sql_->add_class_key.with(std::string_view(name), ByteView(secret.expose()));
    STILLE_TRY(const bool row, insert.step());
    const auto id = row ? insert.integer(0) : 0;
    insert.reset();
    if (id > kLastClass) return fail(Errc::limit_reached);
    out = static_cast<ClassId>(id);
    return ok();
  })));
  return out;
}

Result<void> SqliteMailboxStore::apply(const PutInvite& write) {
  const auto& row = write.row;
  STILLE_TRYV(sql_->put_invite
                  .with(row.id, row.uses_left, row.mailboxes, std::uint32_t{row.token_class}, row.expires,
                        std::int64_t{row.revoked}, std::string_view(row.label))
                  .run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const Redeem& write) {
  STILLE_TRYV(sql_->redeem.with(write.batch, write.expires).run());
  return ok();
}

Result<void> SqliteMailboxStore::apply(const Spend& write) {
  STILLE_TRYV(sql_->spend.with(std::uint32_t{write.token_class}, write.token).run());
  return ok();
}

}  // namespace stille::store
