#include "client/cli/output.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <unistd.h>

#include "client/cli/i18n.hpp"
#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

constexpr std::size_t kFlushAt = std::size_t{64} * 1024;

bool takes_colour(Colour wish) {
  if (wish != Colour::automatic) return wish == Colour::always;
  const char* refused = std::getenv("NO_COLOR");
  if (refused != nullptr && *refused != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

// Tabs and newlines separate; inside a value they are written as people write them in C.
std::string plain_value(const Json& value) {
  if (value.is_null()) return {};
  const auto text = value.is_string() ? value.get<std::string>() : value.dump();
  std::string out;
  for (const char c : text) {
    if (c == '\t') {
      out += "\\t";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\\') {
      out += "\\\\";
    } else {
      out += c;
    }
  }
  return printable(out);
}

std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Whatever it is, what was asked for has not arrived, and nobody reading a file in its place would notice.
rpc::Fault output_fault(int error) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    return rpc::fault(rpc::FaultCode::storage_full, "There is no space left for standard output.",
                      {{"kind", "output_full"}});
  }
  return rpc::fault(rpc::FaultCode::storage_full, "Standard output cannot be written.", {{"kind", "output"}});
}

void to_stderr(std::string text) {
  text += '\n';
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto written = ::write(STDERR_FILENO, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string people_sentence(Language language, const rpc::Fault& fault) {
  const auto about = fault.detail.contains("about") && fault.detail["about"].is_string()
                         ? printable(fault.detail["about"].get<std::string>())
                         : std::string();
  const auto kind = fault.detail.contains("kind") && fault.detail["kind"].is_string()
                        ? "." + fault.detail["kind"].get<std::string>()
                        : std::string();
  const auto key = "fault." + std::string(rpc::name_of(fault.code));
  const auto why = translated(language, printable(fault.message, true));
  // A sentence about nothing in particular would have a gap.
  const bool has_gap = about.empty() && say(language, key + kind).find("{0}") != std::string::npos;
  if (!kind.empty() && knows(key + kind) && !has_gap) return say(language, key + kind, {about, why});
  if (!about.empty() && knows(key + ".about")) return say(language, key + ".about", {about, why});
  if (knows(key)) return say(language, key, {why});
  return why;
}

}  // namespace

Output::Output(Globals globals) : globals_(std::move(globals)), coloured_(takes_colour(globals_.colour)) {}

void Output::record(const Json& object, std::initializer_list<std::string_view> plain_fields) {
  if (globals_.format == Format::json) {
    if (globals_.fields.empty()) return line(one_line(object));
    Json chosen;
    for (const auto& field : globals_.fields) chosen[field] = field_of(object, field);
    return line(one_line(chosen));
  }
  std::string row;
  bool first = true;
  const auto each = [&](std::string_view field) {
    if (!first) row += '\t';
    first = false;
    row += plain_value(field_of(object, field));
  };
  if (globals_.fields.empty()) {
    for (const auto field : plain_fields) each(field);
  } else {
    for (const auto& field : globals_.fields) each(field);
  }
  line(row);
}

void Output::line(std::string_view text) {
  pending_ += text;
  pending_ += '\n';
  if (pending_.size() >= kFlushAt) flush();
}

void Output::bytes(std::string_view data) {
  pending_ += data;
}

void Output::flush() {
  std::string_view rest = pending_;
  while (!rest.empty()) {
    const auto written = ::write(STDOUT_FILENO, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) throw Interrupted{};
    if (written < 0 && errno == EAGAIN) {
      ::usleep(2000);  // somebody made our output non-blocking; wait as a blocking one would
      continue;
    }
    if (written < 0 && errno == EPIPE) throw ReaderGone{};
    if (written < 0) throw OutputFailed{output_fault(errno)};
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  pending_.clear();
}

void Output::tell(std::string_view key, std::initializer_list<std::string_view> places) const {
  if (!globals_.quiet) to_stderr(say(globals_.language, key, places));
}

void Output::complain(const rpc::Fault& fault) const {
  if (globals_.format == Format::json) {
    Json out;
    out["v"] = 1;
    out["type"] = "error";
    const auto fields = rpc::to_json(fault);
    for (const auto& [key, value] : fields.items()) out[key] = value;
    return to_stderr(one_line(out));
  }
  to_stderr("stille: " + people_sentence(globals_.language, fault));
  if (!fault.detail.contains("candidates") || !fault.detail["candidates"].is_array()) return;
  for (const auto& candidate : fault.detail["candidates"]) {
    const auto text = [&](const char* key) {
      const auto value = field_of(candidate, key);
      return value.is_string() ? printable(value.get<std::string>()) : std::string();
    };
    to_stderr("  " + text("alias") + "  " + text("id") + "  " + text("name"));
  }
}

std::string Output::styled(std::string_view code, std::string_view text) const {
  if (!coloured_) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    if (&row != &rows.front()) out += '\n';
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += row[i];
      if (i + 1 < row.size()) out.append(widths[i] - width_of(row[i]) + 2, ' ');
    }
  }
  return out;
}

Json field_of(const Json& object, std::string_view path) {
  const Json* here = &object;
  while (!path.empty()) {
    const auto dot = path.find('.');
    const std::string key(path.substr(0, dot));
    if (!here->is_object() || !here->contains(key)) return nullptr;
    here = &here->at(key);
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return *here;
}

}  // namespace stille::cli
