// Both languages are complete and say the same things about the same places.
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "client/cli/i18n.hpp"
#include "client/rpc/fault.hpp"

namespace stille::cli {
namespace {

std::vector<Entry> catalogue() {
  std::vector<Entry> out;
  for (const auto part : catalogues()) out.insert(out.end(), part.begin(), part.end());
  return out;
}

std::set<char> places(std::string_view text) {
  std::set<char> out;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && (text[i + 2] == '}' || text[i + 2] == ':')) out.insert(text[i + 1]);
  }
  return out;
}

TEST(Catalogue, Keys_are_unique_and_no_sentence_is_missing) {
  std::set<std::string_view> keys;
  for (const auto& entry : catalogue()) {
    EXPECT_TRUE(keys.insert(entry.key).second) << entry.key;
    EXPECT_FALSE(entry.english.empty() || entry.german.empty()) << entry.key;
  }
}

TEST(Catalogue, Sentences_for_people_name_the_same_places_in_both_languages) {
  for (const auto& entry : catalogue()) {
    // A German complaint may leave out the English words that a fault carries.
    if (entry.key.starts_with("fault.")) continue;
    EXPECT_EQ(places(entry.english), places(entry.german)) << entry.key;
  }
}

TEST(Catalogue, Every_fault_has_a_sentence_in_both_languages) {
  for (int code = 0; code <= static_cast<int>(rpc::FaultCode::storage_full); ++code) {
    const auto name = rpc::name_of(static_cast<rpc::FaultCode>(code));
    EXPECT_TRUE(knows("fault." + std::string(name))) << name;
  }
}

TEST(Catalogue, The_tone_has_neither_exclamation_marks_nor_blame) {
  for (const auto& entry : catalogue()) {
    for (const auto text : {entry.english, entry.german}) {
      EXPECT_EQ(text.find('!'), std::string_view::npos) << entry.key;
      for (const char* word : {"Oops", "Ups", "Verpasst", "überfällig", "leider"}) {
        EXPECT_EQ(text.find(word), std::string_view::npos) << entry.key;
      }
    }
  }
}

TEST(Catalogue, One_of_something_is_not_several) {
  EXPECT_EQ(say(Language::english, "export.progress", {"1"}), "1 message");
  EXPECT_EQ(say(Language::english, "export.progress", {"0"}), "0 messages");
  EXPECT_EQ(say(Language::german, "export.progress", {"1"}), "1 Nachricht");
  EXPECT_EQ(say(Language::german, "export.progress", {"21"}), "21 Nachrichten");
  EXPECT_EQ(say(Language::english, "listen.gap", {"1", "mira"}),
            "1 message from mira was lost on the way. Ask for it.");
  EXPECT_EQ(say(Language::german, "status.pending", {"1", "2", "1"}), "1 Umschlag, 2 Nachrichten, 1 Aufgabe");
}

TEST(Catalogue, Whoever_counts_says_both) {
  const std::set<std::string> counted{"messages",       "files",    "contacts",    "conversations",
                                      "people",         "groups",   "Nachrichten", "Dateien",
                                      "Unterhaltungen", "Kontakte", "Personen",    "Umschläge"};
  for (const auto& entry : catalogue()) {
    for (const auto text : {entry.english, entry.german}) {
      for (auto at = text.find("} "); at != std::string_view::npos; at = text.find("} ", at + 1)) {
        const auto word = text.substr(at + 2, text.find_first_of(" .,:;", at + 2) - at - 2);
        EXPECT_FALSE(counted.contains(std::string(word))) << entry.key << ": " << word;
      }
    }
  }
}

TEST(Catalogue, What_a_place_is_filled_with_is_no_place_again) {
  EXPECT_EQ(say(Language::english, "contact.merged", {"{0}"}), "Everything is with {0} now.");
}

TEST(Catalogue, Places_are_filled_and_an_unknown_key_comes_back) {
  EXPECT_EQ(say(Language::german, "time.ago", {"5 Minuten"}), "vor 5 Minuten");
  EXPECT_EQ(say(Language::english, "no.such.key"), "no.such.key");
}

}  // namespace
}  // namespace stille::cli
