// A profile with many conversations and messages, as years would leave it: words as often as languages have
// them. Knows nothing of what is measured.
#pragma once

#include <iostream>
#include <string>
#include <vector>

#include "client/store/database.hpp"
#include "common/crypto/random.hpp"

namespace stille::bench {

inline constexpr std::size_t kVocabulary = 60'000;
inline constexpr int kConversations = 500;
inline constexpr int kSmallConversation = 1;  // number of the contact, whose alias is p1
inline constexpr std::size_t kSmallSize = 120;

/// Ends the program where something fails that cannot.
template <class T>
T must(Result<T> result) {
  if (result.has_error()) {
    std::cerr << "bench: " << name_of(result.error().code) << '\n';
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

/// Words by rank: the lower, the more often, as in languages (Zipf).
class Language {
 public:
  Language();
  [[nodiscard]] const std::string& word(std::size_t rank) const { return words_[rank % kVocabulary]; }
  std::size_t rank(crypto::Rng& rng) const;
  std::string message(crypto::Rng& rng) const;

 private:
  std::vector<std::string> words_;
};

/// kConversations people p1, p2 ... and this many messages, a minute apart, the last one now. The index is
/// not built.
void fill(client::store::Database& db, crypto::Rng& rng, const Language& language, TimePoint now,
          std::size_t messages);

/// Of the message that was written as the n-th, from 1; none is the beginning of another.
std::string name_of_message(std::size_t number);

/// One person, p1, and this many messages with them, as above.
void fill_one_conversation(client::store::Database& db, crypto::Rng& rng, const Language& language,
                           TimePoint now, std::size_t messages);

/// The same, and with each message of theirs a picture that has not been fetched: one of `previews` (JPEG or
/// PNG) after the other.
void fill_pictures(client::store::Database& db, crypto::Rng& rng, const Language& language, TimePoint now,
                   std::size_t messages, const std::vector<Bytes>& previews);

}  // namespace stille::bench
