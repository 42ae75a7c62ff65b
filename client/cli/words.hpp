// How times, states and foreign text appear to people. Pure: the clock and the zone come as arguments.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "client/cli/arguments.hpp"
#include "client/rpc/fault.hpp"
#include "client/rpc/harmless.hpp"

namespace stille::cli {

using rpc::printable;

bool is_utf8(std::string_view text);

/// Columns that the text takes in a terminal (wide East Asian characters count two, combining marks none).
std::size_t width_of(std::string_view text);

/// "gerade eben", "vor 5 Minuten", "heute 10:41", "gestern 10:41", "Mo 10:41", "12. Nov.", "12. Nov. 2024";
/// for the future "in 3 Tagen". In the local time zone.
std::string time_words(TimePoint time, TimePoint now, Language language);

/// "noch 6 Tage", "30 s": the largest unit that fits.
std::string span_words(milliseconds span, Language language);
/// After how long messages go, as somebody chose it: in the largest unit that it is a whole number of.
std::string timer_words(milliseconds span, Language language);

/// RFC 3339 as it comes in JSON, back to a point in time; the epoch when it is none.
TimePoint time_from(std::string_view rfc3339);

/// "2w", "1mo", "2026", "2026-11", "2026-11-23", "2026-11-23T09:41" or RFC 3339: a point in time, durations
/// back from now, a year, month or day its first moment here. bad_value otherwise.
Result<TimePoint> parse_when(std::string_view text, TimePoint now);

/// "role=Physicist": key and value of each, in the order in which they were said. invalid_argument with the
/// words of `otherwise`, about the first that is none or has another key.
rpc::Outcome<std::vector<std::pair<std::string, std::string>>> parse_values(
    std::span<const std::string> values, std::span<const std::string_view> keys, const char* otherwise);

}  // namespace stille::cli
