// stille-desktop: one window for one profile.
#include <QCommandLineParser>
#include <QGuiApplication>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <variant>

#include <sys/prctl.h>
#include <sys/resource.h>

#include "client/desktop/app.hpp"
#include "client/desktop/app_icon.hpp"
#include "client/rpc/home.hpp"
#include "client/rpc/window_door.hpp"
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
    chosen = rpc::name_profile(asked.empty() ? rpc::name_of_new_profile() : asked);
  }
  if (!chosen) return chosen.error();
  return chosen.value().folder;
}

struct Wishes {
  std::string profile;
  QString conversation;
  QString link;
  bool hidden = false;
};

void say(std::FILE* where, const QString& words) {
  std::fprintf(where, "%s\n", qPrintable(words));
}

int wrong_use(const QString& words) {
  say(stderr, QStringLiteral("stille-desktop: ") + words);
  return rpc::exit_code(rpc::FaultCode::invalid_argument);
}

/// What was asked for; or with what to end at once.
std::variant<Wishes, int> read_wishes(const Words& words, const QStringList& arguments) {
  const auto option = [&](const QStringList& names, const char* does, const char* value = "") {
    return QCommandLineOption(names, words.say(QLatin1String(does)), QLatin1String(value));
  };
  const auto help = option({QStringLiteral("h"), QStringLiteral("help")}, "startHelp");
  const auto version = option({QStringLiteral("version")}, "startVersion");
  const auto profile = option({QStringLiteral("profile")}, "startProfile", "NAME");
  const auto conversation = option({QStringLiteral("conversation")}, "startConversation", "WHO");
  const auto hidden = option({QStringLiteral("hidden")}, "startHidden");
  QCommandLineParser parser;
  parser.setApplicationDescription(words.say(QStringLiteral("startAbout")));
  parser.addOptions({profile, conversation, hidden, help, version});
  parser.addPositionalArgument(QStringLiteral("LINK"), words.say(QStringLiteral("startLink")),
                               QStringLiteral("[LINK]"));
  if (!parser.parse(arguments))
    return wrong_use(words.say(QStringLiteral("startWrong"), {parser.errorText()}));
  if (parser.isSet(help)) {
    say(stdout, parser.helpText().trimmed());
    return 0;
  }
  if (parser.isSet(version)) {
    say(stdout, QStringLiteral("stille-desktop " STILLE_VERSION));
    return 0;
  }
  const auto links = parser.positionalArguments();
  for (const auto& link : links) {
    if (links.size() > 1 || !link.startsWith(QStringLiteral("stille://")))
      return wrong_use(words.say(QStringLiteral("startNoLink"), {links.last()}));
  }
  return Wishes{parser.value(profile).toStdString(), parser.value(conversation), links.value(0),
                parser.isSet(hidden)};
}

/// What a window that is there already is told, and by what the desktop lets it come forward.
rpc::WindowWish for_another(const Wishes& wish) {
  const auto token = qEnvironmentVariable("XDG_ACTIVATION_TOKEN", qEnvironmentVariable("DESKTOP_STARTUP_ID"));
  return {.conversation = wish.conversation.toStdString(),
          .link = wish.link.toStdString(),
          .token = token.toStdString(),
          .show = !wish.hidden};
}

/// Qt would end the program with a core file.
bool has_screen() {
  return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
         qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

/// Help, the version and what is wrong are said where there is no screen, too.
bool can_begin(int argc, char** argv) {
  bool words_only = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    words_only = words_only || word == "--help" || word == "-h" || word == "--version";
  }
  return !words_only &&
         (has_screen() || std::find(argv, argv + argc, std::string_view("-platform")) != argv + argc);
}

int say_only(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  Words words;
  words.choose(Preferences::language_of_system());
  const auto wishes = read_wishes(words, QCoreApplication::arguments());
  if (const auto* ended = std::get_if<int>(&wishes)) return *ended;
  return wrong_use(words.say(QStringLiteral("startNoScreen")));
}

int run() {
  Words words;
  words.choose(Preferences::language_of_system());
  const auto wishes = read_wishes(words, QCoreApplication::arguments());
  if (const auto* ended = std::get_if<int>(&wishes)) return *ended;
  const auto& wish = std::get<Wishes>(wishes);
  const auto folder = profile_folder(wish.profile);
  if (!folder) {
    std::fprintf(stderr, "stille-desktop: %s\n", folder.error().message.c_str());
    return rpc::exit_code(folder.error().code);
  }
  auto door = rpc::WindowDoor::open(folder.value(), for_another(wish));
  // Where it cannot be told whether there is another, there is one more.
  if (!door && door.error().code == rpc::FaultCode::busy) {
    std::fprintf(stderr, "stille-desktop: %s\n", qPrintable(words.say(QStringLiteral("startBusy"))));
    return rpc::exit_code(door.error().code);
  }
  if (door && door.value() == nullptr) return 0;  // the one that is there has come forward
  const Log log(LogLevel::error);
  choose_font();
  App app({.folder = folder.value(),
           .preferences = preferences_file(),
           .hidden = wish.hidden,
           .profile = wish.profile},
          log);
  if (app.show(wish.conversation, wish.link) == nullptr) return 1;
  // Where there can be no socket it is a window all the same; the next one is told that nobody answers.
  if (door) (void)door.value()->listen([&app](rpc::WindowWish come) { app.come(std::move(come)); });
  const int code = QGuiApplication::exec();
  if (door) door.value().reset();  // nobody calls a window that is going
  return code;
}

}  // namespace
}  // namespace stille::desktop

int main(int argc, char** argv) {
  using namespace stille::desktop;
  close_memory();
  if (!stille::crypto::initialise()) return 1;
  if (!can_begin(argc, argv)) return say_only(argc, argv);
  const QGuiApplication application(argc, argv);
  QGuiApplication::setApplicationName(QStringLiteral("stille-desktop"));
  QGuiApplication::setApplicationDisplayName(QStringLiteral("Stille"));
  QGuiApplication::setApplicationVersion(QStringLiteral(STILLE_VERSION));
  QGuiApplication::setDesktopFileName(QStringLiteral("stille"));
  QGuiApplication::setWindowIcon(app_icon());
  return run();
}
