#include "server/net/source_names.hpp"

#include "common/crypto/hash.hpp"

namespace stille::server {

relay::SourceId SourceNames::of(const AddressBlock& block) {
  const auto now = clock_.now();
  if (now - made_ >= kSaltLife || now < made_) {
    rng_.fill(salt_);
    made_ = now;
  }
  const auto name = crypto::hmac_sha256(salt_, {block});
  relay::SourceId out = 0;
  for (std::size_t i = 0; i < sizeof out; ++i) out = out << 8 | name[i];
  return out;
}

}  // namespace stille::server
