// Address books of other programs: contacts as vCards, and what they say about people whom we know.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "client/rpc/address_person.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/portrait.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::AddressMatch;
using client::vcard::Person;
using client::wire::CardField;
using client::wire::number_of;

asio::awaitable<Answer> export_contact(Service& service, Json params) {
  auto& engine = service.engine();
  STILLE_CO_TRY(const auto contact, find_contact(engine, text_or(params, "contact")));
  STILLE_CO_TRY(auto person, address_person(engine, contact));
  STILLE_CO_TRY(const auto card, faulted(engine.cards().of(contact.id)));
  const auto& theirs = card.fields.at(number_of(CardField::picture));
  const auto& local = card.local.at(number_of(CardField::picture));
  const auto picture = as_bytes(theirs.empty() ? local : theirs);
  person.picture = co_await portrait_of(Bytes(picture.begin(), picture.end()));
  Json out{{"v", 1}, {"type", "vcard"}};
  out["contact"] = reference_to(contact);
  out["vcard"] = client::vcard::write_vcard(person);
  co_return out;
}

struct Book {
  std::string file;  // as it is called in complaints
  std::string text;
};

Outcome<Book> read_book(const Json& params) {
  Book out{"-", text_or(params, "text")};
  const auto path = text_or(params, "path");
  if (path.empty()) return out;
  const auto unreadable = fault(FaultCode::invalid_argument, "The file cannot be read.", {{"about", path}});
  std::error_code failed;
  if (!path.starts_with('/') || !std::filesystem::is_regular_file(path, failed)) return unreadable;
  out.file = path.substr(path.rfind('/') + 1);
  const auto size = std::filesystem::file_size(path, failed);
  // One byte more than it may have is enough to be refused for it.
  if (failed) return unreadable;
  out.text.resize(std::min<std::uintmax_t>(size, client::vcard::kLargestFile + 1));
  std::ifstream in(path, std::ios::binary);
  in.read(out.text.data(), static_cast<std::streamsize>(out.text.size()));
  if (!in) return unreadable;
  return out;
}

bool is_vcard(std::string_view text) {
  constexpr std::string_view kBegin = "BEGIN:";
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return true;
  text = text.substr(first, kBegin.size());
  return std::ranges::equal(text, kBegin, {},
                            [](char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; });
}

Json outcome_json(const Person& person, const client::AddressOutcome& outcome) {
  Json out{{"v", 1}, {"type", "import"}, {"name", person.name}, {"line", person.line}};
  out["match"] = client::name_of(outcome.match);
  if (outcome.contact) out["contact"] = reference_to(*outcome.contact);
  out["changed"] = outcome.changed;
  return out;
}

asio::awaitable<Answer> import_contacts(Service& service, Json params) {
  auto& engine = service.engine();
  STILLE_CO_TRY(const auto book, read_book(params));
  auto reading =
      is_vcard(book.text) ? client::vcard::read_vcards(book.text) : client::vcard::read_table(book.text);
  if (reading.trouble) co_return address_fault(*reading.trouble, book.file);
  std::vector<client::AddressEntry> entries;
  for (const auto& person : reading.people) {
    STILLE_CO_TRY(auto entry, address_entry(engine, person, book.file));
    entries.push_back(std::move(entry));
  }
  for (std::size_t at = 0; at < entries.size(); ++at) {
    auto& person = reading.people[at];
    if (person.picture.empty()) continue;
    STILLE_CO_TRY(const auto outcome, faulted(engine.cards().match(entries[at])));
    if (outcome.match != AddressMatch::found) continue;
    // One that cannot be read is left out: the rest of what is known is worth as much without it.
    const auto portrait = co_await portrait_of(std::move(person.picture));
    entries[at].fields.at(number_of(CardField::picture)) = std::string(as_text(portrait));
  }
  STILLE_CO_TRY(const auto outcomes, faulted(engine.cards().write_down(entries)));
  Json out;
  out["results"] = Json::array();
  for (std::size_t at = 0; at < outcomes.size(); ++at)
    out["results"].push_back(outcome_json(reading.people[at], outcomes[at]));
  co_return out;
}

using enum ParamType;
constexpr std::array kExport{Param{
    "contact", text, true, "Alias, p_ id, `id:` and a beginning of the identity, or a unique beginning"}};
constexpr std::array kImport{Param{"path", text, false, "The whole path of a vCard file or of a table (CSV)"},
                             Param{"text", text, false, "What stands in such a file, instead of a path"}};

constexpr std::array kMethods{
    Method{"contact.export", "What is known of a person, as a vCard", "{v, type, contact, vcard}", kExport,
           nullptr, export_contact},
    Method{"contact.import",
           "Writes down what an address book says about contacts who are in it. All or nothing; nobody "
           "becomes a "
           "contact by it",
           "{results}", kImport, nullptr, import_contacts},
};

}  // namespace

std::span<const Method> address_methods() {
  return kMethods;
}

}  // namespace stille::rpc
