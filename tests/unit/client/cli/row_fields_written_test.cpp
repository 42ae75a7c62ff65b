// The names of fields that the command line knows are those that the answers have: each part of a view that
// may be absent is filled here, and what methods and commands add is named.
#include <set>

#include <gmock/gmock.h>

#include "client/cli/row_fields.hpp"
#include "client/rpc/keep_json.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::cli {
namespace {

using Names = std::set<std::string>;

Names known(std::string_view command) {
  Names out;
  for (auto name : fields_of(command)) {
    if (name.ends_with(".*")) name.remove_suffix(2);
    out.emplace(name);
  }
  return out;
}

Names written(const rpc::Json& object, Names added) {
  for (const auto& [name, value] : object.items()) added.insert(name);
  return added;
}

client::MessageView filled_message() {
  client::MessageView out;
  out.outgoing = out.deleted = true;
  out.revision = 1;
  out.expire_after = seconds(5);
  out.expires = TimePoint{};
  out.reply.emplace();
  out.reactions.emplace_back();
  out.left_out = 1;
  return out;
}

client::GroupView filled_group() {
  client::GroupView out;
  out.picture_size = 1;
  out.part = client::GroupPart::deputy;
  out.chair_heard = TimePoint{};
  out.may_take_over = out.may_settle = true;
  out.takeovers.emplace_back();
  out.taken.emplace();
  out.disputes.emplace_back();
  return out;
}

TEST(RowFieldsWritten, Of_a_message_they_are_all_known) {
  EXPECT_EQ(written(rpc::to_json(filled_message(), {}, {}),
                    {"group", "spans", "history", "snippet", "found", "next", "complete", "indexed_percent"}),
            known("log"));
}

TEST(RowFieldsWritten, Of_a_group_they_are_all_known) {
  EXPECT_EQ(written(rpc::to_json(filled_group()), {"v", "type", "member_count", "asked", "results"}),
            known("group list"));
}

TEST(RowFieldsWritten, Of_a_contact_they_are_all_known) {
  EXPECT_EQ(written(rpc::to_json(client::ContactView{}),
                    {"v", "type", "expire_ms", "card", "introduced_by", "card_updated", "local", "shared",
                     "birthday", "circles"}),
            known("contact list"));
}

TEST(RowFieldsWritten, Of_an_invitation_they_are_all_known) {
  client::InvitationView invitation;
  invitation.contact = invitation.for_whom = "mira";
  EXPECT_EQ(written(rpc::to_json(invitation), {"v", "type", "error"}), known("invite list"));
}

TEST(RowFieldsWritten, Of_what_is_kept_about_somebody_they_are_all_known) {
  client::KeepPersonView person;
  person.birthday = "05-23";
  person.rests_until = "2026-12-01";
  person.due = "2026-12-01";
  person.rhythm = "3mo";
  person.last.emplace();
  EXPECT_EQ(written(rpc::to_json(person), {}), known("keep list"));
}

}  // namespace
}  // namespace stille::cli
