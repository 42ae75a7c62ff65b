// Contact cards: the own one, those of others, and who sees what.
#include <array>

#include "client/core/card_mask.hpp"
#include "client/core/cards.hpp"
#include "client/rpc/card_json.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/portrait.hpp"
#include "client/rpc/sending.hpp"
#include "client/rpc/service.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::wire::CardField;
using client::wire::number_of;

constexpr std::array<std::string_view, client::wire::kCardFields> kRules{
    "A role has at most 128 bytes, without control characters.",
    "A company has at most 128 bytes, without control characters.",
    "A city has at most 128 bytes, without control characters.",
    "Languages are at most 8 tags, as de, en and pt-BR are, with commas between.",
    "A birthday is a day such as 1984-05-23, 05-23 or 23.5., not in the future.",
    "Topics have at most 400 bytes, with commas between and without control characters.",
    "A picture is a JPEG or PNG file of at most 64 MiB."};

Fault wrong_field(CardField field) {
  return fault(FaultCode::invalid_argument, std::string(kRules.at(number_of(field))),
               {{"about", client::wire::name_of(field)}});
}

// --- Looking ---

asio::awaitable<Answer> show_card(Service& service, Json params) {
  const auto who = text_or(params, "contact");
  const bool picture = flag_or(params, "picture", false);
  if (who.empty()) {
    STILLE_CO_TRY(const auto own, faulted(service.engine().cards().own()));
    auto out = to_json(own);
    const auto& bytes = own.fields.at(number_of(CardField::picture));
    if (picture && !bytes.empty()) out["jpeg"] = to_base64url(as_bytes(bytes));
    co_return out;
  }
  STILLE_CO_TRY(const auto contact, find_contact(service.engine(), who));
  STILLE_CO_TRY(const auto card, faulted(service.engine().cards().look_at(contact.id)));
  auto out = to_json(card);
  if (picture) {
    const auto came = as_bytes(card.fields.at(number_of(CardField::picture)));
    const auto made = co_await portrait_of(Bytes(came.begin(), came.end()));
    if (!made.empty()) out["jpeg"] = to_base64url(made);
  }
  co_return out;
}

// --- Changing ---

asio::awaitable<Answer> set_card(Service& service, Json params) {
  client::CardWishes wishes;
  if (params.contains("name")) wishes.name = text_or(params, "name");
  for (const auto field : client::wire::kAllCardFields) {
    const auto name = client::wire::name_of(field);
    if (!params.contains(name)) continue;
    auto value = text_or(params, name);
    if (field == CardField::picture) {
      STILLE_CO_TRY(const auto portrait, co_await portrait_in(std::move(value)));
      value = std::string(as_text(portrait));
    }
    if (service.engine().cards().clean(field, value).has_error()) co_return wrong_field(field);
    wishes.fields.at(number_of(field)) = std::move(value);
  }
  const auto set = service.engine().cards().set(wishes);
  if (set.has_error() && set.error().code == Errc::bad_value)
    co_return fault(FaultCode::invalid_argument, "This is not a name.", {{"about", "name"}});
  STILLE_CO_TRY(const auto card, faulted(set));
  service.go_online();
  co_return to_json(card);
}

Answer share_card(Service& service, const Json& params) {
  STILLE_TRY(const auto contact, find_contact(service.engine(), text_or(params, "contact")));
  std::string list;
  for (const auto& name : texts_or_none(params, "fields")) list += (list.empty() ? "" : ",") + name;
  const auto fields = client::parse_card_mask(list);
  if (fields.has_error()) {
    return fault(
        FaultCode::invalid_argument,
        "What can be shared: role, company, city, languages, birthday, topics, picture; or all, or none.",
        {{"about", list}});
  }
  STILLE_TRY(const auto card, faulted(service.engine().cards().share(contact.id, fields.value())));
  service.go_online();
  return to_json(card);
}

Answer request_card(Service& service, const Json& params) {
  STILLE_TRY(const auto contact, find_contact(service.engine(), text_or(params, "contact")));
  const auto asked = service.engine().cards().request(contact.id);
  if (asked.has_error()) return send_fault(asked.error(), contact);
  service.go_online();
  STILLE_TRY(const auto card, faulted(service.engine().cards().of(contact.id)));
  return to_json(card);
}

using enum ParamType;
constexpr Param kContact{"contact", text, true,
                         "Alias, p_ id, `id:` and a beginning of the identity, or a unique beginning"};
constexpr std::array kLook{Param{"contact", text, false, "Whose; the own one when absent"},
                           Param{"picture", flag, false, "Adds `jpeg`: the picture in base64url, made anew"}};
constexpr std::array kSet{
    Param{"name", text, false, "Everybody sees it"},
    Param{"role", text, false, "At most 128 bytes; an empty text clears a field"},
    Param{"company", text, false, "At most 128 bytes"},
    Param{"city", text, false, "At most 128 bytes"},
    Param{"languages", text, false, "At most 8 tags with commas between"},
    Param{"birthday", text, false, "1984-05-23 or 05-23"},
    Param{"topics", text, false, "What one likes to be asked about, with commas between"},
    Param{"picture", text, false, "The whole path of a JPEG or PNG file"}};
constexpr std::array kShare{
    kContact, Param{"fields", texts, true, "What they may see besides the name, or `all`, or `none`"}};
constexpr std::array kWhose{kContact};

constexpr std::array kMethods{
    Method{"card.show", "A card. Whoever looks at somebody's has seen what is new on it", "a card", kLook,
           nullptr, show_card},
    Method{"card.set", "Changes the own card; whoever may see what has changed is told", "the own card", kSet,
           nullptr, set_card},
    Method{"card.share", "What a contact may see from now on; what is taken back goes at theirs too",
           "a card", kShare, share_card},
    Method{"card.request", "Lets a contact know that one would like to see their card", "a card", kWhose,
           request_card},
};

}  // namespace

std::span<const Method> card_methods() {
  return kMethods;
}

}  // namespace stille::rpc
