// `stille complete SHELL -- WORDS…`, which the scripts of `stille completion` ask: what may follow. Not in
// --help, and not taken apart as other lines are, for its words are another line.
#pragma once

namespace stille::cli {

/// Whether this is such a line.
bool asks_to_complete(int argc, const char* const* argv);
/// Answers on standard output. Asks nobody anything, opens no connection but to who owns the profile on this
/// machine, complains about nothing, and ends in good time; always 0.
int complete(int argc, const char* const* argv);

}  // namespace stille::cli
