#include "client/cli/command.hpp"

#include <cerrno>
#include <set>

#include <fcntl.h>
#include <unistd.h>

#include "client/cli/home.hpp"
#include "client/cli/i18n.hpp"
#include "client/cli/passphrase.hpp"
#include "client/cli/words.hpp"
#include "client/core/message_views.hpp"
#include "client/rpc/file_trouble.hpp"
#include "client/rpc/said_text.hpp"
#include "client/wire/talk.hpp"

namespace stille::cli {

rpc::Answer Context::call(std::string_view method, const Json& params, std::optional<int> wake_fd) {
  STILLE_TRYV(choose_if_open());
  return access->call(method, params, wake_fd);
}

rpc::Outcome<rpc::SocketClient> Context::line() {
  STILLE_TRYV(choose_if_open());
  return access->line();
}

namespace {

/// Whoever names both a profile and a socket must not be answered by somebody else.
rpc::Outcome<void> serves(rpc::ProfileAccess& access, const std::string& profile) {
  STILLE_TRY(const auto status, access.call("profile.status"));
  const auto there = field_of(status, "profile.called");
  if (there.is_null() || there == profile) return BOOST_OUTCOME_V2_NAMESPACE::success();
  return rpc::fault(rpc::FaultCode::invalid_argument, "Another profile is served at this socket.",
                    {{"kind", "other_profile"}, {"about", there}});
}

}  // namespace

rpc::Outcome<void> Context::choose_if_open() {
  if (access) return BOOST_OUTCOME_V2_NAMESPACE::success();
  const auto& globals = arguments.globals;
  STILLE_TRYV(choose({.alone = globals.no_daemon, .socket = globals.no_daemon ? "" : globals.socket}));
  if (globals.no_daemon || globals.socket.empty() || !globals.profile_given) {
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }
  return serves(*access, globals.profile);
}

rpc::Outcome<void> Context::choose(rpc::Reach how) {
  std::filesystem::path folder;
  if (how.alone || how.socket.empty()) {
    STILLE_TRY(auto chosen, choose_profile(arguments.globals.profile));
    profile = chosen.name;
    folder = std::move(chosen.folder);
  }
  const int stop_fd = interrupt.fd();
  access = std::make_unique<rpc::ProfileAccess>(
      std::move(folder), [this, stop_fd] { return ask_passphrase(arguments.globals, stop_fd); }, stop_fd, log,
      std::move(how));
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

std::string Context::say(std::string_view key, std::initializer_list<std::string_view> places) const {
  return cli::say(output.language(), key, places);
}

std::string Context::when(const Json& rfc3339) const {
  if (!rfc3339.is_string()) return {};
  return time_words(time_from(rfc3339.get_ref<const std::string&>()), clock.now(), output.language());
}

std::int64_t Context::timeout_ms(milliseconds otherwise) const {
  return arguments.globals.timeout.value_or(otherwise).count();
}

int code_of_all(const Json& results) {
  std::set<int> codes;
  for (const auto& result : results) {
    codes.insert(result.contains("error") ? rpc::exit_code(rpc::fault_from(result["error"]).code) : 0);
  }
  return codes.size() == 1 ? *codes.begin() : rpc::exit_code(rpc::FaultCode::partial);
}

std::string shown(const Json& object, std::string_view path) {
  const auto value = field_of(object, path);
  if (value.is_string()) return printable(value.get<std::string>());
  return value.is_null() ? std::string() : value.dump();
}

rpc::Outcome<std::int64_t> timer_in(const std::string& words) {
  if (words == "off") return 0;
  const auto after = parse_duration(words);
  if (after.has_error()) {
    return rpc::fault(rpc::FaultCode::invalid_argument, "Not a time span, as 30s, 12h and 7d are, nor off.",
                      {{"about", words}});
  }
  // What no number holds is refused with the sentence about what is too long.
  constexpr milliseconds kTooLong = seconds(client::wire::kLongestTimer) + seconds(1);
  return std::min(after.value(), kTooLong).count();
}

rpc::Outcome<std::string> whole_path(const std::string& name) {
  std::error_code failed;
  auto path = std::filesystem::absolute(name, failed).string();
  if (failed || !is_utf8(path)) {
    return rpc::fault(rpc::FaultCode::invalid_argument, "The path is not UTF-8.",
                      {{"about", printable(name)}});
  }
  return path;
}

rpc::Outcome<std::string> read_all(int fd, std::size_t most) {
  std::string out(most + 1, '\0');
  std::size_t size = 0;
  while (size <= most) {
    const auto got = ::read(fd, out.data() + size, out.size() - size);
    if (got < 0 && errno == EINTR) {
      if (Interrupt::signal() != 0) return rpc::fault(rpc::FaultCode::cancelled);
      continue;
    }
    if (got < 0) return rpc::fault(rpc::FaultCode::invalid_argument, "Standard input cannot be read.");
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > most) return rpc::fault(rpc::FaultCode::too_large);
  out.resize(size);
  return out;
}

rpc::Outcome<std::string> checked_text(std::string text) {
  STILLE_TRYV(rpc::check_text(text));
  return text;
}

rpc::Outcome<std::string> text_in_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return rpc::cannot_read(path, errno);
  auto text = read_all(fd, client::kLongestText);
  ::close(fd);
  if (text.has_error() && text.error().code == rpc::FaultCode::too_large) return rpc::too_long_text();
  if (text.has_error() && text.error().code == rpc::FaultCode::invalid_argument)
    return rpc::cannot_read(path);
  STILLE_TRY(auto read, std::move(text));
  return checked_text(std::move(read));
}

rpc::Outcome<std::string> text_from_stdin() {
  auto text = read_stdin_text(client::kLongestText);
  if (text.has_error() && text.error().code == rpc::FaultCode::too_large) return rpc::too_long_text();
  STILLE_TRY(auto read, std::move(text));
  return checked_text(std::move(read));
}

rpc::Outcome<std::string> read_stdin_text(std::size_t most) {
  // The newline that is taken off does not count.
  STILLE_TRY(auto text, read_all(STDIN_FILENO, most + 1));
  if (text.size() > most && !text.ends_with('\n')) return rpc::fault(rpc::FaultCode::too_large);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace stille::cli
