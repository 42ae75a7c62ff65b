// The content `file` in protobuf and back. For this room only: it names generated classes.
#pragma once

#include "client/wire/content.hpp"

namespace stille::content::v1 {
class File;
}

namespace stille::client::wire {

/// Errors as parse_content.
Result<Body> parse_file(const content::v1::File& in);
void write_file(const FileOffer& from, content::v1::File& to);
void write_file(const FileTaken& from, content::v1::File& to);

}  // namespace stille::client::wire
