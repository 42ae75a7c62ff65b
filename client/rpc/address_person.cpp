#include "client/rpc/address_person.hpp"

#include "client/core/card_mask.hpp"
#include "client/core/keep_in_touch.hpp"
#include "client/wire/content.hpp"

namespace stille::rpc {

namespace {

using client::vcard::Person;
using client::vcard::Wrong;
using client::wire::CardField;
using client::wire::number_of;

std::string_view sentence_of(Wrong what) {
  switch (what) {
    case Wrong::too_large:
      return "An address book has at most 16 MiB, and a line of it 4 MiB.";
    case Wrong::encoding:
      return "This line is not text in UTF-8, UTF-16 or Windows-1252.";
    case Wrong::form:
      return "This line has no form of an address book.";
    case Wrong::version:
      return "Only vCard 3.0 and 4.0 are read.";
    case Wrong::unfinished:
      return "What begins in this line has no end.";
    case Wrong::nameless:
      return "Who begins in this line has no name.";
    case Wrong::crowded:
      return "An address book has at most 10,000 people.";
    case Wrong::headings:
      return "The first line does not say which column is the name.";
    case Wrong::picture:
      return "The picture in this line cannot be read.";
  }
  return "";
}

Fault in_line(std::string_view sentence, std::size_t line, std::string_view file) {
  return fault(FaultCode::invalid_argument, std::string(sentence),
               {{"about", std::string(file).append(":").append(std::to_string(line))}, {"line", line}});
}

std::string typed_in(const Person& person, CardField field) {
  switch (field) {
    case CardField::role:
      return person.role;
    case CardField::company:
      return person.company;
    case CardField::city:
      return person.city;
    case CardField::languages:
      return client::joined(person.languages, ",");
    case CardField::birthday:
      return person.birthday;
    case CardField::topics:
      return client::joined(person.topics, ",");
    case CardField::picture:
      break;
  }
  return {};
}

}  // namespace

Fault address_fault(const client::vcard::Trouble& trouble, std::string_view file) {
  return in_line(sentence_of(trouble.what), trouble.line, file);
}

Outcome<Person> address_person(client::Engine& engine, const client::ContactView& contact) {
  STILLE_TRY(const auto card, faulted(engine.cards().of(contact.id)));
  const auto text = [&](CardField field) {
    const auto& theirs = card.fields.at(number_of(field));
    return theirs.empty() ? card.local.at(number_of(field)) : theirs;
  };
  Person out;
  out.uid = std::string(contact.id).append("@stille");
  out.name = contact.name.empty() ? contact.alias : contact.name;
  out.role = text(CardField::role);
  out.company = text(CardField::company);
  out.city = text(CardField::city);
  out.birthday = text(CardField::birthday);
  out.languages = client::parts_of(text(CardField::languages));
  out.topics = client::parts_of(text(CardField::topics));
  out.note = contact.note;
  // Nothing is kept about who is blocked.
  const auto kept = engine.keep().person(contact.id);
  if (kept) {
    out.circles = kept.value().circles;
    if (!kept.value().birthday.empty()) out.birthday = kept.value().birthday;
  }
  return out;
}

Outcome<client::AddressEntry> address_entry(client::Engine& engine, const Person& person,
                                            std::string_view file) {
  client::AddressEntry out;
  out.uid = person.uid;
  out.name = person.name;
  out.note = person.note;
  out.circles = person.circles;
  for (const auto field : client::wire::kAllCardFields) {
    auto value = engine.cards().clean(field, typed_in(person, field));
    if (value.has_error())
      return in_line("Something about who begins in this line is longer than it may be, or of another form.",
                     person.line, file);
    out.fields.at(number_of(field)) = std::move(value).value();
  }
  const auto name = client::wire::clean_name(person.name);
  if (name) out.name = name.value();
  if (client::AddressBook::check(out).has_error()) {
    return in_line("The note or the name of who begins in this line is too long, or a circle has no name.",
                   person.line, file);
  }
  return out;
}

Fault entry_fault(Errc why, const Person& person, std::string_view file) {
  if (why == Errc::limit_reached) {
    return in_line("There is no room for more: at most 10,000 local contacts and 64 circles.", person.line,
                   file);
  }
  return in_line("The note about who begins in this line does not fit below the one that is there.",
                 person.line, file);
}

}  // namespace stille::rpc
