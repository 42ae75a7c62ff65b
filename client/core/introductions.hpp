// Bringing two contacts together: a face of the engine of its own. Nobody learns how to reach anybody before
// both have agreed, and then only the two of them (PROTOCOL.md section 15.8).
#pragma once

#include "client/core/engine.hpp"

namespace stille::client {

inline constexpr std::size_t kLongestIntroductionText = 2000;  // bytes of UTF-8
/// Introductions of ours that are not settled, and people whom we were offered and have not answered.
inline constexpr std::size_t kMostIntroductions = 256;
/// Of those, from one contact.
inline constexpr std::size_t kMostOffersOfOne = 16;
/// What nobody has settled by then is over.
inline constexpr std::chrono::hours kIntroductionLife{24 * 30};

enum class IntroductionState : std::uint8_t {
  asked,     // somebody has not answered yet
  agreed,    // theirs: we have; now the other one has to
  declined,  // theirs, by us; nobody heard of it
  made,
  lapsed,
};

/// Ours (`introducer` empty): `people` are the two of them. Theirs: somebody whom `introducer` would like us
/// to know.
struct IntroductionView {
  std::string id;  // n_<hex>
  IntroductionState state = IntroductionState::asked;
  TimePoint created;
  std::vector<ContactView> people;
  std::vector<std::string> agreed;  // ids of those who have
  std::optional<ContactView> introducer;
  std::string name;  // of who is offered
  std::string iid;
  std::string text;
};

class Introductions {
 public:
  /// invalid_argument: twice the same; bad_encoding, too_large: the text; limit_reached; otherwise as
  /// Talk::send, for either of the two.
  Result<IntroductionView> make(std::string_view first, std::string_view second, std::string_view text);
  /// Newest first, ours and theirs.
  Result<std::vector<IntroductionView>> list() const;
  /// By id or a unique beginning of it. wrong_state: it is settled already; limit_reached: too many
  /// invitations are open.
  Result<IntroductionView> accept(std::string_view id);
  /// Silently.
  Result<void> decline(std::string_view id);
  /// Who brought us together with this person, if somebody did.
  Result<std::optional<ContactView>> introducer_of(std::string_view contact) const;

 private:
  friend class Engine;
  explicit Introductions(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

std::string_view name_of(IntroductionState state) noexcept;

}  // namespace stille::client
