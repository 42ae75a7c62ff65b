// Each call finds its message and changes it in one transaction.
#include "client/core/talk.hpp"

#include <array>

#include "client/core/changing.hpp"
#include "client/core/disappearing.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/later.hpp"
#include "client/core/people.hpp"
#include "client/core/self_notes.hpp"
#include "client/core/sending.hpp"
#include "client/core/show.hpp"
#include "client/store/tables/groups.hpp"
#include "client/store/tables/takeovers.hpp"
#include "client/store/tables/talk.hpp"

namespace stille::client {

namespace {

Result<MessageView> shown(store::Database& db, store::RowId message) {
  STILLE_TRY(const auto row, store::load_message(db, message));
  STILLE_TRY(const auto person, store::load_contact(db, row.contact));
  return show(db, row, person);
}

}  // namespace

Result<MessageView> Talk::send(std::string_view contact, const TextDraft& draft) {
  return core_.STILLE_CHANGE("send_text")([&](Context& context) -> Result<MessageView> {
    STILLE_TRY(auto person, conversation_or_notes(context, contact));
    STILLE_TRYV(check_key_waits_nowhere(context, person.id, draft.key));
    STILLE_TRYV(make_contact(context, person));
    STILLE_TRY(const auto row, compose(context, person, draft));
    return show(context.db, row, person);
  });
}

Result<MessageView> Talk::react(std::string_view message, std::string_view reaction) {
  return core_.STILLE_CHANGE("react")([&](Context& context) -> Result<MessageView> {
    STILLE_TRY(const auto row, find_message(context.db, message));
    STILLE_TRYV(react_to(context, row, reaction));
    return shown(context.db, row.id);
  });
}

Result<MessageView> Talk::edit(std::string_view message, std::string_view text,
                               std::optional<bool> question) {
  return core_.STILLE_CHANGE("edit")([&](Context& context) -> Result<MessageView> {
    STILLE_TRY(const auto row, find_message(context.db, message));
    STILLE_TRYV(edit_text(context, row, text, question.value_or(row.question)));
    return shown(context.db, row.id);
  });
}

Result<void> Talk::erase(std::string_view message, bool everyone) {
  return core_.STILLE_CHANGE("erase")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto row, find_message(context.db, message));
    if (everyone) return delete_for_everyone(context, row);
    return erase_message(context, row, store::Removal::here);
  });
}

Result<void> Talk::set_timer(std::string_view contact, seconds after) {
  const auto count = after.count();
  if (count < 0 || count > wire::kLongestTimer) return fail(Errc::bad_value);
  return core_.STILLE_CHANGE("set_timer")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto person, find_person(context.db, contact));
    return change_timer(context, person, static_cast<std::uint32_t>(count));
  });
}

Result<seconds> Talk::timer(std::string_view contact) const {
  STILLE_TRY(const auto person, find_person(core_.db(), contact));
  STILLE_TRY(const auto row, store::timer_of(core_.db(), person.id));
  return seconds(row.seconds);
}

Result<std::vector<WordingView>> Talk::history(std::string_view message) const {
  STILLE_TRY(const auto row, find_message(core_.db(), message));
  STILLE_TRY(const auto rows, store::wordings_of(core_.db(), row.id));
  std::vector<WordingView> out;
  for (const auto& wording : rows) out.push_back({wording.revision, wording.text, wording.at});
  if (out.empty() && row.removal == store::Removal::none) out.push_back({0, row.text, row.at});
  return out;
}

std::string_view name_of(Unreached how) noexcept {
  constexpr std::array<std::string_view, 3> kNames{"queued", "sent", "left_out"};
  return kNames[static_cast<std::size_t>(how)];
}

Result<std::vector<UnreachedView>> Talk::unreached(std::string_view message) const {
  STILLE_TRY(const auto row, find_message(core_.db(), message));
  std::vector<UnreachedView> out;
  STILLE_TRY(const auto group, store::group_of_conversation(core_.db(), row.contact));
  if (!group || !row.outgoing) return out;
  STILLE_TRY(const auto people, store::unreached_by(core_.db(), row.id));
  for (const auto& person : people)
    out.push_back({short_name("p_", person.iid), static_cast<Unreached>(person.how)});
  return out;
}

}  // namespace stille::client
