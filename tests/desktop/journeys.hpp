// What people do with a window, done by the keyboard alone over a real relay, and checked from the other side
// by the command line. The tests run each on its own; the tour runs them in a row and tells them.
#pragma once

#include "tests/desktop/hands.hpp"
#include "tests/desktop/neighbours.hpp"

namespace stille::desktop::test {

/// Lena has the window. Mira has the command line, and is who Lena knows.
struct Company {
  Neighbours& neighbours;
  Stage& stage;
  Hands& hands;
  bool guarded = false;  // Lena's profile asks for the passphrase
};

inline const QString kLena = QStringLiteral("lena");
inline const QString kMira = QStringLiteral("mira");
inline const QString kMiraName = QStringLiteral("Mira Aydın");
inline const QString kPassphrase = QStringLiteral("vier leise graue Wolken");

struct Journey {
  const char* name;
  const char* about;
  void (*go)(Company&);
};

/// From nothing to a profile with a passphrase, to Mira and to the first message: Lena's profile is not there
/// before.
void begin(Company& company);
/// Those that begin in an open window of somebody who knows Mira.
const QList<Journey>& journeys();

}  // namespace stille::desktop::test
