// protobuf to what people say, and back. For this room only.
#pragma once

#include "client/wire/talk.hpp"

namespace stille::content::v1 {
class Text;
class Quote;
class Reaction;
class Edit;
class Delete;
class Timer;
}  // namespace stille::content::v1

namespace stille::client::wire {

namespace pb = stille::content::v1;

/// Errors as parse_content.
Result<Text> parse(const pb::Text& in);
Result<Quote> parse(const pb::Quote& in);
Result<Reaction> parse(const pb::Reaction& in);
Result<Edit> parse(const pb::Edit& in);
Result<Delete> parse(const pb::Delete& in);
Result<Timer> parse(const pb::Timer& in);

void write(const Text& from, pb::Text& to);
void write(const Quote& from, pb::Quote& to);
void write(const Reaction& from, pb::Reaction& to);
void write(const Edit& from, pb::Edit& to);
void write(const Delete& from, pb::Delete& to);
void write(const Timer& from, pb::Timer& to);

}  // namespace stille::client::wire
