// protobuf to signs and introductions, and back. For this room only.
#pragma once

#include "client/wire/introduction.hpp"
#include "client/wire/signs.hpp"

namespace stille::content::v1 {
class Signs;
class Read;
class Introduction;
}  // namespace stille::content::v1

namespace stille::client::wire {

namespace pb = stille::content::v1;

/// Errors as parse_content.
Result<Signs> parse(const pb::Signs& in);
Result<Read> parse(const pb::Read& in);
Result<Introduction> parse(const pb::Introduction& in);

void write(const Signs& from, pb::Signs& to);
void write(const Read& from, pb::Read& to);
void write(const Introduction& from, pb::Introduction& to);

}  // namespace stille::client::wire
