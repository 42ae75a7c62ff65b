// A conversation goes from this machine, some messages at a time: each slice is a change of its own, and what
// was left by a crash goes with the next call.
#include "client/core/changing.hpp"
#include "client/core/conversations.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/self_notes.hpp"
#include "client/store/tables/erasing.hpp"
#include "client/store/tables/retention.hpp"

namespace stille::client {

Result<ErasureView> Conversations::would_erase(std::string_view name) const {
  auto& db = core_.db();
  STILLE_TRY(const auto person, find_conversation(db, name));
  ErasureView out;
  STILLE_TRY(out.up_to, store::last_event(db));
  STILLE_TRY(const auto found, store::to_erase(db, person.id, out.up_to));
  out.messages = found.messages;
  out.leaving = found.leaving;
  out.oldest = found.oldest;
  out.newest = found.newest;
  out.files = found.files;
  out.later = found.later;
  out.draft = found.draft;
  STILLE_TRY(const auto rule, store::load_retention(db, person.id));
  out.hold = rule.hold;
  return out;
}

Result<std::size_t> Conversations::erase(std::string_view name, std::uint64_t up_to) {
  return core_.STILLE_CHANGE("conversation_erased")([&](Context& context) -> Result<std::size_t> {
    STILLE_TRY(const auto person, find_conversation(context.db, name));
    STILLE_TRY(const auto rule, store::load_retention(context.db, person.id));
    if (rule.hold) return fail(Errc::wrong_state);
    STILLE_TRYV(store::remove_unsaid(context.db, person.id));
    STILLE_TRY(const auto some, store::messages_to_erase(context.db, person.id, up_to, kEraseMessages));
    for (const auto id : some) {
      STILLE_TRY(const auto message, store::load_message(context.db, id));
      STILLE_TRYV(erase_message(context, message, store::Removal::here));
    }
    return store::left_to_erase(context.db, person.id, up_to);
  });
}

}  // namespace stille::client
