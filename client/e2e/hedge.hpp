// Ephemeral secrets that stay secret when either the random generator or the device's secrets fail, not both.
// Knows nothing of what the secrets are for (PROTOCOL.md section 2.1).
#pragma once

#include "client/e2e/session_parts.hpp"
#include "common/crypto/label.hpp"

namespace stille::e2e {

/// 32 secret bytes that the root step or the handshake gives to both sides.
using SharedHedge = crypto::Secret<struct SharedHedgeTag, 32>;

/// A secret of this device, from all three identity secrets.
HedgeKey hedge_of_device(const IdentitySecret& self);
HedgeKey hedge_of_session(const HedgeKey& device, const SharedHedge& shared, const SessionId& sid);
HedgeKey hedge_turned(const HedgeKey& before, const SharedHedge& shared);

/// What a draw is for; label and counter never repeat with one hedge key except after a rollback.
struct Draw {
  crypto::Label label;
  std::uint64_t counter = 0;
  ByteView context;
};

/// A typed run of secret bytes, taken off the front of one draw.
class Ephemerals {
 public:
  Ephemerals(const HedgeKey& hedge, const Draw& draw, std::size_t size, crypto::Rng& rng);
  template <class S>
  S take() {
    S out;
    const auto from = bytes_.expose().subspan(used_, S::size);
    std::copy(from.begin(), from.end(), out.fill().begin());
    used_ += S::size;
    return out;
  }

 private:
  crypto::SecretBytes bytes_;
  std::size_t used_ = 0;
};

}  // namespace stille::e2e
