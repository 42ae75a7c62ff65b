// Between protobuf's strings and our bytes; shared by the parsers of this room only.
#pragma once

#include <limits>
#include <string>

#include "common/base/time.hpp"

namespace stille::wire {

/// The serialised form; our messages are always smaller than protobuf's own limit.
template <class Proto>
Bytes serialised(const Proto& proto) {
  Bytes out(proto.ByteSizeLong());
  proto.SerializeWithCachedSizesToArray(out.data());
  return out;
}

inline Bytes copy_of(const std::string& text) {
  const auto view = as_bytes(text);
  return {view.begin(), view.end()};
}

inline std::string text_of(ByteView bytes) {
  return std::string(as_text(bytes));
}

template <class Tag, std::size_t N>
std::string text_of(const Fixed<Tag, N>& fixed) {
  return text_of(ByteView(fixed.raw));
}

/// bad_value beyond what a TimePoint holds.
inline Result<TimePoint> time_of(std::uint64_t ms) {
  if (ms > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return fail(Errc::bad_value);
  return TimePoint{milliseconds{static_cast<std::int64_t>(ms)}};
}

inline std::uint64_t ms_of(TimePoint time) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, time.time_since_epoch().count()));
}

}  // namespace stille::wire
