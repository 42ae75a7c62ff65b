// When something is to happen, as people say it in German or English. Pure: the clock comes as an argument,
// the zone is the computer's.
#pragma once

#include <string_view>

#include "common/base/time.hpp"

namespace stille::cli {

/// A moment to come: "2h", "in 30m", "18:00" (the next one), "tomorrow 9:00", "morgen um 9 Uhr", "Montag
/// 10:30", "next monday", "übermorgen", "2026-12-01 09:00", "1.12. 9:00", "1.12.2026". A day without a time
/// means 9:00. bad_value for what is none of these, or is over.
Result<TimePoint> parse_moment(std::string_view text, TimePoint now);

}  // namespace stille::cli
