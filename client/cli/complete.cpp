#include "client/cli/complete.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <memory>
#include <optional>

#include <sys/time.h>
#include <unistd.h>

#include "client/cli/config_file.hpp"
#include "client/cli/home.hpp"
#include "client/cli/output.hpp"
#include "client/cli/shell.hpp"
#include "client/cli/words.hpp"
#include "client/rpc/owner.hpp"
#include "client/rpc/socket_client.hpp"
#include "client/rpc/socket_path.hpp"
#include "client/store/profile.hpp"

namespace stille::cli {
namespace {

// Somebody has pressed a key and looks at the line.
constexpr auto kPatience = milliseconds(500);
// Characters of what a candidate is.
constexpr std::size_t kLongestAbout = 100;

/// Where the things of a kind are told, and under which keys their word and what they are.
struct Source {
  Kind kind;
  const char* method;
  const char* list;
  const char* word;
  const char* about;
};
constexpr std::array kSources{
    Source{Kind::contact, "contact.list", "contacts", "alias", "name"},
    Source{Kind::anybody, "contact.list", "contacts", "alias", "name"},
    Source{Kind::group, "group.list", "groups", "alias", "name"},
    Source{Kind::request, "request.list", "requests", "id", "name"},
    Source{Kind::invitation, "invite.list", "invitations", "id", "created"},
    Source{Kind::later, "later.list", "later", "id", "text"},
    Source{Kind::circle, "keep.circles", "circles", "name", "every"},
    Source{Kind::setting, "config.list", "settings", "key", "value"},
};

// Whatever stands still, a stopped owner or a disk: the shell gets its line back. Nothing here has to be
// finished.
void end_in_good_time() {
  std::signal(SIGALRM, [](int) { ::_exit(0); });
  constexpr auto kMicroseconds = std::chrono::duration_cast<std::chrono::microseconds>(kPatience).count();
  const itimerval once{.it_interval = {}, .it_value = {.tv_sec = 0, .tv_usec = kMicroseconds}};
  ::setitimer(ITIMER_REAL, &once, nullptr);
}

std::string shortened(const std::string& text) {
  std::string out;
  std::size_t count = 0;
  for (const char c : printable(text)) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++count > kLongestAbout) return out + "…";
    out += c;
  }
  return out;
}

std::vector<Candidate> profiles() {
  std::vector<Candidate> out;
  const auto home = home_folder();
  if (!home) return out;
  for (auto& name : client::store::profile_names(home.value())) out.push_back({std::move(name), {}});
  return out;
}

/// The profile that is meant, as far as it can be had without a question and without waiting.
class NamesOfProfile {
 public:
  explicit NamesOfProfile(std::string default_profile) : default_profile_(std::move(default_profile)) {}

  std::vector<Candidate> operator()(Kind kind, const Globals& globals);

 private:
  rpc::Answer ask(const Globals& globals, const char* method, const Json& params);
  rpc::Outcome<void> reach(const Globals& globals);

  std::string default_profile_;
  std::optional<rpc::SocketClient> client_;
  std::unique_ptr<rpc::Owner> owner_;
  const Log silent_{LogLevel::error};
};

// The one who owns it, else this process where that needs no passphrase. A socket that the person names is
// not asked: behind it a service manager may start a daemon, which connects.
rpc::Outcome<void> NamesOfProfile::reach(const Globals& globals) {
  if (client_ || owner_) return BOOST_OUTCOME_V2_NAMESPACE::success();
  if (!globals.socket.empty() && !globals.no_daemon) return rpc::fault(rpc::FaultCode::not_found);
  STILLE_TRY(const auto chosen, choose_profile(globals.profile.empty() ? default_profile_ : globals.profile));
  STILLE_TRY(const auto path, rpc::faulted(rpc::socket_path(chosen.folder)));
  if (!globals.no_daemon) {
    if (auto client = rpc::SocketClient::connect(path)) {
      client_.emplace(std::move(client).value());
      return BOOST_OUTCOME_V2_NAMESPACE::success();
    }
  }
  STILLE_TRY(const bool locked, rpc::faulted(client::store::needs_passphrase(chosen.folder)));
  if (locked) return rpc::fault(rpc::FaultCode::locked);
  STILLE_TRY(owner_, rpc::Owner::open(chosen.folder, {}, silent_));
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

rpc::Answer NamesOfProfile::ask(const Globals& globals, const char* method, const Json& params) {
  constexpr int kNothingStopsIt = -1;  // but the time
  STILLE_TRYV(reach(globals));
  if (owner_) return owner_->call(method, params, kNothingStopsIt);
  auto answer = client_->call(method, params, kPatience, kNothingStopsIt);
  return answer ? std::move(*answer) : rpc::Answer(rpc::fault(rpc::FaultCode::busy));
}

std::vector<Candidate> NamesOfProfile::operator()(Kind kind, const Globals& globals) {
  std::vector<Candidate> out;
  if (kind == Kind::profile) return profiles();
  const auto* const source = std::ranges::find(kSources, kind, &Source::kind);
  if (source == kSources.end()) return out;
  const auto params = kind == Kind::anybody ? Json{{"local", true}} : Json::object();
  const auto answer = ask(globals, source->method, params);
  if (!answer || !answer.value().contains(source->list)) return out;
  for (const auto& one : answer.value()[source->list]) {
    if (kind == Kind::invitation && field_of(one, "state") != "ready") continue;
    const auto word = field_of(one, source->word);
    const auto about = field_of(one, source->about);
    // A name that a terminal may not see cannot be typed either.
    auto typed = word.is_string() ? word.get<std::string>() : std::string();
    if (typed.empty() || printable(typed) != typed) continue;
    const auto text = about.is_string() ? about.get<std::string>() : std::string();
    auto beside = text == typed ? std::string() : shortened(text);
    out.push_back({std::move(typed), std::move(beside)});
  }
  return out;
}

}  // namespace

bool asks_to_complete(int argc, const char* const* argv) {
  return argc > 4 && std::string_view(argv[1]) == "complete" && std::string_view(argv[3]) == "--";
}

int complete(int argc, const char* const* argv) {
  end_in_good_time();
  const std::string shell = argv[2];
  const std::string typed = argv[argc - 1];
  std::vector<std::string> words(argv + 4, argv + argc);
  if (shell == "bash") {
    for (auto& word : words) word = unquoted(word);
  }
  const auto said = read_defaults();
  const auto defaults = said ? said.value() : Defaults();
  CommandLine line(glimpse(argc, argv, defaults).language, defaults);
  NamesOfProfile names(defaults.profile);
  Output output({});
  output.line(completion_answer(complete_line(line, words, std::ref(names)), shell, typed));
  output.flush();
  return 0;
}

}  // namespace stille::cli
