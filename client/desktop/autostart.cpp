#include "client/desktop/autostart.hpp"

#include <QSaveFile>
#include <cstdlib>

namespace stille::desktop {
namespace {

// As the desktop entry specification quotes an argument of Exec.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '`' || letter == '$') out += '\\';
    if (letter == '\\') out += "\\\\\\";  // once for the value, once for the argument
    if (letter == '%') out += '%';
    out += letter;
  }
  out += '"';
  return out;
}

}  // namespace

std::filesystem::path autostart_file() {
  const char* set = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path base = set != nullptr && *set == '/' ? std::filesystem::path(set)
                                     : home != nullptr             ? std::filesystem::path(home) / ".config"
                                                                   : std::filesystem::path();
  return base.empty() ? base : base / "autostart" / "stille-desktop.desktop";
}

std::string autostart_entry(const std::string& program, const std::string& profile) {
  std::string out = "[Desktop Entry]\nType=Application\nName=Stille\nIcon=stille\nTerminal=false\nExec=";
  out += quoted(program);
  out += " --hidden";
  if (!profile.empty()) {
    out += " --profile ";
    out += quoted(profile);
  }
  out += '\n';
  return out;
}

bool set_autostart(const std::filesystem::path& file, bool on, const std::string& entry) {
  if (file.empty()) return false;
  std::error_code failed;
  if (!on) {
    std::filesystem::remove(file, failed);
    return !failed;
  }
  std::filesystem::create_directories(file.parent_path(), failed);
  QSaveFile out(QString::fromStdString(file.native()));
  const auto size = static_cast<qint64>(entry.size());
  return out.open(QIODevice::WriteOnly) && out.write(entry.data(), size) == size && out.commit();
}

}  // namespace stille::desktop
