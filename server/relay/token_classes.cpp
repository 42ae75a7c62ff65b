#include "server/relay/token_classes.hpp"

namespace stille::relay {
namespace {

Result<store::ClassKey> new_key(store::MailboxStore& store, const std::string& name, crypto::Rng& rng) {
  const auto seed = rng.secret<crypto::Secret<struct ClassSeedTag, 32>>();
  STILLE_TRY(auto keys, crypto::derive_voprf_keypair(seed.expose(), as_bytes(name)));
  STILLE_TRY(const auto id, store.add_class_key(name, keys.secret));
  return store::ClassKey{id, name, std::move(keys.secret)};
}

std::map<std::string, store::Budget> configured(const Limits& limits) {
  auto out = limits.classes;
  out[kStandardClass] = standard_budget(limits);
  return out;
}

}  // namespace

store::Budget standard_budget(const Limits& limits) noexcept {
  return {limits.envelopes_per_mailbox, limits.bytes_per_mailbox, limits.blob_bytes_per_mailbox};
}

Result<TokenClasses> TokenClasses::load(store::MailboxStore& store, const Limits& limits, crypto::Rng& rng) {
  STILLE_TRY(auto keys, store.class_keys());
  TokenClasses out;
  for (const auto& [name, budget] : configured(limits)) {
    auto known = std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key.name == name; });
    if (known == keys.end()) {
      STILLE_TRY(auto fresh, new_key(store, name, rng));
      known = keys.insert(keys.end(), std::move(fresh));
    }
    auto& key = *known;
    const auto public_key = crypto::voprf_public(key.secret);
    if (!public_key) return fail(Errc::damaged);
    out.classes_.push_back({{key.id, name, budget, public_key.value()}, std::move(key.secret)});
  }
  std::sort(out.classes_.begin(), out.classes_.end(),
            [](const auto& a, const auto& b) { return a.shown.id < b.shown.id; });
  return out;
}

const KeyedClass* TokenClasses::by_id(protocol::ClassId id) const {
  const auto found =
      std::find_if(classes_.begin(), classes_.end(), [&](const auto& one) { return one.shown.id == id; });
  return found == classes_.end() ? nullptr : &*found;
}

const KeyedClass* TokenClasses::by_name(std::string_view name) const {
  const auto found =
      std::find_if(classes_.begin(), classes_.end(), [&](const auto& one) { return one.shown.name == name; });
  return found == classes_.end() ? nullptr : &*found;
}

std::vector<protocol::TokenClass> TokenClasses::shown() const {
  std::vector<protocol::TokenClass> out;
  for (const auto& one : classes_) out.push_back(one.shown);
  return out;
}

}  // namespace stille::relay
