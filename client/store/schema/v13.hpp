// What schema 13 adds: when a conversation may be noticed.
#pragma once

namespace stille::client::store {

inline constexpr const char* kSchemaV13 = R"sql(
-- A client::Notify.
ALTER TABLE conversation ADD COLUMN notify INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 13;
)sql";

}  // namespace stille::client::store
