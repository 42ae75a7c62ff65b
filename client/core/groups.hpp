// The engine's face for small closed groups. Everything works offline; changes leave with the next
// connection. A group's name is `#alias` or a unique beginning of it, a g_ id or a c_ id: errors not_found,
// ambiguous. Who is not in it (any more) gets wrong_state for everything but looking. Valid as long as its
// engine.
#pragma once

#include <vector>

#include "client/core/engine.hpp"
#include "client/core/group_views.hpp"

namespace stille::client {

struct TextDraft;

/// Somebody whom we have asked in, and who has not agreed yet.
struct GroupAskedView {
  std::string id;  // p_<16 hex>
  std::string alias;
  std::string name;
  std::optional<TimePoint> since;  // unset: before this was noted
};

class Groups {
 public:
  explicit Groups(Engine::Core& core) : core_(core) {}

  Result<std::vector<GroupView>> all() const;
  Result<GroupView> find(std::string_view group) const;
  /// Without its members and what they agree on.
  Result<GroupView> brief(std::string_view group) const;

  /// What happened since we came in, oldest first: joining, leaving, parts, names. Never what was said.
  Result<std::vector<GroupEventView>> history(std::string_view group) const;

  /// We are its chair. bad_encoding, bad_value: not a name; limit_reached above kMostGroups.
  Result<GroupView> create(std::string_view name);
  /// Asks a contact; they come in when they have agreed. already_exists: is in it; limit_reached: it is full;
  /// refused by its policy; wrong_state also for a contact who cannot be written to.
  Result<void> add(std::string_view group, std::string_view contact);
  /// By us, the first one first; nobody knows whom others have asked.
  Result<std::vector<GroupAskedView>> asked(std::string_view group) const;
  /// The chair removes, a deputy suspends and asks the chair to. refused; not_found.
  Result<void> remove(std::string_view group, std::string_view member);
  /// All of them, or none; `wrong` is then the one that the error is about.
  Result<void> remove_all(std::string_view group, std::span<const std::string> members, std::string& wrong);
  /// A chair passes on to the next in rank first; alone, closes it.
  Result<void> leave(std::string_view group);
  /// The chair's; a deputy asks the chair to. refused for everybody else; bad_value, too_large, bad_encoding.
  Result<void> rename(std::string_view group, std::string_view name);
  Result<void> set_purpose(std::string_view group, std::string_view purpose);
  /// A JPEG of at most kLargestGroupPicture bytes (too_large); empty: none.
  Result<void> set_picture(std::string_view group, ByteView jpeg);
  /// As the chair set it, not looked at; empty when there is none.
  Result<Bytes> picture(std::string_view group) const;
  /// After so long what is said disappears at everybody's; 0: never. bad_value: not a timer.
  Result<void> set_timer(std::string_view group, seconds after);
  /// The chair alone (refused); `chair` passes it on.
  Result<void> set_part(std::string_view group, std::string_view member, GroupPart part);
  /// The chair alone (refused).
  Result<void> set_policy(std::string_view group, GroupPolicy policy);

  /// A deputy asks to take the chair, which has been silent for 7 days, and takes it as soon as a majority
  /// has agreed; asked again meanwhile, those who have not answered are asked anew. refused: no deputy;
  /// not_ready: the chair, or a deputy before us, has been heard; limit_reached: nobody is left who could
  /// agree.
  Result<void> take_over(std::string_view group);
  /// not_found: we have not asked.
  Result<void> withdraw_takeover(std::string_view group);
  /// Agrees to such a wish of this member, or keeps it from being asked any more, of which nobody learns.
  /// not_found: they do not ask (any more); used: we have agreed; not_ready as above.
  Result<void> answer_takeover(std::string_view group, std::string_view member, bool agree);
  /// Signs with another key from the chair's next statement on. limit_reached after kMostGroupKeys.
  Result<void> renew_key(std::string_view group);
  /// Of several statements by one author this one (s_ id) counts: deputies', without one everybody's but the
  /// chair's (refused). not_found: it is none of GroupView::disputes; ambiguous.
  Result<void> settle_dispute(std::string_view group, std::string_view statement);

  /// To everybody who is in it. Errors of the draft as Talk::send.
  Result<MessageView> send(std::string_view group, const TextDraft& draft);

 private:
  Engine::Core& core_;
};

}  // namespace stille::client
