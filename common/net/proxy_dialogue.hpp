// What is said to a proxy until it has opened a way to a relay: SOCKS5 (RFC 1928, 1929) or HTTP CONNECT (RFC
// 9110). Bytes in, bytes out; knows no sockets and no time. Names are resolved by the proxy, never here.
#pragma once

#include <memory>
#include <optional>

#include "common/crypto/secret.hpp"
#include "common/protocol/proxy_address.hpp"

namespace stille::net {

/// 1 to kLongestProxyUser and 1 to kLongestProxyPassword bytes.
struct ProxyLogin {
  std::string user;
  crypto::SecretBytes password;
  /// Not a login that the proxy knows: a proxy that keeps streams of different users apart (Tor) keeps these
  /// apart, and one that wants none ignores it. SOCKS5 only.
  bool for_isolation = false;
};

/// A proxy that says more than it should before it was asked, or anything that is not its protocol, is left.
class ProxyDialogue {
 public:
  virtual ~ProxyDialogue() = default;
  ProxyDialogue(const ProxyDialogue&) = delete;
  ProxyDialogue& operator=(const ProxyDialogue&) = delete;

  /// What is said first.
  virtual crypto::SecretBytes begin() = 0;
  /// Takes what the proxy says, however it is cut; gives what is to be said next, which may be nothing.
  /// Errors: unreachable (the proxy works and cannot reach the relay), refused (it wants another login,
  /// forbids it, or breaks its protocol).
  Result<crypto::SecretBytes> take(ByteView heard);
  /// From here on the connection is the relay's.
  [[nodiscard]] bool is_open() const noexcept { return open_; }

  /// More than any answer that is taken.
  static constexpr std::size_t kLongestAnswer = 8192;

 protected:
  ProxyDialogue() = default;
  /// Looks at one answer at the front of `heard`: how long it is, or nothing while it is not complete.
  virtual Result<std::optional<std::size_t>> answer(ByteView heard) = 0;
  /// After a complete answer.
  virtual crypto::SecretBytes next() = 0;
  void open() noexcept { open_ = true; }

 private:
  Bytes heard_;
  bool open_ = false;
};

/// Throws for a login out of its bounds (a bug: they are checked where it is set).
std::unique_ptr<ProxyDialogue> socks5_dialogue(protocol::HostPort target, std::optional<ProxyLogin> login);
std::unique_ptr<ProxyDialogue> http_dialogue(protocol::HostPort target, std::optional<ProxyLogin> login);

}  // namespace stille::net
