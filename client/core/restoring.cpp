// First the rows, then the shape of today, then what sessions, mailboxes and counters need to begin anew.
#include "client/core/restoring.hpp"

#include "client/core/journal.hpp"
#include "client/core/people.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/rotating.hpp"
#include "client/e2e/handshake.hpp"
#include "client/e2e/limits.hpp"
#include "client/store/tables/attachments.hpp"
#include "client/store/tables/farewell.hpp"
#include "client/store/tables/rendezvous.hpp"
#include "client/store/tables/retention.hpp"

namespace stille::client {

namespace {

namespace fs = std::filesystem;

constexpr TimePoint kNever{std::chrono::hours{24 * 365 * 1000}};
// What stands in for a session is never used, and nobody answers it.
constexpr std::chrono::hours kStandInLife{24};

// A card that nobody else has ever seen: a session from it stands for "none", as the tables want one.
Result<e2e::Card> card_of_nobody(Context& context) {
  const auto nobody = e2e::IdentitySecret::generate(context.rng);
  const e2e::HelloMailbox nowhere{.relay = context.relay, .writer = context.rng.fixed<protocol::WriterId>()};
  STILLE_TRY(auto own,
             e2e::make_invitation(nobody, nowhere, context.now + kStandInLife, context.now, context.rng));
  return std::move(own.card);
}

// Frozen until the repair; where they can answer is a mailbox that the lost profile never had.
Result<void> begin_anew(Context& context, const store::ContactRow& row, const e2e::Card& nobody) {
  STILLE_TRY(auto begun, e2e::initiate(context.self, nobody, {}, {.generation = context.generation},
                                       context.now, context.rng));
  STILLE_TRYV(store::save_sessions(context.db, row.id, e2e::SessionPair(std::move(begun.session))));
  auto mailbox = new_mailbox(context, protocol::MailboxKind::conversation);
  mailbox.contact = row.id;
  STILLE_TRYV(store::add_mailbox(context.db, mailbox));
  if (row.blocked) return ok();
  return begin_repair(context, row);
}

// The address stays, so that whoever still has it finds us; its prekeys are new, as the old ones are lost.
Result<void> renew_address(Context& context, store::RowId contact) {
  STILLE_TRY(auto row, store::find_rendezvous(context.db, contact));
  if (!row) return ok();
  STILLE_TRY(const auto link, protocol::parse_link_text(as_text(row->link.expose())));
  STILLE_TRY(const auto before, e2e::open_card(link, row->sealed_card, row->expires - milliseconds(1)));
  STILLE_TRY(const auto own, e2e::rotate_prekeys(context.self, before, context.now, context.rng));
  STILLE_TRYV(put_address(context, *row, own));
  return store::update_rendezvous(context.db, *row);
}

Result<void> renew_people(Context& context) {
  STILLE_TRYV(store::freeze_contacts(context.db));
  STILLE_TRY(const auto nobody, card_of_nobody(context));
  STILLE_TRY(const auto people, store::contacts_in(context.db, store::Stage::member));
  for (const auto& row : people) {
    STILLE_TRYV(begin_anew(context, row, nobody));
    STILLE_TRYV(renew_address(context, row.id));
  }
  // Where newcomers to a group are met, and our contact address.
  for (const auto stage : {store::Stage::group, store::Stage::self}) {
    STILLE_TRY(const auto rows, store::contacts_in(context.db, stage));
    for (const auto& row : rows) {
      STILLE_TRYV(renew_address(context, row.id));
    }
  }
  return ok();
}

Result<void> note_missing_files(Context& context, const fs::path& folder) {
  STILLE_TRY(const auto copies, store::complete_copies(context.db));
  std::error_code ignored;
  for (const auto& copy : copies) {
    if (fs::exists(folder / copy.name, ignored)) continue;
    STILLE_TRYV(store::copy_missing(context.db, copy.name));
  }
  return ok();
}

// Larger than in anything that the lost profile, or one restored from the same file before, has said: commits
// are fewer than milliseconds.
std::uint64_t generation_after(std::uint64_t known, TimePoint now) {
  const auto time = now.time_since_epoch().count();
  return std::max(known + kCommitsPassedOver, time > 0 ? static_cast<std::uint64_t>(time) : 0);
}

Result<void> settle(Context& context, const fs::path& files) {
  STILLE_TRYV(store::retire_conversations(context.db, context.now + kMailboxGrace));
  STILLE_TRYV(store::end_joinings(context.db, Errc::cancelled));
  STILLE_TRYV(store::hold_overdue(context.db, context.now, kNever, Errc::wrong_state));
  STILLE_TRYV(store::number_groups_above(context.db, kCommitsPassedOver, context.generation));
  STILLE_TRYV(store::set_next_sweep(context.db, context.now));
  STILLE_TRYV(note_missing_files(context, files));
  store::EventRow event;
  event.type = store::EventKind::rollback;
  event.state = "restored";
  STILLE_TRYV(log_event(context, std::move(event)));
  STILLE_TRYV(renew_people(context));
  STILLE_TRYV(store::set_tidy_at(context.db, context.now));
  return store::set_generation(context.db, context.generation);
}

Result<void> settle(store::Database& db, const fs::path& files, TimePoint now, crypto::Rng& rng) {
  STILLE_TRY(const auto row, store::load_self(db));
  STILLE_TRY(const auto self, e2e::IdentitySecret::decode(row.identity.expose()));
  STILLE_TRY(auto transaction, store::Transaction::begin(db));
  Counters counters;
  Context context{.db = db,
                  .self = self,
                  .relay = row.relay,
                  .name = row.name,
                  .generation = generation_after(row.generation, now),
                  .now = now,
                  .rng = rng,
                  .counters = counters};
  STILLE_TRYV(settle(context, files));
  return transaction.commit();
}

/// Only looks at what the file begins with.
class FirstLook final : public store::BackupSink {
 public:
  std::int64_t schema = 0;
  Result<void> begins(const store::BackupSummary& about) override {
    schema = about.schema;
    return fail(Errc::cancelled);
  }
  Result<void> table(std::string_view, const std::vector<std::string>&) override { return ok(); }
  Result<void> row(const std::vector<Value>&) override { return ok(); }
  Result<void> file(std::string_view) override { return ok(); }
  Result<void> piece(ByteView) override { return ok(); }
};

Result<std::int64_t> schema_of(const fs::path& backup, const store::BackupKey& key) {
  STILLE_TRY(auto in, store::BackupReader::open(backup, key));
  FirstLook look;
  const auto read = store::read_backup(in, look);
  if (look.schema == 0) return fail(read ? Errc::damaged : read.error().code);
  return look.schema;
}

Result<store::BackupSummary> refill(const fs::path& backup, const store::BackupKey& key, store::Database& db,
                                    const fs::path& files) {
  STILLE_TRY(auto in, store::BackupReader::open(backup, key));
  STILLE_TRY(auto transaction, store::Transaction::begin(db));
  // Rows may refer to rows that come later.
  STILLE_TRYV(db.script("PRAGMA defer_foreign_keys = ON;"));
  store::Refill sink(db, files);
  auto read = store::read_backup(in, sink);
  // What does not fit into its table was not written by this program.
  if (!read && (read.error().code == Errc::internal || read.error().code == Errc::already_exists)) {
    return fail(Errc::damaged);
  }
  STILLE_TRY(auto out, std::move(read));
  STILLE_TRYV(transaction.commit());
  return out;
}

}  // namespace

Result<store::BackupSummary> restore_profile(const fs::path& backup, const store::BackupKey& key,
                                             const fs::path& folder, const crypto::SecretBytes& passphrase,
                                             crypto::ArgonCost cost, TimePoint now, crypto::Rng& rng) {
  STILLE_TRY(const auto schema, schema_of(backup, key));
  store::BackupSummary out;
  const auto fill = [&](store::Database& db, const fs::path& fresh) -> Result<void> {
    const auto files = fresh / "files";
    std::error_code error;
    if (!fs::create_directory(files, error)) return fail(Errc::storage_failed);
    fs::permissions(files, fs::perms::owner_all, error);
    STILLE_TRY(out, refill(backup, key, db, files));
    STILLE_TRYV(store::migrate(db, schema));
    return settle(db, files, now, rng);
  };
  store::Profile::Refilled wishes;
  wishes.schema = schema;
  wishes.passphrase = passphrase.clone();
  wishes.cost = cost;
  STILLE_TRYV(store::Profile::refill(folder, wishes, fill, rng));
  return out;
}

Result<store::BackupSummary> verify_backup(const fs::path& backup, const store::BackupKey& key) {
  STILLE_TRY(auto in, store::BackupReader::open(backup, key));
  store::NoSink sink;
  return store::read_backup(in, sink);
}

}  // namespace stille::client
