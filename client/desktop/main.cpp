// stille-desktop: one window for one profile.
#include <QCommandLineParser>
#include <QGuiApplication>
#include <cstdio>
#include <cstdlib>

#include <sys/prctl.h>
#include <sys/resource.h>

#include "client/desktop/app.hpp"
#include "client/rpc/home.hpp"
#include "common/crypto/secret.hpp"

namespace stille::desktop {
namespace {

// Keys and texts must not reach a core file, nor another process of the same user.
void close_memory() {
  const struct rlimit none{};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);
}

std::filesystem::path preferences_file() {
  const char* set = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path base = set != nullptr && *set == '/' ? std::filesystem::path(set)
                                     : home != nullptr             ? std::filesystem::path(home) / ".config"
                                                                   : std::filesystem::temp_directory_path();
  return base / "stille" / "desktop.json";
}

/// The profile that was named, the only one, or the one to be made.
rpc::Outcome<std::filesystem::path> profile_folder(const std::string& asked) {
  auto chosen = rpc::choose_profile(asked);
  if (!chosen && chosen.error().code == rpc::FaultCode::not_found) {
    const char* named = std::getenv("STILLE_PROFILE");
    chosen = rpc::name_profile(!asked.empty() ? asked : named != nullptr ? named : "default");
  }
  if (!chosen) return chosen.error();
  return chosen.value().folder;
}

int run(QGuiApplication& application) {
  QCommandLineParser parser;
  const QCommandLineOption profile(QStringLiteral("profile"), QStringLiteral("The profile to open."),
                                   QStringLiteral("NAME"));
  const QCommandLineOption conversation(
      QStringLiteral("conversation"),
      QStringLiteral("The conversation to show: a person's alias, or #group."), QStringLiteral("WHO"));
  const QCommandLineOption hidden(QStringLiteral("hidden"),
                                  QStringLiteral("Begin in the tray, where there is one."));
  parser.addOptions({profile, conversation, hidden});
  parser.addHelpOption();
  parser.addVersionOption();
  parser.process(application);
  const auto folder = profile_folder(parser.value(profile).toStdString());
  if (!folder) {
    std::fprintf(stderr, "stille-desktop: %s\n", folder.error().message.c_str());
    return rpc::exit_code(folder.error().code);
  }
  const Log log(LogLevel::error);
  choose_font();
  App app({.folder = folder.value(),
           .preferences = preferences_file(),
           .hidden = parser.isSet(hidden),
           .profile = parser.value(profile).toStdString()},
          log);
  if (app.show(parser.value(conversation)) == nullptr) return 1;
  return QGuiApplication::exec();
}

}  // namespace
}  // namespace stille::desktop

int main(int argc, char** argv) {
  stille::desktop::close_memory();
  if (!stille::crypto::initialise()) return 1;
  QGuiApplication application(argc, argv);
  QGuiApplication::setApplicationName(QStringLiteral("stille-desktop"));
  QGuiApplication::setApplicationDisplayName(QStringLiteral("Stille"));
  QGuiApplication::setApplicationVersion(QStringLiteral(STILLE_VERSION));
  QGuiApplication::setDesktopFileName(QStringLiteral("stille"));
  return stille::desktop::run(application);
}
