// Every bound of a group, by name. PROTOCOL.md 17.5 lists the same. Knows nothing of what they bound.
#pragma once

#include <chrono>
#include <cstddef>

namespace stille::e2e {

inline constexpr std::size_t kMostGroupMembers = 50;
/// Signed statements of one group: those that form the chain, and those that stand beside it.
inline constexpr std::size_t kMostGroupOps = 4096;
inline constexpr std::size_t kMostSideOps = 2048;
/// All of one group together, in bytes.
inline constexpr std::size_t kLargestRoster = 4'194'304;
/// Statements whose predecessor is not known yet.
inline constexpr std::size_t kMostWaitingOps = 256;
/// By one author behind one predecessor. Two prove that somebody said two things; more prove nothing new.
inline constexpr std::size_t kMostSiblings = 8;
/// Predecessors behind which one author said several things. Branches cost work; so many are proof enough.
inline constexpr std::size_t kMostContradictions = 16;
inline constexpr std::size_t kLongestGroupName = 128;
inline constexpr std::size_t kLongestGroupPurpose = 1000;
inline constexpr std::size_t kLargestGroupPicture = 24'576;
inline constexpr std::size_t kLongestMemberLink = 400;
/// The longest statement: one with a picture.
inline constexpr std::size_t kLargestGroupOp = 24'832;
/// How long a suspension holds, unless it is one's own.
inline constexpr std::chrono::hours kSuspensionLife{24 * 7};
/// How long nothing may have come from a chair before somebody agrees to a takeover.
inline constexpr std::chrono::hours kChairSilence{24 * 7};

}  // namespace stille::e2e
