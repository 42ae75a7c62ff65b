#include "common/net/proxy_dialogue.hpp"

namespace stille::net {

Result<crypto::SecretBytes> ProxyDialogue::take(ByteView heard) {
  // It speaks when it is asked, and the relay speaks second: nobody has anything to say now.
  if (open_ || heard_.size() + heard.size() > kLongestAnswer) return fail(Errc::refused);
  heard_.insert(heard_.end(), heard.begin(), heard.end());
  STILLE_TRY(const auto size, answer(heard_));
  if (!size) return crypto::SecretBytes();
  if (*size != heard_.size()) return fail(Errc::refused);
  heard_.clear();
  return next();
}

}  // namespace stille::net
