// From where connections begin with a PROXY header: the balancers that the operator names. Knows no headers.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"

namespace stille::server {

class ProxyNetworks {
 public:
  /// Nobody.
  ProxyNetworks() = default;
  /// "127.0.0.1, 10.1.0.0/16, 2001:db8::/32": addresses and networks, with commas between them.
  /// invalid_argument for anything else.
  static Result<ProxyNetworks> parse(std::string_view text);
  /// An IPv4 address in IPv6's clothes counts as what it is.
  [[nodiscard]] bool contain(const boost::asio::ip::address& address) const;

 private:
  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
};

}  // namespace stille::server
