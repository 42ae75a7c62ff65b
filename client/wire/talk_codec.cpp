// Texts, reactions, edits and deletions: every field is checked here and nowhere else.
#include "client/wire/talk_codec.hpp"

#include "client/wire/content.hpp"
#include "content.pb.h"

namespace stille::client::wire {

namespace {

std::string bytes_of(ByteView bytes) {
  return std::string(as_text(bytes));
}

Result<std::string> parse_text(const std::string& text) {
  if (text.empty()) return fail(Errc::bad_length);
  if (text.size() > kLongestTextBytes) return fail(Errc::too_large);
  if (!is_utf8(text)) return fail(Errc::bad_encoding);
  return text;
}

Result<std::uint32_t> parse_revision(std::uint32_t revision, std::uint32_t most) {
  if (revision == 0 || revision > most) return fail(Errc::bad_value);
  return revision;
}

Result<Target> parse_target(const pb::Target& in) {
  Target out;
  STILLE_TRY(out.id, ContentId::parse(as_bytes(in.id())));
  out.of_receiver = in.of_receiver();
  return out;
}

void write_target(const Target& from, pb::Target& to) {
  to.set_id(bytes_of(from.id.view()));
  to.set_of_receiver(from.of_receiver);
}

}  // namespace

Result<Text> parse(const pb::Text& in) {
  Text out;
  STILLE_TRY(out.text, parse_text(in.text()));
  out.question = in.question();
  if (!is_timer(in.expire_s())) return fail(Errc::bad_value);
  out.expire_s = in.expire_s();
  if (in.has_reply()) {
    STILLE_TRY(out.reply, parse(in.reply()));
  }
  return out;
}

Result<Quote> parse(const pb::Quote& in) {
  Quote out;
  STILLE_TRY(out.target, parse_target(in.target()));
  if (in.excerpt().size() > kLongestExcerpt) return fail(Errc::too_large);
  if (!is_utf8(in.excerpt())) return fail(Errc::bad_encoding);
  out.excerpt = in.excerpt();
  return out;
}

Result<Reaction> parse(const pb::Reaction& in) {
  Reaction out;
  STILLE_TRY(out.target, parse_target(in.target()));
  STILLE_TRY(out.revision, parse_revision(in.revision(), kMostReactionChanges));
  if (!in.text().empty() && !is_reaction(in.text())) return fail(Errc::bad_value);
  out.text = in.text();
  return out;
}

Result<Edit> parse(const pb::Edit& in) {
  Edit out;
  STILLE_TRY(out.target, ContentId::parse(as_bytes(in.target())));
  STILLE_TRY(out.revision, parse_revision(in.revision(), kMostEdits));
  STILLE_TRY(out.text, parse_text(in.text()));
  out.question = in.question();
  return out;
}

Result<Delete> parse(const pb::Delete& in) {
  STILLE_TRY(const auto target, ContentId::parse(as_bytes(in.target())));
  return Delete{target};
}

Result<Timer> parse(const pb::Timer& in) {
  STILLE_TRY(const auto version, parse_revision(in.version(), kMostTimerChanges));
  if (!is_timer(in.seconds())) return fail(Errc::bad_value);
  return Timer{version, in.seconds()};
}

void write(const Text& from, pb::Text& to) {
  to.set_text(from.text);
  to.set_question(from.question);
  to.set_expire_s(from.expire_s);
  if (from.reply) write(*from.reply, *to.mutable_reply());
}

void write(const Quote& from, pb::Quote& to) {
  write_target(from.target, *to.mutable_target());
  to.set_excerpt(from.excerpt);
}

void write(const Reaction& from, pb::Reaction& to) {
  write_target(from.target, *to.mutable_target());
  to.set_revision(from.revision);
  to.set_text(from.text);
}

void write(const Edit& from, pb::Edit& to) {
  to.set_target(bytes_of(from.target.view()));
  to.set_revision(from.revision);
  to.set_text(from.text);
  to.set_question(from.question);
}

void write(const Delete& from, pb::Delete& to) {
  to.set_target(bytes_of(from.target.view()));
}

void write(const Timer& from, pb::Timer& to) {
  to.set_version(from.version);
  to.set_seconds(from.seconds);
}

}  // namespace stille::client::wire
