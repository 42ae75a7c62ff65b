#include "client/keep/question.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "client/keep/letters.hpp"
#include "client/keep/plain_speech.hpp"

namespace stille::client::keep {
namespace {

// Said as a question, meant as none.
constexpr std::array<std::string_view, 46> kIdle{"wer weiß",
                                                 "wer weiss",
                                                 "na und",
                                                 "was soll's",
                                                 "was solls",
                                                 "was soll man machen",
                                                 "was will man machen",
                                                 "wer hätte das gedacht",
                                                 "wer kennt das nicht",
                                                 "echt",
                                                 "wirklich",
                                                 "ernsthaft",
                                                 "im ernst",
                                                 "ach ja",
                                                 "ach echt",
                                                 "ach wirklich",
                                                 "echt jetzt",
                                                 "was will man mehr",
                                                 "warum auch nicht",
                                                 "warum nicht",
                                                 "wieso nicht",
                                                 "was denn sonst",
                                                 "wen wundert's",
                                                 "wen wundert das",
                                                 "nicht wahr",
                                                 "muss das sein",
                                                 "wo kämen wir da hin",
                                                 "bin ich hellseher",
                                                 "who knows",
                                                 "who cares",
                                                 "so what",
                                                 "why not",
                                                 "really",
                                                 "seriously",
                                                 "oh really",
                                                 "for real",
                                                 "what can you do",
                                                 "what can i say",
                                                 "who would have thought",
                                                 "who'd have thought",
                                                 "what's not to like",
                                                 "what could possibly go wrong",
                                                 "what could go wrong",
                                                 "what else is new",
                                                 "are you kidding me",
                                                 "who am i to judge"};

struct Judged {
  std::string sentence;  // lower case, without marks
  bool marked = false;
};

bool is_mark(char32_t code) {
  return code == '?' || code == 0xFF1F || code == 0x061F;
}

// Single straight and curly apostrophes are the same to readers.
std::string plain_apostrophes(std::string text) {
  constexpr std::string_view kCurly = "\xE2\x80\x99";
  for (auto at = text.find(kCurly); at != std::string::npos; at = text.find(kCurly, at))
    text.replace(at, kCurly.size(), "'");
  return text;
}

std::optional<Judged> judge(std::string_view text) {
  if (text.size() > kMostJudged) text.remove_prefix(text.size() - kMostJudged);
  const auto speech = plain_speech(text);
  auto rest = last_sentence(without_closing(speech));
  Judged out;
  if (!rest.empty()) out.marked = is_mark(last_letter(rest).code);
  while (!rest.empty() && !is_word(last_letter(rest).code)) rest.remove_suffix(last_letter(rest).bytes);
  while (!rest.empty() && !is_word(first_letter(rest).code)) rest.remove_prefix(first_letter(rest).bytes);
  if (rest.empty()) return std::nullopt;
  out.sentence = plain_apostrophes(lower(rest));
  return out;
}

bool is_idle(std::string_view sentence) {
  if (std::ranges::find(kIdle, sentence) != kIdle.end()) return true;
  // "Wie schön ist das denn", "How cool is that".
  const bool german = sentence.starts_with("wie ") && sentence.ends_with(" ist das denn");
  const bool english = sentence.starts_with("how ") && sentence.ends_with(" is that");
  return german || english;
}

std::vector<std::string_view> words_of(std::string_view sentence) {
  std::vector<std::string_view> out;
  while (!sentence.empty()) {
    const auto end = std::min(sentence.find_first_of(" ,\n\t"), sentence.size());
    if (end > 0) out.push_back(sentence.substr(0, end));
    sentence.remove_prefix(std::min(end + 1, sentence.size()));
  }
  return out;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// "hast du", "könnt ihr", "haben Sie": the verb first, then whom it asks.
bool german_verb_first(std::string_view verb, std::string_view whom) {
  constexpr std::array<std::string_view, 12> kPolite{"haben",  "können", "könnten", "möchten",
                                                     "wollen", "werden", "würden",  "sind",
                                                     "wissen", "kommen", "hätten",  "dürfen"};
  if (whom == "du") return verb.size() > 2 && verb.ends_with("st");
  if (whom == "ihr") return verb.size() > 2 && (verb.ends_with("t") || verb == "seid");
  if (whom == "sie") return among(kPolite, verb);
  if (whom == "wir") return verb == "wollen" || verb == "sollen" || verb == "können" || verb == "müssen";
  return false;
}

bool begins_as_question(const std::vector<std::string_view>& words) {
  constexpr std::array<std::string_view, 22> kAskingWords{
      "wer",     "was",     "wann",   "wo",    "wie",     "warum",    "wieso", "weshalb",
      "woher",   "wohin",   "womit",  "worum", "wofür",   "wovon",    "woran", "welche",
      "welcher", "welches", "wessen", "wem",   "wieviel", "inwiefern"};
  constexpr std::array<std::string_view, 9> kEnglish{"what",  "when",  "where", "why", "who",
                                                     "which", "whose", "how",   "whom"};
  constexpr std::array<std::string_view, 17> kHelpers{"can",  "could", "would", "will",   "do",  "does",
                                                      "did",  "are",   "is",    "have",   "has", "shall",
                                                      "were", "was",   "may",   "should", "am"};
  constexpr std::array<std::string_view, 7> kPeople{"you", "we", "they", "he", "she", "there", "anyone"};
  constexpr std::array<std::string_view, 10> kHelpersAfter{"is",   "are", "do",    "did",    "was",
                                                           "were", "can", "would", "should", "does"};
  if (words.size() < 3) return false;
  if (among(kHelpers, words[0]) && among(kPeople, words[1])) return true;
  if (among(kEnglish, words[0]) && (among(kHelpersAfter, words[1]) || words[1] == "about")) return true;
  if (german_verb_first(words[0], words[1])) return true;
  // "Wann kommst du", but not "Was du sagst, stimmt": there the person comes before the verb.
  return among(kAskingWords, words[0]) && words[1] != "du" && words[1] != "ich" && words[1] != "wir" &&
         std::ranges::any_of(
             words, [](std::string_view word) { return word == "du" || word == "ihr" || word == "wir"; });
}

}  // namespace

bool asks(std::string_view text) {
  const auto judged = judge(text);
  return judged && judged->marked && !is_idle(judged->sentence);
}

bool asks_without_mark(std::string_view text) {
  const auto judged = judge(text);
  if (!judged || is_idle(judged->sentence)) return false;
  return judged->marked || begins_as_question(words_of(judged->sentence));
}

}  // namespace stille::client::keep
