// Numbers for addresses: the same for the same address, traceable by nobody, and others after every hour.
#pragma once

#include "common/base/time.hpp"
#include "common/crypto/random.hpp"
#include "server/net/admission.hpp"
#include "server/relay/sources.hpp"

namespace stille::server {

class SourceNames {
 public:
  /// Both outlive it.
  SourceNames(const Clock& clock, crypto::Rng& rng) : clock_(clock), rng_(rng) {}

  relay::SourceId of(const AddressBlock& block);

  static constexpr milliseconds kSaltLife = std::chrono::hours{1};

 private:
  const Clock& clock_;
  crypto::Rng& rng_;
  std::array<std::uint8_t, 32> salt_{};  // in memory only
  TimePoint made_{};
};

}  // namespace stille::server
