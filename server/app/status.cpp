// `status` and `top`: the relay's own figures, once or again and again.
#include <cstdio>
#include <thread>

#include <unistd.h>

#include "server/app/commands.hpp"
#include "server/app/operator.hpp"

namespace stille::server {
namespace {

using admin::Json;

std::string count(const Json& value) {
  return value.is_number() ? std::to_string(value.get<std::uint64_t>()) : "being counted";
}

std::string row(const char* name, const std::string& text) {
  std::string out = name;
  out.resize(14, ' ');
  return out + text + '\n';
}

std::string rate(const Json& minute, const char* what) {
  return std::to_string(minute.at(what).get<std::uint64_t>()) + ' ' + what;
}

std::string last_minute(const Json& minute) {
  auto out = rate(minute, "requests");
  for (const auto* what : {"stored", "delivered", "denied", "slowed", "accepted"})
    out += ", " + rate(minute, what);
  const auto turned_away = minute.at("turned_away").get<std::uint64_t>();
  return turned_away == 0 ? out : out + ", " + std::to_string(turned_away) + " turned away";
}

std::string waiting(const Json& all) {
  if (!all.at("envelopes").is_number()) return "being counted";
  return count(all.at("envelopes")) + " envelopes, " + shown_bytes(all.at("bytes").get<std::uint64_t>());
}

std::string disk(const Json& all) {
  if (!all.is_object()) return "unknown";
  return shown_bytes(all.at("free_bytes").get<std::uint64_t>()) + " free of " +
         shown_bytes(all.at("total_bytes").get<std::uint64_t>());
}

std::string readable(const Json& s) {
  const auto& connections = s.at("connections");
  const auto& age = s.at("backup").at("age_s");
  std::string out = "stille-relay " + s.at("version").get<std::string>() + ", up " +
                    shown_time(seconds{s.at("uptime_s").get<std::int64_t>()}) + '\n';
  out += row("address", s.at("address").get<std::string>());
  out += row("mailboxes", count(s.at("mailboxes")) + (s.at("open").get<bool>() ? ", open to anyone" : ""));
  out += row("waiting", waiting(s.at("waiting")));
  out += row("connections", count(connections.at("all")) + ", of them " +
                                count(connections.at("unauthenticated")) + " without a mailbox yet (" +
                                count(connections.at("most")) + " at most)");
  out += row("last minute", last_minute(s.at("last_minute")));
  out += row("disk", disk(s.at("disk")));
  out += row("certificate", "good for " + count(s.at("certificate").at("days_left")) + " days");
  out +=
      row("backup", age.is_number() ? shown_time(seconds{age.get<std::int64_t>()}) + " ago" : "never made");
  return out;
}

void show(const Asking& asking, bool anew) {
  const auto answer = ask_relay(asking, "status");
  if (asking.json) return print_json(answer);
  std::printf("%s%s", anew ? "\x1b[H\x1b[J" : "", readable(answer).c_str());
  (void)std::fflush(stdout);
}

}  // namespace

void status(const Asking& asking) {
  show(asking, false);
}

void top(const TopRequest& request) {
  const bool terminal = !request.asking.json && ::isatty(STDOUT_FILENO) == 1;
  for (std::uint32_t shown = 0; request.times == 0 || shown < request.times; ++shown) {
    if (shown > 0) std::this_thread::sleep_for(request.every);
    if (shown > 0 && !terminal && !request.asking.json) std::printf("\n");
    show(request.asking, terminal);
  }
}

}  // namespace stille::server
