// The one catalogue of sentences for people, in German and English. Machine-readable output never passes
// here.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "client/cli/arguments.hpp"

namespace stille::cli {

struct Entry {
  std::string_view key;
  std::string_view english;
  std::string_view german;
};

/// What commands say, what --help says, and the sentences that faults carry ("why."). Keys are unique over
/// all, no text is empty, and both languages use the same places.
std::span<const Entry> talk_catalogue();
std::span<const Entry> help_catalogue();
std::span<const Entry> detail_catalogue();
std::span<const Entry> profile_catalogue();
std::span<const Entry> relay_catalogue();
/// All three for single messages.
std::span<const Entry> changing_catalogue();
std::span<const Entry> finding_catalogue();
std::span<const Entry> group_catalogue();
std::span<const Entry> chair_catalogue();
std::span<const Entry> group_history_catalogue();
/// All of it about keeping in touch.
std::span<const Entry> keep_catalogue();
std::span<const Entry> conversation_catalogue();
std::span<const Entry> export_catalogue();
std::span<const Entry> retention_catalogue();
std::span<const Entry> acquaintance_catalogue();
std::span<const Entry> attachment_catalogue();
std::span<const Entry> leaving_catalogue();
std::span<const Entry> card_catalogue();
std::span<const Entry> address_catalogue();
std::span<const Entry> sending_catalogue();

/// Every one of them.
std::span<const std::span<const Entry>> catalogues();

/// The sentence with {0}, {1} ... replaced, and {0:message|messages} by the first of the two when that place
/// is "1", else by the second. A key without an entry comes back as it is.
std::string say(Language language, std::string_view key, std::initializer_list<std::string_view> places = {});
/// An English sentence that a fault carries, in the person's language; as it is when the catalogue lacks it.
std::string translated(Language language, std::string_view sentence);
/// Whether the catalogue has this key.
bool knows(std::string_view key);

/// From LC_ALL, LC_MESSAGES or LANG; English unless one of them begins with "de".
Language language_of_environment();

}  // namespace stille::cli
