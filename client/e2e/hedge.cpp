#include "client/e2e/hedge.hpp"

#include "client/e2e/secret_codec.hpp"
#include "common/crypto/hkdf.hpp"

namespace stille::e2e {

namespace label = crypto::label;

HedgeKey hedge_of_device(const IdentitySecret& self) {
  return crypto::derive<HedgeKey>({}, self.encode().expose(), label::kHedgeDevice.view());
}

HedgeKey hedge_of_session(const HedgeKey& device, const SharedHedge& shared, const SessionId& sid) {
  const auto info = concat({label::kHedgeSession.view(), sid.view()});
  return crypto::derive<HedgeKey>(device.expose(), shared.expose(), info);
}

HedgeKey hedge_turned(const HedgeKey& before, const SharedHedge& shared) {
  return crypto::derive<HedgeKey>(before.expose(), shared.expose(), label::kHedgeTurn.view());
}

Ephemerals::Ephemerals(const HedgeKey& hedge, const Draw& draw, std::size_t size, crypto::Rng& rng)
    : bytes_(size) {
  const auto salt = rng.secret<crypto::Secret<struct HedgeSaltTag, 64>>();
  const auto info = concat_secret({draw.label.view(), be64(draw.counter), draw.context});
  // Every draw is far below the longest output of HKDF.
  (void)crypto::hkdf_sha512(bytes_.fill(), salt.expose(), hedge.expose(), info.expose()).has_value();
}

}  // namespace stille::e2e
