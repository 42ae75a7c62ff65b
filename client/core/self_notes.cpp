#include "client/core/self_notes.hpp"

#include <algorithm>
#include <array>

#include "client/core/people.hpp"
#include "client/store/tables/conversations.hpp"

namespace stille::client {

namespace {

constexpr std::array kTalking{store::Stage::member, store::Stage::self, store::Stage::group};

Result<std::optional<store::ContactRow>> notes(store::Database& db) {
  STILLE_TRY(auto rows, store::contacts_in(db, store::Stage::self));
  if (rows.empty()) return std::optional<store::ContactRow>{};
  return std::optional<store::ContactRow>(std::move(rows.front()));
}

}  // namespace

Result<store::ContactRow> find_conversation(store::Database& db, std::string_view name) {
  STILLE_TRY(auto own, notes(db));
  if (own && (name == "self" || name == own->conversation)) return std::move(*own);
  if (name == "self") return fail(Errc::not_found);
  return find_person_or_group(db, name);
}

Result<std::vector<store::ContactRow>> all_conversations(store::Database& db) {
  std::vector<store::ContactRow> out;
  for (const auto stage : kTalking) {
    STILLE_TRY(auto rows, store::contacts_in(db, stage));
    for (auto& row : rows) out.push_back(std::move(row));
  }
  STILLE_TRY(const auto locals, store::locals_with_messages(db));
  for (const auto id : locals) {
    STILLE_TRY(auto row, store::load_contact(db, id));
    out.push_back(std::move(row));
  }
  return out;
}

Result<std::vector<store::ContactRow>> conversations_called(store::Database& db,
                                                            std::span<const std::string> ids) {
  std::vector<store::ContactRow> out;
  for (const auto& id : ids) {
    STILLE_TRY(auto row, store::contact_talking_in(db, id));
    if (!row) continue;
    bool talks = std::ranges::find(kTalking, row->stage) != kTalking.end();
    if (row->stage == store::Stage::local) {
      STILLE_TRY(talks, store::has_messages(db, row->id));
    }
    if (talks) out.push_back(std::move(*row));
  }
  return out;
}

Result<store::ContactRow> conversation_or_notes(Context& context, std::string_view name) {
  auto found = find_conversation(context.db, name);
  if (found || name != "self" || found.error().code != Errc::not_found) return found;
  auto row = new_contact(context, context.self.iid(), context.name);
  row.stage = store::Stage::self;
  row.alias = "self";
  STILLE_TRYV(store::add_notes(context.db, row, context.self.public_part()));
  return row;
}

}  // namespace stille::client
