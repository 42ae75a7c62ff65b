#include <algorithm>
#include <cctype>

#include "common/base/edit_distance.hpp"
#include "server/app/complaint.hpp"
#include "server/app/settings.hpp"

namespace stille::server {
namespace {

constexpr std::string_view kPrefix = "STILLE_RELAY_";

std::string variable_of(const Setting& setting) {
  std::string out(kPrefix);
  out.append(setting.section).append("_").append(setting.key);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

[[noreturn]] void refuse(const std::string& variable, const std::vector<std::string>& known) {
  const auto meant = nearest(variable, std::vector<std::string_view>(known.begin(), known.end()));
  throw Complaint(Exit::usage, "the environment variable " + variable + " fits no setting.",
                  meant.empty() ? "Unset it; the names are STILLE_RELAY_<SECTION>_<KEY> as in relay.toml."
                                : "Did you mean " + std::string(meant) + "?");
}

}  // namespace

std::vector<Override> overrides_in(const char* const* environment) {
  Config config;
  const auto all = settings(config);
  std::vector<std::string> known;
  for (const auto& setting : all) known.push_back(variable_of(setting));
  std::vector<Override> out;
  for (; environment != nullptr && *environment != nullptr; ++environment) {
    const std::string entry = *environment;
    const auto equals = entry.find('=');
    const auto variable = entry.substr(0, equals);
    // The folder is no setting: it is where the settings are.
    if (!variable.starts_with(kPrefix) || variable == "STILLE_RELAY_DATA" || equals == std::string::npos)
      continue;
    const auto found = std::find(known.begin(), known.end(), variable);
    if (found == known.end()) refuse(variable, known);
    const auto& setting = all[static_cast<std::size_t>(found - known.begin())];
    out.push_back(
        {variable, std::string(setting.section) + '.' + std::string(setting.key), entry.substr(equals + 1)});
  }
  return out;
}

}  // namespace stille::server
