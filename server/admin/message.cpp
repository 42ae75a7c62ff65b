#include "server/admin/message.hpp"

namespace stille::admin {
namespace {

/// Members of one object as texts; false when one is missing or something else.
bool text(const Json& object, const char* name, std::string& out) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return false;
  out = found->get<std::string>();
  return true;
}

std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string to_line(const Request& request) {
  return dump({{"command", request.command}, {"params", request.params}});
}

std::string to_line(const Answer& answer) {
  if (const auto* fault = std::get_if<Fault>(&answer))
    return dump({{"error", {{"code", fault->code}, {"message", fault->message}, {"next", fault->next}}}});
  return dump({{"ok", std::get<Json>(answer)}});
}

Result<Request> parse_request(std::string_view line) {
  const auto parsed = Json::parse(line, nullptr, false);
  Request out;
  if (!parsed.is_object() || !text(parsed, "command", out.command)) return fail(Errc::bad_encoding);
  if (const auto params = parsed.find("params"); params != parsed.end()) {
    if (!params->is_object()) return fail(Errc::bad_encoding);
    out.params = *params;
  }
  return out;
}

Result<Answer> parse_answer(std::string_view line) {
  const auto parsed = Json::parse(line, nullptr, false);
  if (!parsed.is_object() || parsed.size() != 1) return fail(Errc::bad_encoding);
  if (const auto done = parsed.find("ok"); done != parsed.end()) return Answer{*done};
  const auto error = parsed.find("error");
  Fault out;
  if (error == parsed.end() || !error->is_object() || !text(*error, "code", out.code) ||
      !text(*error, "message", out.message) || !text(*error, "next", out.next))
    return fail(Errc::bad_encoding);
  return Answer{out};
}

}  // namespace stille::admin
