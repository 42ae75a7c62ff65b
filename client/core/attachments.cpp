#include "client/core/attachments.hpp"

#include "client/core/attaching.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/fetching.hpp"
#include "client/core/self_notes.hpp"
#include "client/core/show.hpp"

namespace stille::client {

namespace {

using store::AttachmentRow;

Result<AttachmentRow> find_row(store::Database& db, std::string_view id) {
  if (!id.starts_with("a_")) return fail(Errc::not_found);
  STILLE_TRY(auto rows, store::attachments_named(db, id));
  if (rows.empty()) return fail(Errc::not_found);
  if (rows.size() > 1) return fail(Errc::ambiguous);
  return std::move(rows.front());
}

bool at_rest(const AttachmentRow& row) {
  using enum store::AttachmentState;
  return row.state != preparing && row.state != uploading && row.state != downloading;
}

Transfer described(AttachmentRow row) {
  Transfer out;
  out.kind = row.state == store::AttachmentState::preparing   ? TransferKind::prepare
             : row.state == store::AttachmentState::uploading ? TransferKind::upload
                                                              : TransferKind::download;
  out.id = row.name;
  out.shape = row.shape;
  out.source = row.source;
  out.relay = row.relay;
  if (!row.sealed) return out;
  out.key = std::move(row.sealed->key);
  out.chunks = std::move(row.sealed->chunks);
  out.root = row.sealed->root;
  out.hash = row.sealed->hash;
  return out;
}

void add_upload(Transfer& out, const AttachmentRow& row, const store::MailboxRow& payer) {
  const auto& blob = *row.blob;
  out.relay = row.relay;
  out.blob = {.reader_id = blob.reader_id,
              .writer_id = *blob.writer_id,
              .reader_key = crypto::dh_public(blob.reader_secret),
              .writer_key = crypto::dh_public(blob.writer_secret),
              .chunk_class = row.shape.chunk_class,
              .chunk_count = row.shape.count,
              .expires = *row.expires,
              .payer = payer.reader_id};
  out.blob_key = {protocol::MailboxRole::writer, blob.writer_id->raw, blob.writer_secret.clone()};
  out.payer_key = {protocol::MailboxRole::reader, payer.reader_id.raw, payer.reader_secret.clone()};
}

}  // namespace

Attachments Engine::attachments() {
  return Attachments(*core_);
}

Result<MessageView> Attachments::send(std::string_view contact, FileDraft draft) {
  return core_.STILLE_CHANGE("send_files")([&](Context& context) -> Result<MessageView> {
    STILLE_TRY(const auto person, conversation_or_notes(context, contact));
    STILLE_TRY(const auto row, compose_files(context, person, std::move(draft)));
    return show(context.db, row, person);
  });
}

Result<AttachmentView> Attachments::find(std::string_view id) const {
  STILLE_TRY(const auto row, find_row(core_.db(), id));
  STILLE_TRY(auto out, show(core_.db(), row));
  const auto moved = core_.moved.find(row.name);
  if (!at_rest(row) && moved != core_.moved.end()) out.done = moved->second;
  return out;
}

Result<std::vector<AttachmentView>> Attachments::list(std::string_view contact, std::size_t most) const {
  std::optional<store::RowId> person;
  if (!contact.empty()) {
    STILLE_TRY(const auto row, find_conversation(core_.db(), contact));
    person = row.id;
  }
  STILLE_TRY(const auto rows, store::newest_attachments(core_.db(), person, std::min(most, kMostRows)));
  std::vector<AttachmentView> out;
  for (const auto& row : rows) {
    STILLE_TRY(auto view, show(core_.db(), row));
    out.push_back(std::move(view));
  }
  return out;
}

Result<AttachmentView> Attachments::fetch(std::string_view id) {
  STILLE_TRYV(core_.STILLE_CHANGE("want_file")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto row, find_row(context.db, id));
    return want_file(context, row);
  }));
  return find(id);
}

Result<AttachmentView> Attachments::cancel(std::string_view id) {
  STILLE_TRYV(core_.STILLE_CHANGE("cancel_file")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto row, find_row(context.db, id));
    return row.outgoing ? cancel_upload(context, row) : cancel_fetch(context, row);
  }));
  return find(id);
}

Result<AttachmentView> Attachments::send_again(std::string_view id) {
  STILLE_TRYV(core_.STILLE_CHANGE("send_file_again")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto row, find_row(context.db, id));
    if (!row.outgoing) return fail(Errc::wrong_state);
    return client::send_again(context, row);
  }));
  return find(id);
}

std::string Attachments::new_id() const {
  return "a_" + to_hex(core_.rng.fixed<Fixed<struct AttachmentNameTag, 8>>().view());
}

std::filesystem::path Attachments::folder() const {
  return core_.profile.folder() / "files";
}

Result<std::vector<std::string>> Attachments::copies() const {
  return store::attachments_with_copies(core_.db());
}

std::uint64_t Attachments::removed() const {
  return core_.counters.files_removed;
}

Result<std::vector<std::string>> Attachments::moving() const {
  return store::moving_attachments(core_.db());
}

Result<protocol::RelayAddress> Attachments::relay_of(std::string_view id) const {
  STILLE_TRY(const auto row, find_row(core_.db(), id));
  if (at_rest(row)) return fail(Errc::wrong_state);
  if (!row.outgoing) return row.relay;
  STILLE_TRY(const auto payer, payer_of(core_.db(), row));
  return payer.relay;
}

Result<Transfer> Attachments::transfer(std::string_view id, TimePoint now) {
  STILLE_TRY(auto row, find_row(core_.db(), id));
  if (at_rest(row)) return fail(Errc::wrong_state);
  if (row.state == store::AttachmentState::preparing) return described(std::move(row));
  if (row.state == store::AttachmentState::downloading) {
    if (!row.blob || !row.sealed) return fail(Errc::damaged);
    const auto reader = row.blob->reader_id;
    MailboxKey key{protocol::MailboxRole::reader, reader.raw, std::move(row.blob->reader_secret)};
    auto out = described(std::move(row));
    out.reader_id = reader;
    out.blob_key = std::move(key);
    return out;
  }
  return core_.STILLE_CHANGE("blob_settled")([&](Context& context) -> Result<Transfer> {
    STILLE_TRY(const auto payer, settle_blob(context, row, now));
    Transfer upload;
    add_upload(upload, row, payer);
    auto out = described(std::move(row));
    out.blob = upload.blob;
    out.blob_key = std::move(upload.blob_key);
    out.payer_key = std::move(upload.payer_key);
    return out;
  });
}

Result<Transfer> Attachments::complete(std::string_view id) const {
  STILLE_TRY(auto row, find_row(core_.db(), id));
  const bool there = row.outgoing || row.state == store::AttachmentState::here;
  if (!there || !row.sealed) return fail(Errc::wrong_state);
  return described(std::move(row));
}

Result<void> Attachments::prepared(std::string_view id, PreparedFile file) {
  return core_.STILLE_CHANGE("file_prepared")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto row, find_row(context.db, id));
    return file_prepared(context, std::move(row), std::move(file));
  });
}

Result<void> Attachments::uploaded(std::string_view id) {
  return core_.STILLE_CHANGE("file_uploaded")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto row, find_row(context.db, id));
    core_.moved.erase(row.name);
    return file_uploaded(context, std::move(row));
  });
}

Result<void> Attachments::fetched(std::string_view id) {
  return core_.STILLE_CHANGE("file_fetched")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto row, find_row(context.db, id));
    core_.moved.erase(row.name);
    return file_fetched(context, row);
  });
}

Result<void> Attachments::brought_back(std::string_view id, PreparedFile file) {
  return core_.STILLE_CHANGE("file_imported")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto row, find_row(context.db, id));
    using enum store::AttachmentState;
    const bool named =
        !row.sealed && !row.blob && !row.source && row.state == (row.outgoing ? sent : expired);
    if (!named) return fail(Errc::wrong_state);
    STILLE_TRY(const auto message, store::load_message(context.db, row.message));
    STILLE_TRY(const auto with, store::load_contact(context.db, message.contact));
    if (!row.outgoing || with.stage == store::Stage::self) row.state = here;
    row.shape = file.shape;
    row.sealed = sealed_from(std::move(file));
    return store::update_attachment(context.db, row);
  });
}

Result<void> Attachments::failed(std::string_view id, Errc why) {
  return core_.STILLE_CHANGE("file_failed")([&](Context& context) -> Result<void> {
    auto found = find_row(context.db, id);
    // It has gone with its message.
    if (found.has_error() && found.error().code == Errc::not_found) return ok();
    STILLE_TRY(auto row, std::move(found));
    return row.outgoing ? upload_failed(context, std::move(row), why) : fetch_failed(context, row, why);
  });
}

void Attachments::progressed(std::string_view id, std::uint32_t done) {
  core_.moved[std::string(id)] = done;
  if (core_.notify) core_.notify();
}

}  // namespace stille::client
