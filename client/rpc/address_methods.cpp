// Address books of other programs: contacts as vCards, and what they say about people whom we know.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "client/core/address_book.hpp"
#include "client/rpc/address_person.hpp"
#include "client/rpc/file_trouble.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/portrait.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::AddressMatch;
using client::vcard::Person;
using client::wire::CardField;
using client::wire::number_of;

asio::awaitable<Answer> export_contact(Service& service, Json params) {
  auto& engine = service.engine();
  STILLE_CO_TRY(const auto contact, find_anybody(engine, text_or(params, "contact")));
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
  if (params.contains("bytes")) {
    const auto bytes = from_base64url(text_or(params, "bytes"));
    if (!bytes) return fault(FaultCode::invalid_argument, "These are no bytes.", {{"about", "bytes"}});
    out.text = as_text(bytes.value());
  }
  const auto path = text_or(params, "path");
  if (path.empty()) return out;
  std::error_code failed;
  if (!path.starts_with('/')) return cannot_read(path, 0);
  if (!std::filesystem::is_regular_file(path, failed)) return cannot_read(path);
  out.file = path.substr(path.rfind('/') + 1);
  const auto size = std::filesystem::file_size(path, failed);
  // One byte more than it may have is enough to be refused for it.
  if (failed) return cannot_read(path);
  out.text.resize(std::min<std::uintmax_t>(size, client::vcard::kLargestFile + 1));
  std::ifstream in(path, std::ios::binary);
  in.read(out.text.data(), static_cast<std::streamsize>(out.text.size()));
  if (!in) return cannot_read(path);
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

// The pictures of those who will be written down.
asio::awaitable<Outcome<void>> add_pictures(Service& service, std::vector<Person>& people,
                                            std::vector<client::AddressEntry>& entries,
                                            client::AddressWishes wishes) {
  wishes.dry = true;
  STILLE_CO_TRY(const auto preview, faulted(service.engine().address_book().take_in(entries, wishes)));
  for (std::size_t at = 0; at < preview.outcomes.size(); ++at) {
    const auto match = preview.outcomes[at].match;
    if (people[at].picture.empty() || match == AddressMatch::unknown || match == AddressMatch::ambiguous)
      continue;
    // One that cannot be read is left out: the rest of what is known is worth as much without it.
    const auto portrait = co_await portrait_of(std::move(people[at].picture));
    entries[at].fields.at(number_of(CardField::picture)) = std::string(as_text(portrait));
  }
  co_return BOOST_OUTCOME_V2_NAMESPACE::success();
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
  const client::AddressWishes wishes{.file = book.file == "-" ? std::string() : book.file,
                                     .contacts_only = flag_or(params, "contacts_only", false),
                                     .dry = flag_or(params, "dry", false)};
  const bool pictured =
      std::ranges::any_of(reading.people, [](const Person& person) { return !person.picture.empty(); });
  if (pictured && !wishes.dry) {
    STILLE_CO_TRYV(co_await add_pictures(service, reading.people, entries, wishes));
  }
  STILLE_CO_TRY(const auto report, faulted(engine.address_book().take_in(entries, wishes)));
  if (report.wrong) co_return entry_fault(report.wrong->why, reading.people[report.wrong->entry], book.file);
  Json out;
  out["results"] = Json::array();
  for (std::size_t at = 0; at < report.outcomes.size(); ++at)
    out["results"].push_back(outcome_json(reading.people[at], report.outcomes[at]));
  co_return out;
}

Answer last_import(Service& service, const Json&) {
  STILLE_TRY(const auto last, faulted(service.engine().address_book().last_import()));
  if (!last) return Json::object();
  return Json{{"file", last->file}, {"at", to_rfc3339(last->at)}};
}

Answer undo_import(Service& service, const Json&) {
  auto undone = service.engine().address_book().undo();
  if (undone.has_error() && undone.error().code == Errc::not_found) {
    return fault(FaultCode::not_found, "There is no import that could be taken back.",
                 {{"kind", "address_import"}, {"about", ""}});
  }
  STILLE_TRY(const auto done, faulted(std::move(undone)));
  return Json{{"v", 1},
              {"type", "undone"},
              {"file", done.file},
              {"at", to_rfc3339(done.at)},
              {"removed", done.removed},
              {"restored", done.restored},
              {"kept", done.kept}};
}

Answer find_people(Service& service, const Json& params) {
  auto found = service.engine().address_book().find(text_or(params, "words"));
  if (found.has_error() && found.error().code == Errc::bad_value)
    return fault(FaultCode::invalid_argument, "There is nothing to search for.", {{"about", "words"}});
  STILLE_TRY(const auto people, faulted(std::move(found)));
  Json out{{"contacts", Json::array()}};
  for (const auto& person : people) out["contacts"].push_back(to_json(person));
  return out;
}

Answer merge_contacts(Service& service, const Json& params) {
  auto& engine = service.engine();
  STILLE_TRY(const auto local, find_anybody(engine, text_or(params, "contact")));
  STILLE_TRY(const auto into, find_anybody(engine, text_or(params, "into")));
  auto merged = engine.address_book().merge(local.id, into.id);
  if (merged.has_error() && merged.error().code == Errc::wrong_state) {
    return fault(FaultCode::invalid_argument,
                 "Only somebody who is just in your address book can be joined to somebody else.",
                 {{"about", local.alias}});
  }
  if (merged.has_error() && merged.error().code == Errc::too_large) {
    return fault(FaultCode::invalid_argument, "The two notes are too long together; shorten one first.",
                 {{"about", local.alias}});
  }
  STILLE_TRY(const auto contact, faulted(std::move(merged)));
  return to_json(contact);
}

// --- By hand ---

constexpr std::array kByHand{client::wire::CardField::role,     client::wire::CardField::company,
                             client::wire::CardField::city,     client::wire::CardField::languages,
                             client::wire::CardField::birthday, client::wire::CardField::topics};

Outcome<client::AddressDescription> described(Service& service, const Json& params) {
  client::AddressDescription out;
  if (params.contains("name")) out.name = text_or(params, "name");
  for (const auto field : kByHand) {
    const auto name = client::wire::name_of(field);
    if (!params.contains(name)) continue;
    auto value = service.engine().cards().clean(field, text_or(params, name));
    if (value.has_error()) {
      return fault(FaultCode::invalid_argument,
                   "This is longer than it may be, or not as it has to be: a birthday is a day such as "
                   "1984-05-23 or 05-23, languages are tags as de,en.",
                   {{"about", name}});
    }
    out.fields.at(number_of(field)) = std::move(value).value();
  }
  return out;
}

Fault hand_fault(Service& service, const Error& error, const client::AddressEntry& entry) {
  switch (error.code) {
    case Errc::bad_value:
    case Errc::bad_encoding:
      return fault(FaultCode::invalid_argument, "This is not a name.", {{"about", "name"}});
    case Errc::too_large:
      return fault(FaultCode::too_large, "The note is too long.", {{"about", "note"}});
    case Errc::limit_reached:
      return fault(FaultCode::invalid_argument,
                   "There is no room for more: at most 10,000 local contacts and 64 circles.",
                   {{"about", "name"}});
    case Errc::already_exists: {
      Json about{{"about", entry.name}, {"kind", "person"}};
      const auto match = service.engine().address_book().match(entry);
      if (match && match.value().contact) about["contact"] = reference_to(*match.value().contact);
      return fault(FaultCode::already_exists, "Somebody of this name is in the address book already.",
                   std::move(about));
    }
    default:
      return fault_from(error);
  }
}

Answer add_contact(Service& service, const Json& params) {
  STILLE_TRY(const auto description, described(service, params));
  client::AddressEntry entry;
  entry.name = text_or(params, "name");
  entry.note = text_or(params, "note");
  entry.circles = texts_or_none(params, "circles");
  for (std::size_t at = 0; at < entry.fields.size(); ++at)
    entry.fields.at(at) = description.fields.at(at).value_or("");
  auto added = service.engine().address_book().add(entry);
  if (added.has_error()) return hand_fault(service, added.error(), entry);
  return to_json(added.value());
}

Answer describe_contact(Service& service, const Json& params) {
  STILLE_TRY(const auto local, find_anybody(service.engine(), text_or(params, "contact")));
  STILLE_TRY(const auto description, described(service, params));
  auto done = service.engine().address_book().describe(local.id, description);
  if (done.has_error() && done.error().code == Errc::wrong_state) {
    return fault(
        FaultCode::invalid_argument,
        "This person says themselves what stands on their card; only who is just in your address book "
        "can be described.",
        {{"about", local.alias}});
  }
  if (done.has_error()) return hand_fault(service, done.error(), {});
  return to_json(done.value());
}

using enum ParamType;
constexpr Param kRole{"role", text, false, "At most 128 bytes; an empty text clears a field"};
constexpr Param kCompany{"company", text, false, "At most 128 bytes"};
constexpr Param kCity{"city", text, false, "At most 128 bytes"};
constexpr Param kLanguages{"languages", text, false, "At most 8 tags with commas between"};
constexpr Param kBirthday{"birthday", text, false, "1984-05-23 or 05-23"};
constexpr Param kTopics{"topics", text, false, "What they like to be asked about, with commas between"};
constexpr std::array kAdd{Param{"name", text, true, "Who it is, at most 128 bytes"},
                          Param{"note", text, false, "A private note"},
                          Param{"circles", texts, false, "Circles to join; made when they are new"},
                          kRole,
                          kCompany,
                          kCity,
                          kLanguages,
                          kBirthday,
                          kTopics};
constexpr std::array kDescribe{Param{"contact", text, true, "A local contact"},
                               Param{"name", text, false, "What they are called"},
                               kRole,
                               kCompany,
                               kCity,
                               kLanguages,
                               kBirthday,
                               kTopics};
constexpr std::array kExport{Param{
    "contact", text, true, "Alias, p_ id, `id:` and a beginning of the identity, or a unique beginning"}};
constexpr std::array kImport{Param{"path", text, false, "The whole path of a vCard file or of a table (CSV)"},
                             Param{"text", text, false, "What stands in such a file, instead of a path"},
                             Param{"bytes", text, false, "The same in base64url, when it is no UTF-8"},
                             Param{"contacts_only", flag, false, "Make nobody a local contact"},
                             Param{"dry", flag, false, "Say what would become of it and change nothing"}};

constexpr std::array kFind{Param{"words", text, true, "Beginnings of words, all of which have to fit"}};
constexpr std::array kMerge{Param{"contact", text, true, "A local contact, who will be gone"},
                            Param{"into", text, true, "Contact or local contact, as in contact.show"}};

constexpr std::array kMethods{
    Method{"contact.find", "People by name, card, note or circle, local contacts among them", "{contacts}",
           kFind, find_people},
    Method{
        "contact.add",
        "Writes somebody down who is not on Stille. already_exists when they are here, with `contact` where "
        "it is clear who that is",
        "the contact", kAdd, add_contact},
    Method{"contact.describe", "What is written down about a local contact", "the contact", kDescribe,
           describe_contact},
    Method{"contact.merge", "Gives what is kept about a local contact to somebody else", "the contact",
           kMerge, merge_contacts},

    Method{"contact.export", "What is known of a person, as a vCard", "{v, type, contact, vcard}", kExport,
           nullptr, export_contact},
    Method{
        "contact.import",
        "Writes down what an address book says about people; who is unknown becomes a local contact. All or "
        "nothing, and nobody hears of it",
        "{results}", kImport, nullptr, import_contacts},
    Method{"contact.last_import",
           "The import that can be taken back",
           "{file, at}, or {} when there is none",
           {},
           last_import},
    Method{"contact.import_undo",
           "Takes the newest import back as far as nothing was written down since",
           "{file, at, removed, restored, kept}",
           {},
           undo_import},
};

}  // namespace

std::span<const Method> address_methods() {
  return kMethods;
}

}  // namespace stille::rpc
