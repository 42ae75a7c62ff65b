// A conversation as a page that any browser shows, without a script and without anything from elsewhere.
// Pure.
#pragma once

#include <string>

#include "client/cli/arguments.hpp"
#include "client/rpc/fault.hpp"

namespace stille::cli {

/// What stands before the messages; `title` is foreign text.
std::string page_head(std::string_view title, Language language);
/// One message as `log.page` gives it, with its day before it when that is another than `day`, which it
/// becomes.
std::string page_message(const rpc::Json& message, std::string& day, Language language);
std::string page_end();
/// One entry of keeping in touch, with whose it is before it when that is another than `person`, which it
/// becomes.
std::string page_entry(const rpc::Json& entry, std::string& person, Language language);
/// Links to all pages: `conversations` as export.json has them, and the entries' page if there is one.
std::string page_index(const rpc::Json& conversations, bool entries, Language language);
/// A path inside the folder as an address, relative to a page in the folder `from` ("" or "conversations").
std::string link_to(std::string_view path, std::string_view from);
/// Foreign text between tags or inside quotes.
std::string escaped(std::string_view text);
/// A name of a file for this alias, without anything that a file system could take amiss; never empty.
std::string file_name_of(std::string_view alias);

}  // namespace stille::cli
