#include "client/cli/config_file.hpp"

#define TOML_EXCEPTIONS 0
#include <array>
#include <cstdlib>
#include <fstream>

#include <toml++/toml.h>

#include "common/base/time.hpp"

namespace stille::cli {
namespace {

namespace fs = std::filesystem;
using rpc::fault;
using rpc::FaultCode;

constexpr const char* kSystemFile = "/etc/stille/config.toml";

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

rpc::Fault wrong(const std::string& name, std::uint32_t line, std::string_view key, std::string why) {
  auto about = name;
  if (line != 0) about.append(":").append(std::to_string(line));
  if (!key.empty()) about.append(" (").append(key).append(")");
  return fault(FaultCode::invalid_argument, std::move(why), {{"about", about}});
}

rpc::Outcome<toml::table> parsed(const std::string& text, const std::string& name) {
  if (text.size() > kLargestConfigFile) return wrong(name, 0, {}, "A file of settings has at most 64 KiB.");
  auto out = toml::parse(text, name);
  if (out.failed()) return wrong(name, out.error().source().begin.line, {}, "This is not TOML.");
  return std::move(out).table();
}

template <class T>
bool one_of(const toml::node& value, std::initializer_list<std::pair<std::string_view, T>> known,
            std::optional<T>& into) {
  for (const auto& [word, meaning] : known) {
    if (value.value<std::string_view>() == word) into = meaning;
    if (value.value<std::string_view>() == word) return true;
  }
  return false;
}

bool take_profile(const toml::node& value, Defaults& into) {
  if (!value.is_string()) return false;
  into.profile = *value.value<std::string>();
  return !into.profile.empty();
}

bool take_timeout(const toml::node& value, Defaults& into) {
  if (!value.is_string()) return false;
  const auto span = parse_duration(*value.value<std::string>());
  if (span.has_error()) return false;
  into.timeout = span.value();
  return true;
}

rpc::Outcome<void> take(std::string_view key, const toml::node& value, const std::string& name,
                        Defaults& into) {
  bool fits = false;
  if (key == "profile") {
    fits = take_profile(value, into);
  } else if (key == "lang") {
    fits = one_of<Language>(value, {{"de", Language::german}, {"en", Language::english}}, into.language);
  } else if (key == "color") {
    fits = one_of<Colour>(value,
                          {{"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}},
                          into.colour);
  } else if (key == "timeout") {
    fits = take_timeout(value, into);
  } else {
    return wrong(name, value.source().begin.line, key,
                 "There is no such setting here; there are profile, lang, color and timeout.");
  }
  if (!fits) return wrong(name, value.source().begin.line, key, "This value does not fit.");
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace

fs::path own_config_file() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && *config == '/') return fs::path(config) / "stille/config.toml";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return fs::path(home) / ".config/stille/config.toml";
  return {};
}

rpc::Outcome<Defaults> read_defaults(std::span<const fs::path> files) {
  Defaults out;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) continue;
    std::string text(kLargestConfigFile + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    STILLE_TRY(const auto table, parsed(text, file.string()));
    for (const auto& [key, value] : table) {
      STILLE_TRYV(take(key.str(), value, file.string(), out));
    }
  }
  return out;
}

rpc::Outcome<Defaults> read_defaults() {
  STILLE_TRY(auto out, read_defaults(std::array<fs::path, 2>{kSystemFile, own_config_file()}));
  if (is_set("STILLE_PROFILE")) out.profile.clear();
  if (is_set("NO_COLOR")) out.colour.reset();
  return out;
}

rpc::Outcome<std::string> with_profile(const std::string& text, const std::string& name,
                                       const std::string& profile) {
  STILLE_TRY(const auto table, parsed(text, name));
  const auto* now = table.get("profile");
  if (now == nullptr && profile.empty()) return text;
  const auto value = "\"" + profile + "\"";
  if (now == nullptr) return "profile = " + value + "\n" + text;
  const auto from = now->source().begin;
  const auto to = now->source().end;
  if (from.line != to.line) return wrong(name, from.line, "profile", "This value does not fit.");
  std::size_t line = 0;
  for (auto above = from.line; above > 1; --above) line = text.find('\n', line) + 1;
  if (!profile.empty())
    return text.substr(0, line + from.column - 1) + value + text.substr(line + to.column - 1);
  const auto next = text.find('\n', line);
  return text.substr(0, line) + (next == std::string::npos ? "" : text.substr(next + 1));
}

}  // namespace stille::cli
