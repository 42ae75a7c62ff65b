// What was changed about messages: wordings, reactions, and changes that came before their message.
#pragma once

#include "client/store/tables/messages.hpp"

namespace stille::client::store {

struct WordingRow {
  std::uint32_t revision = 0;  // 0: as it was first said
  std::string text;
  TimePoint at;
};

/// Keeps what is there under this revision.
Result<void> add_wording(Database& db, RowId message, const WordingRow& row);
/// In the order of their revisions; empty when it was never edited.
Result<std::vector<WordingRow>> wordings_of(Database& db, RowId message);

struct ReactionRow {
  bool outgoing = false;
  std::uint32_t revision = 0;
  std::string text;             // empty: taken back
  std::optional<RowId> author;  // in a group: who, when it is not us
};

Result<void> set_reaction(Database& db, RowId message, const ReactionRow& row);
/// At most one of each person.
Result<std::vector<ReactionRow>> reactions_of(Database& db, RowId message);

/// Wordings and reactions of a message go, with what has not left yet of it and of its changes when `unsent`.
Result<void> forget_words(Database& db, RowId message, bool unsent);
/// Quotes of this message keep what they answer to, and lose what it said.
Result<void> forget_excerpts(Database& db, const MessageRow& message);

struct EarlyChangeRow {
  RowId id = 0;
  RowId contact = 0;
  wire::ContentId content_id;
  wire::ContentId target;  // of the contact
  bool deletes = false;
  crypto::SecretBytes content;
  TimePoint until;
};

/// Once per content id. Above `most` of a contact the oldest makes room, deletions last.
Result<void> add_early_change(Database& db, const EarlyChangeRow& row, std::size_t most);
/// In the order of their arrival, taken out.
Result<std::vector<EarlyChangeRow>> take_early_changes(Database& db, RowId contact,
                                                       const wire::ContentId& target);
/// The same, whoever made them.
Result<std::vector<EarlyChangeRow>> take_early_changes_about(Database& db, const wire::ContentId& target);
Result<void> drop_early_changes(Database& db, TimePoint now);
Result<std::size_t> count_early_changes(Database& db, RowId contact);

}  // namespace stille::client::store
