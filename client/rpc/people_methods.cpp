// Invitations, requests and contacts.
#include <algorithm>
#include <array>

#include "client/core/address_book.hpp"
#include "client/core/cards.hpp"
#include "client/core/introductions.hpp"
#include "client/core/keep_in_touch.hpp"
#include "client/core/talk.hpp"
#include "client/rpc/card_json.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::InvitationState;
using client::JoinState;

template <class View>
Answer listed(Result<std::vector<View>> rows, std::string_view name) {
  STILLE_TRY(auto views, faulted(std::move(rows)));
  Json out;
  out[std::string(name)] = Json::array();
  for (const auto& view : views) out[std::string(name)].push_back(to_json(view));
  return out;
}

// --- Invitations ---

Answer create_invitation(Service& service, const Json& params) {
  client::InvitationOptions options;
  options.ask = flag_or(params, "ask", false);
  options.life = milliseconds(whole_or(params, "life_ms", milliseconds(options.life).count()));
  if (params.contains("for")) {
    STILLE_TRY(const auto person, find_anybody(service.engine(), text_or(params, "for")));
    if (person.state != client::ContactState::local) {
      return fault(FaultCode::invalid_argument, "This person is a contact already.",
                   {{"about", person.alias}});
    }
    options.for_whom = person.id;
  }
  auto made = service.engine().create_invitation(options);
  if (made.has_error()) {
    auto why = fault_from(made.error());
    if (made.error().code == Errc::bad_value) {
      why = fault(FaultCode::invalid_argument, "An invitation lives from one minute to 31 days.",
                  {{"about", "life_ms"}});
    } else if (made.error().code == Errc::limit_reached) {
      why = fault(FaultCode::invalid_argument, "There are too many open invitations; revoke some first.",
                  {{"about", "invitations"}});
    }
    return why;
  }
  service.go_online();
  return to_json(made.value());
}

Answer list_invitations(Service& service, const Json&) {
  return listed(service.engine().invitations(), "invitations");
}

Outcome<client::InvitationView> find_invitation(Service& service, const std::string& id) {
  auto found = service.engine().invitation(id);
  if (found.has_error() && found.error().code == Errc::not_found) return nothing_called("invitation", id);
  return faulted(std::move(found));
}

Answer revoke_invitation(Service& service, const Json& params) {
  const auto id = text_or(params, "invitation");
  STILLE_TRY(auto invitation, find_invitation(service, id));
  auto done = service.engine().revoke_invitation(invitation.id);
  if (done.has_error() && done.error().code == Errc::wrong_state) {
    const auto state = client::name_of(invitation.state);
    return fault(FaultCode::invalid_argument, "This invitation is " + std::string(state) + " already.",
                 {{"about", id}, {"state", state}});
  }
  STILLE_TRYV(faulted(std::move(done)));
  service.go_online();
  STILLE_TRY(auto revoked, faulted(service.engine().invitation(invitation.id)));
  return to_json(revoked);
}

Fault no_alias(const std::string& wish) {
  return fault(FaultCode::invalid_argument,
               "An alias has 1 to 64 of a-z, 0-9, -, _ and ., and begins with a letter or a digit; it is not "
               "self, and no id (p_…).",
               {{"about", wish}});
}

Answer accept_invitation(Service& service, const Json& params) {
  auto joined = service.engine().accept_invitation(text_or(params, "link"), text_or(params, "alias"));
  if (joined.has_error()) {
    switch (joined.error().code) {
      case Errc::bad_encoding:
      case Errc::bad_length:
        return fault(FaultCode::invalid_link);
      case Errc::bad_value:
        return no_alias(text_or(params, "alias"));
      case Errc::already_exists:
        return fault(FaultCode::already_exists, "This invitation was accepted before, or the alias is taken.",
                     {{"about", "alias"}});
      default:
        return fault_from(joined.error());
    }
  }
  service.go_online();
  return to_json(joined.value());
}

// A link whose relay is another one or does not answer may have been altered: nothing of it stays. If it was
// not, it is good for another try.
std::optional<Errc> lost_cause(const Service& service, const client::JoinView& join, bool late) {
  if (join.state != JoinState::fetching) return {};
  const auto relays = service.relays();
  const bool untrusted = std::ranges::any_of(relays, [&](const auto& status) {
    return status.address == join.relay && status.failure &&
           status.failure->code == FaultCode::relay_untrusted;
  });
  if (untrusted) return Errc::untrusted_peer;
  return late ? std::optional(Errc::unreachable) : std::nullopt;
}

asio::awaitable<Answer> await_join(Service& service, std::string id, Deadline deadline) {
  for (;;) {
    STILLE_CO_TRY(auto join, faulted(service.engine().join(id)));
    const bool in_time = std::chrono::steady_clock::now() < deadline;
    if (const auto why = lost_cause(service, join, !in_time)) {
      STILLE_CO_TRYV(faulted(service.engine().withdraw_join(id, *why)));
      STILLE_CO_TRY(join, faulted(service.engine().join(id)));
    }
    const bool open = join.state == JoinState::fetching || join.state == JoinState::greeting;
    if (!open || !in_time) {
      auto out = to_json(join);
      if (join.contact) {
        const auto contact = service.engine().contact(*join.contact);
        if (contact) out["contact"] = to_json(contact.value());
      }
      if (open) out["error"] = to_json(service.why_not_yet());
      co_return out;
    }
    co_await service.changes().next(deadline);
  }
}

asio::awaitable<Answer> await_invitation(Service& service, std::string id, Deadline deadline) {
  for (;;) {
    STILLE_CO_TRY(auto invitation, find_invitation(service, id));
    const bool open = invitation.state == InvitationState::preparing;
    if (!open || std::chrono::steady_clock::now() >= deadline) {
      auto out = to_json(invitation);
      if (open) out["error"] = to_json(service.why_not_yet());
      if (invitation.state == InvitationState::refused)
        out["error"] = to_json(fault(FaultCode::relay_refused));
      co_return out;
    }
    co_await service.changes().next(deadline);
  }
}

asio::awaitable<Answer> wait_for_relay(Service& service, Json params) {
  service.go_online();
  auto id = text_or(params, "id");
  const bool join = id.starts_with("j_");
  return join ? await_join(service, std::move(id), deadline_or(params, milliseconds(0)))
              : await_invitation(service, std::move(id), deadline_or(params, milliseconds(0)));
}

// --- Requests ---

Answer list_requests(Service& service, const Json&) {
  return listed(service.engine().requests(), "requests");
}

Fault request_fault(const Error& error, const std::string& name) {
  if (error.code == Errc::not_found) return nothing_called("request", name);
  if (error.code == Errc::ambiguous) {
    return fault(FaultCode::ambiguous, "`" + name + "` fits more than one request.", {{"about", name}});
  }
  return fault_from(error);
}

Answer accept_request(Service& service, const Json& params) {
  const auto name = text_or(params, "request");
  auto contact = service.engine().accept_request(name, text_or(params, "alias"));
  if (contact.has_error() && contact.error().code == Errc::bad_value)
    return no_alias(text_or(params, "alias"));
  if (contact.has_error()) return request_fault(contact.error(), name);
  service.go_online();
  return to_json(contact.value());
}

Answer decline_request(Service& service, const Json& params) {
  const auto name = text_or(params, "request");
  auto done = service.engine().decline_request(name);
  if (done.has_error()) return request_fault(done.error(), name);
  return Json::object();
}

// --- Contacts ---

Answer list_contacts(Service& service, const Json& params) {
  STILLE_TRY(auto out, listed(service.engine().contacts(), "contacts"));
  if (flag_or(params, "acquaintances", false)) {
    out["acquaintances"] = Json::array();
    STILLE_TRY(const auto others, faulted(service.engine().acquaintances()));
    for (const auto& person : others) out["acquaintances"].push_back(to_json(person));
  }
  if (!flag_or(params, "local", false)) return out;
  STILLE_TRY(const auto locals, faulted(service.engine().address_book().locals()));
  for (const auto& contact : locals) out["contacts"].push_back(to_json(contact));
  return out;
}

Answer whole_contact(Service& service, const client::ContactView& contact) {
  auto out = to_json(contact);
  if (contact.state != client::ContactState::local) {
    STILLE_TRY(const auto timer, faulted(service.engine().talk().timer(contact.id)));
    out["expire_ms"] = milliseconds(timer).count();
    STILLE_TRY(const auto by, faulted(service.engine().introductions().introducer_of(contact.id)));
    if (by) out["introduced_by"] = reference_to(*by);
  }
  STILLE_TRY(const auto card, faulted(service.engine().cards().of(contact.id)));
  out["card"] = fields_json(card.fields);
  if (card.updated) out["card_updated"] = to_rfc3339(*card.updated);
  if (auto local = fields_json(card.local); !local.empty()) out["local"] = std::move(local);
  out["shared"] = names_of(card.shared);
  // Nothing is kept about who is blocked.
  if (const auto kept = service.engine().keep().person(contact.id); kept) {
    if (!kept.value().birthday.empty()) out["birthday"] = kept.value().birthday;
    if (!kept.value().circles.empty()) out["circles"] = kept.value().circles;
  }
  return out;
}

Answer show_contact(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_anybody(service.engine(), text_or(params, "contact")));
  return whole_contact(service, contact);
}

Fault timer_fault(const Error& error, const client::ContactView& contact) {
  if (error.code == Errc::bad_value) {
    return fault(FaultCode::invalid_argument, "Messages go after 5 seconds to 366 days, or never.",
                 {{"about", "expire_ms"}});
  }
  if (error.code == Errc::wrong_state || error.code == Errc::forked) {
    return fault(FaultCode::untrusted_contact,
                 "Nothing can be sent to this person: " + std::string(client::name_of(contact.state)) + ".",
                 {{"about", contact.alias}, {"state", client::name_of(contact.state)}});
  }
  return fault_from(error);
}

Answer set_contact(Service& service, const Json& params) {
  auto& engine = service.engine();
  // What others would notice is for contacts alone.
  const bool both_sides = params.contains("blocked") || params.contains("expire_ms");
  const auto who = text_or(params, "contact");
  STILLE_TRY(auto contact, both_sides ? find_contact(engine, who) : find_anybody(engine, who));
  if (params.contains("note")) {
    STILLE_TRYV(faulted(engine.set_note(contact.id, text_or(params, "note"))));
  }
  if (params.contains("blocked")) {
    STILLE_TRYV(faulted(engine.set_blocked(contact.id, flag_or(params, "blocked", false))));
  }
  if (params.contains("alias")) {
    auto renamed = engine.set_alias(contact.id, text_or(params, "alias"));
    if (renamed.has_error() && renamed.error().code == Errc::bad_value)
      return no_alias(text_or(params, "alias"));
    if (renamed.has_error()) {
      auto why = fault_from(renamed.error());
      why.detail["about"] = text_or(params, "alias");
      return why;
    }
  }
  if (params.contains("expire_ms")) {
    const auto after = std::chrono::ceil<seconds>(milliseconds(whole_or(params, "expire_ms", 0)));
    const auto set = engine.talk().set_timer(contact.id, after);
    if (set.has_error()) return timer_fault(set.error(), contact);
    service.go_online();
  }
  STILLE_TRY(auto changed, faulted(engine.address_book().anybody(contact.id)));
  return whole_contact(service, changed);
}

Answer forget_contact(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_anybody(service.engine(), text_or(params, "contact")));
  const auto gone = service.engine().forget(contact.id);
  if (gone.has_error() && gone.error().code == Errc::wrong_state) {
    return fault(FaultCode::invalid_argument, "You are in a group with this person; leave it first.",
                 {{"about", contact.alias}});
  }
  STILLE_TRYV(faulted(gone));
  if (contact.state != client::ContactState::local) service.go_online();
  return Json{{"local", contact.state == client::ContactState::local}};
}

using enum ParamType;
constexpr std::array kContact{Param{
    "contact", text, true, "Alias, p_ id, `id:` and a beginning of the identity, or a unique beginning"}};
constexpr std::array kList{Param{"local", flag, false, "Local contacts too, after the others"},
                           Param{"acquaintances", flag, false, "Also who is known through a group only"}};
constexpr std::array kInvitationWishes{
    Param{"ask", flag, false, "Whoever joins waits for request.accept"},
    Param{"for", text, false, "A local contact, who becomes the contact that uses it"},
    Param{"life_ms", whole, false, "How long the link works; one minute to 31 days, 7 days when absent"}};
constexpr std::array kInvitation{Param{"invitation", text, true, "The i_ id"}};
constexpr std::array kJoin{Param{"link", text, true, "stille://..."},
                           Param{"alias", text, false, "What to call this person"}};
constexpr std::array kAwait{Param{"id", text, true, "The i_ id of an own invitation or the j_ id of a join"},
                            Param{"timeout_ms", whole, false, "How long to wait"}};
constexpr std::array kRequest{Param{"request", text, true, "The r_ id, or a unique beginning of the name"}};
constexpr std::array kAcceptRequest{
    Param{"request", text, true, "The r_ id, or a unique beginning of the name"},
    Param{"alias", text, false, "What to call this person"}};
constexpr std::array kContactChange{
    Param{"contact", text, true,
          "Alias, p_ id, `id:` and a beginning of the identity, or a unique beginning"},
    Param{"alias", text, false, "The new alias"}, Param{"note", text, false, "A private note"},
    Param{"blocked", flag, false, "Whether messages from this person are dropped"},
    Param{"expire_ms", whole, false, "After how long messages of both sides go; 0: never"}};

constexpr std::array kMethods{
    Method{"invite.create", "Makes an invitation that one person can use once", "the invitation",
           kInvitationWishes, create_invitation},
    Method{
        "invite.await",
        "Waits until the relay has stored an invitation, or has taken the greeting of a join. A join whose "
        "relay is another one, or does not hand out the card in time, is withdrawn",
        "the invitation or the join, with `error` when it has not", kAwait, nullptr, wait_for_relay},
    Method{"invite.list", "The own invitations", "{invitations}", {}, list_invitations},
    Method{"invite.revoke", "Withdraws an invitation", "the invitation", kInvitation, revoke_invitation},
    Method{"invite.accept", "Uses somebody's invitation", "the join", kJoin, accept_invitation},
    Method{"request.list",
           "People who used an invitation that asks first, or the contact address",
           "{requests}",
           {},
           list_requests},
    Method{"request.accept", "Makes such a person a contact", "the contact", kAcceptRequest, accept_request},
    Method{"request.decline", "Turns such a person away, silently", "{}", kRequest, decline_request},
    Method{"contact.list", "Everybody in the address book", "{contacts, acquaintances?}", kList,
           list_contacts},
    Method{"contact.show", "One person", "the contact", kContact, show_contact},
    Method{"contact.set", "Changes what is kept about a person", "the contact", kContactChange, set_contact},
    Method{"contact.forget", "Erases a person with everything that was said; they hear nothing of it",
           "{local}", kContact, forget_contact},
};

}  // namespace

std::span<const Method> people_methods() {
  return kMethods;
}

}  // namespace stille::rpc
