#include "client/cli/passphrase.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "client/cli/i18n.hpp"
#include "client/cli/output.hpp"
#include "client/rpc/file_trouble.hpp"
#include "client/store/profile.hpp"
#include "common/base/strength.hpp"

namespace stille::cli {
namespace {

using crypto::SecretBytes;
using rpc::fault;
using rpc::FaultCode;
using rpc::Outcome;

constexpr std::size_t kLongest = client::store::kLongestPassphrase;

class OpenFile {
 public:
  explicit OpenFile(const char* path, int flags) : fd_(::open(path, flags | O_CLOEXEC)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int fd() const noexcept { return fd_; }

 private:
  int fd_;
};

/// The terminal without echo, as it was before when this goes.
class NoEcho {
 public:
  explicit NoEcho(int terminal) : terminal_(terminal), known_(::tcgetattr(terminal, &before_) == 0) {
    if (!known_) return;
    auto quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(terminal, TCSAFLUSH, &quiet);
  }
  ~NoEcho() {
    if (known_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  int terminal_;
  termios before_{};
  bool known_;
};

// One can be opened, too.
bool is_folder(int fd) {
  struct stat about{};
  return ::fstat(fd, &about) == 0 && S_ISDIR(about.st_mode);
}

// Byte by byte: what follows the first line of a shared descriptor is somebody else's.
Outcome<SecretBytes> read_first_line(int fd, int stop_fd) {
  SecretBytes line(kLongest);
  std::size_t size = 0;
  for (;;) {
    std::array<pollfd, 2> watched{{{fd, POLLIN, 0}, {stop_fd, POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) return fault(FaultCode::locked);
    if (watched[1].revents != 0) return fault(FaultCode::cancelled);
    std::uint8_t byte = 0;
    const auto got = ::read(fd, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fault(FaultCode::locked, "The passphrase cannot be read.");
    if (got == 0 || byte == '\n') return SecretBytes(line.expose().first(size));
    if (size == kLongest) return fault(FaultCode::too_large, "The passphrase is longer than 1,024 bytes.");
    line.fill()[size++] = byte;
  }
}

Outcome<SecretBytes> read_first_line_of(const std::string& file, int stop_fd) {
  const OpenFile source(file.c_str(), O_RDONLY);
  if (source.fd() < 0 || is_folder(source.fd())) return rpc::cannot_read(file);
  return read_first_line(source.fd(), stop_fd);
}

void show(int terminal, std::string_view text) {
  [[maybe_unused]] const auto written = ::write(terminal, text.data(), text.size());
}

Outcome<SecretBytes> ask_quietly(int terminal, std::string_view question, int stop_fd) {
  // What was typed before it was asked for is thrown away, and nothing behind that.
  const NoEcho quiet(terminal);
  show(terminal, question);
  auto out = read_first_line(terminal, stop_fd);
  show(terminal, "\n");
  return out;
}

/// Empty when no descriptor and no file was named.
std::optional<Outcome<SecretBytes>> from_named_source(const Globals& globals, int stop_fd) {
  if (globals.passphrase_fd >= 0) return read_first_line(globals.passphrase_fd, stop_fd);
  const char* path = std::getenv("STILLE_PASSPHRASE_FILE");
  if (path == nullptr || *path == '\0') return std::nullopt;
  const OpenFile file(path, O_RDONLY);
  if (file.fd() >= 0 && !is_folder(file.fd())) return read_first_line(file.fd(), stop_fd);
  auto why = rpc::cannot_read(path);
  why.code = FaultCode::locked;
  why.detail["kind"] = "file";
  return Outcome<SecretBytes>(std::move(why));
}

/// What is said of one that would soon be guessed; none of any other.
std::optional<std::string_view> doubt_about(const SecretBytes& passphrase) {
  const auto strength = strength_of(passphrase.expose());
  if (strength == Strength::too_short) return "passphrase.short";
  if (strength == Strength::easy_to_guess) return "passphrase.easy";
  return std::nullopt;
}

/// Whoever gave it to a program has nobody there to ask: it is taken, and said.
Outcome<SecretBytes> judged(const Globals& globals, Outcome<SecretBytes> chosen) {
  if (chosen.has_error()) return chosen;
  if (const auto doubt = doubt_about(chosen.value())) Output(globals).tell(*doubt);
  return chosen;
}

/// Whether it is meant all the same.
Outcome<bool> is_meant(const Globals& globals, int terminal, const SecretBytes& passphrase, int stop_fd) {
  const auto doubt = doubt_about(passphrase);
  if (!doubt) return true;
  show(terminal, say(globals.language, *doubt) + "\n" + say(globals.language, "ask.anyway"));
  STILLE_TRY(const auto line, read_first_line(terminal, stop_fd));
  const auto answer = as_text(line.expose()).substr(0, 1);
  return answer == "y" || answer == "Y" || answer == "j" || answer == "J";
}

/// At the terminal, until both say the same; `nobody` when there is no terminal to ask at.
Outcome<SecretBytes> ask_twice(const Globals& globals, std::string_view nobody, int stop_fd) {
  const OpenFile terminal("/dev/tty", O_RDWR);
  if (globals.no_input || terminal.fd() < 0) {
    return fault(FaultCode::invalid_argument, std::string(nobody), {{"about", "passphrase"}});
  }
  for (;;) {
    STILLE_TRY(auto first, ask_quietly(terminal.fd(), say(globals.language, "ask.new_passphrase"), stop_fd));
    if (first.empty()) return fault(FaultCode::cancelled);
    STILLE_TRY(const bool meant, is_meant(globals, terminal.fd(), first, stop_fd));
    if (!meant) continue;
    STILLE_TRY(auto second, ask_quietly(terminal.fd(), say(globals.language, "ask.again"), stop_fd));
    if (crypto::equal(first.expose(), second.expose())) return first;
    show(terminal.fd(), say(globals.language, "ask.differ"));
  }
}

}  // namespace

Outcome<SecretBytes> ask_passphrase(const Globals& globals, int stop_fd) {
  if (auto named = from_named_source(globals, stop_fd)) return std::move(*named);
  const OpenFile terminal("/dev/tty", O_RDWR);
  if (globals.no_input || terminal.fd() < 0) return fault(FaultCode::locked);
  return ask_quietly(terminal.fd(), say(globals.language, "ask.passphrase"), stop_fd);
}

Outcome<SecretBytes> choose_passphrase(const Globals& globals, int stop_fd) {
  if (auto named = from_named_source(globals, stop_fd)) return judged(globals, std::move(*named));
  return ask_twice(globals,
                   "A passphrase is needed: --passphrase-fd N, STILLE_PASSPHRASE_FILE, or --no-passphrase.",
                   stop_fd);
}

Outcome<SecretBytes> choose_another_passphrase(const Globals& globals, int fd, int stop_fd) {
  if (fd >= 0) return judged(globals, read_first_line(fd, stop_fd));
  return ask_twice(globals, "A passphrase is needed: --new-passphrase-fd N, or --remove.", stop_fd);
}

Outcome<SecretBytes> ask_proxy_password(const Globals& globals, const std::string& file, int stop_fd) {
  if (!file.empty()) {
    return read_first_line_of(file, stop_fd);
  }
  const OpenFile terminal("/dev/tty", O_RDWR);
  if (globals.no_input || terminal.fd() < 0) {
    return fault(FaultCode::invalid_argument, "The proxy's password is missing: --password-file FILE.",
                 {{"about", "password-file"}});
  }
  return ask_quietly(terminal.fd(), say(globals.language, "ask.proxy_password"), stop_fd);
}

namespace {

/// Empty when neither was named.
std::optional<Outcome<SecretBytes>> from_wanted_source(int fd, const std::string& file, int stop_fd) {
  if (fd >= 0) return read_first_line(fd, stop_fd);
  if (file.empty()) return std::nullopt;
  return read_first_line_of(file, stop_fd);
}

}  // namespace

Outcome<SecretBytes> ask_backup_secret(const Globals& globals, int fd, const std::string& file,
                                       std::string_view question, int stop_fd) {
  if (auto named = from_wanted_source(fd, file, stop_fd)) return std::move(*named);
  const OpenFile terminal("/dev/tty", O_RDWR);
  if (globals.no_input || terminal.fd() < 0) {
    return fault(FaultCode::locked, "What opens the backup is missing: --secret-fd N or --secret-file FILE.",
                 {{"about", "secret"}, {"kind", "backup"}});
  }
  return ask_quietly(terminal.fd(), say(globals.language, question), stop_fd);
}

Outcome<SecretBytes> choose_backup_passphrase(const Globals& globals, int fd, const std::string& file,
                                              int stop_fd) {
  if (auto named = from_wanted_source(fd, file, stop_fd)) return judged(globals, std::move(*named));
  return ask_twice(globals, "What opens the backup is missing: --secret-fd N or --secret-file FILE.",
                   stop_fd);
}

Outcome<std::string> ask_line(const Globals& globals, std::string_view question, std::string_view what,
                              int stop_fd) {
  const OpenFile terminal("/dev/tty", O_RDWR);
  if (globals.no_input || ::isatty(STDIN_FILENO) != 1 || terminal.fd() < 0) {
    return fault(FaultCode::invalid_argument, "`--" + std::string(what) + "` is missing.",
                 {{"about", what}, {"kind", "missing"}});
  }
  show(terminal.fd(), say(globals.language, question));
  STILLE_TRY(auto line, read_first_line(terminal.fd(), stop_fd));
  return std::string(as_text(line.expose()));
}

}  // namespace stille::cli
