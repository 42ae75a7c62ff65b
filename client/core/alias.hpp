// Aliases: short names by which a person is addressed on this machine only.
#pragma once

#include <string>

#include "common/base/result.hpp"

namespace stille::client {

/// a-z, 0-9, '-', '_' and '.', 1 to kLongestAlias, starting with a letter or digit; not "self", and nothing
/// that reads as an id (p_, c_, m_ ...). bad_value otherwise.
Result<void> check_alias(std::string_view alias);
/// A legal alias made of somebody's own name: lower case, Latin letters without their marks ("ä" is "ae"),
/// everything else a '-'. "contact" when nothing is left.
std::string propose_alias(std::string_view name);
/// The n-th variant of it: "bob", "bob-2", "bob-3".
std::string alias_variant(std::string_view alias, std::size_t n);

}  // namespace stille::client
