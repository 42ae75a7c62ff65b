// The two languages that drafts come in: which one somebody writes, names of months. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "client/keep/civil.hpp"

namespace stille::client::keep {

enum class Tongue : std::uint8_t { german, english };

/// "de" and "en"; bad_value otherwise.
Result<Tongue> parse_tongue(std::string_view text);
std::string_view name_of(Tongue tongue) noexcept;

/// By the small words; empty when neither language has clearly more of them.
std::optional<Tongue> tongue_of(std::span<const std::string> texts);
/// "März", "March".
std::string_view month_name(Day day, Tongue tongue);

}  // namespace stille::client::keep
