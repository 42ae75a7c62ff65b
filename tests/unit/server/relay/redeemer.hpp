// The client's half of a redemption, as a test plays it.
#pragma once

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {

/// Blinded nonces for one REDEEM, and the tokens that its answer makes of them.
struct Redeemer {
  Redeemer(World& world, const protocol::RelayCode& with, std::size_t count = 4) : code(with) {
    for (std::size_t i = 0; i < count; ++i) {
      nonces.push_back(world.rng.fixed<protocol::TokenNonce>());
      inputs.push_back(protocol::token_input(nonces.back()));
      blindings.push_back(crypto::blind(inputs.back(), world.rng).value());
    }
  }
  [[nodiscard]] protocol::Redeem command() const {
    protocol::Redeem out{code, {}};
    for (const auto& one : blindings) out.blinded.push_back(one.element);
    return out;
  }
  /// Empty when the evaluation is not by the key of this class.
  [[nodiscard]] std::vector<protocol::CreationToken> tokens(const protocol::Redeemed& redeemed,
                                                            const protocol::TokenClass& by) const {
    const auto count = redeemed.evaluation.elements.size();
    const std::vector<ByteView> views(inputs.begin(), inputs.begin() + static_cast<std::ptrdiff_t>(count));
    const auto outputs =
        crypto::finalise(by.key, views, std::span(blindings).first(count), redeemed.evaluation);
    std::vector<protocol::CreationToken> out;
    for (std::size_t i = 0; outputs && i < count; ++i) {
      out.push_back({redeemed.token_class, nonces[i], outputs.value()[i]});
    }
    return out;
  }

  protocol::RelayCode code;
  std::vector<protocol::TokenNonce> nonces;
  std::vector<Bytes> inputs;
  std::vector<crypto::Blinding> blindings;
};

/// A relay that takes mailboxes for tokens only.
struct InviteOnly : World {
  explicit InviteOnly(Limits wanted = {}) : World(std::move(wanted)) {}

  protocol::RelayCode code(InviteWish wish = {}) { return relay->create_invite(wish, now).value().code; }
  protocol::TokenClass token_class(std::string_view name = "standard") {
    const auto classes = relay->classes().value();
    for (const auto& one : classes) {
      if (one.name == name) return one;
    }
    return {};
  }
  protocol::Status status_of(const Redeemer& redeemer) {
    auto& who = client();
    const auto number = who.asks_untagged(redeemer.command());
    (void)commits().has_value();
    return who.status(number);
  }
  std::optional<protocol::Redeemed> redeems(const Redeemer& redeemer) {
    auto& who = client();
    const auto number = who.asks_untagged(redeemer.command());
    (void)commits().has_value();
    const auto reply = who.reply(number);
    return reply ? reply->redeemed : std::nullopt;
  }
  std::vector<protocol::CreationToken> tokens(std::size_t count = 4, const std::string& name = "standard") {
    const Redeemer redeemer(*this, code({.token_class = name}), count);
    return redeemer.tokens(redeems(redeemer).value(), token_class(name));
  }
  /// On a connection of its own, as a client should; kNoReply stands for no answer.
  protocol::Status pays(const TestMailbox& box, const protocol::CreationToken& token) {
    auto& who = client();
    const auto number = who.creates(box, token);
    (void)commits().has_value();
    return who.status(number);
  }
};

}  // namespace stille::relay::test
