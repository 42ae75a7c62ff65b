// What is kept about people as the views show it.
#pragma once

#include "client/core/keep_facts.hpp"
#include "client/core/keep_views.hpp"
#include "client/store/tables/contacts.hpp"

namespace stille::client {

/// Everything of one person; `circles` by name.
KeepPersonView show_person(const store::ContactRow& contact, const keep::PersonFacts& facts,
                           const store::KeepRow& row, std::vector<std::string> circles,
                           const std::optional<TouchView>& last, keep::Day today);
/// How the last touch came about, of messages and entries.
Result<std::optional<TouchView>> show_touch(store::Database& db, const keep::PersonFacts& facts);
CelebrationView show_celebration(const store::ContactRow& contact, const keep::Birthday& birthday,
                                 keep::Day celebration, keep::Day today, bool with_age);
std::vector<std::string> circles_of(const std::vector<store::MemberRow>& members, store::RowId contact);
/// One person as Engine calls give it.
Result<KeepPersonView> show_person(store::Database& db, const store::ContactRow& contact, keep::Day today);
/// A message with whose it is.
Result<OpenMessageView> show_open(store::Database& db, store::RowId message, keep::Day day);

}  // namespace stille::client
