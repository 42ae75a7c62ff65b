#include "client/net/transfer.hpp"

#include <boost/asio/co_spawn.hpp>

#include "common/net/signal.hpp"
#include "common/net/with_timeout.hpp"

namespace stille::net {
namespace {

using protocol::Reply;
using protocol::Status;

/// What a refusal that waiting does not mend means here.
Errc errc_of(Status status) {
  switch (status) {
    case Status::denied:
      return Errc::refused;
    case Status::exists:
      return Errc::already_exists;
    case Status::no_space:
      return Errc::limit_reached;
    case Status::not_there:
      return Errc::not_ready;
    case Status::bad_request:
      return Errc::invalid_argument;
    case Status::unsupported:
      return Errc::unsupported_version;
    default:
      return Errc::storage_failed;
  }
}

bool is_passing(const Reply& reply) {
  const bool may_pass = reply.status == Status::slow_down || reply.status == Status::unavailable ||
                        reply.status == Status::no_space;
  return may_pass && reply.retry_after.count() > 0;
}

/// One transfer; shared by the coroutines that work on it.
class Job : public std::enable_shared_from_this<Job> {
 public:
  Job(asio::any_io_executor executor, std::shared_ptr<RelayLink> link, std::shared_ptr<Chunks> chunks,
      Transfer how)
      : executor_(std::move(executor)),
        link_(std::move(link)),
        chunks_(std::move(chunks)),
        how_(how),
        ended_(executor_) {}
  virtual ~Job() = default;

  /// Moves every chunk that is named; `all` is how many the blob has.
  asio::awaitable<Result<void>> move(std::vector<std::uint32_t> missing, std::uint32_t all) {
    missing_ = std::move(missing);
    all_ = all;
    done_ = all - static_cast<std::uint32_t>(missing_.size());
    chunks_->progressed(done_, all_);
    running_ = std::min(std::max<std::size_t>(how_.parallel, 1), missing_.size());
    for (auto i = running_; i > 0; --i) {
      asio::co_spawn(executor_, work(shared_from_this()),
                     [self = shared_from_this()](const std::exception_ptr& bug) {
                       if (--self->running_ == 0) self->ended_.notify();
                       if (bug) std::rethrow_exception(bug);
                     });
    }
    while (running_ > 0) co_await ended_.wait();
    if (error_) co_return fail(*error_);
    co_return ok();
  }

  /// Asks again as often as the relay says that waiting helps. Any status that does not pass is a value.
  asio::awaitable<Result<Reply>> ask(protocol::Command command, const MailboxKey& key,
                                     const MailboxKey* second = nullptr) {
    for (;;) {
      std::vector<MailboxKey> own;
      own.push_back(key.copy());
      if (second != nullptr) own.push_back(second->copy());
      STILLE_CO_TRY(auto reply, co_await link_->request(command, std::move(own)));
      if (!is_passing(reply)) co_return reply;
      waited_ += reply.retry_after;
      if (waited_ > how_.patience) co_return fail(Errc::timed_out);
      co_await pause(reply.retry_after);
    }
  }

 protected:
  virtual asio::awaitable<Result<void>> move_one(std::uint32_t index) = 0;
  [[nodiscard]] Chunks& chunks() { return *chunks_; }

 private:
  static asio::awaitable<void> work(std::shared_ptr<Job> self) {
    while (!self->error_ && self->next_ < self->missing_.size()) {
      const auto moved = co_await self->move_one(self->missing_[self->next_++]);
      if (moved) {
        self->chunks_->progressed(++self->done_, self->all_);
      } else if (!self->error_) {
        self->error_ = moved.error().code;
      }
    }
  }

  asio::any_io_executor executor_;
  std::shared_ptr<RelayLink> link_;
  std::shared_ptr<Chunks> chunks_;
  Transfer how_;
  Signal ended_;
  std::vector<std::uint32_t> missing_;
  std::size_t next_ = 0;
  std::uint32_t done_ = 0;
  std::uint32_t all_ = 0;
  std::size_t running_ = 0;
  milliseconds waited_{0};
  std::optional<Errc> error_;
};

class Upload final : public Job {
 public:
  Upload(asio::any_io_executor executor, std::shared_ptr<RelayLink> link, std::shared_ptr<Chunks> chunks,
         Transfer how, protocol::BlobCreate blob, MailboxKey writer)
      : Job(std::move(executor), std::move(link), std::move(chunks), how),
        blob_(blob),
        writer_(std::move(writer)) {}

  asio::awaitable<Result<void>> run(MailboxKey payer) {
    protocol::Command create(blob_);
    STILLE_CO_TRY(const auto made, co_await ask(std::move(create), writer_, &payer));
    if (made.status != Status::ok) co_return fail(errc_of(made.status));
    protocol::Command status(protocol::BlobStat{blob_.writer_id});
    STILLE_CO_TRY(const auto stat, co_await ask(std::move(status), writer_));
    if (!stat.blob || stat.blob->chunk_count != blob_.chunk_count) co_return fail(errc_of(stat.status));
    std::vector<std::uint32_t> missing;
    for (std::uint32_t i = 0; i < blob_.chunk_count; ++i) {
      if (!protocol::in_bitmap(stat.blob->chunks, i)) missing.push_back(i);
    }
    co_return co_await move(std::move(missing), blob_.chunk_count);
  }

 private:
  asio::awaitable<Result<void>> move_one(std::uint32_t index) override {
    STILLE_CO_TRY(auto chunk, chunks().read(index, protocol::chunk_size(blob_.chunk_class)));
    protocol::Command put(protocol::BlobPut{blob_.writer_id, index, std::move(chunk)});
    STILLE_CO_TRY(const auto reply, co_await ask(std::move(put), writer_));
    if (reply.status != Status::stored) co_return fail(errc_of(reply.status));
    co_return ok();
  }

  protocol::BlobCreate blob_;
  MailboxKey writer_;
};

class Download final : public Job {
 public:
  Download(asio::any_io_executor executor, std::shared_ptr<RelayLink> link, std::shared_ptr<Chunks> chunks,
           Transfer how, protocol::BlobReaderId id, MailboxKey reader)
      : Job(std::move(executor), std::move(link), std::move(chunks), how),
        id_(id),
        reader_(std::move(reader)) {}

  asio::awaitable<Result<void>> run() {
    protocol::Command status(protocol::BlobStat{id_});
    STILLE_CO_TRY(const auto stat, co_await ask(std::move(status), reader_));
    if (!stat.blob) co_return fail(errc_of(stat.status));
    size_ = protocol::chunk_size(stat.blob->chunk_class);
    std::vector<std::uint32_t> missing;
    for (std::uint32_t i = 0; i < stat.blob->chunk_count; ++i) {
      if (!chunks().has(i)) missing.push_back(i);
    }
    co_return co_await move(std::move(missing), stat.blob->chunk_count);
  }

 private:
  asio::awaitable<Result<void>> move_one(std::uint32_t index) override {
    protocol::Command get(protocol::BlobGet{id_, index});
    STILLE_CO_TRY(const auto reply, co_await ask(std::move(get), reader_));
    if (reply.status != Status::ok) co_return fail(errc_of(reply.status));
    if (reply.chunk.size() != size_) co_return fail(Errc::protocol_violation);
    co_return chunks().write(index, reply.chunk);
  }

  protocol::BlobReaderId id_;
  MailboxKey reader_;
  std::size_t size_ = 0;
};

}  // namespace

asio::awaitable<Result<void>> upload(std::shared_ptr<RelayLink> link, protocol::BlobCreate blob,
                                     MailboxKey writer, MailboxKey payer, std::shared_ptr<Chunks> chunks,
                                     Transfer how) {
  const auto job = std::make_shared<Upload>(co_await asio::this_coro::executor, std::move(link),
                                            std::move(chunks), how, blob, std::move(writer));
  co_return co_await job->run(std::move(payer));
}

asio::awaitable<Result<void>> download(std::shared_ptr<RelayLink> link, protocol::BlobReaderId id,
                                       MailboxKey reader, std::shared_ptr<Chunks> chunks, Transfer how) {
  const auto job = std::make_shared<Download>(co_await asio::this_coro::executor, std::move(link),
                                              std::move(chunks), how, id, std::move(reader));
  co_return co_await job->run();
}

}  // namespace stille::net
