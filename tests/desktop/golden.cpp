// Compares the pictures of a folder with those that are kept.
//   desktop_golden KEPT TAKEN [OTHER_TAKEN...]
// With other folders of pictures, taken of other people with other keys, the first ones are kept from now
// on, without what differs between any two. Status 1 when a picture is missing, unknown or another one.
#include <QDir>
#include <QGuiApplication>
#include <algorithm>
#include <cstdio>

#include "tests/desktop/likeness.hpp"

namespace {

using namespace stille::desktop::test;

// A picture of which more than this is never the same shows nothing that could be kept.
constexpr double kMostForgotten = 0.25;

QStringList names_in(const QString& folder) {
  return QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
}
QImage picture(const QString& folder, const QString& name) {
  return QImage(QDir(folder).filePath(name));
}
int complain(const QString& name, const QString& what) {
  std::printf("%s: %s\n", qUtf8Printable(name), qUtf8Printable(what));
  return 1;
}

int keep(const QString& kept, const QString& first, const QStringList& others) {
  int wrong = 0;
  QDir().mkpath(kept);
  for (const auto& name : names_in(kept)) QFile::remove(QDir(kept).filePath(name));
  for (const auto& name : names_in(first)) {
    auto one = shrunk(picture(first, name));
    double forgotten = 0;
    for (const auto& other : others)
      forgotten = std::max(forgotten, forget_what_differs(one, shrunk(picture(other, name))));
    if (forgotten > kMostForgotten) {
      wrong += complain(name, QStringLiteral("%1 % differ from one time to the next").arg(forgotten * 100));
      continue;
    }
    if (!one.save(QDir(kept).filePath(name))) return complain(name, QStringLiteral("cannot be written"));
  }
  return wrong == 0 ? 0 : 1;
}

int look_at(const QString& kept, const QString& taken) {
  int wrong = 0;
  const auto known = names_in(kept);
  const auto found = names_in(taken);
  for (const auto& name : known) {
    if (!found.contains(name)) wrong += complain(name, QStringLiteral("was not taken"));
  }
  for (const auto& name : found) {
    if (!known.contains(name)) {
      wrong += complain(name, QStringLiteral("is not among those that are kept"));
      continue;
    }
    const auto likeness =
        compare(picture(kept, name).convertToFormat(QImage::Format_ARGB32), shrunk(picture(taken, name)));
    if (likeness.worst <= kLikeEnough) continue;
    wrong += complain(name, QStringLiteral("differs by %1 of %2 at %3,%4")
                                .arg(likeness.worst, 0, 'f', 1)
                                .arg(kLikeEnough)
                                .arg(likeness.where.x())
                                .arg(likeness.where.y()));
  }
  std::printf("%d pictures, %d wrong\n", static_cast<int>(found.size()), wrong);
  return wrong == 0 && !known.isEmpty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QGuiApplication application(argc, argv);
  const auto words = QGuiApplication::arguments();
  if (words.size() == 3) return look_at(words[1], words[2]);
  if (words.size() > 3) return keep(words[1], words[2], words.mid(3));
  return 2;
}
