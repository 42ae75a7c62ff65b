// The symmetric state of the handshake: a chaining key and a hash of everything said so far.
// Knows nothing of which values go in (PROTOCOL.md section 6).
#pragma once

#include "client/e2e/hedge.hpp"
#include "client/e2e/ratchet.hpp"

namespace stille::e2e {

/// What the handshake leaves, all siblings; in this order.
struct Split {
  RootKey root;
  crypto::Secret<struct EpochChainTag, 32> chain;  // of epoch 0
  HeaderKey header0;
  HeaderKey header1;
  HeaderKey header2;
  SessionId sid;
  Exporter exporter;
  SharedHedge hedge;
};

class Transcript {
 public:
  using Key = crypto::Secret<struct HandshakeKeyTag, 32>;

  Transcript();
  void mix_hash(ByteView bytes);
  void mix_key(ByteView secret);
  /// Under which the initiator's identity travels.
  [[nodiscard]] Key identity_key() const;
  [[nodiscard]] ByteView hash() const noexcept { return hash_; }
  [[nodiscard]] Split split() const;

 private:
  crypto::Digest64 hash_{};
  Key chaining_;
};

}  // namespace stille::e2e
