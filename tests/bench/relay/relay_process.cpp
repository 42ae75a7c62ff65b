#include "tests/bench/relay/relay_process.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stille::bench {
namespace {

int run(const std::string& program, const std::vector<std::string>& arguments, int output) {
  std::vector<char*> words;
  auto copy = arguments;
  auto name = program;
  words.push_back(name.data());
  for (auto& word : copy) words.push_back(word.data());
  words.push_back(nullptr);
  const int pid = ::fork();
  if (pid == 0) {
    ::dup2(output, STDOUT_FILENO);
    // A benchmark that gives up takes its relay along.
    (void)::prctl(PR_SET_PDEATHSIG, SIGTERM);
    ::execv(program.c_str(), words.data());
    ::_exit(127);
  }
  return pid;
}

std::string first_line(int from) {
  std::string out;
  char c = 0;
  while (::read(from, &c, 1) == 1 && c != '\n') out.push_back(c);
  return out;
}

}  // namespace

std::vector<std::string> RelayProcess::one_address() {
  return {"rates.address_commands_per_second=1000000", "rates.address_commands_burst=1000000",
          "connections.unauthenticated_per_address=1024"};
}

std::unique_ptr<RelayProcess> RelayProcess::start(const std::string& program,
                                                  const std::filesystem::path& folder,
                                                  const std::vector<std::string>& settings) {
  const auto data = (folder / "relay").string();
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) return nullptr;
  int status = 1;
  ::waitpid(run(program, {"init", "--data", data, "--listen", "127.0.0.1:0", "--open"}, pipe[1]), &status, 0);
  if (status != 0) return nullptr;
  std::array<int, 2> ready{};
  if (::pipe(ready.data()) != 0) return nullptr;
  std::vector<std::string> words{"run", "--data", data};
  for (const auto& setting : settings) words.insert(words.end(), {"--set", setting});
  const int pid = run(program, words, ready[1]);
  ::close(pipe[0]);
  ::close(pipe[1]);
  ::close(ready[1]);
  const auto line = first_line(ready[0]);
  ::close(ready[0]);
  constexpr std::string_view kReady = "ready ";
  if (!line.starts_with(kReady)) return nullptr;
  auto address = protocol::parse_relay_address(std::string_view(line).substr(kReady.size()));
  if (!address) return nullptr;
  return std::unique_ptr<RelayProcess>(new RelayProcess(pid, data, address.value()));
}

RelayProcess::~RelayProcess() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

bool RelayProcess::runs() const {
  siginfo_t ended{};
  return ::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0;
}

double RelayProcess::resident_bytes() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double RelayProcess::most_resident_bytes() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(status, line);) {
    constexpr std::string_view kName = "VmHWM:";
    if (line.starts_with(kName)) return std::stod(line.substr(kName.size())) * 1024;
  }
  return 0;
}

std::size_t RelayProcess::descriptors() const {
  std::error_code gone;
  const std::filesystem::directory_iterator all("/proc/" + std::to_string(pid_) + "/fd", gone);
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

double RelayProcess::cpu_seconds() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
  std::string all((std::istreambuf_iterator<char>(file)), {});
  std::istringstream fields(all.substr(all.rfind(')') + 2));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace stille::bench
