// invite, request, contact, verify.
#include <filesystem>

#include <unistd.h>

#include "client/cli/code_file.hpp"
#include "client/cli/command.hpp"
#include "client/cli/qr.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

Json line_of(std::string_view type, const Json& object) {
  Json out{{"v", 1}, {"type", type}};
  for (const auto& [key, value] : object.items()) out[key] = value;
  return out;
}

/// What an answer's `error` means for the exit code; 0 when there is none.
int code_of(const Json& answer) {
  return answer.contains("error") ? rpc::exit_code(rpc::fault_from(answer["error"]).code) : 0;
}

std::string trust_words(const Context& context, const Json& contact) {
  return context.say(contact["verified"] == true ? "trust.verified" : "trust.new");
}

}  // namespace

void show_code(Context& context, const std::string& text) {
  if (!context.arguments.code.shown && ::isatty(STDOUT_FILENO) != 1) return;
  context.output.line(qr_code(text, context.output.coloured()));
}

rpc::Outcome<std::string> code_in(Context& context, const std::string& picture) {
  STILLE_TRY(const auto path, whole_path(picture));
  STILLE_TRY(auto read, context.call("code.read", {{"path", path}}));
  return shown(read, "text");
}

// --- Invitations ---

// The link is printed even when the relay does not have it yet: it is saved and will work; the exit code says
// that it does not work now.
Ran invite_create(Context& context) {
  STILLE_TRY(auto file, CodeFile::begin(context.arguments));
  Json wishes = Json::object();
  if (context.arguments.ask) wishes["ask"] = true;
  if (!context.arguments.address.for_whom.empty()) wishes["for"] = context.arguments.address.for_whom;
  if (context.arguments.life) wishes["life_ms"] = context.arguments.life->count();
  STILLE_TRY(auto made, context.call("invite.create", wishes));
  STILLE_TRY(const bool written, file.keep(shown(made, "link")));
  const Json patience{{"id", made["id"]}, {"timeout_ms", context.timeout_ms(seconds(10))}};
  STILLE_TRY(auto stored, context.call("invite.await", patience));
  const int code = code_of(stored);
  auto& output = context.output;
  if (output.for_people()) {
    output.line(shown(stored, "link"));
    show_code(context, shown(stored, "link"));
  } else {
    output.record(line_of("invitation", stored), {"link"});
  }
  output.flush();
  if (written) output.tell("qr.written", {context.arguments.code.png});
  if (code == 0) {
    if (output.for_people()) output.tell("invite.once", {context.when(stored["expires"])});
  } else if (output.format() == Format::json) {
    output.complain(rpc::fault_from(stored["error"]));
  } else {
    output.tell(stored["state"] == "refused" ? "invite.refused" : "invite.not_yet");
  }
  return code;
}

Ran invite_accept(Context& context) {
  auto link = context.arguments.link;
  if (!context.arguments.picture.empty()) {
    STILLE_TRY(link, code_in(context, context.arguments.picture));
  }
  if (link.empty()) {
    return fault(FaultCode::invalid_argument, "Say the link, - to read it, or --picture FILE with its code.",
                 {{"about", "link"}});
  }
  if (link == "-") {
    STILLE_TRY(link, read_stdin_text(4096));
  }
  Json wishes{{"link", link}};
  if (context.arguments.alias) wishes["alias"] = *context.arguments.alias;
  STILLE_TRY(auto join, context.call("invite.accept", wishes));
  const Json patience{{"id", join["id"]}, {"timeout_ms", context.timeout_ms(seconds(10))}};
  STILLE_TRY(auto done, context.call("invite.await", patience));
  if (done["state"] == "failed") return rpc::fault_from(done["error"]);
  auto& output = context.output;
  if (!output.for_people()) output.record(line_of("join", done), {"id", "state", "contact.alias"});
  const int code = code_of(done);
  if (code != 0 && output.format() == Format::json) {
    output.complain(rpc::fault_from(done["error"]));
  } else if (code != 0) {
    output.tell("invite.saved");
  } else {
    const bool connected = field_of(done, "contact.state") == "connected";
    // Their name comes with their first answer.
    const bool nameless = !context.arguments.alias && shown(done, "contact.name").empty();
    output.tell(connected  ? "invite.connected"
                : nameless ? "invite.accepted_unnamed"
                           : "invite.accepted",
                {shown(done, "contact.alias")});
  }
  return code;
}

Ran invite_list(Context& context) {
  STILLE_TRY(auto answer, context.call("invite.list"));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows{{context.say("head.id"), context.say("head.state"),
                                              context.say("head.made"), context.say("head.ends"),
                                              context.say("head.for")}};
  for (const auto& invitation : answer["invitations"]) {
    if (output.for_people()) {
      rows.push_back({shown(invitation, "id"), context.say("invitation." + shown(invitation, "state")),
                      context.when(invitation["created"]), context.when(invitation["expires"]),
                      shown(invitation, "for")});
    } else {
      output.record(line_of("invitation", invitation), {"id", "state", "expires", "link"});
    }
  }
  if (!output.for_people()) return 0;
  if (rows.size() == 1) {
    output.tell("invite.none");
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

Ran invite_revoke(Context& context) {
  STILLE_TRY(auto answer, context.call("invite.revoke", {{"invitation", context.arguments.subject}}));
  // The relay forgets the link with the next connection; waiting a moment makes that now, if there is one.
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  if (!context.output.for_people()) context.output.record(line_of("invitation", answer), {"id", "state"});
  context.output.tell("invite.revoked");
  return 0;
}

// --- Requests ---

Ran request_list(Context& context) {
  STILLE_TRY(auto answer, context.call("request.list"));
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows{
      {context.say("head.id"), context.say("head.name"), context.say("head.when")}};
  for (const auto& request : answer["requests"]) {
    if (output.for_people()) {
      rows.push_back({shown(request, "id"), shown(request, "name"), context.when(request["at"])});
    } else {
      output.record(line_of("request", request), {"id", "name", "at"});
    }
  }
  STILLE_TRY(auto offers, context.call("introduction.list"));
  for (const auto& offer : offers["introductions"]) {
    if (offer["own"] == true || offer["state"] != "asked") continue;
    if (output.for_people()) {
      const auto who =
          context.say("request.of_introduction", {shown(offer, "by.alias"), shown(offer, "name")});
      rows.push_back({shown(offer, "id"), who, context.when(offer["created"])});
      if (!shown(offer, "text").empty()) rows.push_back({"", shown(offer, "text"), ""});
    } else {
      output.record(offer, {"id", "name", "created"});
    }
  }
  if (!output.for_people()) return 0;
  if (rows.size() == 1) {
    output.tell("request.none");
  } else {
    output.line(aligned(rows));
  }
  return 0;
}

Ran request_accept(Context& context) {
  if (context.arguments.subject.starts_with("n_")) return introduction_accept(context);
  Json wishes{{"request", context.arguments.subject}};
  if (context.arguments.alias) wishes["alias"] = *context.arguments.alias;
  STILLE_TRY(auto contact, context.call("request.accept", wishes));
  STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  if (!context.output.for_people()) {
    context.output.record(line_of("contact", contact), {"alias", "id", "state"});
  }
  context.output.tell("request.accepted", {shown(contact, "alias")});
  return 0;
}

Ran request_decline(Context& context) {
  if (context.arguments.subject.starts_with("n_")) return introduction_decline(context);
  STILLE_TRYV(context.call("request.decline", {{"request", context.arguments.subject}}));
  context.output.tell("request.declined");
  return 0;
}

// --- Contacts ---

void show_people(Context& context, const Json& people, std::string_view none) {
  auto& output = context.output;
  std::vector<std::vector<std::string>> rows{{context.say("head.alias"), context.say("head.name"),
                                              context.say("head.state"), context.say("head.trust")}};
  for (const auto& contact : people) {
    const auto state = shown(contact, "state");
    if (output.for_people()) {
      rows.push_back({shown(contact, "alias"), shown(contact, "name"), context.say("contact." + state),
                      state == "local" ? std::string() : trust_words(context, contact)});
    } else {
      output.record(line_of("contact", contact), {"alias", "name", "state", "verified", "id"});
    }
  }
  if (!output.for_people()) return;
  if (rows.size() == 1) {
    output.tell(none);
  } else {
    output.line(aligned(rows));
  }
}

Ran contact_list(Context& context) {
  STILLE_TRY(auto answer, context.call("contact.list", {{"local", true}}));
  show_people(context, answer["contacts"], "contact.none");
  return 0;
}

namespace {

void show_contact(Context& context, const Json& contact) {
  if (!context.output.for_people()) {
    return context.output.record(line_of("contact", contact), {"alias", "name", "state", "verified", "id"});
  }
  std::vector<std::vector<std::string>> rows{
      {context.say("head.alias"), shown(contact, "alias")},
      {context.say("head.name"), shown(contact, "name")},
      {context.say("head.state"), context.say("contact." + shown(contact, "state"))},
      {context.say("head.since"), context.when(contact["since"])}};
  if (contact["state"] != "local") {
    rows.push_back({context.say("head.trust"), trust_words(context, contact)});
    rows.push_back({context.say("head.identity"), shown(contact, "iid")});
  }
  if (contact.contains("introduced_by"))
    rows.push_back({context.say("head.introduced_by"), shown(contact, "introduced_by.alias")});
  const milliseconds expire(contact.value("expire_ms", std::int64_t{0}));
  if (expire.count() > 0)
    rows.push_back({context.say("head.expire"), timer_words(expire, context.output.language())});
  if (!shown(contact, "note").empty()) rows.push_back({context.say("head.note"), shown(contact, "note")});
  auto known = contact.value("local", Json::object());
  known.update(contact.value("card", Json::object()));
  // What was typed goes before what a card says.
  if (contact.contains("birthday")) known["birthday"] = contact["birthday"];
  add_card_rows(context, known, rows);
  std::string circles;
  for (const auto& circle : contact.value("circles", Json::array()))
    circles += (circles.empty() ? "" : ", ") + printable(circle.get<std::string>());
  if (!circles.empty()) rows.push_back({context.say("keep.head.circles"), circles});
  context.output.line(aligned(rows));
}

}  // namespace

Ran contact_show(Context& context) {
  STILLE_TRY(auto contact, context.call("contact.show", {{"contact", context.arguments.subject}}));
  show_contact(context, contact);
  return 0;
}

Ran contact_set(Context& context) {
  const auto& arguments = context.arguments;
  Json wishes{{"contact", arguments.subject}};
  if (arguments.alias) wishes["alias"] = *arguments.alias;
  if (arguments.note) wishes["note"] = *arguments.note;
  if (arguments.block || arguments.unblock) wishes["blocked"] = arguments.block;
  if (!arguments.expire.empty()) {
    STILLE_TRY(wishes["expire_ms"], timer_in(arguments.expire));
  }
  if (wishes.size() == 1) {
    return fault(FaultCode::invalid_argument,
                 "Say what to change: --alias, --note, --expire, --block or --unblock.");
  }
  STILLE_TRY(auto contact, context.call("contact.set", wishes));
  // The other side hears of a timer; waiting a moment makes that now, if there is a connection.
  if (!arguments.expire.empty()) {
    STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  }
  if (!context.output.for_people()) show_contact(context, contact);
  context.output.tell("contact.changed");
  return 0;
}

Ran contact_forget(Context& context) {
  const auto& who = context.arguments.subject;
  if (!context.arguments.yes) {
    STILLE_TRY(auto contact, context.call("contact.show", {{"contact", who}}));
    return fault(FaultCode::invalid_argument,
                 "Everything of this person would be erased; --yes says that it may.",
                 {{"about", shown(contact, "alias")}});
  }
  STILLE_TRY(const auto gone, context.call("contact.forget", {{"contact", who}}));
  // Their mailbox at the relay goes with the next connection; waiting a moment makes that now.
  if (gone["local"] == false) {
    STILLE_TRYV(context.call("sync", {{"timeout_ms", context.timeout_ms(seconds(5))}}));
  }
  context.output.tell("contact.forgotten", {who});
  return 0;
}

// --- Verification ---

namespace {

std::string in_groups(const std::string& digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % 5 == 0) out += i % 20 == 0 ? '\n' : ' ';
    out += digits[i];
  }
  return out;
}

/// To be read aloud: a line for each of the groups.
std::string in_words(const Context& context, const std::string& digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0) out += i % 5 == 0 ? '\n' : ' ';
    out += context.say(std::string("digit.") + digits[i]);
  }
  return out;
}

Ran verification(Context& context, std::string_view method, std::string_view sentence) {
  STILLE_TRY(auto file, CodeFile::begin(context.arguments));
  STILLE_TRY(auto answer, context.call(method, {{"contact", context.arguments.subject}}));
  STILLE_TRY(const bool written, file.keep(shown(answer, "qr")));
  if (written) context.output.tell("qr.written", {context.arguments.code.png});
  if (!context.output.for_people()) {
    context.output.record(line_of("verification", answer), {"safety_number", "verified"});
    return 0;
  }
  if (method == "verify.show") {
    const auto number = shown(answer, "safety_number");
    context.output.line(context.arguments.in_words ? in_words(context, number) : in_groups(number));
    if (context.arguments.code.shown)
      context.output.line(qr_code(shown(answer, "qr"), context.output.coloured()));
    context.output.flush();
    if (answer["verified"] == true) sentence = "verify.is_verified";
  }
  context.output.tell(sentence, {shown(answer, "contact.alias")});
  return 0;
}

}  // namespace

Ran verify_show(Context& context) {
  return verification(context, "verify.show", "verify.compare");
}

Ran verify_compare(Context& context) {
  std::string code;
  for (const auto& part : context.arguments.recipients) code.append(code.empty() ? "" : " ").append(part);
  if (code == "-") {
    STILLE_TRY(code, read_stdin_text(4096));
  }
  if (!context.arguments.picture.empty()) {
    STILLE_TRY(code, code_in(context, context.arguments.picture));
  }
  if (code.empty()) {
    return fault(FaultCode::invalid_argument,
                 "Say the number that they see, or --picture FILE with their code.", {{"about", "number"}});
  }
  const Json params{{"contact", context.arguments.subject}, {"code", code}};
  STILLE_TRY(auto answer, context.call("verify.compare", params));
  if (!context.output.for_people()) {
    context.output.record(line_of("verification", answer), {"contact.alias", "verified", "safety_number"});
  }
  context.output.tell("verify.same", {shown(answer, "contact.alias")});
  return 0;
}

Ran verify_confirm(Context& context) {
  return verification(context, "verify.confirm", "verify.confirmed");
}

Ran verify_reset(Context& context) {
  return verification(context, "verify.reset", "verify.reset");
}

}  // namespace stille::cli
