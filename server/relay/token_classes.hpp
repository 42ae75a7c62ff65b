// The token classes that the operator has configured, each with the key that the store keeps for it.
// Knows nothing of invitations.
#pragma once

#include "server/relay/limits.hpp"
#include "server/store/mailbox_store.hpp"

namespace stille::relay {

inline constexpr const char* kStandardClass = "standard";

struct KeyedClass {
  protocol::TokenClass shown;
  crypto::VoprfSecret secret;
};

[[nodiscard]] store::Budget standard_budget(const Limits& limits) noexcept;

class TokenClasses {
 public:
  /// A class without a key gets one, durably. Errors: the store's.
  static Result<TokenClasses> load(store::MailboxStore& store, const Limits& limits, crypto::Rng& rng);

  /// Null when no such class is configured.
  [[nodiscard]] const KeyedClass* by_id(protocol::ClassId id) const;
  [[nodiscard]] const KeyedClass* by_name(std::string_view name) const;
  /// By ascending id.
  [[nodiscard]] std::vector<protocol::TokenClass> shown() const;

 private:
  std::vector<KeyedClass> classes_;
};

}  // namespace stille::relay
