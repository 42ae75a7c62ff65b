#include "common/wire/canonical.hpp"
#include "common/wire/client_message.hpp"
#include "common/wire/proto_bytes.hpp"
#include "relay.pb.h"

namespace stille::wire {
namespace {

namespace pb = relay::v1;
using namespace protocol;

Result<Command> parse(const pb::Create& in) {
  Create out;
  STILLE_TRY(out.reader_id, ReaderId::parse(as_bytes(in.reader_id())));
  STILLE_TRY(out.writer_id, WriterId::parse(as_bytes(in.writer_id())));
  STILLE_TRY(out.reader_key, crypto::parse_dh_public(as_bytes(in.reader_key())));
  STILLE_TRY(out.writer_key, crypto::parse_dh_public(as_bytes(in.writer_key())));
  if (in.kind() < pb::CONVERSATION || in.kind() > pb::HELLO_ONCE) return fail(Errc::bad_value);
  out.kind = static_cast<MailboxKind>(in.kind());
  if (!in.token().empty()) {
    STILLE_TRY(out.token, parse_creation_token(as_bytes(in.token())));
  }
  return Command{std::move(out)};
}

Result<Command> parse(const pb::Subscribe& in) {
  const auto count = static_cast<std::size_t>(in.entries_size());
  if (count == 0) return fail(Errc::bad_length);
  if (count > kMostSubscriptionsPerCommand) return fail(Errc::too_large);
  Subscribe out;
  out.entries.reserve(count);
  for (const auto& entry : in.entries()) {
    STILLE_TRY(auto id, ReaderId::parse(as_bytes(entry.reader_id())));
    if (entry.window() > kLargestWindow) return fail(Errc::too_large);
    out.entries.push_back({id, entry.window() == 0 ? kDefaultWindow : entry.window()});
  }
  return Command{std::move(out)};
}

Result<Command> parse(const pb::Ticket& in) {
  Ticket out;
  STILLE_TRY(out.resume_key, crypto::parse_dh_public(as_bytes(in.resume_key())));
  if (in.reader_ids().empty()) return fail(Errc::bad_length);
  if (static_cast<std::size_t>(in.reader_ids_size()) > kMostSubscriptionsPerCommand)
    return fail(Errc::too_large);
  for (const auto& bytes : in.reader_ids()) {
    STILLE_TRY(const auto id, ReaderId::parse(as_bytes(bytes)));
    if (!out.reader_ids.empty() && id <= out.reader_ids.back()) return fail(Errc::not_canonical);
    out.reader_ids.push_back(id);
  }
  return Command{std::move(out)};
}

Result<Command> parse(const pb::Resume& in) {
  if (in.ticket().empty()) return fail(Errc::bad_length);
  if (in.ticket().size() > kLongestTicket || in.window() > kLargestWindow) return fail(Errc::too_large);
  return Command{Resume{copy_of(in.ticket()), in.window() == 0 ? kDefaultWindow : in.window()}};
}

Result<Command> parse(const pb::Ack& in) {
  STILLE_TRY(auto id, ReaderId::parse(as_bytes(in.reader_id())));
  return Command{Ack{id, in.up_to()}};
}

Result<Command> parse(const pb::Delete& in) {
  STILLE_TRY(auto id, ReaderId::parse(as_bytes(in.reader_id())));
  return Command{Delete{id}};
}

Result<Command> parse(const pb::Send& in) {
  Send out;
  STILLE_TRY(out.writer_id, WriterId::parse(as_bytes(in.writer_id())));
  STILLE_TRY(out.envelope_id, EnvelopeId::parse(as_bytes(in.envelope_id())));
  if (!is_envelope_size(in.envelope().size())) return fail(Errc::bad_length);
  out.envelope = copy_of(in.envelope());
  return Command{std::move(out)};
}

Result<Command> parse(const pb::PutLink& in) {
  PutLink out;
  STILLE_TRY(out.link_id, LinkId::parse(as_bytes(in.link_id())));
  STILLE_TRY(out.reader_id, ReaderId::parse(as_bytes(in.reader_id())));
  if (in.card().size() != kLinkCardSize) return fail(Errc::bad_length);
  out.card = copy_of(in.card());
  STILLE_TRY(out.expires, time_of(in.expires_ms()));
  return Command{std::move(out)};
}

Result<Command> parse(const pb::GetLink& in) {
  STILLE_TRY(auto id, LinkId::parse(as_bytes(in.link_id())));
  return Command{GetLink{id}};
}

Result<Command> parse(const pb::DeleteLink& in) {
  DeleteLink out;
  STILLE_TRY(out.link_id, LinkId::parse(as_bytes(in.link_id())));
  STILLE_TRY(out.reader_id, ReaderId::parse(as_bytes(in.reader_id())));
  return Command{out};
}

Result<Command> parse(const pb::Redeem& in) {
  Redeem out;
  STILLE_TRY(out.code, RelayCode::parse(as_bytes(in.code())));
  if (in.blinded().empty()) return fail(Errc::bad_length);
  if (static_cast<std::size_t>(in.blinded_size()) > kMostTokensPerRedeem) return fail(Errc::too_large);
  for (const auto& blinded : in.blinded()) {
    STILLE_TRY(out.blinded.emplace_back(), crypto::BlindedElement::parse(as_bytes(blinded)));
  }
  return Command{std::move(out)};
}

Result<ChunkClass> parse(pb::ChunkClass in) {
  if (in != pb::SMALL && in != pb::LARGE) return fail(Errc::bad_value);
  return static_cast<ChunkClass>(in);
}

Result<Command> parse(const pb::BlobCreate& in) {
  BlobCreate out;
  STILLE_TRY(out.reader_id, BlobReaderId::parse(as_bytes(in.reader_id())));
  STILLE_TRY(out.writer_id, BlobWriterId::parse(as_bytes(in.writer_id())));
  STILLE_TRY(out.reader_key, crypto::parse_dh_public(as_bytes(in.reader_key())));
  STILLE_TRY(out.writer_key, crypto::parse_dh_public(as_bytes(in.writer_key())));
  STILLE_TRY(out.chunk_class, parse(in.chunk_class()));
  if (in.chunk_count() == 0 || in.chunk_count() > kMostChunks) return fail(Errc::too_large);
  out.chunk_count = in.chunk_count();
  STILLE_TRY(out.expires, time_of(in.expires_ms()));
  STILLE_TRY(out.payer, ReaderId::parse(as_bytes(in.payer_id())));
  return Command{out};
}

Result<Command> parse(const pb::BlobPut& in) {
  BlobPut out;
  STILLE_TRY(out.writer_id, BlobWriterId::parse(as_bytes(in.writer_id())));
  if (in.index() >= kMostChunks) return fail(Errc::too_large);
  out.index = in.index();
  if (in.chunk().size() != kSmallChunk && in.chunk().size() != kLargeChunk) return fail(Errc::bad_length);
  out.chunk = copy_of(in.chunk());
  return Command{std::move(out)};
}

Result<Command> parse(const pb::BlobGet& in) {
  STILLE_TRY(auto id, BlobReaderId::parse(as_bytes(in.reader_id())));
  if (in.index() >= kMostChunks) return fail(Errc::too_large);
  return Command{BlobGet{id, in.index()}};
}

Result<Command> parse(const pb::BlobStat& in) {
  if (in.has_reader_id()) {
    STILLE_TRY(auto id, BlobReaderId::parse(as_bytes(in.reader_id())));
    return Command{BlobStat{id}};
  }
  STILLE_TRY(auto id, BlobWriterId::parse(as_bytes(in.writer_id())));
  return Command{BlobStat{id}};
}

Result<Command> parse(const pb::BlobDelete& in) {
  STILLE_TRY(auto id, BlobWriterId::parse(as_bytes(in.writer_id())));
  return Command{BlobDelete{id}};
}

/// A single length-delimited field, canonically encoded, of a number that Command does not have: its tag
/// takes one or two bytes, its length up to three.
bool is_later_command(ByteView bytes) {
  constexpr auto kKnown = [](std::uint64_t number) { return number <= 18; };
  std::array<std::uint64_t, 2> head{};
  for (auto& value : head) {
    unsigned shift = 0;
    std::uint8_t byte = 0x80;
    while ((byte & 0x80U) != 0) {
      if (bytes.empty() || shift > 14) return false;
      byte = bytes.front();
      bytes = bytes.subspan(1);
      value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
      shift += 7;
    }
    if (byte == 0 && shift > 7) return false;
  }
  return (head[0] & 7U) == 2 && !kKnown(head[0] >> 3U) && head[1] == bytes.size();
}

Result<Command> parse(const pb::Command& in) {
  switch (in.body_case()) {
    case pb::Command::kCreate:
      return parse(in.create());
    case pb::Command::kSubscribe:
      return parse(in.subscribe());
    case pb::Command::kTicket:
      return parse(in.ticket());
    case pb::Command::kResume:
      return parse(in.resume());
    case pb::Command::kAck:
      return parse(in.ack());
    case pb::Command::kDelete:
      return parse(in.delete_());
    case pb::Command::kSend:
      return parse(in.send());
    case pb::Command::kPutLink:
      return parse(in.put_link());
    case pb::Command::kGetLink:
      return parse(in.get_link());
    case pb::Command::kDeleteLink:
      return parse(in.delete_link());
    case pb::Command::kPing:
      return Command{Ping{}};
    case pb::Command::kRedeem:
      return parse(in.redeem());
    case pb::Command::kGetRecord:
      return Command{GetRecord{}};
    case pb::Command::kBlobCreate:
      return parse(in.blob_create());
    case pb::Command::kBlobPut:
      return parse(in.blob_put());
    case pb::Command::kBlobGet:
      return parse(in.blob_get());
    case pb::Command::kBlobStat:
      return parse(in.blob_stat());
    case pb::Command::kBlobDelete:
      return parse(in.blob_delete());
    case pb::Command::BODY_NOT_SET:
      break;
  }
  return fail(Errc::bad_value);
}

struct Writer {
  pb::Command& out;

  void operator()(const Create& in) const {
    auto& to = *out.mutable_create();
    to.set_reader_id(text_of(in.reader_id));
    to.set_writer_id(text_of(in.writer_id));
    to.set_reader_key(text_of(in.reader_key));
    to.set_writer_key(text_of(in.writer_key));
    to.set_kind(static_cast<pb::MailboxKind>(in.kind));
    if (in.token) to.set_token(text_of(ByteView(encode(*in.token))));
  }
  void operator()(const Subscribe& in) const {
    auto& to = *out.mutable_subscribe();
    for (const auto& entry : in.entries) {
      auto& added = *to.add_entries();
      added.set_reader_id(text_of(entry.reader_id));
      added.set_window(entry.window == kDefaultWindow ? 0 : entry.window);
    }
  }
  void operator()(const Ticket& in) const {
    auto& to = *out.mutable_ticket();
    to.set_resume_key(text_of(in.resume_key));
    for (const auto& id : in.reader_ids) to.add_reader_ids(text_of(id));
  }
  void operator()(const Resume& in) const {
    out.mutable_resume()->set_ticket(text_of(ByteView(in.ticket)));
    out.mutable_resume()->set_window(in.window == kDefaultWindow ? 0 : in.window);
  }
  void operator()(const Ack& in) const {
    out.mutable_ack()->set_reader_id(text_of(in.reader_id));
    out.mutable_ack()->set_up_to(in.up_to);
  }
  void operator()(const Delete& in) const { out.mutable_delete_()->set_reader_id(text_of(in.reader_id)); }
  void operator()(const Send& in) const {
    auto& to = *out.mutable_send();
    to.set_writer_id(text_of(in.writer_id));
    to.set_envelope_id(text_of(in.envelope_id));
    to.set_envelope(text_of(ByteView(in.envelope)));
  }
  void operator()(const PutLink& in) const {
    auto& to = *out.mutable_put_link();
    to.set_link_id(text_of(in.link_id));
    to.set_reader_id(text_of(in.reader_id));
    to.set_card(text_of(ByteView(in.card)));
    to.set_expires_ms(ms_of(in.expires));
  }
  void operator()(const GetLink& in) const { out.mutable_get_link()->set_link_id(text_of(in.link_id)); }
  void operator()(const DeleteLink& in) const {
    out.mutable_delete_link()->set_link_id(text_of(in.link_id));
    out.mutable_delete_link()->set_reader_id(text_of(in.reader_id));
  }
  void operator()(const Ping&) const { out.mutable_ping(); }
  void operator()(const Redeem& in) const {
    out.mutable_redeem()->set_code(text_of(in.code));
    for (const auto& blinded : in.blinded) out.mutable_redeem()->add_blinded(text_of(blinded));
  }
  void operator()(const GetRecord&) const { out.mutable_get_record(); }
  void operator()(const BlobCreate& in) const {
    auto& to = *out.mutable_blob_create();
    to.set_reader_id(text_of(in.reader_id));
    to.set_writer_id(text_of(in.writer_id));
    to.set_reader_key(text_of(in.reader_key));
    to.set_writer_key(text_of(in.writer_key));
    to.set_chunk_class(static_cast<pb::ChunkClass>(in.chunk_class));
    to.set_chunk_count(in.chunk_count);
    to.set_expires_ms(ms_of(in.expires));
    to.set_payer_id(text_of(in.payer));
  }
  void operator()(const BlobPut& in) const {
    auto& to = *out.mutable_blob_put();
    to.set_writer_id(text_of(in.writer_id));
    to.set_index(in.index);
    to.set_chunk(text_of(ByteView(in.chunk)));
  }
  void operator()(const BlobGet& in) const {
    out.mutable_blob_get()->set_reader_id(text_of(in.reader_id));
    out.mutable_blob_get()->set_index(in.index);
  }
  void operator()(const BlobStat& in) const {
    auto& to = *out.mutable_blob_stat();
    if (const auto* reader = std::get_if<BlobReaderId>(&in.id)) to.set_reader_id(text_of(*reader));
    if (const auto* writer = std::get_if<BlobWriterId>(&in.id)) to.set_writer_id(text_of(*writer));
  }
  void operator()(const BlobDelete& in) const {
    out.mutable_blob_delete()->set_writer_id(text_of(in.writer_id));
  }
  void operator()(const Unsupported&) const {}
};

pb::Command proto_of(const Command& command) {
  pb::Command out;
  std::visit(Writer{out}, command);
  return out;
}

/// Nothing of the protobuf is left when it returns.
Result<Command> parse_bytes(ByteView command) {
  pb::Command proto;
  if (!proto.ParseFromArray(command.data(), static_cast<int>(command.size())))
    return fail(Errc::bad_encoding);
  return parse(proto);
}

}  // namespace

Result<Command> parse_command(ByteView command) {
  if (is_later_command(command)) return Command{Unsupported{}};
  STILLE_TRY(auto out, parse_bytes(command));
  // Written again from the domain value, so nothing unknown, doubled or overlong can have been in it.
  if (!serialises_to(proto_of(out), command)) return fail(Errc::not_canonical);
  return out;
}

Bytes write_command(const Command& command) {
  return serialised(proto_of(command));
}

}  // namespace stille::wire
