// Names that people type, and the rows they stand for.
#include "client/core/people.hpp"

#include <algorithm>
#include <iterator>

#include "client/core/alias.hpp"
#include "client/core/carding.hpp"
#include "client/core/grouping.hpp"
#include "client/core/journal.hpp"
#include "client/core/local_contacts.hpp"

namespace stille::client {

namespace {

constexpr std::size_t kShortestIdPrefix = 4;

// People type names as they please; letters outside ASCII have to fit exactly.
bool begins_with(std::string_view text, std::string_view typed) {
  const auto folded = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return text.size() >= typed.size() &&
         std::ranges::equal(text.substr(0, typed.size()), typed, {}, folded, folded);
}

template <class Fits>
Result<store::ContactRow> only_one(std::vector<store::ContactRow> rows, Fits fits_row) {
  std::optional<store::ContactRow> out;
  for (auto& row : rows) {
    if (!fits_row(row)) continue;
    if (out) return fail(Errc::ambiguous);
    out = std::move(row);
  }
  if (!out) return fail(Errc::not_found);
  return std::move(*out);
}

}  // namespace

bool is_called(const store::ContactRow& row, std::string_view name) {
  const bool local = row.stage == store::Stage::local;
  if (name.starts_with("id:") && !local) {
    const auto digits = name.substr(3);
    return digits.size() >= kShortestIdPrefix && to_hex(row.iid.view()).starts_with(digits);
  }
  if (name.starts_with("p_") || name.starts_with("l_")) {
    return name.size() >= 2 + kShortestIdPrefix && person_id(row).starts_with(name);
  }
  if (name.starts_with("c_")) return row.conversation == name;
  return row.alias && begins_with(*row.alias, name);
}

namespace {

// Everybody whom the name may mean, and others: whether it does is asked of each.
Result<std::vector<store::ContactRow>> perhaps_called(store::Database& db, std::string_view name,
                                                      std::initializer_list<store::Stage> stages) {
  std::vector<store::ContactRow> out;
  if (name.starts_with("c_")) {
    STILLE_TRY(auto row, store::contact_talking_in(db, name));
    if (row) out.push_back(std::move(*row));
    return out;
  }
  for (const std::string_view sign : {"p_", "l_", "id:"}) {
    if (!name.starts_with(sign)) continue;
    const auto digits = name.substr(sign.size());
    const auto iid = from_hex(digits.substr(0, digits.size() / 2 * 2));
    if (!iid || iid.value().size() > sizeof(e2e::Iid::raw)) return out;
    return store::contacts_beginning(db, iid.value());
  }
  for (const auto stage : stages) {
    STILLE_TRY(auto rows, store::contacts_in(db, stage));
    std::ranges::move(rows, std::back_inserter(out));
  }
  return out;
}

}  // namespace

Result<store::ContactRow> find_in(store::Database& db, std::string_view name,
                                  std::initializer_list<store::Stage> stages) {
  if (name.empty()) return fail(Errc::not_found);
  STILLE_TRY(auto rows, perhaps_called(db, name, stages));
  std::erase_if(rows, [&](const auto& row) { return std::ranges::find(stages, row.stage) == stages.end(); });
  for (auto& row : rows) {
    if (row.alias == name) return std::move(row);
  }
  return only_one(std::move(rows), [&](const auto& row) { return is_called(row, name); });
}

Result<store::ContactRow> find_person(store::Database& db, std::string_view name) {
  return find_in(db, name, {store::Stage::member});
}

Result<store::ContactRow> find_person_or_group(store::Database& db, std::string_view name) {
  if (name.starts_with("#") || name.starts_with("g_") || name.starts_with("c_")) {
    const auto group = find_group_called(db, name);
    if (group) return store::load_contact(db, group.value().conversation);
    if (!name.starts_with("c_")) return fail(group.error().code);
  }
  // What was said with a local contact can be read; nothing can be sent to them (check_may_write).
  return find_anybody(db, name);
}

std::string person_id(const store::ContactRow& row) {
  return short_name(row.stage == store::Stage::local ? "l_" : "p_", row.iid);
}

std::string address_id(const store::ContactRow& row) {
  return person_id(row).append("@stille");
}

Result<void> make_contact(Context& context, store::ContactRow& row) {
  if (!row.introduced) return ok();
  row.introduced.reset();
  STILLE_TRYV(store::update_contact(context.db, row));
  STILLE_TRYV(log_contact(context, row.id, "added"));
  return begin_sharing(context, row.id);
}

std::vector<store::ContactRow> people_like(store::Database& db, std::string_view name) {
  auto rows = store::contacts_in(db, store::Stage::member);
  if (!rows) return {};
  std::erase_if(rows.value(), [&](const auto& row) { return !is_called(row, name); });
  return std::move(rows).value();
}

Result<store::ContactRow> find_request(store::Database& db, std::string_view name) {
  if (name.empty()) return fail(Errc::not_found);
  STILLE_TRY(auto rows, store::contacts_in(db, store::Stage::requested));
  const bool by_id = name.starts_with("r_");
  return only_one(std::move(rows), [&](const store::ContactRow& row) {
    return by_id ? short_name("r_", row.iid).starts_with(name) : begins_with(row.name, name);
  });
}

Result<std::string> choose_alias(store::Database& db, std::string_view wish, std::string_view name) {
  if (!wish.empty()) {
    STILLE_TRYV(check_alias(wish));
    STILLE_TRY(const bool taken, store::alias_taken(db, wish));
    if (taken) return fail(Errc::already_exists);
    return std::string(wish);
  }
  const auto proposed = propose_alias(name);
  for (std::size_t n = 1;; ++n) {
    auto variant = alias_variant(proposed, n);
    STILLE_TRY(const bool taken, store::alias_taken(db, variant));
    if (!taken) return variant;
  }
}

store::ContactRow new_contact(Context& context, const e2e::Iid& iid, std::string_view name) {
  store::ContactRow out;
  out.iid = iid;
  out.name = name;
  out.conversation = fresh_name(context, "c_");
  out.since = context.now;
  return out;
}

store::MailboxRow new_mailbox(Context& context, protocol::MailboxKind kind) {
  store::MailboxRow out;
  out.relay = context.relay;
  out.kind = kind;
  out.reader_id = context.rng.fixed<protocol::ReaderId>();
  out.reader_secret = context.rng.secret<crypto::DhSecret>();
  out.writer_id = context.rng.fixed<protocol::WriterId>();
  out.writer_secret = context.rng.secret<crypto::DhSecret>();
  out.created = context.now;
  return out;
}

}  // namespace stille::client
