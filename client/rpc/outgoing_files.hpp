// Files that a call wants to send: opened, looked at, and what a camera wrote into pictures taken out, before
// anything is stored. Knows nothing of people or of messages.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "client/core/attachments.hpp"
#include "client/rpc/fault.hpp"
#include "client/rpc/image.hpp"

namespace stille::net {
class SourceFile;
}

namespace stille::rpc {

class Courier;

struct OutgoingFile {
  std::string path;
  std::string name;
  std::uint64_t size = 0;
  std::optional<CleanImage> image;  // goes instead of what is in the file
};

/// `path` is absolute. Pictures (JPEG, PNG) are cleaned unless `keep_metadata`. Faults name the path.
boost::asio::awaitable<Outcome<OutgoingFile>> look_at(std::string path, bool keep_metadata);
/// What the QR code in a picture (JPEG, PNG) says. Faults name the path.
boost::asio::awaitable<Outcome<std::string>> code_in_file(std::string path);
/// For one message: a picture is sealed into the profile's folder, and everything that `stays` on this
/// machine.
Outcome<client::NewFile> new_file(client::Engine& engine, const Courier& courier, crypto::Rng& rng,
                                  const OutgoingFile& file, bool stays);
/// The sealed copy of a file under this id.
Result<client::PreparedFile> seal_copy(const Courier& courier, crypto::Rng& rng, const std::string& id,
                                       const net::SourceFile& source);

}  // namespace stille::rpc
