#include "common/wire/relay_message.hpp"

#include "common/wire/canonical.hpp"
#include "common/wire/proto_bytes.hpp"
#include "common/wire/relay_record.hpp"
#include "relay.pb.h"

namespace stille::wire {
namespace {

namespace pb = relay::v1;
using namespace protocol;

Result<Status> parse(pb::Status in) {
  if (!pb::Status_IsValid(in) || in == pb::STATUS_UNSET) return fail(Errc::bad_value);
  return static_cast<Status>(in);
}

Result<RelayMessage> parse(const pb::RelayHello& in) {
  RelayHello out;
  if (in.version() == 0) return fail(Errc::bad_value);
  out.version = in.version();
  STILLE_TRY(out.session_key, crypto::parse_dh_public(as_bytes(in.session_key())));
  STILLE_TRY(out.time, time_of(in.time_ms()));
  out.open = in.open();
  if (in.store_epoch() == 0) return fail(Errc::bad_value);
  out.store_epoch = in.store_epoch();
  return RelayMessage{out};
}

Result<std::vector<SubscribedEntry>> parse(const pb::Subscribed& in) {
  const auto count = static_cast<std::size_t>(in.entries_size());
  if (count == 0) return fail(Errc::bad_length);
  if (count > kMostSubscriptionsPerCommand) return fail(Errc::too_large);
  std::vector<SubscribedEntry> out;
  out.reserve(count);
  for (const auto& entry : in.entries()) {
    STILLE_TRY(auto status, parse(entry.status()));
    out.push_back({status, entry.last(), entry.further_claims()});
  }
  return out;
}

Result<Redeemed> parse(const pb::Redeemed& in) {
  Redeemed out;
  if (in.token_class() == 0 || in.token_class() > 0xffff) return fail(Errc::bad_value);
  out.token_class = static_cast<ClassId>(in.token_class());
  const auto count = static_cast<std::size_t>(in.evaluated_size());
  if (count == 0 || count > kMostTokensPerRedeem) return fail(Errc::bad_length);
  for (const auto& evaluated : in.evaluated()) {
    STILLE_TRY(out.evaluation.elements.emplace_back(), crypto::EvaluatedElement::parse(as_bytes(evaluated)));
  }
  STILLE_TRY(out.evaluation.proof, crypto::VoprfProof::parse(as_bytes(in.proof())));
  return out;
}

Result<SignedRecord> parse(const pb::Record& in) {
  SignedRecord out;
  STILLE_TRY(out.identity, crypto::SignPublic::parse(as_bytes(in.identity())));
  if (in.record().empty() || in.record().size() > kLongestRecord) return fail(Errc::bad_length);
  out.record = copy_of(in.record());
  STILLE_TRY(out.signature, crypto::Signature::parse(as_bytes(in.signature())));
  return out;
}

Result<BlobStatus> parse(const pb::BlobStatus& in) {
  BlobStatus out;
  if (in.chunk_class() != pb::SMALL && in.chunk_class() != pb::LARGE) return fail(Errc::bad_value);
  out.chunk_class = static_cast<ChunkClass>(in.chunk_class());
  if (in.chunk_count() == 0 || in.chunk_count() > kMostChunks) return fail(Errc::too_large);
  out.chunk_count = in.chunk_count();
  if (in.chunks().size() != bitmap_size(out.chunk_count)) return fail(Errc::bad_length);
  out.chunks = copy_of(in.chunks());
  const auto used = out.chunk_count % 8;
  if (used != 0 && out.chunks.back() >> used != 0) return fail(Errc::not_canonical);
  STILLE_TRY(out.expires, time_of(in.expires_ms()));
  return out;
}

Result<RelayMessage> parse(const pb::Reply& in) {
  Reply out;
  out.number = in.number();
  STILLE_TRY(out.status, parse(in.status()));
  out.retry_after = milliseconds{in.retry_after_ms()};
  if (in.has_subscribed()) {
    STILLE_TRY(out.subscribed, parse(in.subscribed()));
  }
  if (in.has_link()) {
    if (in.link().card().size() != kLinkCardSize) return fail(Errc::bad_length);
    out.card = copy_of(in.link().card());
  }
  if (in.has_redeemed()) {
    STILLE_TRY(out.redeemed, parse(in.redeemed()));
  }
  if (in.has_record()) {
    STILLE_TRY(out.record, parse(in.record()));
    STILLE_TRY(out.record_says, parse_relay_record(out.record->record));
  }
  if (in.has_blob()) {
    STILLE_TRY(out.blob, parse(in.blob()));
  }
  if (in.has_blob_chunk()) {
    const auto size = in.blob_chunk().chunk().size();
    if (size != kSmallChunk && size != kLargeChunk) return fail(Errc::bad_length);
    out.chunk = copy_of(in.blob_chunk().chunk());
  }
  if (in.has_ticket()) {
    if (in.ticket().empty() || in.ticket().size() > kLongestTicket) return fail(Errc::bad_length);
    out.ticket = copy_of(in.ticket());
  }
  return RelayMessage{std::move(out)};
}

Result<Event> parse(const pb::Deliver& in) {
  Deliver out;
  STILLE_TRY(out.reader_id, ReaderId::parse(as_bytes(in.reader_id())));
  out.sequence = in.sequence();
  if (!is_envelope_size(in.envelope().size())) return fail(Errc::bad_length);
  out.envelope = copy_of(in.envelope());
  return Event{std::move(out)};
}

Result<Event> parse(const pb::Event& in) {
  switch (in.body_case()) {
    case pb::Event::kDeliver:
      return parse(in.deliver());
    case pb::Event::kSpace: {
      STILLE_TRY(auto id, WriterId::parse(as_bytes(in.space().writer_id())));
      return Event{Space{id}};
    }
    case pb::Event::kTakenOver: {
      STILLE_TRY(auto id, ReaderId::parse(as_bytes(in.taken_over().reader_id())));
      return Event{TakenOver{id}};
    }
    case pb::Event::kGoAway:
      return Event{GoAway{milliseconds{in.go_away().retry_after_ms()}}};
    case pb::Event::kClaimed: {
      STILLE_TRY(auto id, ReaderId::parse(as_bytes(in.claimed().reader_id())));
      return Event{Claimed{id, in.claimed().further_claims()}};
    }
    case pb::Event::BODY_NOT_SET:
      break;
  }
  return fail(Errc::bad_value);
}

Result<RelayMessage> parse(const pb::RelayFrame& in) {
  switch (in.body_case()) {
    case pb::RelayFrame::kHello:
      return parse(in.hello());
    case pb::RelayFrame::kReply:
      return parse(in.reply());
    case pb::RelayFrame::kEvent: {
      STILLE_TRY(auto event, parse(in.event()));
      return RelayMessage{std::move(event)};
    }
    case pb::RelayFrame::BODY_NOT_SET:
      break;
  }
  return fail(Errc::bad_value);
}

std::uint32_t wait_of(milliseconds wait) {
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(wait.count(), 0, kMost));
}

void write(const Redeemed& in, pb::Redeemed& to) {
  to.set_token_class(in.token_class);
  for (const auto& element : in.evaluation.elements) to.add_evaluated(text_of(element));
  to.set_proof(text_of(in.evaluation.proof));
}

void write(const SignedRecord& in, pb::Record& to) {
  to.set_identity(text_of(in.identity));
  to.set_record(text_of(ByteView(in.record)));
  to.set_signature(text_of(in.signature));
}

void write(const BlobStatus& in, pb::BlobStatus& to) {
  to.set_chunk_class(static_cast<pb::ChunkClass>(in.chunk_class));
  to.set_chunk_count(in.chunk_count);
  to.set_chunks(text_of(ByteView(in.chunks)));
  to.set_expires_ms(ms_of(in.expires));
}

struct EventWriter {
  pb::Event& out;

  void operator()(const Deliver& in) const {
    auto& to = *out.mutable_deliver();
    to.set_reader_id(text_of(in.reader_id));
    to.set_sequence(in.sequence);
    to.set_envelope(text_of(ByteView(in.envelope)));
  }
  void operator()(const Space& in) const { out.mutable_space()->set_writer_id(text_of(in.writer_id)); }
  void operator()(const TakenOver& in) const {
    out.mutable_taken_over()->set_reader_id(text_of(in.reader_id));
  }
  void operator()(const GoAway& in) const {
    out.mutable_go_away()->set_retry_after_ms(wait_of(in.retry_after));
  }
  void operator()(const Claimed& in) const {
    out.mutable_claimed()->set_reader_id(text_of(in.reader_id));
    out.mutable_claimed()->set_further_claims(in.further_claims);
  }
};

struct Writer {
  pb::RelayFrame& out;

  void operator()(const RelayHello& in) const {
    auto& to = *out.mutable_hello();
    to.set_version(in.version);
    to.set_session_key(text_of(in.session_key));
    to.set_time_ms(ms_of(in.time));
    to.set_open(in.open);
    to.set_store_epoch(in.store_epoch);
  }
  void operator()(const Reply& in) const {
    auto& to = *out.mutable_reply();
    to.set_number(in.number);
    to.set_status(static_cast<pb::Status>(in.status));
    to.set_retry_after_ms(wait_of(in.retry_after));
    for (const auto& entry : in.subscribed) {
      auto& added = *to.mutable_subscribed()->add_entries();
      added.set_status(static_cast<pb::Status>(entry.status));
      added.set_last(entry.last);
      added.set_further_claims(entry.further_claims);
    }
    if (!in.card.empty()) to.mutable_link()->set_card(text_of(ByteView(in.card)));
    if (in.redeemed) write(*in.redeemed, *to.mutable_redeemed());
    if (in.record) write(*in.record, *to.mutable_record());
    if (in.blob) write(*in.blob, *to.mutable_blob());
    if (!in.chunk.empty()) to.mutable_blob_chunk()->set_chunk(text_of(ByteView(in.chunk)));
    if (!in.ticket.empty()) to.set_ticket(text_of(ByteView(in.ticket)));
  }
  void operator()(const Event& in) const { std::visit(EventWriter{*out.mutable_event()}, in); }
};

pb::RelayFrame proto_of(const RelayMessage& message) {
  pb::RelayFrame out;
  std::visit(Writer{out}, message);
  return out;
}

Result<RelayMessage> parse_bytes(ByteView message) {
  pb::RelayFrame proto;
  if (!proto.ParseFromArray(message.data(), static_cast<int>(message.size())))
    return fail(Errc::bad_encoding);
  return parse(proto);
}

}  // namespace

Result<RelayMessage> parse_relay_message(ByteView message) {
  if (message.size() > kLargestMessage) return fail(Errc::too_large);
  STILLE_TRY(auto out, parse_bytes(message));
  if (!serialises_to(proto_of(out), message)) return fail(Errc::not_canonical);
  return out;
}

Bytes write_relay_message(const RelayMessage& message) {
  return serialised(proto_of(message));
}

}  // namespace stille::wire
