// protobuf to content and back; every field is checked here and nowhere else.
#include "client/wire/content.hpp"

#include "client/wire/acquaintance_codec.hpp"
#include "client/wire/file_wire.hpp"
#include "client/wire/group_proto.hpp"
#include "client/wire/profile_proto.hpp"
#include "client/wire/talk_codec.hpp"
#include "content.pb.h"

namespace stille::client::wire {

namespace {

// Those of the other codecs, beside the ones below.
using wire::parse;
using wire::write;

std::string bytes_of(ByteView bytes) {
  return std::string(as_text(bytes));
}

Result<MailboxOffer> parse(const pb::MailboxOffer& in) {
  MailboxOffer out;
  STILLE_TRY(out.relay.fingerprint, protocol::RelayFingerprint::parse(as_bytes(in.fingerprint())));
  if (in.port() == 0 || in.port() > 65535) return fail(Errc::bad_value);
  out.relay.host = in.host();
  out.relay.port = static_cast<std::uint16_t>(in.port());
  // The text form is the one place that knows what a host may look like.
  STILLE_TRY(const auto again, protocol::parse_relay_address(protocol::to_text(out.relay)));
  if (again != out.relay) return fail(Errc::bad_value);
  STILLE_TRY(out.writer_id, protocol::WriterId::parse(as_bytes(in.writer_id())));
  if (in.writer_secret().size() != crypto::DhSecret::size) return fail(Errc::bad_length);
  out.writer_secret = crypto::DhSecret::from(as_bytes(in.writer_secret()).first<crypto::DhSecret::size>());
  return out;
}

Result<Greeting> parse(const pb::Greeting& in) {
  Greeting out;
  STILLE_TRY(out.profile, parse_profile(in.profile()));
  // Whoever is greeted is not known yet: a name is all that goes to them.
  if (out.profile.card.version != 0) return fail(Errc::bad_value);
  STILLE_TRY(out.mailbox, parse(in.mailbox()));
  return out;
}

Result<Receipt> parse(const pb::Receipt& in) {
  if (in.delivered().empty()) return fail(Errc::bad_length);
  if (in.delivered_size() > static_cast<int>(kMostReceipts)) return fail(Errc::too_large);
  Receipt out;
  for (const auto& id : in.delivered()) {
    STILLE_TRY(const auto parsed, ContentId::parse(as_bytes(id)));
    out.delivered.push_back(parsed);
  }
  return out;
}

Result<MailboxUse> parse(const pb::MailboxUse& in) {
  STILLE_TRY(const auto id, protocol::WriterId::parse(as_bytes(in.writer_id())));
  return MailboxUse{id};
}

Result<MailboxRetire> parse(const pb::MailboxRetire& in) {
  STILLE_TRY(const auto id, protocol::WriterId::parse(as_bytes(in.writer_id())));
  return MailboxRetire{id};
}

Result<RenewalOffer> parse(const pb::RenewalOffer& in) {
  if (in.card().empty()) return fail(Errc::bad_length);
  if (in.card().size() > kLongestCard) return fail(Errc::too_large);
  return RenewalOffer{Bytes(in.card().begin(), in.card().end())};
}

Result<RenewalAnswer> parse(const pb::RenewalAnswer& in) {
  if (in.hello().size() != protocol::kHelloSize) return fail(Errc::bad_length);
  return RenewalAnswer{Bytes(in.hello().begin(), in.hello().end())};
}

Result<Rendezvous> parse(const pb::Rendezvous& in) {
  if (in.link().empty()) return fail(Errc::bad_length);
  if (in.link().size() > kLongestLink) return fail(Errc::too_large);
  return Rendezvous{crypto::SecretBytes(as_bytes(in.link()))};
}

template <class T>
Result<Body> as_body(Result<T> parsed) {
  if (!parsed) return fail(parsed.error().code);
  return Body(std::move(parsed).value());
}

Result<Body> parse_body(const pb::Content& in) {
  switch (in.body_case()) {
    case pb::Content::kGreeting:
      return as_body(parse(in.greeting()));
    case pb::Content::kText:
      return as_body(parse(in.text()));
    case pb::Content::kReceipt:
      return as_body(parse(in.receipt()));
    case pb::Content::kProfile:
      return as_body(parse_profile(in.profile()));
    case pb::Content::kMailboxOffer:
      return as_body(parse(in.mailbox_offer()));
    case pb::Content::kMailboxUse:
      return as_body(parse(in.mailbox_use()));
    case pb::Content::kMailboxRetire:
      return as_body(parse(in.mailbox_retire()));
    case pb::Content::kRenewalOffer:
      return as_body(parse(in.renewal_offer()));
    case pb::Content::kRenewalAnswer:
      return as_body(parse(in.renewal_answer()));
    case pb::Content::kRendezvous:
      return as_body(parse(in.rendezvous()));
    case pb::Content::kReaction:
      return as_body(parse(in.reaction()));
    case pb::Content::kEdit:
      return as_body(parse(in.edit()));
    case pb::Content::kDelete:
      return as_body(parse(in.delete_()));
    case pb::Content::kTimer:
      return as_body(parse(in.timer()));
    case pb::Content::kCardRequest:
      return Body(CardRequest{});
    case pb::Content::kFile:
      return parse_file(in.file());
    case pb::Content::kGroup:
      // What a later version says in groups is kept as any other unknown kind.
      if (in.group().what_case() == pb::Group::WHAT_NOT_SET) break;
      return as_body(parse_group(in.group()));
    case pb::Content::kSigns:
      return as_body(parse(in.signs()));
    case pb::Content::kRead:
      return as_body(parse(in.read()));
    case pb::Content::kTyping:
      // Good for a moment: what a later version may say in it is not worth keeping.
      if (in.typing().ByteSizeLong() != 0) return fail(Errc::bad_value);
      return Body(Typing{});
    case pb::Content::kIntroduction:
      if (in.introduction().what_case() == pb::Introduction::WHAT_NOT_SET) break;
      return as_body(parse(in.introduction()));
    case pb::Content::BODY_NOT_SET:
      break;
  }
  return Body(Unknown{});
}

void write(const MailboxOffer& from, pb::MailboxOffer& to) {
  to.set_fingerprint(bytes_of(from.relay.fingerprint.view()));
  to.set_host(from.relay.host);
  to.set_port(from.relay.port);
  to.set_writer_id(bytes_of(from.writer_id.view()));
  to.set_writer_secret(bytes_of(from.writer_secret.expose()));
}

struct WriteBody {
  pb::Content& to;

  void operator()(const Unknown&) const {}
  void operator()(const Greeting& from) const {
    write_profile(from.profile, *to.mutable_greeting()->mutable_profile());
    write(from.mailbox, *to.mutable_greeting()->mutable_mailbox());
  }
  void operator()(const Text& from) const { write(from, *to.mutable_text()); }
  void operator()(const Reaction& from) const { write(from, *to.mutable_reaction()); }
  void operator()(const Edit& from) const { write(from, *to.mutable_edit()); }
  void operator()(const Delete& from) const { write(from, *to.mutable_delete_()); }
  void operator()(const Receipt& from) const {
    for (const auto& id : from.delivered) to.mutable_receipt()->add_delivered(bytes_of(id.view()));
  }
  void operator()(const Timer& from) const { write(from, *to.mutable_timer()); }
  void operator()(const Profile& from) const { write_profile(from, *to.mutable_profile()); }
  void operator()(const CardRequest&) const { to.mutable_card_request(); }
  void operator()(const MailboxOffer& from) const { write(from, *to.mutable_mailbox_offer()); }
  void operator()(const MailboxUse& from) const {
    to.mutable_mailbox_use()->set_writer_id(bytes_of(from.writer_id.view()));
  }
  void operator()(const MailboxRetire& from) const {
    to.mutable_mailbox_retire()->set_writer_id(bytes_of(from.writer_id.view()));
  }
  void operator()(const RenewalOffer& from) const {
    to.mutable_renewal_offer()->set_card(bytes_of(from.card));
  }
  void operator()(const RenewalAnswer& from) const {
    to.mutable_renewal_answer()->set_hello(bytes_of(from.hello));
  }
  void operator()(const Rendezvous& from) const {
    to.mutable_rendezvous()->set_link(bytes_of(from.link.expose()));
  }
  void operator()(const FileOffer& from) const { write_file(from, *to.mutable_file()); }
  void operator()(const FileTaken& from) const { write_file(from, *to.mutable_file()); }
  void operator()(const Signs& from) const { write(from, *to.mutable_signs()); }
  void operator()(const Read& from) const { write(from, *to.mutable_read()); }
  void operator()(const Typing&) const { (void)to.mutable_typing(); }
  void operator()(const Introduction& from) const { write(from, *to.mutable_introduction()); }
  void operator()(const Group& from) const { write_group(from, *to.mutable_group()); }
};

crypto::SecretBytes serialise(const pb::Content& message) {
  crypto::SecretBytes out(message.ByteSizeLong());
  message.SerializeWithCachedSizesToArray(out.fill().data());
  return out;
}

}  // namespace

Result<Content> parse_content(ByteView bytes) {
  pb::Content in;
  if (!in.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return fail(Errc::bad_encoding);
  if (!same(serialise(in).expose(), bytes)) return fail(Errc::not_canonical);
  Content out;
  STILLE_TRY(out.id, ContentId::parse(as_bytes(in.id())));
  if (in.authored_ms() > (std::uint64_t{1} << 53U)) return fail(Errc::bad_value);
  out.authored = TimePoint(milliseconds(static_cast<std::int64_t>(in.authored_ms())));
  STILLE_TRY(out.body, parse_body(in));
  return out;
}

crypto::SecretBytes write_content(const Content& content) {
  pb::Content out;
  out.set_id(bytes_of(content.id.view()));
  out.set_authored_ms(static_cast<std::uint64_t>(content.authored.time_since_epoch().count()));
  std::visit(WriteBody{out}, content.body);
  return serialise(out);
}

}  // namespace stille::client::wire
