// Whether a message waits for an answer: its last sentence ends with a question mark, outside code, quotes
// and addresses. German and English; precision before completeness. A pure function of the text.
#pragma once

#include <string_view>

namespace stille::client::keep {

/// Longer messages are judged by their last so many bytes.
inline constexpr std::size_t kMostJudged = 4000;

/// Ends with `?`, fullwidth or Arabic mark; not marks alone, nor a phrase that wants no answer ("Wer weiß?").
bool asks(std::string_view text);
/// Also without a mark, by the words a question begins with.
bool asks_without_mark(std::string_view text);

}  // namespace stille::client::keep
