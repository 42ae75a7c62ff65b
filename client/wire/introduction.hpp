// Somebody brings two of their contacts together. PROTOCOL.md section 15.8.
#pragma once

#include <variant>

#include "client/e2e/identity.hpp"
#include "client/wire/talk.hpp"
#include "common/crypto/secret.hpp"

namespace stille::client::wire {

inline constexpr std::size_t kLongestIntroduction = 2000;  // bytes of the words that go with it

using IntroductionId = Fixed<struct IntroductionIdTag, 16>;

/// Would you like to know this person?
struct IntroductionOffer {
  e2e::Iid iid;
  std::string name;
  std::string text;
  bool host = false;  // the receiver makes the invitation that the other one uses
};

/// Yes. The host's has the link of an invitation that is for the other one alone.
struct IntroductionConsent {
  crypto::SecretBytes link;
};

/// To the guest, when both have agreed.
struct IntroductionLink {
  crypto::SecretBytes link;
};

struct Introduction {
  IntroductionId id;
  std::variant<IntroductionOffer, IntroductionConsent, IntroductionLink> what;
};

}  // namespace stille::client::wire
