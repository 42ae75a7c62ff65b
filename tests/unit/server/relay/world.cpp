#include "tests/unit/server/relay/world.hpp"

#include "server/blob/worker.hpp"

namespace stille::relay::test {

using protocol::MailboxRole;

World::World(Limits wanted, std::function<store::MailboxStore&()> open)
    : store(memory), limits(wanted), open_(std::move(open)) {
  if (open_) store.replace(open_());
  fingerprint = rng.fixed<protocol::RelayFingerprint>();
  relay = std::make_unique<Relay>(limits, fingerprint, store, rng);
}

World::~World() = default;

Limits World::open_relay() {
  Limits limits;
  limits.open = true;
  return limits;
}

Client& World::client(SourceId source) {
  const auto id = ++last_id_;
  if (source == 0) source = ~id;
  return *clients.emplace(id, std::make_unique<Client>(*this, id, source)).first->second;
}

TestMailbox World::mailbox(protocol::MailboxKind kind) {
  return {rng.fixed<protocol::ReaderId>(), rng.fixed<protocol::WriterId>(), crypto::dh_keypair(rng),
          crypto::dh_keypair(rng), kind};
}

TestMailbox World::existing(protocol::MailboxKind kind) {
  auto out = mailbox(kind);
  auto& creator = client();
  creator.creates(out);
  (void)commits().has_value();
  creator.leaves();
  return out;
}

Result<void> World::commits() {
  auto done = relay->commit(now);
  hands_out();
  return done;
}

Result<void> World::ticks() {
  auto done = relay->tick(now, std::exchange(passed_, milliseconds{0}));
  hands_out();
  if (done && file_error_) done = fail(*file_error_);
  file_error_.reset();
  return done;
}

void World::crashes() {
  clients.clear();
  jobs.clear();
  passed_ = milliseconds{0};
  store.mend();
  if (open_) store.replace(open_());
  relay = std::make_unique<Relay>(limits, fingerprint, store, rng);
}

void World::hands_out() {
  for (auto actions = relay->take_actions(); !actions.empty(); actions = relay->take_actions()) {
    for (const auto& action : actions) {
      const auto to = std::visit(
          [](const auto& one) {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, SendMessage>)
              return one.to;
            else
              return one.id;
          },
          action);
      const auto found = clients.find(to);
      if (found == clients.end()) continue;
      if (const auto* send = std::get_if<SendMessage>(&action)) found->second->receive(send->message);
      found->second->authenticated |= std::holds_alternative<Authenticated>(action);
      found->second->closed |= std::holds_alternative<CloseConnection>(action);
    }
    for (auto& [id, client] : clients) {
      if (!client->stalls) client->drains();
    }
  }
  auto fresh = relay->take_jobs();
  std::move(fresh.begin(), fresh.end(), std::back_inserter(jobs));
  if (!disk_waits && !jobs.empty()) disk_works();
}

void World::disk_works() {
  for (auto& job : std::exchange(jobs, {})) {
    auto done = blob::perform(std::move(job), *disk);
    if (!done) continue;
    auto* written = std::get_if<blob::ChunkWritten>(&*done);
    if (written != nullptr && written->outcome && files.sync_error)
      written->outcome = fail(*files.sync_error);
    const auto taken = relay->file_done(std::move(*done), now);
    if (!taken) file_error_ = taken.error().code;
  }
  hands_out();
}

TestBlob World::blob(std::uint32_t chunk_count) {
  return {rng.fixed<protocol::BlobReaderId>(),
          rng.fixed<protocol::BlobWriterId>(),
          crypto::dh_keypair(rng),
          crypto::dh_keypair(rng),
          protocol::ChunkClass::small,
          chunk_count,
          now + std::chrono::hours{24}};
}

TestBlob World::existing_blob(const TestMailbox& payer, std::uint32_t chunk_count) {
  auto out = blob(chunk_count);
  auto& creator = client();
  creator.creates_blob(out, payer);
  (void)commits().has_value();
  creator.leaves();
  return out;
}

Client::Client(World& world, ConnectionId own, SourceId source)
    : id(own), world_(world), binding_(world.rng.fixed<protocol::ChannelBinding>()) {
  auto session = crypto::dh_keypair(world.rng);
  session_key_ = session.public_key;
  world.relay->connected({id, binding_, std::move(session.secret), source}, world.now);
}

std::uint64_t Client::ask(protocol::Command command, ByteView bytes, const crypto::DhSecret* key,
                          MailboxRole role, const std::array<std::uint8_t, 24>& mailbox) {
  protocol::Request request{next_number(), std::move(command), Bytes(bytes.begin(), bytes.end()), {}};
  const auto resumed = resumed_.find(mailbox);
  if (role == MailboxRole::reader && resumed != resumed_.end()) {
    const protocol::AuthContext context{binding_, world_.fingerprint, role, mailbox};
    request.tags.push_back(protocol::command_tag(resumed->second, request.number, context, bytes));
  } else if (key != nullptr) {
    request.tags.push_back(tag(*key, role, mailbox, request.number, bytes));
  }
  const auto number = request.number;
  asks(std::move(request));
  return number;
}

std::uint64_t Client::asks_ticket(const crypto::DhPublic& resume_key,
                                  std::vector<protocol::ReaderId> mailboxes) {
  std::sort(mailboxes.begin(), mailboxes.end());
  return asks_untagged(protocol::Ticket{resume_key, std::move(mailboxes)});
}

TestTicket Client::gets_ticket(const std::vector<const TestMailbox*>& mailboxes) {
  TestTicket out{crypto::dh_keypair(world_.rng), {}, {}};
  for (const auto* box : mailboxes) {
    subscribes(*box);
    out.mailboxes.push_back(box->reader_id);
  }
  std::sort(out.mailboxes.begin(), out.mailboxes.end());
  const auto said = reply(asks_ticket(out.resume.public_key, out.mailboxes));
  if (said) out.bytes = said->ticket;
  return out;
}

std::uint64_t Client::resumes(const TestTicket& ticket, std::uint32_t window) {
  const auto ticket_id = protocol::ticket_id(ticket.bytes);
  const auto number = ask(protocol::Resume{ticket.bytes, window}, as_bytes("resume"), &ticket.resume.secret,
                          MailboxRole::ticket, ticket_id);
  const auto said = reply(number);
  if (!said || said->status != protocol::Status::ok) return number;
  const protocol::AuthContext context{binding_, world_.fingerprint, MailboxRole::ticket, ticket_id};
  for (std::size_t i = 0; i < said->subscribed.size(); ++i) {
    if (said->subscribed[i].status != protocol::Status::ok) continue;
    resumed_.insert_or_assign(ticket.mailboxes.at(i).raw,
                              protocol::command_key(ticket.resume.secret, session_key_, context).value());
  }
  return number;
}

protocol::CommandTag Client::tag(const crypto::DhSecret& key, MailboxRole role,
                                 const std::array<std::uint8_t, 24>& mailbox, std::uint64_t number,
                                 ByteView command) const {
  const protocol::AuthContext context{binding_, world_.fingerprint, role, mailbox};
  return command_tag(protocol::command_key(key, session_key_, context).value(), number, context, command);
}

void Client::asks(protocol::Request request) {
  number_ = std::max(number_, request.number);
  world_.relay->handle(id, std::move(request), world_.now);
  world_.hands_out();
}

std::uint64_t Client::creates(const TestMailbox& m) {
  return ask(protocol::Create{m.reader_id, m.writer_id, m.reader.public_key, m.writer.public_key, m.kind, {}},
             as_bytes("create"), &m.reader.secret, MailboxRole::reader, m.reader_id.raw);
}

std::uint64_t Client::subscribes(const TestMailbox& m, std::uint32_t window) {
  return ask(protocol::Subscribe{{{m.reader_id, window}}}, as_bytes("subscribe"), &m.reader.secret,
             MailboxRole::reader, m.reader_id.raw);
}

std::uint64_t Client::sends(const TestMailbox& m, const protocol::EnvelopeId& envelope_id, Bytes envelope) {
  const auto bytes = concat({m.writer_id.view(), envelope_id.view(), envelope});
  return ask(protocol::Send{m.writer_id, envelope_id, std::move(envelope)}, bytes, &m.writer.secret,
             MailboxRole::writer, m.writer_id.raw);
}

std::uint64_t Client::sends(const TestMailbox& m, std::size_t size) {
  return sends(m, world_.envelope_id(), Bytes(size, 0x5e));
}

std::uint64_t Client::acks(const TestMailbox& m, std::uint64_t up_to) {
  return ask(protocol::Ack{m.reader_id, up_to}, be64(up_to), &m.reader.secret, MailboxRole::reader,
             m.reader_id.raw);
}

std::uint64_t Client::deletes(const TestMailbox& m) {
  return ask(protocol::Delete{m.reader_id}, as_bytes("delete"), &m.reader.secret, MailboxRole::reader,
             m.reader_id.raw);
}

std::uint64_t Client::puts_link(const TestMailbox& m, const protocol::LinkId& link, milliseconds life) {
  return ask(protocol::PutLink{link, m.reader_id, Bytes(protocol::kLinkCardSize, 0xca), world_.now + life},
             link.view(), &m.reader.secret, MailboxRole::reader, m.reader_id.raw);
}

std::uint64_t Client::gets_link(const protocol::LinkId& link) {
  return ask(protocol::GetLink{link}, link.view(), nullptr);
}

std::uint64_t Client::deletes_link(const TestMailbox& m, const protocol::LinkId& link) {
  return ask(protocol::DeleteLink{link, m.reader_id}, link.view(), &m.reader.secret, MailboxRole::reader,
             m.reader_id.raw);
}

std::uint64_t Client::creates(const TestMailbox& m, const protocol::CreationToken& token) {
  return ask(
      protocol::Create{m.reader_id, m.writer_id, m.reader.public_key, m.writer.public_key, m.kind, token},
      as_bytes("create"), &m.reader.secret, MailboxRole::reader, m.reader_id.raw);
}

std::uint64_t Client::asks_untagged(protocol::Command command) {
  return ask(std::move(command), as_bytes("untagged"), nullptr);
}

std::uint64_t Client::creates_blob(const TestBlob& b, const TestMailbox& payer) {
  protocol::Request request{
      next_number(),
      protocol::BlobCreate{b.reader_id, b.writer_id, b.reader.public_key, b.writer.public_key, b.chunk_class,
                           b.chunk_count, b.expires, payer.reader_id},
      {'b'},
      {}};
  request.tags.push_back(
      tag(b.writer.secret, MailboxRole::writer, b.writer_id.raw, request.number, request.command_bytes));
  request.tags.push_back(tag(payer.reader.secret, MailboxRole::reader, payer.reader_id.raw, request.number,
                             request.command_bytes));
  const auto number = request.number;
  asks(std::move(request));
  return number;
}

std::uint64_t Client::ask_as_writer(protocol::Command command, const TestBlob& b) {
  return ask(std::move(command), as_bytes("w"), &b.writer.secret, MailboxRole::writer, b.writer_id.raw);
}

std::uint64_t Client::ask_as_reader(protocol::Command command, const TestBlob& b) {
  return ask(std::move(command), as_bytes("r"), &b.reader.secret, MailboxRole::reader, b.reader_id.raw);
}

std::uint64_t Client::puts(const TestBlob& b, std::uint32_t index, Bytes chunk) {
  return ask_as_writer(protocol::BlobPut{b.writer_id, index, std::move(chunk)}, b);
}

std::uint64_t Client::gets(const TestBlob& b, std::uint32_t index) {
  return ask_as_reader(protocol::BlobGet{b.reader_id, index}, b);
}

std::uint64_t Client::stats_as_reader(const TestBlob& b) {
  return ask_as_reader(protocol::BlobStat{b.reader_id}, b);
}

std::uint64_t Client::stats_as_writer(const TestBlob& b) {
  return ask_as_writer(protocol::BlobStat{b.writer_id}, b);
}

std::uint64_t Client::deletes(const TestBlob& b) {
  return ask_as_writer(protocol::BlobDelete{b.writer_id}, b);
}

std::uint64_t Client::pings() {
  return ask(protocol::Ping{}, as_bytes("ping"), nullptr);
}

void Client::leaves() {
  world_.relay->disconnected(id, world_.now);
}

void Client::receive(const protocol::RelayMessage& message) {
  if (const auto* reply = std::get_if<protocol::Reply>(&message)) {
    replies_[reply->number] = *reply;
    unwritten_ += reply->chunk.size();
  }
  if (const auto* event = std::get_if<protocol::Event>(&message)) {
    events_.push_back(*event);
    if (const auto* deliver = std::get_if<protocol::Deliver>(event)) unwritten_ += deliver->envelope.size();
  }
}

void Client::drains() {
  if (unwritten_ > 0) world_.relay->written(id, std::exchange(unwritten_, 0), world_.now);
}

std::optional<protocol::Reply> Client::reply(std::uint64_t number) const {
  const auto found = replies_.find(number);
  return found == replies_.end() ? std::nullopt : std::optional(found->second);
}

protocol::Status Client::status(std::uint64_t number) const {
  const auto found = reply(number);
  return found ? found->status : kNoReply;
}

}  // namespace stille::relay::test
