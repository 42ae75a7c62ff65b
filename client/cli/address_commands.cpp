// contact export, contact import.
#include <filesystem>

#include <unistd.h>

#include "client/cli/command.hpp"
#include "client/cli/save_file.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

constexpr std::size_t kMostFromInput = std::size_t{512} << 10U;

rpc::Outcome<void> write_out(ByteView bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count <= 0) return fault(FaultCode::storage_full);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

rpc::Outcome<std::vector<std::string>> whom(Context& context) {
  std::vector<std::string> out;
  if (!context.arguments.everyone) return std::vector<std::string>{context.arguments.recipients.front()};
  STILLE_TRY(auto answer, context.call("contact.list"));
  for (const auto& contact : answer["contacts"]) out.push_back(contact["id"].get<std::string>());
  return out;
}

rpc::Outcome<Json> book_in(const std::string& name) {
  if (name == "-") {
    STILLE_TRY(auto text, read_all(STDIN_FILENO, kMostFromInput));
    if (!is_utf8(text))
      return fault(FaultCode::invalid_argument, "This line is not UTF-8.", {{"about", "-"}});
    return Json{{"text", std::move(text)}};
  }
  STILLE_TRY(const auto path, whole_path(name));
  return Json{{"path", path}};
}

}  // namespace

Ran contact_export(Context& context) {
  const auto& words = context.arguments.recipients;
  if (words.size() != (context.arguments.everyone ? 1U : 2U)) {
    return fault(FaultCode::invalid_argument,
                 "Say whom and into which file, or --all and the file; - is standard output.");
  }
  STILLE_TRY(const auto people, whom(context));
  std::string book;
  for (const auto& who : people) {
    STILLE_TRY(const auto answer, context.call("contact.export", {{"contact", who}}));
    book += answer["vcard"].get<std::string>();
  }
  const auto& path = words.back();
  if (path == "-") {
    STILLE_TRYV(write_out(as_bytes(book)));
    return 0;
  }
  STILLE_TRY(auto file, SavedFile::begin(path));
  STILLE_TRYV(file.write(as_bytes(book)));
  STILLE_TRYV(file.keep(true));
  auto& output = context.output;
  if (!output.for_people()) {
    output.record(Json{{"v", 1}, {"type", "export"}, {"path", path}, {"contacts", people.size()}},
                  {"path", "contacts"});
  }
  output.tell("address.exported", {std::to_string(people.size()), printable(path)});
  return 0;
}

Ran contact_import(Context& context) {
  STILLE_TRY(const auto book, book_in(context.arguments.subject));
  STILLE_TRY(const auto answer, context.call("contact.import", book));
  auto& output = context.output;
  std::size_t known = 0;
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : answer["results"]) {
    known += one["match"] == "found" ? 1U : 0U;
    if (!output.for_people()) output.record(one, {"match", "contact.alias", "name", "changed"});
    const auto match = shown(one, "match");
    const auto what = match == "found" && one["changed"] == false ? std::string("same") : match;
    rows.push_back({shown(one, "contact.alias"), shown(one, "name"), context.say("address." + what)});
  }
  if (output.for_people() && !rows.empty()) output.line(aligned(rows));
  output.flush();
  output.tell("address.imported", {std::to_string(known), std::to_string(rows.size())});
  return 0;
}

}  // namespace stille::cli
