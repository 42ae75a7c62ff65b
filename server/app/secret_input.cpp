#include "server/app/secret_input.hpp"

#include <cstdio>
#include <fstream>

#include <termios.h>
#include <unistd.h>

#include "server/app/complaint.hpp"

namespace stille::server {
namespace {

constexpr std::size_t kLeast = 12;
constexpr std::size_t kMost = 4096;

class NoEcho {
 public:
  NoEcho() : known_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    auto quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (known_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~NoEcho() {
    if (known_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    (void)std::fputc('\n', stderr);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool known_;
};

crypto::SecretBytes typed(const char* prompt) {
  if (::isatty(STDIN_FILENO) != 1)
    throw Complaint(Exit::usage, "there is no terminal to type a passphrase at.",
                    "Put it into a file that only you can read, and give --key FILE.");
  (void)std::fputs(prompt, stderr);
  const NoEcho quiet;
  crypto::SecretBytes line(kMost + 1);
  std::size_t size = 0;
  while (size < line.size() && ::read(STDIN_FILENO, line.fill().data() + size, 1) == 1 &&
         line.expose()[size] != '\n')
    ++size;
  return crypto::SecretBytes(line.expose().first(size));
}

crypto::SecretBytes content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw Complaint(Exit::usage, "cannot read " + path.string() + ".", "Check the path given with --key.");
  crypto::SecretBytes all(kMost + 2);
  file.read(reinterpret_cast<char*>(all.fill().data()), static_cast<std::streamsize>(all.size()));
  auto size = static_cast<std::size_t>(file.gcount());
  if (size > 0 && all.expose()[size - 1] == '\n') --size;
  return crypto::SecretBytes(all.expose().first(size));
}

}  // namespace

crypto::SecretBytes read_secret(const std::filesystem::path& file, bool twice) {
  auto out = file.empty() ? typed("Passphrase of the backup: ") : content_of(file);
  if (out.size() < kLeast || out.size() > kMost)
    throw Complaint(Exit::usage, "a passphrase or key of a backup has 12 to 4096 bytes.",
                    "Take several random words, or `openssl rand -base64 32 > backup.key`.");
  if (file.empty() && twice && !crypto::equal(typed("The same once more: ").expose(), out.expose()))
    throw Complaint(Exit::usage, "the two passphrases differ.", "Try again.");
  return out;
}

}  // namespace stille::server
