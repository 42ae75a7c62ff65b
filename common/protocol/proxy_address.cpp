#include "common/protocol/proxy_address.hpp"

#include <algorithm>
#include <array>

namespace stille::protocol {
namespace {

struct Scheme {
  std::string_view text;
  ProxyKind kind;
};

constexpr std::array kSchemes{Scheme{"socks5://", ProxyKind::socks5}, Scheme{"socks5h://", ProxyKind::socks5},
                              Scheme{"http://", ProxyKind::http}};

bool is_user(std::string_view text) {
  return !text.empty() && text.size() <= kLongestProxyUser && std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < '\x7f' && c != ':' && c != '/' && c != '@';
  });
}

}  // namespace

Result<ProxyAddress> parse_proxy_address(std::string_view text) {
  ProxyAddress out;
  for (const auto& scheme : kSchemes) {
    if (!text.starts_with(scheme.text)) continue;
    out.kind = scheme.kind;
    text.remove_prefix(scheme.text.size());
    break;
  }
  if (const auto at = text.rfind('@'); at != std::string_view::npos) {
    if (!is_user(text.substr(0, at))) return fail(Errc::bad_encoding);
    out.user = text.substr(0, at);
    text.remove_prefix(at + 1);
  }
  STILLE_TRY(out.place, parse_host_port(text));
  return out;
}

std::string to_text(const ProxyAddress& proxy) {
  const std::string scheme(kSchemes[proxy.kind == ProxyKind::socks5 ? 0 : 2].text);
  return scheme + (proxy.user.empty() ? "" : proxy.user + '@') + to_text(proxy.place);
}

}  // namespace stille::protocol
