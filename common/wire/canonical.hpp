// The test for canonical encoding, without a second copy of what may be a megabyte. For this room only.
#pragma once

#include "common/base/bytes.hpp"

namespace google::protobuf {
class MessageLite;
}

namespace stille::wire {

/// Whether this message serialises to exactly these bytes.
bool serialises_to(const google::protobuf::MessageLite& message, ByteView bytes);

}  // namespace stille::wire
