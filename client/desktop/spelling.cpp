#include "client/desktop/spelling.hpp"

#include <QLocale>
#include <QMutexLocker>
#include <QRegularExpression>
#include <hunspell/hunspell.hxx>
#include <optional>

namespace stille::desktop {
namespace fs = std::filesystem;

QString language_called(const QString& code) {
  const QLocale locale(code);
  const bool known = locale.name() == code || locale.bcp47Name() == code;
  auto name = known ? locale.nativeLanguageName() : QString();
  if (name.isEmpty()) return code;
  name[0] = name[0].toUpper();
  return name;
}

/// Dictionaries are written in their own encodings; those of two bytes a letter and rarer ones are left out.
struct Spelling::Dictionary {
  Dictionary(const fs::path& rules, const fs::path& words) : hunspell(rules.c_str(), words.c_str()) {
    const std::string encoding = hunspell.get_dict_encoding();
    utf8 = encoding == "UTF-8";
    known = utf8 || encoding.starts_with("ISO8859-1") || encoding.starts_with("ISO-8859-1");
  }
  [[nodiscard]] std::optional<std::string> bytes(const QString& word) const {
    if (utf8) return word.toStdString();
    const auto latin = word.toLatin1();
    if (QString::fromLatin1(latin) != word) return {};
    return latin.toStdString();
  }
  [[nodiscard]] QString text(const std::string& from) const {
    return utf8 ? QString::fromStdString(from)
                : QString::fromLatin1(from.data(), static_cast<qsizetype>(from.size()));
  }
  Hunspell hunspell;
  bool utf8 = false;
  bool known = false;
};

QList<WordPlace> words_in(const QString& text) {
  static const QRegularExpression skipped(
      QStringLiteral("\\b[a-z][a-z0-9+.-]*://\\S+|\\S+@\\S+|`[^`]*`|\\S*\\d\\S*|\\bwww\\.\\S+"),
      QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::CaseInsensitiveOption);
  static const QRegularExpression word(QStringLiteral("\\p{L}[\\p{L}\\p{M}'\u2019]*"));
  auto left = text;
  for (auto it = skipped.globalMatch(text); it.hasNext();) {
    const auto match = it.next();
    left.replace(match.capturedStart(), match.capturedLength(),
                 QString(match.capturedLength(), QLatin1Char(' ')));
  }
  QList<WordPlace> out;
  for (auto it = word.globalMatch(left); it.hasNext();) {
    const auto match = it.next();
    auto length = match.capturedLength();
    while (length > 0 && !left[match.capturedStart() + length - 1].isLetter()) --length;
    if (length < 2 || length > Spelling::kLongestWord) continue;
    out.append({static_cast<int>(match.capturedStart()), static_cast<int>(length)});
  }
  return out;
}

Spelling::Spelling(fs::path folder) : folder_(std::move(folder)) {}

Spelling::~Spelling() = default;

QStringList Spelling::available() const {
  QStringList out;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder_, failed)) {
    const auto path = entry.path();
    if (path.extension() != ".aff" || !fs::exists(fs::path(path).replace_extension(".dic"), failed)) continue;
    out.append(QString::fromStdString(path.stem().string()));
  }
  out.sort();
  return out;
}

void Spelling::take(const QStringList& languages) {
  std::vector<std::unique_ptr<Dictionary>> taken;
  const auto there = available();
  for (const auto& language : languages) {
    if (!there.contains(language)) continue;
    const auto base = folder_ / language.toStdString();
    const auto rules = fs::path(base).replace_extension(".aff");
    const auto words = fs::path(base).replace_extension(".dic");
    std::error_code failed;
    const auto size = fs::file_size(words, failed);
    if (failed || size > kLargestDictionary) continue;
    auto dictionary = std::make_unique<Dictionary>(rules, words);
    if (dictionary->known) taken.push_back(std::move(dictionary));
  }
  const QMutexLocker lock(&mutex_);
  dictionaries_.swap(taken);
}

bool Spelling::is_wrong(const QString& word) {
  if (!mutex_.tryLock()) return false;
  bool right = dictionaries_.empty() || accepted_.contains(word);
  auto plain = word;
  plain.replace(QChar(0x2019), QLatin1Char('\''));
  for (const auto& dictionary : dictionaries_) {
    if (right) break;
    const auto bytes = dictionary->bytes(plain);
    right = bytes && dictionary->hunspell.spell(*bytes);
  }
  mutex_.unlock();
  return !right;
}

QStringList Spelling::suggestions(const QString& word) {
  const QMutexLocker lock(&mutex_);
  QStringList out;
  // In turns, so that each language has its say.
  std::vector<QStringList> all;
  for (const auto& dictionary : dictionaries_) {
    QStringList some;
    if (const auto bytes = dictionary->bytes(word)) {
      for (const auto& one : dictionary->hunspell.suggest(*bytes)) some.append(dictionary->text(one));
    }
    all.push_back(some);
  }
  for (int at = 0; at < kMostSuggestions && out.size() < kMostSuggestions; ++at) {
    for (const auto& some : all) {
      if (at < some.size() && !out.contains(some[at]) && out.size() < kMostSuggestions) out.append(some[at]);
    }
  }
  return out;
}

void Spelling::accept(const QString& word) {
  const QMutexLocker lock(&mutex_);
  accepted_.insert(word);
}

}  // namespace stille::desktop
