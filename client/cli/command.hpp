// What every command works with, and the table of them. A command asks the profile by method and parameters
// and shows the answer; it knows nothing of who owns the profile.
#pragma once

#include <memory>

#include "client/cli/arguments.hpp"
#include "client/cli/interrupt.hpp"
#include "client/cli/output.hpp"
#include "client/rpc/profile_access.hpp"
#include "common/base/log.hpp"

namespace stille::cli {

struct Context {
  Arguments arguments;
  Output& output;
  Interrupt& interrupt;
  const Log& log;
  const Clock& clock;
  std::unique_ptr<rpc::ProfileAccess> access;
  std::string profile;  // its name, once chosen

  /// Asks the chosen profile. `cancelled` becomes the exit code of the signal.
  rpc::Answer call(std::string_view method, const Json& params = Json::object(),
                   std::optional<int> wake_fd = {});
  /// A line to whoever owns it.
  rpc::Outcome<rpc::SocketClient> line();
  /// Chooses the profile and how it is to be had; before the first call.
  rpc::Outcome<void> choose(rpc::Reach how);
  [[nodiscard]] std::string say(std::string_view key,
                                std::initializer_list<std::string_view> places = {}) const;
  [[nodiscard]] std::string when(const Json& rfc3339) const;
  /// --timeout, or the command's own.
  [[nodiscard]] std::int64_t timeout_ms(milliseconds otherwise) const;

 private:
  rpc::Outcome<void> choose_if_open();
};

/// The exit code, or why not.
using Ran = rpc::Outcome<int>;
using Command = Ran (*)(Context& context);

Ran profile_new(Context& context);
Ran profile_list(Context& context);
Ran profile_use(Context& context);
Ran profile_rename(Context& context);
Ran profile_delete(Context& context);
Ran profile_passphrase(Context& context);
Ran profile_lock(Context& context);
Ran profile_unlock(Context& context);
Ran show_status(Context& context);
Ran run_doctor(Context& context);
Ran relay_invite(Context& context);
Ran relay_list(Context& context);
Ran relay_move(Context& context);
Ran config_list(Context& context);
Ran config_get(Context& context);
Ran config_set(Context& context);
Ran invite_create(Context& context);
Ran invite_accept(Context& context);
Ran invite_list(Context& context);
Ran invite_revoke(Context& context);
Ran request_list(Context& context);
Ran request_accept(Context& context);
Ran request_decline(Context& context);
Ran contact_list(Context& context);
Ran contact_show(Context& context);
Ran contact_set(Context& context);
Ran contact_forget(Context& context);
Ran contact_signs(Context& context);
Ran typing(Context& context);
Ran introduce(Context& context);
Ran introduction_list(Context& context);
/// request accept and decline, of an introduction.
Ran introduction_accept(Context& context);
Ran introduction_decline(Context& context);
Ran address_show(Context& context);
Ran address_create(Context& context);
Ran address_revoke(Context& context);
Ran contact_export(Context& context);
Ran contact_import(Context& context);
Ran contact_add(Context& context);
Ran contact_describe(Context& context);
Ran contact_find(Context& context);
Ran contact_merge(Context& context);
Ran verify_show(Context& context);
Ran verify_compare(Context& context);
Ran verify_confirm(Context& context);
Ran verify_reset(Context& context);
Ran group_new(Context& context);
Ran group_list(Context& context);
Ran group_show(Context& context);
Ran group_history(Context& context);
Ran group_add(Context& context);
Ran group_remove(Context& context);
Ran group_leave(Context& context);
Ran group_rename(Context& context);
Ran group_purpose(Context& context);
Ran group_role(Context& context);
Ran group_policy(Context& context);
Ran group_picture(Context& context);
Ran group_expire(Context& context);
Ran group_takeover(Context& context);
Ran group_agree(Context& context);
Ran group_decline(Context& context);
Ran group_settle(Context& context);
Ran group_renew(Context& context);
/// Below a group that is shown: who asks for the chair, who took it, and what is in dispute.
void tell_chair(Context& context, const Json& group);
Ran card_show(Context& context);
Ran card_set(Context& context);
Ran card_share(Context& context);
Ran card_request(Context& context);
Ran send_message(Context& context);
/// send --dry-run: what these wishes would come to.
Ran rehearse(Context& context, const Json& wishes);
/// After how long a message that was sent goes, when it does.
void tell_time(const Context& context, const Json& result);
Ran show_message(Context& context);
Ran react(Context& context);
Ran edit_message(Context& context);
Ran delete_message(Context& context);
Ran send_files(Context& context);
Ran attachment_list(Context& context);
Ran attachment_get(Context& context);
Ran attachment_cancel(Context& context);
Ran attachment_again(Context& context);
Ran synchronise(Context& context);
Ran listen(Context& context);
Ran read_log(Context& context);
Ran search(Context& context);
Ran keep_today(Context& context);
Ran keep_list(Context& context);
Ran keep_set(Context& context);
Ran keep_snooze(Context& context);
Ran keep_log(Context& context);
Ran keep_waiting(Context& context);
Ran keep_birthdays(Context& context);
Ran keep_remind(Context& context);
Ran keep_done(Context& context);
Ran keep_draft(Context& context);
Ran keep_circle(Context& context);
Ran keep_circles(Context& context);
Ran conversation_list(Context& context);
Ran conversation_set(Context& context);
Ran conversation_read(Context& context);
Ran draft_set(Context& context);
Ran draft_show(Context& context);
Ran draft_list(Context& context);
Ran draft_drop(Context& context);
/// That a message waits for its time.
void tell_kept(const Context& context, const std::string& who, const Json& at);
/// send --later: to every recipient of the arguments.
Ran send_later(Context& context, const std::string& text);
Ran later_list(Context& context);
Ran later_cancel(Context& context);
Ran export_all(Context& context);
Ran import_all(Context& context);
Ran backup_create(Context& context);
Ran backup_verify(Context& context);
Ran backup_restore(Context& context);
Ran erase_account(Context& context);
Ran erase_conversation(Context& context);
Ran retention_list(Context& context);
Ran retention_preview(Context& context);
Ran retention_set(Context& context);
Ran rpc_lines(Context& context);
Ran run_daemon(Context& context);

/// A text field of an object made harmless for a terminal; empty when it is not there.
std::string shown(const Json& object, std::string_view path);
/// People, a line each, with headings; `none` when there is nobody.
void show_people(Context& context, const Json& people, std::string_view none);
/// What a card says, a line for each of its fields.
void add_card_rows(const Context& context, const Json& fields, std::vector<std::vector<std::string>>& rows);
/// Of what became of several recipients. All alike: that code. Some this, some that: 9.
int code_of_all(const Json& results);
/// The code of this text at a terminal, or where it is asked for.
void show_code(Context& context, const std::string& text);
/// What the QR code in a picture says.
rpc::Outcome<std::string> code_in(Context& context, const std::string& picture);
/// Milliseconds of a span, 0 for `off`.
rpc::Outcome<std::int64_t> timer_in(const std::string& words);
/// Absolute, for whoever owns the profile may stand elsewhere. invalid_argument: not UTF-8.
rpc::Outcome<std::string> whole_path(const std::string& name);
/// All of a descriptor up to `most` bytes; too_large above.
rpc::Outcome<std::string> read_all(int fd, std::size_t most);
/// A text to be said, as check_text takes it: one that was given, or all of a file or of standard input,
/// whose final newline is taken off.
rpc::Outcome<std::string> checked_text(std::string text);
rpc::Outcome<std::string> text_in_file(const std::string& path);
rpc::Outcome<std::string> text_from_stdin();
/// Text from standard input, at most `most` bytes, one final newline taken off.
rpc::Outcome<std::string> read_stdin_text(std::size_t most);

}  // namespace stille::cli
