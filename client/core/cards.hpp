// The engine's face for contact cards: what we say about ourselves and to whom, and what others say.
// Everything works offline; cards leave with the next connection. Contacts by whatever Engine::contact takes:
// errors not_found, ambiguous. Valid as long as its engine.
#pragma once

#include <array>
#include <vector>

#include "client/core/card_views.hpp"
#include "client/core/engine.hpp"

namespace stille::client {

/// What is to change; what is absent stays, an empty text clears a field.
struct CardWishes {
  std::optional<std::string> name{};
  std::array<std::optional<std::string>, wire::kCardFields> fields{};
};

class Cards {
 public:
  explicit Cards(Engine::Core& core) : core_(core) {}

  Result<OwnCardView> own() const;
  /// Reaches everybody who may see what has changed, and nobody else. Errors as clean(); bad_value for a name
  /// that is none.
  Result<OwnCardView> set(const CardWishes& wishes);
  /// How a value that somebody typed is kept. too_large, bad_encoding, bad_value.
  Result<std::string> clean(wire::CardField field, std::string_view typed) const;

  Result<ContactCardView> of(std::string_view contact) const;
  /// The same, and what was new on it has been seen.
  Result<ContactCardView> look_at(std::string_view contact);
  /// What they may see from now on besides the name. What is taken back goes at theirs too.
  Result<ContactCardView> share(std::string_view contact, wire::CardMask fields);
  /// They see that we would like to have their card. wrong_state, forked: nothing can be sent to them.
  Result<void> request(std::string_view contact);

 private:
  Engine::Core& core_;
};

}  // namespace stille::client
