// A conversation as a page that any browser shows, without a script and without anything from elsewhere.
// Pure.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// What a page says itself. As it is: in English, sizes in bytes.
struct ExportWords {
  bool german = false;  // how days are written, and what the page says it is
  std::string index = "Conversations";
  std::string entries = "Spoken elsewhere";
  std::string deleted = "deleted";
  std::string edited = "edited";
  std::string earlier = "Earlier wordings";
  std::string quote_gone = "(a message that is not here)";
  std::string not_here = "not in this export";
  std::string notes = "self";  // what the notes to oneself are called
  std::function<std::string(std::uint64_t bytes)> size{};
  std::function<std::string(const std::string& via)> way{};      // phone, met, mail, letter, other
  std::function<std::string(const std::string& moment)> goes{};  // when a message disappears
  /// What a message of `name` says that has no text of its own: a timer, or one that cannot be read. No line
  /// without it.
  std::function<std::string(const Json& message, const std::string& name)> aside{};
  std::function<std::string(const Json& event)> event{};  // of `group.history`; no line without it
};

/// What people are called, by id and by alias; who is not in it, by their alias.
using ExportNames = std::map<std::string, std::string>;

/// What stands before the messages; `title` is foreign text.
std::string page_head(std::string_view title, const ExportWords& words);
/// One message as `log.page` gives it, with its day before it when that is another than `day`, which it
/// becomes.
std::string page_message(const Json& message, std::string& day, const ExportWords& words,
                         const ExportNames& names);
/// The same of what happened to a group, as `group.history` gives it.
std::string page_event(const Json& event, std::string& day, const ExportWords& words);
std::string page_end();
/// One entry of keeping in touch, with whose it is before it when that is another than `person`, which it
/// becomes.
std::string page_entry(const Json& entry, std::string& person, const ExportWords& words,
                       const ExportNames& names);
/// What stands above a conversation: of {id or contact, alias, name}.
std::string page_title(const Json& whose, const ExportWords& words);
/// Links to all pages: `conversations` as export.json has them, and the entries' page if there is one.
std::string page_index(const Json& conversations, bool entries, const ExportWords& words);
/// A path inside the folder as an address, relative to a page in the folder `from` ("" or "conversations").
std::string link_to(std::string_view path, std::string_view from);
/// Foreign text between tags or inside quotes.
std::string escaped(std::string_view text);
/// A name of a file for this alias, without anything that a file system could take amiss; never empty.
std::string file_name_of(std::string_view alias);

}  // namespace stille::rpc
