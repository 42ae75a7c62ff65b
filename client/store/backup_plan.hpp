// What of a profile's database a backup holds, table by table and column by column. Whatever is not named
// here stays behind; a test finds columns that nobody has decided about.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stille::client::store {

/// `columns`: names, separated by '|'; one with "=expression" is copied as that instead of as it is.
struct CopiedTable {
  std::string_view name;
  std::string_view columns;
  std::string_view where = {};
};

/// In an order in which a restored row finds what it refers to.
std::span<const CopiedTable> copied_tables();

struct CopiedColumn {
  std::string name;
  std::string expression;
};
std::vector<CopiedColumn> columns_of(const CopiedTable& table);

/// Tables ("table") and columns ("table.column") that never leave: sessions and everything that belongs to
/// them, private prekeys, envelopes, and what is made anew.
std::span<const std::string_view> left_behind();

}  // namespace stille::client::store
