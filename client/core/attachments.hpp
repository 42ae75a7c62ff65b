// The engine's face for files: sending and fetching them, and what the shell has to move. The engine keeps
// what is to be done, keys and states; reading, sealing and moving bytes is the shell's.
#pragma once

#include "client/core/attachment_views.hpp"
#include "client/core/engine.hpp"
#include "client/e2e/file.hpp"

namespace stille::client {

/// A blob is kept for so long, and a little less than a relay would.
inline constexpr std::chrono::hours kBlobLife{24 * 13};
/// A source that changes while it is read is begun anew so often.
inline constexpr std::uint32_t kMostRestarts = 3;

/// A file that has been read through once.
struct PreparedFile {
  e2e::FileKey key;
  e2e::FileShape shape;
  std::vector<e2e::ChunkHash> chunks;  // of all sealed chunks
  e2e::FileHash hash;
};

struct NewFile {
  std::string id;    // from new_id()
  std::string name;  // as its owner calls it; cleaned here
  std::uint64_t size = 0;
  /// An absolute path; none: a sealed copy of this id is in the profile's folder, and `prepared` is there.
  std::optional<std::string> source;
  std::optional<PreparedFile> prepared;
  Bytes preview;
};

struct FileDraft {
  std::string_view caption;
  std::string_view key;
  std::string_view reply;  // as in TextDraft
  std::vector<NewFile> files;
  seconds expire{0};  // as in TextDraft
};

enum class TransferKind : std::uint8_t { prepare, upload, download };

/// What is to be done for one file, with all that is needed.
struct Transfer {
  TransferKind kind = TransferKind::prepare;
  std::string id;
  e2e::FileShape shape;
  std::optional<std::string> source;
  protocol::RelayAddress relay;
  e2e::FileKey key;
  std::vector<e2e::ChunkHash> chunks;  // upload: what each sealed chunk must be
  e2e::FileRoot root;                  // download: what it must turn out to be
  e2e::FileHash hash;
  protocol::BlobCreate blob;  // upload
  protocol::BlobReaderId reader_id;
  MailboxKey blob_key;   // of the uploader or the reader
  MailboxKey payer_key;  // upload
};

/// A handle; the engine outlives it.
class Attachments {
 public:
  // --- For people ---
  /// One message with 1 to wire::kMostFiles files, to somebody or a group (`#alias`, g_ or c_ id); it leaves
  /// when all of them are at the relay. In the notes (`self`) it is done at once: each file has to be
  /// prepared, nothing leaves. Errors as send_text, and too_large for a file above e2e::kLargestFile.
  Result<MessageView> send(std::string_view contact, FileDraft draft);
  /// By id or by a unique beginning of it.
  Result<AttachmentView> find(std::string_view id) const;
  /// The newest so many, oldest first; of everybody when `contact` is empty.
  Result<std::vector<AttachmentView>> list(std::string_view contact, std::size_t most) const;
  /// Wants it here. wrong_state for an own one, expired.
  Result<AttachmentView> fetch(std::string_view id);
  /// An own one: its message does not leave (wrong_state once it has). Somebody else's: not now.
  Result<AttachmentView> cancel(std::string_view id);
  /// An own one whose message was called off or has failed: all files of it are sent after all. wrong_state
  /// for any other.
  Result<AttachmentView> send_again(std::string_view id);

  // --- For the shell ---
  std::string new_id() const;
  /// Where sealed copies lie, each under its id.
  std::filesystem::path folder() const;
  /// Ids that may lie there; everything else is left over.
  Result<std::vector<std::string>> copies() const;
  /// Grows when messages go together with their files: something may be left over.
  std::uint64_t removed() const;
  /// Ids of what is to be moved now, oldest first.
  Result<std::vector<std::string>> moving() const;
  /// Where it is to be moved to or from. Errors as transfer().
  Result<protocol::RelayAddress> relay_of(std::string_view id) const;
  /// not_found, wrong_state when nothing is to be done any more; not_ready while there is no mailbox to pay
  /// from. `now` is the relay's time where there is one: it bounds the life of the blob.
  Result<Transfer> transfer(std::string_view id, TimePoint now);
  /// How to open what is here and complete: a sealed copy, or with `source` and `chunks` an own file where it
  /// lies and how it was; wrong_state.
  Result<Transfer> complete(std::string_view id) const;
  Result<void> prepared(std::string_view id, PreparedFile file);
  Result<void> uploaded(std::string_view id);
  Result<void> fetched(std::string_view id);
  /// A sealed copy of what an import has named is in the folder. wrong_state: it is here, or was never
  /// imported.
  Result<void> brought_back(std::string_view id, PreparedFile file);
  /// Why it did not work. What may pass leaves everything as it was.
  Result<void> failed(std::string_view id, Errc why);
  /// So many chunks are done. Memory only.
  void progressed(std::string_view id, std::uint32_t done);

 private:
  friend class Engine;
  explicit Attachments(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

}  // namespace stille::client
