// A name and a card to protobuf and back; content.cpp's own. Knows nothing of the rest of a content.
#pragma once

#include "client/wire/content.hpp"

namespace stille::content::v1 {
class Profile;
}

namespace stille::client::wire {

/// too_large, bad_value, bad_encoding. Without a version there are no fields.
Result<Profile> parse_profile(const content::v1::Profile& in);
void write_profile(const Profile& from, content::v1::Profile& to);

}  // namespace stille::client::wire
