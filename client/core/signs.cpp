#include "client/core/signs.hpp"

#include "client/core/engine_core.hpp"
#include "client/core/next_version.hpp"
#include "client/core/people.hpp"
#include "client/core/sending.hpp"
#include "client/core/sign_talk.hpp"

namespace stille::client {

namespace {

SignsView view_of(const store::SignsRow& row, TimePoint now) {
  return {.read = row.here.read,
          .typing = row.here.typing,
          .their_read = row.there.read,
          .their_typing = row.there.typing,
          .writing = row.here.typing && row.there.typing && row.writing && *row.writing > now};
}

// Nothing of ours is on its way to them: a hint that waits behind something would come too late.
Result<bool> leaves_at_once(Context& context, store::RowId contact) {
  STILLE_TRY(const auto unsealed, store::next_unsealed(context.db, contact, 0));
  STILLE_TRY(const auto sealed, store::waits_in_outbox(context.db, contact));
  if (unsealed || sealed) return false;
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, contact));
  return sessions.sending().may_send_user_text();
}

}  // namespace

Signs Engine::signs() {
  return Signs(*core_);
}

Result<SignsView> Signs::show(std::string_view contact) const {
  STILLE_TRY(const auto person, find_person(core_.db(), contact));
  STILLE_TRY(const auto row, store::load_signs(core_.db(), person.id));
  return view_of(row, core_.clock.now());
}

Result<SignsView> Signs::change(std::string_view contact, const SignsChange& wish) {
  return core_.STILLE_CHANGE("signs_changed")([&](Context& context) -> Result<SignsView> {
    STILLE_TRY(const auto person, find_person(context.db, contact));
    STILLE_TRY(auto row, store::load_signs(context.db, person.id));
    const auto read = wish.read.value_or(row.here.read);
    const auto typing = wish.typing.value_or(row.here.typing);
    if (read == row.here.read && typing == row.here.typing) return view_of(row, context.now);
    row.here = {next_version(row.here.version, context.now), read, typing};
    STILLE_TRYV(store::save_signs(context.db, row));
    if (!read) {
      STILLE_TRYV(store::drop_read_signs(context.db, person.id));
    }
    STILLE_TRYV(queue_control(context, person.id, row.here));
    STILLE_TRYV(flush(context, person.id));
    return view_of(row, context.now);
  });
}

Result<bool> Signs::hint(std::string_view contact) {
  return core_.STILLE_CHANGE("typing_hinted")([&](Context& context) -> Result<bool> {
    STILLE_TRY(const auto person, find_person(context.db, contact));
    STILLE_TRY(auto row, store::load_signs(context.db, person.id));
    if (!row.here.typing || !row.there.typing || row.unanswered >= kMostUnansweredHints) return false;
    const bool just_now = row.hinted && *row.hinted <= context.now && context.now - *row.hinted < kHintEvery;
    if (just_now) return false;
    STILLE_TRY(const bool free, leaves_at_once(context, person.id));
    if (!free) return false;
    row.hinted = context.now;
    ++row.unanswered;
    STILLE_TRYV(store::save_signs(context.db, row));
    STILLE_TRYV(queue_control(context, person.id, wire::Typing{}));
    STILLE_TRYV(flush(context, person.id));
    return true;
  });
}

}  // namespace stille::client
