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

Result<void> say_it(Context& context, const store::ContactRow& contact, const store::LaterRow& row) {
  const TextDraft draft{
      .text = row.text, .key = row.key ? std::string_view(*row.key) : std::string_view(), .reply = {}};
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
                                       std::string_view text, TimePoint due, std::string_view key) {
  STILLE_TRYV(check_text(text));
  STILLE_TRYV(check_key(key));
  if (!key.empty()) {
    STILLE_TRY(auto before, store::later_with_key(context.db, contact.id, key));
    if (before && (before->text != text || before->due != due)) return fail(Errc::already_exists);
    if (before) return std::move(*before);
    STILLE_TRY(const auto sent, store::message_with_key(context.db, contact.id, key));
    if (sent) return fail(Errc::already_exists);
  }
  if (due <= context.now || due > context.now + kFarthestLater) return fail(Errc::bad_value);
  STILLE_TRY(const auto count, store::count_later(context.db));
  if (count >= kMostLater) return fail(Errc::limit_reached);
  store::LaterRow row;
  row.name = fresh_name(context, "l_");
  row.contact = contact.id;
  row.text = text;
  if (!key.empty()) row.key = key;
  row.due = row.tried = due;
  STILLE_TRYV(store::add_later(context.db, row));
  return row;
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
