#include "client/rpc/courier.hpp"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/stat.h>

#include "client/net/sealed_file.hpp"
#include "client/net/transfer.hpp"
#include "client/rpc/way.hpp"
#include "common/crypto/hash.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::AttachmentState;
using client::Transfer;
using client::TransferKind;

net::MailboxKey for_link(const client::MailboxKey& key) {
  return {key.role, key.mailbox, key.secret.clone()};
}

// Whatever else waits runs first.
asio::awaitable<void> breathe() {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
}

e2e::FileHash finished(crypto::Sha512& hash) {
  const auto digest = hash.finish();
  return e2e::FileHash::copy_of(ByteView(digest).first(e2e::FileHash::size));
}

}  // namespace

std::string Courier::copy_of(const std::string& id) const {
  return (around_.engine.attachments().folder() / id).string();
}

bool Courier::wanted(const std::string& id, AttachmentState state) const {
  if (stopped_) return false;
  const auto view = around_.engine.attachments().find(id);
  return view && view.value().state == state;
}

void Courier::look() {
  if (stopped_) return;
  const auto moving = around_.engine.attachments().moving();
  if (!moving) return;
  for (const auto& id : moving.value()) {
    if (errands_.size() >= kMostAtOnce) return;
    const auto [errand, fresh] = errands_.try_emplace(id);
    if (!fresh) continue;
    const auto cancel = errand->second.cancel;
    asio::co_spawn(around_.io, carry(shared_from_this(), id),
                   asio::bind_cancellation_slot(cancel->slot(), [cancel](const std::exception_ptr&) {}));
  }
}

void Courier::try_now() {
  wake_.notify();
}

void Courier::stop() {
  stopped_ = true;
  wake_.notify();
  for (const auto& [id, errand] : errands_) {
    if (errand.link) errand.link->abort();
    errand.cancel->emit(asio::cancellation_type::terminal);
  }
}

void Courier::reroute() {
  ++routes_;
  for (auto& [id, errand] : errands_) {
    errand.anew = true;
    if (errand.link) errand.link->abort();
  }
  wake_.notify();
}

bool Courier::settled() const {
  const auto moving = around_.engine.attachments().moving();
  return moving && moving.value().empty();
}

bool Courier::tried() const {
  if (settled()) return true;
  return !errands_.empty() &&
         std::ranges::all_of(errands_, [](const auto& errand) { return errand.second.failure.has_value(); });
}

std::optional<Fault> Courier::failure(const std::string& id) const {
  const auto found = errands_.find(id);
  return found == errands_.end() ? std::nullopt : found->second.failure;
}

void Courier::make_folder() const {
  (void)::mkdir(around_.engine.attachments().folder().c_str(), 0700);
}

void Courier::tidy() {
  const auto keep = around_.engine.attachments().copies();
  if (!keep) return;
  std::error_code ignored;
  for (const auto& entry :
       std::filesystem::directory_iterator(around_.engine.attachments().folder(), ignored)) {
    const auto id = entry.path().stem().string();
    if (std::ranges::find(keep.value(), id) == keep.value().end()) {
      std::filesystem::remove(entry.path(), ignored);
    }
  }
}

void Courier::tidy_if_removed() {
  const auto removed = around_.engine.attachments().removed();
  if (std::exchange(removed_, removed) != removed) tidy();
}

asio::awaitable<void> Courier::carry(Self self, std::string id) {
  while (!self->stopped_) {
    auto done = co_await attempt(self, id);
    if (self->stopped_) break;
    if (done.has_error()) {
      const auto why = done.error().code;
      const auto noted = self->around_.engine.attachments().failed(id, why);
      if (noted.has_error())
        self->around_.log.error("a file's state was not kept", {{"reason", noted.error().code}});
    }
    const auto moving = self->around_.engine.attachments().moving();
    if (!moving || std::ranges::find(moving.value(), id) == moving.value().end()) break;
    if (!done.has_error()) continue;  // the next step of the same file
    auto& errand = self->errands_[id];
    if (std::exchange(errand.anew, false)) continue;
    if (!errand.failure) errand.failure = fault_from(done.error());
    self->around_.log.debug("a file did not get on", {{"reason", done.error().code}});
    const auto wait = errand.reconnect.after_loss(self->around_.clock.now(), self->around_.rng);
    self->around_.changed();
    (void)co_await self->wake_.next(std::chrono::steady_clock::now() + wait);
    self->errands_[id].failure.reset();
  }
  self->errands_.erase(id);
  if (self->stopped_) co_return;
  self->tidy();
  self->look();
  self->around_.changed();
}

asio::awaitable<Result<void>> Courier::attempt(Self self, std::string id) {
  auto files = self->around_.engine.attachments();
  STILLE_CO_TRY(const auto view, files.find(id));
  if (view.state == AttachmentState::preparing) {
    STILLE_CO_TRY(auto job, files.transfer(id, self->around_.clock.now()));
    co_return co_await read_through(self, std::move(job));
  }
  const auto relay = files.relay_of(id);
  // No mailbox to pay from yet: one is being made.
  if (relay.has_error())
    co_return fail(relay.error().code == Errc::not_ready ? Errc::unreachable : relay.error().code);
  STILLE_CO_TRY(const auto link, co_await connect(self, id, relay.value()));
  auto& errand = self->errands_[id];
  errand.link = link;
  errand.reconnect.connected(self->around_.clock.now());
  // By the relay's clock: it decides when a blob goes.
  auto job = files.transfer(id, link->hello().time);
  Result<void> done = ok();
  if (job.has_error()) {
    done = fail(job.error().code == Errc::not_ready ? Errc::unreachable : job.error().code);
  } else if (job.value().relay != relay.value()) {
    done = fail(Errc::unreachable);  // it has moved meanwhile
  } else if (job.value().kind == TransferKind::download) {
    done = co_await download(self, std::move(job).value(), link);
  } else {
    done = co_await upload(self, std::move(job).value(), link);
  }
  link->close();
  self->errands_[id].link.reset();
  co_return done;
}

// Not being reached says nothing about the file, whatever the reason: only people see which it was.
asio::awaitable<Result<std::shared_ptr<net::RelayLink>>> Courier::connect(Self self, std::string id,
                                                                          protocol::RelayAddress relay) {
  const auto routes = self->routes_;
  auto way = way_to_relays(self->around_.engine, fresh_alias(self->around_.rng));
  if (way.has_error()) co_return fail(Errc::unreachable);
  auto link = co_await net::RelayLink::connect(relay, {}, {}, std::move(way).value());
  if (self->stopped_) co_return fail(Errc::cancelled);
  if (link && routes != self->routes_) {
    link.value()->abort();
    co_return fail(Errc::unreachable);
  }
  if (link) co_return std::move(link).value();
  self->errands_[id].failure = fault_of_connecting(link.error());
  co_return fail(Errc::unreachable);
}

asio::awaitable<Result<client::PreparedFile>> Courier::prepare(std::string id, std::string path) {
  STILLE_CO_TRY(const auto source, net::SourceFile::open(path));
  client::PreparedFile out;
  STILLE_CO_TRY(out.shape, e2e::shape_of(source.size()));
  out.key = around_.rng.secret<e2e::FileKey>();
  crypto::Sha512 hash;
  for (std::uint32_t i = 0; i < out.shape.count; ++i) {
    if (!wanted(id, AttachmentState::preparing)) co_return fail(Errc::cancelled);
    STILLE_CO_TRY(const auto plain, source.read(out.shape, i));
    hash.update(plain.expose());
    STILLE_CO_TRY(const auto sealed, e2e::seal_chunk(out.key, out.shape, i, plain.expose()));
    out.chunks.push_back(e2e::chunk_hash(sealed));
    co_await breathe();
  }
  out.hash = finished(hash);
  co_return out;
}

asio::awaitable<Result<void>> Courier::read_through(Self self, Transfer job) {
  if (!job.source) co_return fail(Errc::damaged);
  STILLE_CO_TRY(auto file, co_await self->prepare(job.id, *job.source));
  co_return self->around_.engine.attachments().prepared(job.id, std::move(file));
}

asio::awaitable<Result<void>> Courier::upload(Self self, Transfer job, std::shared_ptr<net::RelayLink> link) {
  const auto id = job.id;
  const auto wanted = [self, id] { return self->wanted(id, AttachmentState::uploading); };
  const auto progress = [self, id](std::uint32_t done) {
    self->around_.engine.attachments().progressed(id, done);
  };
  std::shared_ptr<net::Chunks> chunks;
  if (job.source) {
    STILLE_CO_TRY(auto source, net::SourceFile::open(*job.source));
    chunks = std::make_shared<net::SealedSource>(std::move(source), std::move(job.key), job.shape,
                                                 std::move(job.chunks), wanted, progress);
  } else {
    STILLE_CO_TRY(chunks,
                  net::SealedCopy::open(self->copy_of(id), std::move(job.key), job.shape, wanted, progress));
  }
  STILLE_CO_TRYV(
      co_await net::upload(link, job.blob, for_link(job.blob_key), for_link(job.payer_key), chunks));
  co_return self->around_.engine.attachments().uploaded(id);
}

asio::awaitable<Result<void>> Courier::download(Self self, Transfer job,
                                                std::shared_ptr<net::RelayLink> link) {
  const auto id = job.id;
  const auto shared = std::make_shared<Transfer>(std::move(job));
  std::error_code failed;
  self->make_folder();
  const auto wanted = [self, id] { return self->wanted(id, AttachmentState::downloading); };
  const auto progress = [self, id](std::uint32_t done) {
    self->around_.engine.attachments().progressed(id, done);
  };
  STILLE_CO_TRY(auto copy, net::SealedCopy::open(self->copy_of(id), shared->key.clone(), shared->shape,
                                                 wanted, progress));
  STILLE_CO_TRYV(co_await net::download(link, shared->reader_id, for_link(shared->blob_key), copy));
  link->close();
  const auto checked = co_await check(self, copy, shared);
  if (checked.has_error()) {
    // Every chunk was its sender's and the whole is not: nothing of it is of use.
    if (checked.error().code != Errc::cancelled) std::filesystem::remove(self->copy_of(id), failed);
    if (checked.error().code != Errc::cancelled)
      std::filesystem::remove(self->copy_of(id) + ".chunks", failed);
    co_return fail(checked.error().code);
  }
  STILLE_CO_TRYV(copy->finish());
  co_return self->around_.engine.attachments().fetched(id);
}

// The root commits the sender to these bytes, the hash to what they open to.
asio::awaitable<Result<void>> Courier::check(Self self, std::shared_ptr<net::Chunks> copy,
                                             std::shared_ptr<Transfer> job) {
  std::vector<e2e::ChunkHash> chunks;
  crypto::Sha512 hash;
  for (std::uint32_t i = 0; i < job->shape.count; ++i) {
    if (!self->wanted(job->id, AttachmentState::downloading)) co_return fail(Errc::cancelled);
    STILLE_CO_TRY(const auto sealed, copy->read(i, job->shape.chunk()));
    chunks.push_back(e2e::chunk_hash(sealed));
    STILLE_CO_TRY(const auto plain, e2e::open_chunk(job->key, job->shape, i, sealed));
    hash.update(plain.expose());
    co_await breathe();
  }
  if (e2e::root_of(chunks) != job->root || finished(hash) != job->hash) co_return fail(Errc::undecryptable);
  co_return ok();
}

}  // namespace stille::rpc
