#include "client/core/later.hpp"

#include "client/core/drafts.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/sending.hpp"
#include "client/core/talk.hpp"

namespace stille::client {

namespace {

constexpr std::size_t kMostAtOnce = 50;
constexpr std::chrono::hours kTryAgainAfter{1};

// The store's trouble undoes the whole change; a refusal is this one message's.
bool is_trouble(Errc code) {
  return code == Errc::storage_failed || code == Errc::storage_full || code == Errc::damaged ||
         code == Errc::busy || code == Errc::internal;
}

// not_found: nothing that can be answered to.
Result<std::string> name_of_quoted(Context& context, store::RowId conversation, std::string_view id) {
  if (id.empty()) return std::string();
  const auto quoted = reply_to(context, conversation, id);
  if (!quoted) return fail(quoted.error().code == Errc::bad_value ? Errc::not_found : quoted.error().code);
  STILLE_TRY(const auto rows, store::messages_named(context.db, id));
  return rows.front().name;
}

// Nobody may be there to decide when its time has come: the words were meant to leave, so they do, though
// what they answer to has been deleted or has disappeared.
Result<std::string_view> quote_left(Context& context, const store::LaterRow& row) {
  const auto quoted = name_of_quoted(context, row.contact, row.reply_to);
  if (!quoted && is_trouble(quoted.error().code)) return fail(quoted.error().code);
  return quoted ? std::string_view(row.reply_to) : std::string_view();
}

Result<void> say_it(Context& context, const store::ContactRow& contact, const store::LaterRow& row) {
  STILLE_TRY(const auto reply, quote_left(context, row));
  const TextDraft draft{.text = row.text,
                        .key = row.key ? std::string_view(*row.key) : std::string_view(),
                        .reply = reply,
                        .question = row.question};
  if (contact.stage != store::Stage::group) {
    STILLE_TRYV(compose(context, contact, draft));
    return ok();
  }
  STILLE_TRY(auto group, store::group_of_conversation(context.db, contact.id));
  if (!group) return fail(Errc::not_found);
  STILLE_TRYV(compose_in_group(context, std::move(*group), draft));
  return ok();
}

}  // namespace

Result<store::LaterRow> keep_for_later(Context& context, const store::ContactRow& contact,
                                       const TextDraft& draft, TimePoint due) {
  STILLE_TRYV(check_draft(draft));
  if (!draft.key.empty()) {
    STILLE_TRY(auto before, store::later_with_key(context.db, contact.id, draft.key));
    if (before && before->text != draft.text) return fail(Errc::already_exists);
    if (before) return std::move(*before);
    STILLE_TRY(const auto sent, store::message_with_key(context.db, contact.id, draft.key));
    if (sent) return fail(Errc::already_exists);
  }
  if (due <= context.now || due > context.now + kFarthestLater) return fail(Errc::bad_value);
  STILLE_TRY(const auto count, store::count_later(context.db));
  if (count >= kMostLater) return fail(Errc::limit_reached);
  store::LaterRow row;
  row.name = fresh_name(context, "l_");
  row.contact = contact.id;
  row.text = draft.text;
  if (!draft.key.empty()) row.key = draft.key;
  STILLE_TRY(row.reply_to, name_of_quoted(context, contact.id, draft.reply));
  row.question = draft.question;
  row.due = row.tried = due;
  STILLE_TRYV(store::add_later(context.db, row));
  return row;
}

Result<void> check_key_waits_nowhere(Context& context, store::RowId conversation, std::string_view key) {
  if (key.empty()) return ok();
  STILLE_TRY(const auto waiting, store::later_with_key(context.db, conversation, key));
  return waiting ? Result<void>(fail(Errc::already_exists)) : ok();
}

Result<void> release_due(Context& context) {
  STILLE_TRY(const auto rows, store::due_later(context.db, context.now, kMostAtOnce));
  for (const auto& row : rows) {
    STILLE_TRY(const auto contact, store::load_contact(context.db, row.contact));
    const auto sent = say_it(context, contact, row);
    if (!sent && is_trouble(sent.error().code)) return fail(sent.error().code);
    if (!sent) {
      STILLE_TRYV(store::postpone_later(context.db, row.id, context.now + kTryAgainAfter, sent.error().code));
    } else {
      STILLE_TRYV(store::remove_later(context.db, row.id));
    }
  }
  return ok();
}

}  // namespace stille::client
