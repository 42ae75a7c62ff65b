// Whether words are spelled as one of several dictionaries has them, and what else could be meant. Everything
// stays on this machine. Without dictionaries every word is right.
#pragma once

#include <QMutex>
#include <QSet>
#include <QStringList>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

class Hunspell;

namespace stille::desktop {

/// What a language calls itself: "Deutsch" of "de_DE", "British English" of "en_GB". What is no plain
/// language and country, or unknown here, stays as its dictionary has it.
QString language_called(const QString& code);

/// Words of a text that are to be looked at: positions in characters. Not in addresses, nor with digits or
/// marks of code around them.
struct WordPlace {
  int begin = 0;
  int length = 0;
};
QList<WordPlace> words_in(const QString& text);

class Spelling {
 public:
  static constexpr std::uintmax_t kLargestDictionary = std::uintmax_t{64} << 20U;
  static constexpr int kLongestWord = 64;  // longer ones are no words
  static constexpr int kMostSuggestions = 6;

  explicit Spelling(std::filesystem::path folder);
  ~Spelling();
  /// "de_DE", "en_US" ... as there are dictionaries. Touches the disk.
  [[nodiscard]] QStringList available() const;
  /// Takes these instead of the ones before. Touches the disk; from any thread.
  void take(const QStringList& languages);
  /// Unknown to all of them, while they are not being asked for suggestions; false at once then.
  [[nodiscard]] bool is_wrong(const QString& word);
  /// May take a moment; from any thread.
  [[nodiscard]] QStringList suggestions(const QString& word);
  /// Right until the program ends.
  void accept(const QString& word);

 private:
  struct Dictionary;
  std::filesystem::path folder_;
  QMutex mutex_;
  std::vector<std::unique_ptr<Dictionary>> dictionaries_;
  QSet<QString> accepted_;
};

}  // namespace stille::desktop
