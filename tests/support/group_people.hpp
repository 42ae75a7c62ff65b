// People of a group with their keys, and what they sign. Knows rosters, no engines.
#pragma once

#include "client/e2e/roster.hpp"

namespace stille::e2e::test {

inline std::string member_link(std::uint8_t which) {
  return "stille://" + std::string(43, 'A') + "@relay.example:7443/c#" +
         std::string(42, static_cast<char>('B' + which % 24)) + "A";
}

/// Somebody with one key in one group.
struct GroupPerson {
  explicit GroupPerson(std::uint64_t seed) {
    crypto::SeededRng rng(seed + 1000);
    key = rng.secret<crypto::SignSeed>();
    self = {rng.fixed<Iid>(), crypto::sign_public(key), member_link(static_cast<std::uint8_t>(seed))};
  }
  [[nodiscard]] Op says(const OpPlace& place, OpArgs args) const {
    return sign_op(place, std::move(args), key);
  }
  [[nodiscard]] op::Add joins(const GroupId& gid, MemberNumber introducer = 0) const {
    return {self, introducer, sign_consent(gid, self, key)};
  }

  crypto::SignSeed key;
  NewMember self;
};

inline Op founded_by(const GroupPerson& chair, std::string name = "Runde") {
  return chair.says({}, op::Create{OpSalt{}, chair.self, AddPolicy::chair, std::move(name), ""});
}

}  // namespace stille::e2e::test
