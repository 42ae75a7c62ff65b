// The engine's face for the own address book: what address books of other programs say about contacts, and
// people who are not (yet) on Stille, the local contacts. All of it stays here: no call but invitations makes
// work for a relay. Valid as long as its engine.
#pragma once

#include <array>

#include "client/core/engine.hpp"
#include "client/wire/contact_card.hpp"

namespace stille::client {

inline constexpr std::int64_t kMostLocalContacts = 10'000;
/// So many imports can be taken back, the newest first.
inline constexpr std::size_t kMostImports = 20;
/// Bytes of the name of a file that was imported; what is longer is cut.
inline constexpr std::size_t kLongestImportName = 200;

/// What an address book of another program says about somebody; fields as Cards::clean gives them.
struct AddressEntry {
  std::string uid{};  // ours where it was exported from here
  std::string name{};
  std::string note{};
  std::vector<std::string> circles{};
  wire::CardFields fields{};
};

/// added: a local contact was made of them. unknown: they are nobody here, and none was to be made.
enum class AddressMatch : std::uint8_t { found, unknown, ambiguous, added };

struct AddressOutcome {
  AddressMatch match = AddressMatch::unknown;
  std::optional<ContactView> contact{};  // with `found` and `added`
  bool changed = false;                  // something was written down that was not there
};

struct AddressWishes {
  std::string file{};          // what the import is called when it is taken back
  bool contacts_only = false;  // nobody new
  bool dry = false;            // what would become of it; nothing is changed
};

/// In the order of the entries; or `wrong`, and nothing was changed.
struct AddressReport {
  struct Wrong {
    std::size_t entry = 0;
    Errc why = Errc::internal;  // too_large: the note; limit_reached: circles, or local contacts
  };
  std::vector<AddressOutcome> outcomes{};
  std::optional<Wrong> wrong{};
};

/// What is written down by hand about a local contact; what is absent stays. A picture is left alone.
struct AddressDescription {
  std::optional<std::string> name{};
  std::array<std::optional<std::string>, wire::kCardFields> fields{};  // as Cards::clean gives them
};

struct LastImport {
  std::string file;
  TimePoint at;
};

struct UndoneImport {
  std::string file;
  TimePoint at;
  std::size_t removed = 0;   // local contacts that it had made
  std::size_t restored = 0;  // people who are again as they were before
  std::size_t kept = 0;      // whom something else has been written down about since: left as they are
};

/// "found", "unknown", "ambiguous", "added". Static storage.
std::string_view name_of(AddressMatch match) noexcept;

class AddressBook {
 public:
  explicit AddressBook(Engine::Core& core) : core_(core) {}

  /// Local contacts, in the order in which they came.
  Result<std::vector<ContactView>> locals() const;
  /// As Engine::contact and Engine::contacts_like, for contacts and local contacts together; l_ ids too.
  Result<ContactView> anybody(std::string_view name) const;
  std::vector<ContactView> anybody_like(std::string_view name) const;
  /// Everybody in whose name, alias, card, note or circles each of these words begins a word; contacts first.
  /// bad_value: no word.
  Result<std::vector<ContactView>> find(std::string_view words) const;

  /// By the id under which they were exported from here, else by name: the same words in any order, unless
  /// birthday, or company and city, say that it is somebody else.
  Result<AddressOutcome> match(const AddressEntry& entry) const;
  /// Whether a circle or the note is none. bad_encoding, bad_value, too_large.
  static Result<void> check(const AddressEntry& entry);
  /// All or nothing. Who is known is added to: a note goes below the one that is there, and what they say
  /// themselves is not written down once more. Who is not becomes a local contact.
  Result<AddressReport> take_in(const std::vector<AddressEntry>& entries, const AddressWishes& wishes = {});
  /// The one that undo() takes back; empty: none.
  Result<std::optional<LastImport>> last_import() const;
  /// Takes the newest import back. Nothing is taken that was written down since. not_found: there is none.
  Result<UndoneImport> undo();

  /// A new local contact, by hand: no import that could be taken back. already_exists: match() finds them, or
  /// several; limit_reached at kMostLocalContacts or the most circles; errors of check().
  Result<ContactView> add(const AddressEntry& entry);
  /// Another name and other fields of a local contact. wrong_state: not a local contact; bad_value,
  /// bad_encoding: not a name.
  Result<ContactView> describe(std::string_view local, const AddressDescription& change);

  /// What is kept about a local contact goes to somebody else, contact or local contact, and the first is
  /// gone. wrong_state: not a local contact, or the same one; too_large: two notes that do not fit together.
  Result<ContactView> merge(std::string_view local, std::string_view into);

 private:
  Engine::Core& core_;
};

}  // namespace stille::client
