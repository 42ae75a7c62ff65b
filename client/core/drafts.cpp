#include "client/core/drafts.hpp"

#include <algorithm>

#include "client/core/engine_core.hpp"
#include "client/core/later.hpp"
#include "client/core/self_notes.hpp"
#include "client/core/show.hpp"
#include "client/core/talk.hpp"
#include "client/store/tables/drafts.hpp"

namespace stille::client {

namespace {

Result<DraftView> show_draft(store::Database& db, const store::DraftRow& row,
                             const store::ContactRow& contact) {
  STILLE_TRY(auto shown, show_conversation(db, contact));
  return DraftView{.contact = std::move(shown),
                   .text = row.text,
                   .reply_to = row.reply_to,
                   .files = row.files,
                   .at = row.at};
}

Result<LaterView> show_later(store::Database& db, const store::LaterRow& row,
                             const store::ContactRow& contact) {
  STILLE_TRY(auto shown, show_conversation(db, contact));
  return LaterView{.id = row.name,
                   .contact = std::move(shown),
                   .text = row.text,
                   .reply_to = row.reply_to,
                   .question = row.question,
                   .due = row.due,
                   .problem = row.problem};
}

Result<void> check_draft(std::string_view text, const std::vector<std::string>& files) {
  if (text.empty() && files.empty()) return fail(Errc::invalid_argument);
  if (text.size() > kLongestText || files.size() > kMostDraftFiles) return fail(Errc::too_large);
  if (!wire::is_utf8(text)) return fail(Errc::bad_encoding);
  for (const auto& path : files) {
    if (path.empty()) return fail(Errc::invalid_argument);
    if (path.size() > kLongestPath) return fail(Errc::too_large);
    if (!wire::is_utf8(path)) return fail(Errc::bad_encoding);
  }
  return ok();
}

Result<std::string> quoted_message(store::Database& db, store::RowId contact, std::string_view id) {
  if (id.empty()) return std::string();
  STILLE_TRY(const auto rows, store::messages_named(db, id));
  if (rows.empty() || rows.front().contact != contact) return fail(Errc::not_found);
  if (rows.size() > 1) return fail(Errc::ambiguous);
  return rows.front().name;
}

}  // namespace

Drafts Engine::drafts() {
  return Drafts(*core_);
}

Result<DraftView> Drafts::set(std::string_view conversation, std::string_view text, std::string_view reply_to,
                              const std::vector<std::string>& files) {
  STILLE_TRYV(check_draft(text, files));
  return core_.STILLE_CHANGE("draft_set")([&](Context& context) -> Result<DraftView> {
    STILLE_TRY(const auto person, conversation_or_notes(context, conversation));
    store::DraftRow row{
        .contact = person.id, .text = std::string(text), .reply_to = {}, .files = files, .at = context.now};
    STILLE_TRY(row.reply_to, quoted_message(context.db, person.id, reply_to));
    STILLE_TRYV(store::save_draft(context.db, row));
    return show_draft(context.db, row, person);
  });
}

Result<DraftView> Drafts::show(std::string_view conversation) const {
  STILLE_TRY(const auto person, find_conversation(core_.db(), conversation));
  STILLE_TRY(const auto row, store::load_draft(core_.db(), person.id));
  if (!row) return fail(Errc::not_found);
  return show_draft(core_.db(), *row, person);
}

Result<std::vector<DraftView>> Drafts::list() const {
  STILLE_TRY(const auto rows, store::all_drafts(core_.db()));
  std::vector<DraftView> out;
  for (const auto& row : rows) {
    STILLE_TRY(const auto person, store::load_contact(core_.db(), row.contact));
    STILLE_TRY(auto view, show_draft(core_.db(), row, person));
    out.push_back(std::move(view));
  }
  return out;
}

Result<void> Drafts::drop(std::string_view conversation) {
  return core_.STILLE_CHANGE("draft_dropped")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto person, find_conversation(context.db, conversation));
    STILLE_TRY(const auto row, store::load_draft(context.db, person.id));
    if (!row) return fail(Errc::not_found);
    return store::remove_draft(context.db, person.id);
  });
}

Result<LaterView> Drafts::send_later(std::string_view conversation, const TextDraft& draft, TimePoint due) {
  return core_.STILLE_CHANGE("later_set")([&](Context& context) -> Result<LaterView> {
    STILLE_TRY(const auto person, conversation_or_notes(context, conversation));
    STILLE_TRY(const auto row, keep_for_later(context, person, draft, due));
    return show_later(context.db, row, person);
  });
}

Result<std::vector<LaterView>> Drafts::waiting() const {
  STILLE_TRY(const auto rows, store::all_later(core_.db()));
  std::vector<LaterView> out;
  for (const auto& row : rows) {
    STILLE_TRY(const auto person, store::load_contact(core_.db(), row.contact));
    STILLE_TRY(auto view, show_later(core_.db(), row, person));
    out.push_back(std::move(view));
  }
  return out;
}

Result<LaterView> Drafts::cancel(std::string_view id) {
  return core_.STILLE_CHANGE("later_cancelled")([&](Context& context) -> Result<LaterView> {
    if (!id.starts_with("l_")) return fail(Errc::not_found);
    STILLE_TRY(const auto rows, store::later_named(context.db, id));
    if (rows.empty()) return fail(Errc::not_found);
    if (rows.size() > 1) return fail(Errc::ambiguous);
    STILLE_TRY(const auto person, store::load_contact(context.db, rows.front().contact));
    STILLE_TRYV(store::remove_later(context.db, rows.front().id));
    return show_later(context.db, rows.front(), person);
  });
}

}  // namespace stille::client
