// Texts are placed in the log; reactions, edits and deletions find their message, or wait for it.
#include "client/core/group_hearing.hpp"

#include <algorithm>

#include "client/core/changing.hpp"
#include "client/core/disappearing.hpp"
#include "client/core/fetching.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/journal.hpp"
#include "client/store/tables/talk.hpp"

namespace stille::client {

namespace {

// In a group a message's name is a hash, and names one message, whoever wrote it.
Result<std::optional<store::MessageRow>> message_named(Context& context, store::RowId conversation,
                                                       const wire::ContentId& name) {
  STILLE_TRY(auto own, store::find_message(context.db, conversation, true, name));
  if (own) return own;
  return store::find_message(context.db, conversation, false, name);
}

Result<std::optional<store::ReplyRow>> quoted(Context& context, const Heard& heard,
                                              const std::optional<wire::Quote>& quote) {
  if (!quote) return std::optional<store::ReplyRow>{};
  store::ReplyRow out{quote->target.id, false, quote->excerpt};
  STILLE_TRY(const auto known, message_named(context, heard.conversation, out.id));
  if (known) out.outgoing = known->outgoing;
  if (known && known->removal != store::Removal::none && known->removal != store::Removal::here)
    out.excerpt.clear();
  return std::optional(std::move(out));
}

// Whoever wrote a message may change it; everybody may react to it.
struct Change {
  Context& context;
  const Heard& heard;
  const store::MessageRow& message;

  Result<void> operator()(const wire::Reaction& it) const {
    return take_reaction(
        context, message,
        {.outgoing = false, .revision = it.revision, .text = it.text, .author = heard.author});
  }
  Result<void> operator()(const wire::Edit& it) const {
    if (message.author != heard.author || !may_be_worded(message, it.text)) return ok();
    return take_wording(context, message, it);
  }
  Result<void> operator()(const wire::Delete&) const {
    if (message.author != heard.author) return ok();
    return erase_message(context, message, store::Removal::everyone);
  }
};

// The group goes along, so that what a contact said outside of it never counts inside.
Bytes kept_form(const Heard& heard) {
  return ByteWriter().u64(static_cast<std::uint64_t>(heard.conversation)).raw(heard.body).bytes();
}

constexpr std::size_t kKeptHead = 8;

bool is_of(const Heard& heard, ByteView kept) {
  const Heard empty{.conversation = heard.conversation, .author = 0, .name = {}, .body = {}};
  return kept.size() > kKeptHead && same(kept.first(kKeptHead), kept_form(empty));
}

template <class It>
Result<void> change(Context& context, const Heard& heard, const wire::ContentId& target, const It& it) {
  STILLE_TRY(const auto message, message_named(context, heard.conversation, target));
  if (message) {
    return message->removal == store::Removal::none ? Change{context, heard, *message}(it) : ok();
  }
  // Kept by who says it, so that nobody crowds out what others say.
  return store::add_early_change(context.db,
                                 {.id = 0,
                                  .contact = heard.author,
                                  .content_id = heard.name,
                                  .target = target,
                                  .deletes = std::is_same_v<It, wire::Delete>,
                                  .content = crypto::SecretBytes(kept_form(heard)),
                                  .until = context.now + kEarlyChangeLife},
                                 kMostEarlyChanges);
}

Result<void> place(Context& context, const Heard& heard, store::MessageRow row,
                   const wire::FileOffer* files = nullptr);

struct Hear {
  Context& context;
  const Heard& heard;
  const wire::Content& content;

  [[nodiscard]] store::MessageRow message() const {
    store::MessageRow row;
    row.contact = heard.conversation;
    row.author = heard.author;
    row.content_id = heard.name;
    row.authored = content.authored;
    return row;
  }
  Result<void> operator()(const wire::Text& text) const {
    auto row = message();
    row.text = text.text;
    row.question = text.question;
    row.expire_s = text.expire_s;
    STILLE_TRY(row.reply, quoted(context, heard, text.reply));
    return place(context, heard, std::move(row));
  }
  Result<void> operator()(const wire::FileOffer& offer) const {
    auto row = message();
    row.kind = store::ContentKind::file;
    row.text = offer.caption;
    row.expire_s = offer.expire_s;
    STILLE_TRY(row.reply, quoted(context, heard, offer.reply));
    return place(context, heard, std::move(row), &offer);
  }
  Result<void> operator()(const wire::Unknown&) const {
    auto row = message();
    row.kind = store::ContentKind::unsupported;
    row.raw = crypto::SecretBytes(heard.body);
    return place(context, heard, std::move(row));
  }
  Result<void> operator()(const wire::Reaction& it) const { return change(context, heard, it.target.id, it); }
  Result<void> operator()(const wire::Edit& it) const { return change(context, heard, it.target, it); }
  Result<void> operator()(const wire::Delete& it) const { return change(context, heard, it.target, it); }
  /// Means nothing in a group.
  template <class Other>
  Result<void> operator()(const Other&) const {
    return ok();
  }
};

// Changes that came before their message, by whoever made them.
Result<void> apply_early(Context& context, const Heard& heard) {
  STILLE_TRY(const auto early, store::take_early_changes_about(context.db, heard.name));
  for (const auto& one : early) {
    const auto kept = one.content.expose();
    if (!is_of(heard, kept)) continue;
    STILLE_TRYV(hear(context, {heard.conversation, one.contact, one.content_id, kept.subspan(kKeptHead)}));
  }
  return ok();
}

Result<void> place(Context& context, const Heard& heard, store::MessageRow row,
                   const wire::FileOffer* files) {
  row.name = fresh_name(context, "m_");
  row.state = store::DeliveryState::received;
  row.at = context.now;
  if (heard.before != nullptr) {
    row.id = heard.before->id;
    row.name = heard.before->name;
    row.at = heard.before->at;
    row.position = heard.before->position;
  }
  STILLE_TRY(const bool fresh, store::add_message(context.db, row));
  if (!fresh) return ok();
  if (files != nullptr) {
    STILLE_TRYV(add_offered(context, row.id, *files));
  }
  STILLE_TRYV(apply_early(context, heard));
  STILLE_TRY(const auto now, store::load_message(context.db, row.id));
  STILLE_TRY(const auto position, log_message(context, now));
  if (!now.position) {
    STILLE_TRYV(store::place_message(context.db, now.id, position));
  }
  return start_clock(context, now);
}

}  // namespace

Result<void> hear(Context& context, const Heard& heard) {
  const auto content = wire::parse_content(heard.body);
  if (!content) {
    ++context.counters.undecryptable;
    return ok();
  }
  return std::visit(Hear{context, heard, content.value()}, content.value().body);
}

Result<void> hold_group_message(Context& context, store::RowId contact, const KnownGroup& group,
                                ByteView bytes) {
  STILLE_TRY(const auto held, store::group_held(context.db, group.row.id));
  if (held.size() >= kMostGroupHeld) {
    STILLE_TRYV(store::remove_group_held(context.db, held.front().id));
    STILLE_TRYV(log_group(context, group.row, "gap", 1));
  }
  const bool asked = std::ranges::any_of(held, [&](const auto& row) { return row.contact == contact; });
  STILLE_TRYV(store::add_group_held(context.db, group.row.id, contact, bytes));
  if (asked) return ok();
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  return tell(context, group.row.gid, person.iid, wire::GroupWant{});
}

Result<void> read_group_message_again(Context& context, const store::MessageRow& row) {
  const auto content = wire::parse_content(row.raw->expose());
  if (content && std::holds_alternative<wire::Unknown>(content.value().body)) return ok();
  STILLE_TRYV(store::remove_message(context.db, row.id));
  return hear(context, {row.contact, *row.author, row.content_id, row.raw->expose(), &row});
}

}  // namespace stille::client
