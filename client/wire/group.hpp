// What members of a group say to each other, parsed: sizes are right, signatures and rights are not looked
// at. Mirrors `Group` of proto/content.proto; knows nothing of rosters (PROTOCOL.md 23.6).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/crypto/sign.hpp"

namespace stille::client::wire {

inline constexpr std::size_t kMostStatements = 256;
inline constexpr std::size_t kLargestStatements = 60000;  // bytes of one content's together
inline constexpr std::size_t kMostWanted = 16;
inline constexpr std::size_t kMostRefs = 8;
inline constexpr std::size_t kLargestGroupBody = 60200;
inline constexpr std::size_t kLongestGroupLink = 400;

using GroupName = Fixed<struct GroupNameTag, 32>;
using StatementName = Fixed<struct StatementNameTag, 32>;
using PersonName = Fixed<struct PersonNameTag, 32>;
using Hash16 = Fixed<struct Hash16Tag, 16>;

struct GroupInvite {
  std::string name;
};

struct GroupConsent {
  crypto::SignPublic key;
  std::string link;
  crypto::Signature signature;
};

struct GroupStatements {
  std::vector<Bytes> statements;
};

struct GroupWant {
  std::vector<StatementName> missing;
};

struct GroupCandidate {
  PersonName iid;
  GroupConsent consent;
};

struct GroupRemoval {
  PersonName iid;
};

struct GroupDescription {
  std::uint8_t field = 1;
  std::string value;
};

struct GroupRotation {
  crypto::SignPublic key;
  crypto::Signature proof;
};

struct GroupProposal {
  std::variant<GroupCandidate, GroupRemoval, GroupDescription, GroupRotation> wish;
};

struct GroupRef {
  std::uint16_t member = 0;
  std::uint64_t gseq = 0;
  Hash16 hash;
};

struct GroupMessage {
  Hash16 head;
  std::uint64_t gseq = 0;
  Hash16 prev;
  std::vector<GroupRef> refs;
  Bytes body;
};

struct GroupTakeover {
  StatementName prev;
};

struct GroupAgreement {
  StatementName prev;
  crypto::Signature signature;
};

struct Group {
  GroupName gid;
  std::variant<GroupInvite, GroupConsent, GroupStatements, GroupWant, GroupProposal, GroupMessage,
               GroupTakeover, GroupAgreement>
      what;
};

}  // namespace stille::client::wire
