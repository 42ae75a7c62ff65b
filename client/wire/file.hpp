// The content `file`: what is said about files that wait as blobs, and the word that one has been fetched.
// Mirrors proto/content.proto; knows nothing of encoding or of where files lie.
#pragma once

#include <string>
#include <vector>

#include "client/e2e/file.hpp"
#include "client/wire/talk.hpp"
#include "common/crypto/dh.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::client::wire {

inline constexpr std::size_t kMostFiles = 8;
inline constexpr std::size_t kLongestCaption = 16000;
inline constexpr std::size_t kLongestFileName = 255;
inline constexpr std::size_t kLongestMediaType = 100;
inline constexpr std::size_t kLargestPreview = 4096;

/// Where a file lies, and everything that is needed to fetch, open and check it.
struct FileDescriptor {
  e2e::FileKey key;
  e2e::FileShape shape;
  std::string name;        // as clean_file_name leaves it
  std::string media_type;  // type/subtype in lower case
  protocol::RelayAddress relay;
  protocol::BlobReaderId reader_id;
  crypto::DhSecret reader_secret;
  e2e::FileRoot root;
  e2e::FileHash hash;
  Bytes preview;  // a small JPEG, or nothing
  TimePoint expires;
};

struct FileOffer {
  std::string caption;  // may be empty
  std::vector<FileDescriptor> files;
  std::optional<Quote> reply;
  std::uint32_t expire_s = 0;  // as of a text: caption and files go together
};

/// The file so-and-so (from 0) of that content is on the receiver's disk: its blob may go.
struct FileTaken {
  ContentId content;
  std::uint32_t index = 0;
};

/// A name that is safe on every system, from any bytes: the last part of a path without what hides, reorders,
/// or is reserved; at most kLongestFileName bytes of UTF-8, the extension kept. Never empty; the same again
/// when it is applied again.
std::string clean_file_name(std::string_view text);
/// By the extension alone; application/octet-stream for those that are not known.
std::string_view media_type_of(std::string_view file_name);
bool is_media_type(std::string_view text) noexcept;

}  // namespace stille::client::wire
