#include "client/e2e/group_message.hpp"

#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"

namespace stille::e2e {

GroupMessageHash group_message_hash(const GroupMessagePlace& place, ByteView refs, ByteView body) {
  const auto fields = ByteWriter()
                          .raw(place.gid.view())
                          .raw(place.author.view())
                          .u64(place.gseq)
                          .raw(place.prev)
                          .raw(place.head)
                          .sized(refs)
                          .bytes();
  const auto body_hash = crypto::sha512({body});
  return GroupMessageHash{crypto::h32({crypto::label::kGroupMessage.view(), fields, body_hash})};
}

}  // namespace stille::e2e
