// Group content to protobuf and back; content.cpp's own. Knows nothing of the rest of a content.
#pragma once

#include "client/wire/group.hpp"

namespace stille::content::v1 {
class Group;
}

namespace stille::client::wire {

/// bad_length, too_large, bad_value, bad_encoding.
Result<Group> parse_group(const content::v1::Group& in);
void write_group(const Group& from, content::v1::Group& to);

}  // namespace stille::client::wire
