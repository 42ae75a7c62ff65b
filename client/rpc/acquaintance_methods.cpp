// How people come to know each other beyond invitations, and what two of them let each other see.
#include "client/core/contact_address.hpp"
#include "client/core/introductions.hpp"
#include "client/core/signs.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace {

Json people_json(const std::vector<client::ContactView>& people) {
  Json out = Json::array();
  for (const auto& person : people) out.push_back(reference_to(person));
  return out;
}

Json to_json(const client::IntroductionView& view) {
  Json out;
  out["v"] = 1;
  out["type"] = "introduction";
  out["id"] = view.id;
  out["state"] = client::name_of(view.state);
  out["created"] = to_rfc3339(view.created);
  out["own"] = !view.introducer.has_value();
  if (view.introducer) {
    out["by"] = reference_to(*view.introducer);
    out["name"] = view.name;
    out["iid"] = view.iid;
    out["text"] = view.text;
  } else {
    out["people"] = people_json(view.people);
    out["agreed"] = view.agreed;
  }
  return out;
}

Fault introduction_fault(const Error& error, const std::string& about) {
  switch (error.code) {
    case Errc::invalid_argument:
      return fault(FaultCode::invalid_argument, "An introduction is between two different people.",
                   {{"about", about}});
    case Errc::wrong_state:
    case Errc::forked:
      return fault(FaultCode::invalid_argument,
                   "One of them cannot be written to yet, or has to be looked at first.", {{"about", about}});
    case Errc::limit_reached:
      return fault(FaultCode::invalid_argument, "Too many are open; wait for answers first.",
                   {{"about", "introductions"}});
    default:
      return fault_from(error);
  }
}

Answer make(Service& service, const Json& params) {
  STILLE_TRY(const auto first, find_contact(service.engine(), text_or(params, "first")));
  STILLE_TRY(const auto second, find_contact(service.engine(), text_or(params, "second")));
  const auto made = service.engine().introductions().make(first.id, second.id, text_or(params, "text"));
  if (made.has_error()) return introduction_fault(made.error(), second.alias);
  service.go_online();
  return to_json(made.value());
}

Answer list(Service& service, const Json&) {
  STILLE_TRY(const auto views, faulted(service.engine().introductions().list()));
  Json out;
  out["introductions"] = Json::array();
  for (const auto& view : views) out["introductions"].push_back(to_json(view));
  return out;
}

Fault offer_fault(const Error& error, const std::string& id) {
  if (error.code == Errc::not_found) return nothing_called("introduction", id);
  if (error.code == Errc::wrong_state) {
    return fault(FaultCode::invalid_argument, "This introduction is settled already.", {{"about", id}});
  }
  return introduction_fault(error, id);
}

Answer accept(Service& service, const Json& params) {
  const auto id = text_or(params, "introduction");
  const auto done = service.engine().introductions().accept(id);
  if (done.has_error()) return offer_fault(done.error(), id);
  service.go_online();
  return to_json(done.value());
}

Answer decline(Service& service, const Json& params) {
  const auto id = text_or(params, "introduction");
  const auto done = service.engine().introductions().decline(id);
  if (done.has_error()) return offer_fault(done.error(), id);
  return Json::object();
}

Json to_json(const client::ContactAddressView& view) {
  Json out;
  out["v"] = 1;
  out["type"] = "address";
  out["link"] = view.link;
  out["ready"] = view.ready;
  return out;
}

Fault no_address() {
  return fault(FaultCode::not_found, "There is no contact address.",
               {{"about", "address"}, {"kind", "contact_address"}});
}

Answer show_address(Service& service, const Json&) {
  STILLE_TRY(const auto address, faulted(service.engine().contact_address().show()));
  if (!address) return no_address();
  return to_json(*address);
}

Answer create_address(Service& service, const Json&) {
  STILLE_TRY(const auto address, faulted(service.engine().contact_address().create()));
  service.go_online();
  return to_json(address);
}

Answer revoke_address(Service& service, const Json&) {
  const auto done = service.engine().contact_address().revoke();
  if (done.has_error() && done.error().code == Errc::not_found) return no_address();
  STILLE_TRYV(faulted(done));
  service.go_online();
  return Json::object();
}

Json to_json(const client::SignsView& view, const client::ContactView& contact) {
  Json out;
  out["v"] = 1;
  out["type"] = "signs";
  out["contact"] = reference_to(contact);
  out["read"] = view.read;
  out["typing"] = view.typing;
  out["their_read"] = view.their_read;
  out["their_typing"] = view.their_typing;
  out["writing"] = view.writing;
  return out;
}

Answer signs(Service& service, const Json& params) {
  STILLE_TRY(const auto contact, find_contact(service.engine(), text_or(params, "contact")));
  client::SignsChange wish;
  if (params.contains("read")) wish.read = flag_or(params, "read", false);
  if (params.contains("typing")) wish.typing = flag_or(params, "typing", false);
  auto face = service.engine().signs();
  if (!wish.read && !wish.typing) {
    STILLE_TRY(const auto view, faulted(face.show(contact.id)));
    return to_json(view, contact);
  }
  STILLE_TRY(const auto view, faulted(face.change(contact.id, wish)));
  service.go_online();
  return to_json(view, contact);
}

Answer typing(Service& service, const Json& params) {
  STILLE_TRY(const auto contact, find_contact(service.engine(), text_or(params, "contact")));
  STILLE_TRY(const bool said, faulted(service.engine().signs().hint(contact.id)));
  if (said) service.go_online();
  return Json{{"said", said}};
}

using enum ParamType;
constexpr Param kWho{"contact", text, true,
                     "Alias, p_ id, `id:` and a beginning of the identity, or a unique beginning"};
constexpr std::array kMake{Param{"first", text, true, "One of them, as in contact.show"},
                           Param{"second", text, true, "The other"},
                           Param{"text", text, false, "Why; both read it"}};
constexpr std::array kOffer{Param{"introduction", text, true, "The n_ id, or a unique beginning of it"}};
constexpr std::array kSigns{kWho, Param{"read", flag, false, "Show them that their messages were read"},
                            Param{"typing", flag, false, "Show them that something is being written"}};
constexpr std::array kTyping{kWho};

constexpr std::array kMethods{
    Method{"introduction.make", "Asks two contacts whether they would like to know each other",
           "the introduction", kMake, make},
    Method{"introduction.list",
           "Introductions by us, and people whom contacts would like us to know",
           "{introductions}",
           {},
           list},
    Method{"introduction.accept", "We would like to know this person", "the introduction", kOffer, accept},
    Method{"introduction.decline", "We would not; nobody hears of it", "{}", kOffer, decline},
    Method{"address.show",
           "The link by which anybody may ask to become a contact",
           "the address",
           {},
           show_address},
    Method{"address.create", "Makes it, if there is none", "the address", {}, create_address},
    Method{"address.revoke", "It leads nowhere any more", "{}", {}, revoke_address},
    Method{"contact.signs", "What we and a person let each other see; changes it when told to", "the signs",
           kSigns, signs},
    Method{"contact.typing", "Something is being written to this person", "{said}", kTyping, typing},
};

}  // namespace

std::span<const Method> acquaintance_methods() {
  return kMethods;
}

}  // namespace stille::rpc
