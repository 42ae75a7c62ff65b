#include "server/net/proxy_networks.hpp"

#include <algorithm>

namespace stille::server {
namespace {

namespace ip = boost::asio::ip;

std::string_view trimmed(std::string_view text) {
  const auto first = std::min(text.find_first_not_of(" \t"), text.size());
  const auto last = text.find_last_not_of(" \t");
  return text.substr(first, last == std::string_view::npos ? 0 : last - first + 1);
}

bool contains(const ip::network_v4& network, const ip::address_v4& address) {
  return ip::network_v4(address, network.prefix_length()).canonical() == network;
}

bool contains(const ip::network_v6& network, const ip::address_v6& address) {
  return ip::network_v6(address, network.prefix_length()).canonical() == network;
}

}  // namespace

Result<ProxyNetworks> ProxyNetworks::parse(std::string_view text) {
  ProxyNetworks out;
  for (auto rest = trimmed(text); !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    auto one = std::string(trimmed(rest.substr(0, comma)));
    const bool last = comma == rest.size();
    rest.remove_prefix(last ? comma : comma + 1);
    if (!last && trimmed(rest).empty()) return fail(Errc::invalid_argument);
    const bool six = one.find(':') != std::string::npos;
    if (one.find('/') == std::string::npos) one += six ? "/128" : "/32";
    boost::system::error_code wrong;
    if (six) {
      out.v6_.push_back(ip::make_network_v6(one, wrong).canonical());
    } else {
      out.v4_.push_back(ip::make_network_v4(one, wrong).canonical());
    }
    if (wrong) return fail(Errc::invalid_argument);
  }
  return out;
}

bool ProxyNetworks::contain(const ip::address& address) const {
  if (address.is_v4() || address.to_v6().is_v4_mapped()) {
    const auto v4 = address.is_v4() ? address.to_v4() : ip::make_address_v4(ip::v4_mapped, address.to_v6());
    return std::any_of(v4_.begin(), v4_.end(), [&](const auto& n) { return contains(n, v4); });
  }
  return std::any_of(v6_.begin(), v6_.end(), [&](const auto& n) { return contains(n, address.to_v6()); });
}

}  // namespace stille::server
