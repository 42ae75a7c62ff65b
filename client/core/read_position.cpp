#include "client/core/read_position.hpp"

#include "client/core/sign_talk.hpp"

namespace stille::client {

Result<bool> set_read_up_to(Context& context, store::RowId contact, std::uint64_t position) {
  STILLE_TRY(auto row, store::load_conversation(context.db, contact));
  STILLE_TRY(const auto before, store::count_unread(context.db, contact, row.read_up_to));
  const auto from = row.read_up_to;
  row.read_up_to = std::max(row.read_up_to, position);
  row.marked_unread = false;
  STILLE_TRYV(store::save_conversation(context.db, row));
  STILLE_TRYV(note_read(context, contact, from, row.read_up_to));
  STILLE_TRY(const auto now, store::count_unread(context.db, contact, row.read_up_to));
  return now < before;
}

Result<void> mark_new(Context& context, store::RowId contact) {
  STILLE_TRY(auto row, store::load_conversation(context.db, contact));
  row.marked_unread = true;
  return store::save_conversation(context.db, row);
}

Result<bool> is_all_read(Context& context, store::RowId contact) {
  STILLE_TRY(const auto row, store::load_conversation(context.db, contact));
  STILLE_TRY(const auto unread, store::count_unread(context.db, contact, row.read_up_to));
  return unread == 0;
}

Result<void> pass_over(Context& context, store::RowId contact, std::uint64_t position) {
  STILLE_TRY(auto row, store::load_conversation(context.db, contact));
  row.read_up_to = std::max(row.read_up_to, position);
  return store::save_conversation(context.db, row);
}

}  // namespace stille::client
