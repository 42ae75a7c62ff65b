#include "client/cli/default_profile.hpp"

#include "client/cli/config_file.hpp"
#include "client/store/files.hpp"

namespace stille::cli {

bool is_default_profile(const std::string& profile) {
  const auto own = own_config_file();
  const auto said = read_defaults(std::span(&own, 1));
  return said && said.value().profile == profile;
}

namespace {

constexpr int kMostLinks = 16;

// Whoever keeps their settings elsewhere and leads there by a link goes on doing so.
rpc::Outcome<std::filesystem::path> behind_links(std::filesystem::path path) {
  std::error_code error;
  for (int followed = 0; std::filesystem::is_symlink(path, error); ++followed) {
    const auto target = std::filesystem::read_symlink(path, error);
    if (error || followed == kMostLinks) {
      return rpc::fault(rpc::FaultCode::invalid_argument,
                        "The file of settings is a link that leads nowhere.", {{"about", path.string()}});
    }
    path = path.parent_path() / target;
  }
  return path;
}

}  // namespace

rpc::Outcome<void> write_default_profile(const std::string& profile) {
  STILLE_TRY(const auto path, behind_links(own_config_file()));
  if (path.empty()) {
    return rpc::fault(rpc::FaultCode::invalid_argument,
                      "Neither XDG_CONFIG_HOME nor HOME says where settings live.", {{"about", "HOME"}});
  }
  auto now = client::store::read_file(path, kLargestConfigFile);
  if (now.has_error() && now.error().code != Errc::not_found) return rpc::fault_from(now.error());
  const auto text = now ? std::string(as_text(now.value())) : std::string();
  STILLE_TRY(const auto then, with_profile(text, path.string(), profile));
  if (then == text) return BOOST_OUTCOME_V2_NAMESPACE::success();
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  return rpc::faulted(client::store::replace_file(path, as_bytes(then)));
}

}  // namespace stille::cli
