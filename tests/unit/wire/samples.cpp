#include "tests/unit/wire/samples.hpp"

#include "common/wire/client_message.hpp"
#include "common/wire/relay_record.hpp"

namespace stille::wire::samples {

using namespace protocol;

crypto::SeededRng& rng() {
  static crypto::SeededRng rng{11};
  return rng;
}

Bytes random_bytes(std::size_t count) {
  Bytes out(count);
  rng().fill(out);
  return out;
}

namespace {

ReaderId reader() {
  return rng().fixed<ReaderId>();
}

crypto::DhPublic dh_key() {
  return crypto::dh_keypair(rng()).public_key;
}

Subscribe subscribe(std::size_t count, std::uint32_t window) {
  Subscribe out;
  for (std::size_t i = 0; i < count; ++i) out.entries.push_back({reader(), window});
  return out;
}

Create create(MailboxKind kind, std::optional<ClassId> token_class) {
  Create out{reader(), rng().fixed<WriterId>(), dh_key(), dh_key(), kind, {}};
  if (token_class) out.token = {*token_class, rng().fixed<TokenNonce>(), rng().fixed<crypto::VoprfOutput>()};
  return out;
}

Redeemed redeemed(std::size_t count) {
  Redeemed out{ClassId{0xffff}, {}};
  out.evaluation.proof = rng().fixed<crypto::VoprfProof>();
  for (std::size_t i = 0; i < count; ++i) {
    out.evaluation.elements.push_back(rng().fixed<crypto::EvaluatedElement>());
  }
  return out;
}

RelayRecord record(std::size_t count) {
  RelayRecord out{{{"relay.example", 7443}}, random_bytes(44), 1, 1, {}};
  for (std::size_t i = 1; i <= count; ++i) {
    const auto keys = crypto::derive_voprf_keypair(random_bytes(32), {}).value();
    out.classes.push_back({static_cast<ClassId>(i), "standard", {}, keys.public_key});
  }
  return out;
}

}  // namespace

std::vector<Command> commands() {
  std::vector<Command> out{create(MailboxKind::conversation, {}), create(MailboxKind::hello, ClassId{1}),
                           create(MailboxKind::hello_once, ClassId{0xffff})};
  out.emplace_back(subscribe(1, kDefaultWindow));
  out.emplace_back(subscribe(2, 1));
  out.emplace_back(subscribe(kMostSubscriptionsPerCommand, kLargestWindow));
  out.emplace_back(Ack{reader(), 0});
  out.emplace_back(Ack{reader(), ~0ULL});
  out.emplace_back(Delete{reader()});
  for (auto size : kEnvelopeSizes)
    out.emplace_back(Send{rng().fixed<WriterId>(), rng().fixed<EnvelopeId>(), random_bytes(size)});
  out.emplace_back(
      PutLink{rng().fixed<LinkId>(), reader(), random_bytes(kLinkCardSize), TimePoint{milliseconds{1}}});
  out.emplace_back(GetLink{rng().fixed<LinkId>()});
  out.emplace_back(DeleteLink{rng().fixed<LinkId>(), reader()});
  out.emplace_back(Ping{});
  for (std::size_t count : {std::size_t{1}, kMostTokensPerRedeem}) {
    std::vector<crypto::BlindedElement> blinded(count);
    for (auto& element : blinded) element = crypto::blind(random_bytes(32), rng()).value().element;
    out.emplace_back(Redeem{rng().fixed<RelayCode>(), std::move(blinded)});
  }
  out.emplace_back(GetRecord{});
  for (std::size_t count : {std::size_t{1}, kMostSubscriptionsPerCommand}) {
    Ticket ticket{dh_key(), std::vector<ReaderId>(count)};
    for (auto& id : ticket.reader_ids) id = reader();
    std::sort(ticket.reader_ids.begin(), ticket.reader_ids.end());
    out.emplace_back(std::move(ticket));
  }
  out.emplace_back(Resume{random_bytes(1), kDefaultWindow});
  out.emplace_back(Resume{random_bytes(kLongestTicket), kLargestWindow});
  const auto blob_writer = rng().fixed<BlobWriterId>();
  const auto blob_reader = rng().fixed<BlobReaderId>();
  out.emplace_back(BlobCreate{blob_reader, blob_writer, dh_key(), dh_key(), ChunkClass::small, 1,
                              TimePoint{milliseconds{1}}, reader()});
  out.emplace_back(BlobCreate{blob_reader, blob_writer, dh_key(), dh_key(), ChunkClass::large, kMostChunks,
                              TimePoint{milliseconds{~0ULL >> 1}}, reader()});
  out.emplace_back(BlobPut{blob_writer, 0, random_bytes(kSmallChunk)});
  out.emplace_back(BlobPut{blob_writer, kMostChunks - 1, random_bytes(kLargeChunk)});
  out.emplace_back(BlobGet{blob_reader, 0});
  out.emplace_back(BlobGet{blob_reader, kMostChunks - 1});
  out.emplace_back(BlobStat{blob_reader});
  out.emplace_back(BlobStat{blob_writer});
  out.emplace_back(BlobDelete{blob_writer});
  return out;
}

std::vector<ClientMessage> client_messages() {
  std::vector<ClientMessage> out{ClientHello{}, ClientHello{1, 7}};
  std::uint64_t number = 1;
  for (auto& command : commands()) {
    auto bytes = write_command(command);
    const auto* subscription = std::get_if<Subscribe>(&command);
    std::vector<CommandTag> tags(subscription != nullptr ? subscription->entries.size() : 1);
    for (auto& tag : tags) tag = rng().fixed<CommandTag>();
    out.emplace_back(Request{number, std::move(command), std::move(bytes), std::move(tags)});
    number *= 7;
  }
  return out;
}

std::vector<RelayMessage> relay_messages() {
  std::vector<RelayMessage> out{RelayHello{1, dh_key(), TimePoint{milliseconds{1'800'000'000'000}}, true, 7}};
  for (int status = 1; status <= static_cast<int>(Status::no_space); ++status)
    out.emplace_back(Reply{rng().u64(), static_cast<Status>(status), milliseconds{status * 1000}, {}, {}});
  out.emplace_back(Reply{1, Status::ok, {}, {{Status::ok, 9, 3}, {Status::denied, 0, 0}}, {}});
  const std::vector<SubscribedEntry> most(kMostSubscriptionsPerCommand, {Status::ok, ~0ULL, ~0U});
  out.emplace_back(Reply{2, Status::ok, {}, most, {}});
  out.emplace_back(Reply{3, Status::ok, {}, {}, random_bytes(kLinkCardSize)});
  for (std::size_t count : {std::size_t{1}, kMostTokensPerRedeem}) {
    Reply reply{4, Status::ok, {}, {}, {}};
    reply.redeemed = redeemed(count);
    out.emplace_back(std::move(reply));
  }
  for (std::size_t count : {std::size_t{1}, kMostTokenClasses}) {
    Reply reply{5, Status::ok, {}, {}, {}};
    reply.record = {rng().fixed<crypto::SignPublic>(), write_relay_record(record(count)),
                    rng().fixed<crypto::Signature>()};
    out.emplace_back(std::move(reply));
  }
  for (auto count : {1U, 8U, 9U, kMostChunks}) {
    Reply reply{6, Status::ok, {}, {}, {}};
    reply.blob = {ChunkClass::large, count, Bytes((count + 7) / 8, 1), TimePoint{milliseconds{9}}};
    out.emplace_back(std::move(reply));
  }
  for (auto size : {kSmallChunk, kLargeChunk}) {
    Reply reply{7, Status::ok, {}, {}, {}};
    reply.chunk = random_bytes(size);
    out.emplace_back(std::move(reply));
  }
  for (auto size : {std::size_t{1}, kLongestTicket}) {
    Reply reply{8, Status::ok, {}, {}, {}};
    reply.ticket = random_bytes(size);
    out.emplace_back(std::move(reply));
  }
  for (auto size : kEnvelopeSizes)
    out.emplace_back(Event{Deliver{reader(), rng().u64(), random_bytes(size)}});
  out.emplace_back(Event{Space{rng().fixed<WriterId>()}});
  out.emplace_back(Event{TakenOver{reader()}});
  out.emplace_back(Event{GoAway{milliseconds{30'000}}});
  out.emplace_back(Event{Claimed{reader(), 2}});
  return out;
}

Bytes field(std::uint32_t number, ByteView body) {
  return concat({varint(number << 3U | 2U), varint(body.size()), body});
}

Bytes number_field(std::uint32_t number, std::uint64_t value) {
  return concat({varint(number << 3U), varint(value)});
}

}  // namespace stille::wire::samples
