// profile, status, doctor, config.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "client/cli/command.hpp"
#include "client/cli/home.hpp"
#include "client/cli/passphrase.hpp"
#include "client/cli/words.hpp"
#include "client/rpc/check_proxy.hpp"
#include "client/rpc/new_profile.hpp"
#include "client/rpc/unwritable.hpp"
#include "client/store/profile.hpp"
#include "common/protocol/proxy_address.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

constexpr milliseconds kLongestWatch = std::chrono::hours(24 * 365);
constexpr milliseconds kOneWait = std::chrono::hours(1);

struct Wishes {
  client::store::NewProfile profile;
  std::string invitation;  // to its relay; may be empty
};

rpc::Outcome<Wishes> wishes(Context& context) {
  auto& arguments = context.arguments;
  const int stop = context.interrupt.fd();
  if (arguments.name.empty()) {
    STILLE_TRY(arguments.name, ask_line(arguments.globals, "ask.name", "name", stop));
  }
  if (arguments.relay.empty()) {
    STILLE_TRY(arguments.relay, ask_line(arguments.globals, "ask.relay", "relay", stop));
  }
  STILLE_TRY(const auto relay, rpc::relay_from(arguments.relay));
  Wishes out;
  out.profile.name = arguments.name;
  out.profile.relay = relay.relay;
  if (relay.code) out.invitation = protocol::to_text(relay);
  if (arguments.no_passphrase) return out;
  STILLE_TRY(out.profile.passphrase, choose_passphrase(arguments.globals, stop));
  if (out.profile.passphrase.empty()) {
    return fault(FaultCode::invalid_argument,
                 "The passphrase is empty; say --no-passphrase if that is meant.", {{"about", "passphrase"}});
  }
  return out;
}

std::string pending_words(const Context& context, const Json& pending) {
  std::string out;
  for (const auto& relay : pending) {
    if (relay["envelopes"] == 0 && relay["waiting"] == 0 && relay["tasks"] == 0) continue;
    out += (out.empty() ? "" : "; ") +
           context.say("status.pending",
                       {shown(relay, "envelopes"), shown(relay, "waiting"), shown(relay, "tasks")});
  }
  return out.empty() ? context.say("status.nothing") : out;
}

/// The parameters of config.set; asks for the password that they need.
rpc::Answer proxy_params(const Context& context, const std::string& proxy) {
  std::string password;
  const auto address = protocol::parse_proxy_address(proxy);
  if (address && !address.value().user.empty()) {
    STILLE_TRY(const auto typed, ask_proxy_password(context.arguments.globals,
                                                    context.arguments.password_file, context.interrupt.fd()));
    password = as_text(typed.expose());
  }
  STILLE_TRYV(rpc::check_proxy(proxy, password));
  Json out{{"key", "proxy"}, {"value", proxy}};
  if (!password.empty()) out["password"] = password;
  return out;
}

/// Redeems it if the relay can be reached, and keeps it if not.
Ran redeem(Context& context, const std::string& invitation) {
  STILLE_TRY(auto done, context.call("relay.invite", {{"invitation", invitation},
                                                      {"timeout_ms", context.timeout_ms(seconds(10))}}));
  if (!context.output.for_people()) {
    Json out{{"v", 1}, {"type", "relay"}};
    for (const auto& [key, value] : done.items()) out[key] = value;
    context.output.record(out, {"relay", "redeemed", "left"});
  }
  const bool redeemed = done["redeemed"] == true;
  context.output.tell(redeemed ? "relay.redeemed" : "relay.redeem_later", {shown(done, "left")});
  return redeemed ? 0 : rpc::exit_code(rpc::fault_from(done["error"]).code);
}

Json folder_check(const std::string& folder) {
  struct stat found{};
  const bool closed = ::stat(folder.c_str(), &found) == 0 && (found.st_mode & 0077) == 0;
  return {{"v", 1}, {"type", "check"}, {"name", "folder"}, {"ok", closed}};
}

Json process_check() {
  struct rlimit core{};
  const bool no_core = ::getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0;
  const bool closed = ::prctl(PR_GET_DUMPABLE) == 0;
  return {{"v", 1}, {"type", "check"}, {"name", "process"}, {"ok", no_core && closed}};
}

/// What is not as it should be has an exit code of its own kind; the gravest counts.
int code_of(const Json& check) {
  const auto name = shown(check, "name");
  if (name == "profile" || name == "database") return rpc::exit_code(FaultCode::damaged);
  if (name == "relay")
    return rpc::exit_code(check.contains("error") ? rpc::fault_from(check["error"]).code
                                                  : FaultCode::relay_unreachable);
  return rpc::exit_code(name == "tokens" ? FaultCode::relay_refused : FaultCode::not_reached);
}

/// In the order of what makes the others follow.
int code_of_checks(const Json& checks) {
  for (const std::string_view cause : {"database", "profile", "relay", "tokens", ""}) {
    for (const auto& check : checks) {
      if (check["ok"] != true && (cause.empty() || check["name"] == cause)) return code_of(check);
    }
  }
  return 0;
}

std::string clock_words(const Context& context, const Json& check) {
  const milliseconds skew(check["clock_skew_ms"].get<std::int64_t>());
  const auto key = skew.count() > 0 ? "doctor.clock_behind" : "doctor.clock_ahead";
  return context.say(key, {span_words(std::chrono::abs(skew), context.output.language())});
}

/// What the name of a check alone does not tell.
std::string about_check(const Context& context, const Json& check) {
  const auto name = shown(check, "name");
  if (name == "relay") return context.say("relay." + shown(check, "state")) + "  " + shown(check, "relay");
  if (name == "proxy") return shown(check, "proxy");
  if (name == "tokens") return shown(check, "left");
  if (name == "clock" && check["ok"] != true) return clock_words(context, check);
  return {};
}

}  // namespace

Ran profile_new(Context& context) {
  STILLE_TRY(const auto chosen, profile_to_make(context.arguments));
  const auto& name = chosen.name;
  if (client::store::needs_passphrase(chosen.folder)) {
    return fault(FaultCode::already_exists, "There is a profile of this name already.", {{"about", name}});
  }
  Json proxy;
  if (!context.arguments.proxy.empty()) {
    STILLE_TRY(proxy, proxy_params(context, context.arguments.proxy));
  }
  STILLE_TRY(auto wanted, wishes(context));
  const bool open = wanted.profile.passphrase.empty();
  auto passphrase = wanted.profile.passphrase.clone();
  crypto::SystemRng rng;
  auto made =
      client::store::Profile::create(chosen.folder, std::move(wanted.profile), context.clock.now(), rng);
  if (made.has_error()) {
    auto why = rpc::fault_at(made.error(), chosen.folder);
    if (why.code == FaultCode::storage_full) return why;
    if (why.code == FaultCode::invalid_argument) why.message = "This name cannot be shown to others.";
    why.detail["about"] = why.code == FaultCode::already_exists ? name : "name";
    return why;
  }
  {
    const auto closed = std::move(made).value();  // its lock is free again before it is opened
  }
  context.arguments.globals.profile = name;
  context.access = std::make_unique<rpc::ProfileAccess>(
      chosen.folder, [&passphrase]() -> rpc::Outcome<crypto::SecretBytes> { return passphrase.clone(); },
      context.interrupt.fd(), context.log);
  STILLE_TRY(auto status, context.call("profile.status"));
  if (!context.output.for_people()) {
    Json out{{"v", 1}, {"type", "profile"}, {"profile", name}, {"passphrase", !open}};
    for (const auto& [key, value] : status["profile"].items()) out[key] = value;
    context.output.record(out, {"profile", "id", "name", "relay"});
  }
  // Before anything could connect.
  if (!proxy.empty()) {
    STILLE_TRYV(context.call("config.set", proxy));
  }
  context.output.tell("profile.made", {name});
  if (open) context.output.tell("profile.open");
  // The profile is there whatever the relay says; what it says is said last.
  if (!wanted.invitation.empty()) {
    STILLE_TRYV(redeem(context, wanted.invitation));
  }
  return 0;
}

Ran relay_invite(Context& context) {
  return redeem(context, context.arguments.subject);
}

// By the owner of the profile alone: a passphrase travels through no socket.
Ran profile_passphrase(Context& context) {
  const auto& arguments = context.arguments;
  const auto& globals = arguments.globals;
  const int stop = context.interrupt.fd();
  STILLE_TRY(const auto chosen, profile_of(arguments));
  STILLE_TRY(const bool guarded,
             rpc::faulted_at(client::store::needs_passphrase(chosen.folder), chosen.folder));
  crypto::SecretBytes now;
  if (guarded) {
    STILLE_TRY(now, ask_passphrase(globals, stop));
  }
  // Before the new one is asked for: a wrong one is said at once.
  STILLE_TRY(auto profile, rpc::faulted_at(client::store::Profile::open(chosen.folder, now), chosen.folder));
  crypto::SecretBytes then;
  if (!arguments.remove) {
    STILLE_TRY(then, choose_another_passphrase(globals, arguments.new_passphrase_fd, stop));
    if (then.empty()) {
      return fault(FaultCode::invalid_argument, "The passphrase is empty; say --remove if that is meant.",
                   {{"about", "passphrase"}});
    }
  }
  crypto::SystemRng rng;
  STILLE_TRYV(rpc::faulted(profile.change_passphrase(now, then, rng)));
  if (!context.output.for_people()) {
    context.output.record(
        {{"v", 1}, {"type", "profile"}, {"profile", chosen.name}, {"passphrase", !then.empty()}},
        {"profile", "passphrase"});
  }
  context.output.tell(then.empty() ? "profile.passphrase_removed" : "profile.passphrase_changed");
  return 0;
}

namespace {

Ran show_status_now(Context& context) {
  STILLE_TRY(auto status, context.call("profile.status"));
  if (!context.output.for_people()) {
    context.output.record(status, {"profile.id", "profile.name", "contacts", "requests", "events"});
    return 0;
  }
  std::vector<std::vector<std::string>> rows;
  rows.push_back({context.say("head.profile"), context.profile + " – " + shown(status, "profile.name")});
  rows.push_back({context.say("head.identity"), shown(status, "profile.id")});
  for (const auto& relay : status["relays"]) {
    rows.push_back({context.say("head.relay"),
                    context.say("relay." + shown(relay, "state")) + "  " + shown(relay, "relay")});
  }
  if (status.contains("proxy")) rows.push_back({context.say("head.proxy"), shown(status, "proxy")});
  if (status.contains("moving"))
    rows.push_back({context.say("head.moving"), context.say("status.moving", {shown(status, "moving")})});
  const auto& tokens = status["tokens"];
  if (tokens["left"] != 0 || tokens["refused"] == true || tokens.contains("invitation"))
    rows.push_back({context.say("head.tokens"), shown(tokens, "left")});
  rows.push_back({context.say("head.contacts"), shown(status, "contacts")});
  if (status["requests"] != 0) rows.push_back({context.say("head.requests"), shown(status, "requests")});
  rows.push_back({context.say("head.pending"), pending_words(context, status["pending"])});
  context.output.line(aligned(rows));
  if (tokens["refused"] == true && tokens["left"] == 0) context.output.tell("relay.purse_empty");
  if (status["profile"]["rolled_back"] == true) context.output.tell("listen.rollback");
  return 0;
}

}  // namespace

// Again whenever something happened or a connection is another one.
Ran show_status(Context& context) {
  if (!context.arguments.follow) return show_status_now(context);
  const auto end = std::chrono::steady_clock::now() + milliseconds(context.timeout_ms(kLongestWatch));
  STILLE_TRY(auto seen, context.call("events.next", {{"max", 0}, {"connections", ""}}));
  bool news = true;
  for (;;) {
    if (news) {
      STILLE_TRYV(show_status_now(context));
      context.output.flush();
    }
    const auto left = std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now());
    if (left <= milliseconds(0)) return 0;
    STILLE_TRY(auto now, context.call("events.next", {{"after", seen["next"]},
                                                      {"connections", seen["connections"]},
                                                      {"timeout_ms", std::min(left, kOneWait).count()}}));
    news = !now["events"].empty() || now["connections"] != seen["connections"];
    seen = std::move(now);
    if (news && context.output.for_people()) context.output.line("");
  }
}

Ran run_doctor(Context& context) {
  STILLE_TRY(auto answer, context.call("doctor", {{"timeout_ms", context.timeout_ms(seconds(10))}}));
  auto& checks = answer["checks"];
  STILLE_TRY(const auto chosen, choose_profile(context.arguments.globals.profile));
  checks.push_back(folder_check(chosen.folder));
  checks.push_back(process_check());
  std::vector<std::vector<std::string>> rows;
  std::vector<rpc::Fault> why;
  for (const auto& check : checks) {
    if (check["ok"] != true && check["name"] == "relay" && !check.contains("error"))
      why.push_back(fault(FaultCode::relay_unreachable));
    if (check["ok"] != true && check.contains("error") && check["name"] != "tokens")
      why.push_back(rpc::fault_from(check["error"]));
    if (!context.output.for_people()) {
      context.output.record(check, {"name", "ok"});
      continue;
    }
    rows.push_back({context.say("doctor." + shown(check, "name")),
                    context.say(check["ok"] == true ? "doctor.fine" : "doctor.not_fine"),
                    about_check(context, check)});
  }
  if (context.output.for_people()) context.output.line(aligned(rows));
  context.output.flush();
  for (const auto& one : why) context.output.complain(one);
  for (const auto& check : checks) {
    if (check["name"] == "tokens" && check["ok"] != true) context.output.tell("relay.purse_empty");
    if (check["name"] == "clock" && check["ok"] != true) context.output.tell("doctor.set_clock");
  }
  return code_of_checks(checks);
}

Ran config_list(Context& context) {
  STILLE_TRY(auto answer, context.call("config.list"));
  std::vector<std::vector<std::string>> rows{{context.say("head.setting"), context.say("head.value")}};
  for (auto& setting : answer["settings"]) {
    if (context.output.for_people()) {
      rows.push_back({shown(setting, "key"), shown(setting, "value")});
      continue;
    }
    Json out{{"v", 1}, {"type", "setting"}};
    for (const auto& [key, value] : setting.items()) out[key] = value;
    context.output.record(out, {"key", "value"});
  }
  if (context.output.for_people()) context.output.line(aligned(rows));
  return 0;
}

namespace {

void show_setting(Context& context, const Json& answer) {
  if (context.output.for_people()) return context.output.line(shown(answer, "value"));
  Json out{{"v", 1}, {"type", "setting"}};
  for (const auto& [key, value] : answer.items()) out[key] = value;
  context.output.record(out, {"value"});
}

}  // namespace

Ran config_get(Context& context) {
  STILLE_TRY(auto answer, context.call("config.get", {{"key", context.arguments.subject}}));
  show_setting(context, answer);
  return 0;
}

Ran config_set(Context& context) {
  const auto& key = context.arguments.subject;
  const auto& value = context.arguments.value;
  Json params{{"key", key}, {"value", value}};
  if (key == "proxy") {
    STILLE_TRY(params, proxy_params(context, value));
  }
  STILLE_TRY(auto answer, context.call("config.set", params));
  if (!context.output.for_people()) show_setting(context, answer);
  context.output.tell("contact.changed");
  return 0;
}

}  // namespace stille::cli
