#include "common/protocol/mailbox_auth.hpp"

#include "common/crypto/hash.hpp"
#include "common/crypto/hkdf.hpp"
#include "common/crypto/label.hpp"

namespace stille::protocol {
namespace {

// The only direction that is authenticated this way; the relay's frames are authenticated by TLS.
constexpr std::array<std::uint8_t, 1> kClientToRelay{1};

}  // namespace

std::array<std::uint8_t, 24> ticket_id(ByteView ticket) {
  std::array<std::uint8_t, 24> out{};
  const auto digest = crypto::h32({crypto::label::kRelayTicket.view(), ticket});
  std::copy_n(digest.begin(), out.size(), out.begin());
  return out;
}

Result<CommandKey> command_key(const crypto::DhSecret& own, const crypto::DhPublic& theirs,
                               const AuthContext& context) {
  STILLE_TRY(auto shared, crypto::dh(own, theirs));
  const auto role = static_cast<std::uint8_t>(context.role);
  const auto context_bytes =
      concat({crypto::label::kRelayAuth.view(), context.relay.view(), ByteView(&role, 1), context.mailbox});
  return crypto::derive<CommandKey>(context.binding.view(), shared.expose(), context_bytes);
}

CommandTag command_tag(const CommandKey& key, std::uint64_t number, const AuthContext& context,
                       ByteView command) {
  CommandTag out;
  // 32 bytes of key and of output are always legal.
  (void)crypto::blake2b(
      out.raw, key.expose(),
      {crypto::label::kCommand.view(), kClientToRelay, be64(number), context.mailbox, command})
      .has_value();
  return out;
}

}  // namespace stille::protocol
