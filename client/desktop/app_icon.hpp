// The program's picture in lists of windows: the theme's where it is installed, else drawn here.
#pragma once

#include <QIcon>

namespace stille::desktop {

QIcon app_icon();

}  // namespace stille::desktop
