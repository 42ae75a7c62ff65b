// What the search index asks of the database connection: the tokenizer `stille` for FTS5, which folds as
// client/search does, and the function `stille_scope`, by which triggers write a message's hidden words.
#pragma once

#include "common/base/result.hpp"

struct sqlite3;

namespace stille::client::store {

/// Before the schema is touched, on every connection.
Result<void> add_full_text(sqlite3* handle);

}  // namespace stille::client::store
