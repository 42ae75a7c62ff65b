#include "client/rpc/check_proxy.hpp"

#include "common/protocol/proxy_address.hpp"

namespace stille::rpc {

Outcome<void> check_proxy(std::string_view address, std::string_view password) {
  const auto authority =
      address.substr(address.find("://") == std::string_view::npos ? 0 : address.find("://") + 3);
  const auto at = authority.rfind('@');
  if (at != std::string_view::npos && authority.substr(0, at).find(':') != std::string_view::npos) {
    return fault(FaultCode::invalid_argument,
                 "A password does not belong into the address of a proxy; it is asked for, or read with "
                 "--password-file FILE.",
                 {{"about", "proxy"}});
  }
  const auto proxy = protocol::parse_proxy_address(address);
  if (!proxy && address != "none") {
    return fault(FaultCode::invalid_argument,
                 "A proxy is socks5://HOST:PORT, http://HOST:PORT or none; in front of HOST may stand USER@.",
                 {{"about", "proxy"}});
  }
  const bool has_user = proxy && !proxy.value().user.empty();
  if (has_user == password.empty() || password.size() > protocol::kLongestProxyPassword) {
    return fault(FaultCode::invalid_argument,
                 "A proxy with a user needs a password of 1 to 255 bytes, one without takes none.",
                 {{"about", "proxy"}});
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace stille::rpc
