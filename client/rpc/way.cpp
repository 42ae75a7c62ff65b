#include "client/rpc/way.hpp"

#include "client/core/settings.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {

std::string fresh_alias(crypto::Rng& rng) {
  return to_hex(rng.fixed<Fixed<struct AliasTag, 16>>().view());
}

Result<net::Way> way_to_relays(const client::Engine& engine, const std::string& alias) {
  STILLE_TRY(auto setting, engine.proxy());
  net::Way out;
  if (!setting.address) return out;
  out.emplace();
  out->address = std::move(*setting.address);
  if (!out->address.user.empty()) {
    out->login = net::ProxyLogin{out->address.user, std::move(setting.password)};
  } else if (out->address.kind == protocol::ProxyKind::socks5) {
    out->login = net::ProxyLogin{alias, crypto::SecretBytes(as_bytes("stille")), true};
  }
  return out;
}

Fault fault_of_connecting(const Error& error) {
  if (error.code == Errc::refused) return fault(FaultCode::proxy_refused);
  if (error.code == Errc::not_found) return fault(FaultCode::proxy_unreachable);
  return fault_from(error);
}

}  // namespace stille::rpc
