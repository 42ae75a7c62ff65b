// Files of messages, and blobs that are to be removed. A row that goes, with its message or alone, leaves its
// blob to be removed (a trigger sees to it).
#pragma once

#include "client/e2e/file.hpp"
#include "client/store/tables/rows.hpp"
#include "client/wire/file.hpp"

namespace stille::client::store {

/// The numbers of client::AttachmentState.
enum class AttachmentState : std::uint8_t {
  preparing,
  uploading,
  uploaded,
  sent,
  fetched,
  failed,
  cancelled,
  offered,
  downloading,
  here,
  expired
};

/// Names and keys of a blob; the writer's are the uploader's alone.
struct BlobKeys {
  protocol::BlobReaderId reader_id;
  crypto::DhSecret reader_secret;
  std::optional<protocol::BlobWriterId> writer_id;
  crypto::DhSecret writer_secret;
};

/// What became of sealing: there once the file has been read through, or was described by its sender.
struct SealedFile {
  e2e::FileKey key;
  e2e::FileRoot root;
  e2e::FileHash hash;
  std::vector<e2e::ChunkHash> chunks;  // the uploader's
};

struct AttachmentRow {
  RowId id = 0;
  std::string name;  // a_<hex>
  RowId message = 0;
  std::uint32_t place = 0;
  bool outgoing = false;
  AttachmentState state = AttachmentState::offered;
  std::optional<Errc> reason;
  std::string file_name;
  std::string media_type;
  Bytes preview;
  e2e::FileShape shape;
  std::optional<std::string> source;  // an absolute path
  std::uint32_t restarts = 0;         // because the source had changed
  std::optional<SealedFile> sealed;
  protocol::RelayAddress relay;
  std::optional<BlobKeys> blob;
  std::optional<RowId> payer;
  std::optional<TimePoint> expires;
};

/// Sets `id`.
Result<void> add_attachment(Database& db, AttachmentRow& row);
/// Everything but id, name, message, place, outgoing, media type and preview.
Result<void> update_attachment(Database& db, const AttachmentRow& row);
Result<void> set_attachment_state(Database& db, RowId id, AttachmentState state,
                                  std::optional<Errc> reason = {});
/// All of a message; their blobs are to be removed, but for those that wait for the other person when the
/// message stays with them (not `everyone`).
Result<void> remove_attachments(Database& db, RowId message, bool everyone);
/// Messages of this contact that have any.
Result<std::vector<RowId>> messages_with_files(Database& db, RowId contact);
Result<AttachmentRow> load_attachment(Database& db, RowId id);
/// Whose name begins so; at most two.
Result<std::vector<AttachmentRow>> attachments_named(Database& db, std::string_view beginning);
/// In the order of their places.
Result<std::vector<AttachmentRow>> attachments_of(Database& db, RowId message);
Result<std::optional<AttachmentRow>> attachment_at(Database& db, RowId message, std::uint32_t place);
/// The newest so many of shown messages, of one contact or of all, oldest first.
Result<std::vector<AttachmentRow>> newest_attachments(Database& db, std::optional<RowId> contact,
                                                      std::size_t most);
/// Names of those that have to be prepared, uploaded or downloaded, oldest first.
Result<std::vector<std::string>> moving_attachments(Database& db);
/// Offered ones whose blob has gone.
Result<std::optional<TimePoint>> next_offer_end(Database& db);
Result<void> expire_offers(Database& db, TimePoint now);
/// Those of which the profile's folder should hold a sealed copy as a whole, and the copy's size.
struct CopyRow {
  std::string name;
  std::uint64_t size = 0;
};
Result<std::vector<CopyRow>> complete_copies(Database& db);
/// It was here and is not any more.
Result<void> copy_missing(Database& db, std::string_view name);
/// Names of those for which the profile's folder may hold a sealed copy.
Result<std::vector<std::string>> attachments_with_copies(Database& db);

struct BlobRemoval {
  RowId id = 0;
  protocol::BlobWriterId writer_id;
  crypto::DhSecret writer_secret;
};
/// Its blob is to be removed; the row keeps none.
Result<void> give_up_blob(Database& db, AttachmentRow& row);
Result<std::vector<BlobRemoval>> blob_removals(Database& db, const protocol::RelayAddress& relay);
Result<void> forget_removal(Database& db, RowId id);
/// Blobs that have expired by themselves.
Result<void> forget_past_removals(Database& db, TimePoint now);

}  // namespace stille::client::store
