// Whether the desktop starts this program by itself: one file in the place where desktops look for such.
#pragma once

#include <filesystem>
#include <string>

namespace stille::desktop {

/// $XDG_CONFIG_HOME/autostart/stille-desktop.desktop, with ~/.config when that is not set.
std::filesystem::path autostart_file();
/// What stands in it: `program` started hidden, with the profile when one is named.
std::string autostart_entry(const std::string& program, const std::string& profile);
/// Writes or removes it; false when that could not be done. Touches the disk.
bool set_autostart(const std::filesystem::path& file, bool on, const std::string& entry);

}  // namespace stille::desktop
