// Whether somebody is who they seem to be: comparing safety numbers.
#include <array>

#include "client/e2e/safety_number.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/outgoing_files.hpp"
#include "client/rpc/said_number.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"
#include "client/wire/content.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

std::optional<e2e::Iid> iid_of(const std::string& hex) {
  const auto bytes = from_hex(hex);
  if (!bytes) return std::nullopt;
  const auto iid = e2e::Iid::parse(bytes.value());
  return iid ? std::optional(iid.value()) : std::nullopt;
}

Answer show_verification(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_contact(service.engine(), text_or(params, "contact")));
  STILLE_TRY(auto number, faulted(service.engine().safety_number(contact.id)));
  Json out;
  out["contact"] = reference_to(contact);
  out["safety_number"] = number.digits;
  out["qr"] = number.qr;
  out["verified"] = number.verified;
  return out;
}

// What is not a whole number says nothing about a person.
Outcome<std::string> sixty_digits(std::string_view said) {
  const auto number = said_number(said);
  if (!number.odd.empty()) {
    return fault(FaultCode::invalid_argument, "This is no digit, and no word for one.",
                 {{"about", client::wire::is_utf8(number.odd) ? number.odd : std::string("number")}});
  }
  if (number.digits.size() != e2e::kSafetyDigits) {
    return fault(FaultCode::invalid_argument, "A safety number has 60 digits; these are fewer or more.",
                 {{"about", "number"}, {"digits", number.digits.size()}});
  }
  return number.digits;
}

Answer mark_verified(Service& service, const client::ContactView& contact) {
  const auto done = service.engine().set_verified(contact.id, true);
  if (done.has_error() && done.error().code == Errc::forked) {
    return fault(
        FaultCode::untrusted_contact,
        "The keys of this conversation are in doubt, which comparing does not mend. A new invitation "
        "of theirs does: accept it.",
        {{"about", contact.alias}, {"kind", "forked"}});
  }
  STILLE_TRYV(faulted(done));
  return show_verification(service, {{"contact", contact.id}});
}

// What the other side's QR code says, or the number as it was typed or read aloud.
Answer compare_verification(Service& service, const Json& params) {
  auto& engine = service.engine();
  STILLE_TRY(auto contact, find_contact(engine, text_or(params, "contact")));
  const auto said = text_or(params, "code");
  bool same = false;
  if (const auto scanned = from_base64url(said); scanned && scanned.value().size() == e2e::kSafetyQrSize) {
    const auto own = iid_of(engine.profile().iid);
    const auto peer = iid_of(contact.iid);
    same = own && peer && e2e::check_safety_qr(scanned.value(), *own, *peer);
  } else {
    STILLE_TRY(const auto digits, sixty_digits(said));
    STILLE_TRY(const auto number, faulted(engine.safety_number(contact.id)));
    same = digits == number.digits;
  }
  if (!same) {
    return fault(
        FaultCode::untrusted_contact,
        "This is not what you see for this person. Compare once more; if it stays different, somebody "
        "may stand between you.",
        {{"about", contact.alias}, {"kind", "safety_number"}});
  }
  return mark_verified(service, contact);
}

asio::awaitable<Answer> read_code(Service&, Json params) {
  STILLE_CO_TRY(auto text, co_await code_in_file(text_or(params, "path")));
  co_return Json{{"text", std::move(text)}};
}

Answer confirm_verification(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_contact(service.engine(), text_or(params, "contact")));
  return mark_verified(service, contact);
}

Answer reset_verification(Service& service, const Json& params) {
  STILLE_TRY(auto contact, find_contact(service.engine(), text_or(params, "contact")));
  STILLE_TRYV(faulted(service.engine().set_verified(contact.id, false)));
  if (contact.state == client::ContactState::pending) {
    STILLE_TRYV(faulted(service.engine().accept_reset(contact.id)));
  }
  return show_verification(service, {{"contact", contact.id}});
}

using enum ParamType;
constexpr std::array kContact{Param{
    "contact", text, true, "Alias, p_ id, `id:` and a beginning of the identity, or a unique beginning"}};
constexpr std::array kCompare{
    kContact[0],
    Param{"code", text, true, "The digits or words for them, or what the other side's code says"}};
constexpr std::array kPicture{Param{"path", text, true, "Absolute path of a JPEG or PNG file"}};

constexpr std::array kMethods{
    Method{"verify.show", "The number that both sides compare", "{contact, safety_number, qr, verified}",
           kContact, show_verification},
    Method{"verify.compare",
           "Whether this is the number, or the code, of a person; then they are verified, and a new "
           "encryption of theirs takes over",
           "as verify.show", kCompare, compare_verification},
    Method{"code.read", "What the QR code in a picture says", "{text}", kPicture, nullptr, read_code},
    Method{"verify.confirm", "The numbers were the same; a person's new encryption takes over",
           "as verify.show", kContact, confirm_verification},
    Method{"verify.reset", "Takes the confirmation back, and lets a person's new encryption take over",
           "as verify.show", kContact, reset_verification},
};

}  // namespace

std::span<const Method> verify_methods() {
  return kMethods;
}

}  // namespace stille::rpc
