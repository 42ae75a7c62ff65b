#include "common/net/tls_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <stdexcept>

#include <sys/socket.h>

#include "common/net/openssl_owned.hpp"
#include "common/net/tls_chain.hpp"

namespace stille::net {
namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

int socket_of(BIO* bio) {
  return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

/// OpenSSL's own socket BIO writes without MSG_NOSIGNAL: a peer that has gone would end the process.
int bio_write(BIO* bio, const char* bytes, std::size_t size, std::size_t* written) {
  BIO_clear_retry_flags(bio);
  const auto count = ::send(socket_of(bio), bytes, size, MSG_NOSIGNAL);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
  *written = count > 0 ? static_cast<std::size_t>(count) : 0;
  return count > 0 ? 1 : 0;
}

int bio_read(BIO* bio, char* bytes, std::size_t size, std::size_t* read) {
  BIO_clear_retry_flags(bio);
  const auto count = ::recv(socket_of(bio), bytes, size, 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(bio);
  if (count == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  *read = count > 0 ? static_cast<std::size_t>(count) : 0;
  return count > 0 ? 1 : 0;
}

long bio_control(BIO* bio, int command, long, void*) {
  if (command == BIO_CTRL_FLUSH) return 1;
  if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
  return 0;
}

const BIO_METHOD* socket_method() {
  static const BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
    BIO_meth_set_write_ex(made, bio_write);
    BIO_meth_set_read_ex(made, bio_read);
    BIO_meth_set_ctrl(made, bio_control);
    return made;
  }();
  return method;
}

}  // namespace

struct TlsStream::Tls {
  Tls(TlsContext settings, int socket) : context(std::move(settings)), ssl(SSL_new(context.native())) {
    BIO* bio = BIO_new(socket_method());
    if (!ssl || bio == nullptr) throw std::bad_alloc();
    BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket)));
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl.get(), bio, bio);
    if (context.accepts()) {
      SSL_set_accept_state(ssl.get());
    } else {
      SSL_set_connect_state(ssl.get());
    }
  }

  TlsContext context;
  std::unique_ptr<SSL, OpenSslFree<SSL_free>> ssl;
};

TlsStream::TlsStream(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {
  socket_.native_non_blocking(true);
}

TlsStream::~TlsStream() = default;
TlsStream::TlsStream(TlsStream&&) noexcept = default;

TlsStream::Step TlsStream::step_of(int result) {
  const int error = SSL_get_error(tls_->ssl.get(), result);
  if (error == SSL_ERROR_NONE) return Step::done;
  if (error == SSL_ERROR_WANT_READ) return Step::want_read;
  if (error == SSL_ERROR_WANT_WRITE) return Step::want_write;
  if (error == SSL_ERROR_ZERO_RETURN) {
    error_ = Errc::connection_closed;
  } else if (SSL_get_verify_result(tls_->ssl.get()) != X509_V_OK) {
    error_ = Errc::untrusted_peer;
  } else if (error == SSL_ERROR_SYSCALL ||
             ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
    error_ = Errc::unreachable;
  } else {
    error_ = Errc::protocol_violation;
  }
  ERR_clear_error();
  return Step::failed;
}

asio::awaitable<Result<void>> TlsStream::wait_for(Step step) {
  if (step == Step::failed) co_return fail(error_);
  const auto direction = step == Step::want_read ? socket_.wait_read : socket_.wait_write;
  const auto [error] = co_await socket_.async_wait(direction, kAwait);
  if (error) co_return fail(error == asio::error::operation_aborted ? Errc::cancelled : Errc::unreachable);
  if (!socket_.is_open()) co_return fail(Errc::cancelled);
  co_return ok();
}

asio::awaitable<Result<void>> TlsStream::wait_readable() {
  return wait_for(Step::want_read);
}

asio::awaitable<Result<void>> TlsStream::handshake(TlsContext context) {
  if (!socket_.is_open()) co_return fail(Errc::cancelled);
  tls_ = std::make_unique<Tls>(std::move(context), socket_.native_handle());
  for (;;) {
    ERR_clear_error();
    const auto step = step_of(SSL_do_handshake(tls_->ssl.get()));
    if (step == Step::done) break;
    STILLE_CO_TRYV(co_await wait_for(step));
  }
  if (!tls_->context.accepts() && !speaks_stille()) co_return fail(Errc::protocol_violation);
  co_return ok();
}

bool TlsStream::speaks_stille() const {
  const unsigned char* name = nullptr;
  unsigned int size = 0;
  if (tls_) SSL_get0_alpn_selected(tls_->ssl.get(), &name, &size);
  return same(ByteView(name, size), as_bytes(kAlpn));
}

asio::awaitable<Result<std::size_t>> TlsStream::read_some(ByteSpan into) {
  for (;;) {
    if (!socket_.is_open()) co_return fail(Errc::cancelled);
    std::size_t count = 0;
    ERR_clear_error();
    const auto step = step_of(SSL_read_ex(tls_->ssl.get(), into.data(), into.size(), &count));
    if (step == Step::done) co_return count;
    STILLE_CO_TRYV(co_await wait_for(step));
  }
}

asio::awaitable<Result<void>> TlsStream::read(ByteSpan into) {
  while (!into.empty()) {
    STILLE_CO_TRY(const auto count, co_await read_some(into));
    into = into.subspan(count);
  }
  co_return ok();
}

asio::awaitable<Result<void>> TlsStream::write(ByteView bytes) {
  while (!bytes.empty()) {
    if (!socket_.is_open()) co_return fail(Errc::cancelled);
    std::size_t count = 0;
    ERR_clear_error();
    const auto step = step_of(SSL_write_ex(tls_->ssl.get(), bytes.data(), bytes.size(), &count));
    bytes = bytes.subspan(count);
    if (step != Step::done) {
      STILLE_CO_TRYV(co_await wait_for(step));
    }
  }
  co_return ok();
}

asio::awaitable<Result<void>> TlsStream::finish() {
  while (socket_.is_open() && tls_) {
    ERR_clear_error();
    const int result = SSL_shutdown(tls_->ssl.get());
    // 0: ours is out, theirs is still to come, which nobody needs to wait for.
    if (result >= 0) break;
    const auto step = step_of(result);
    if (step == Step::failed) break;
    STILLE_CO_TRYV(co_await wait_for(step));
  }
  boost::system::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  co_return ok();
}

void TlsStream::abort() noexcept {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

Result<protocol::ChannelBinding> TlsStream::channel_binding() const {
  constexpr std::string_view kLabel = "EXPORTER-Channel-Binding";
  protocol::ChannelBinding out;
  if (!tls_ || SSL_export_keying_material(tls_->ssl.get(), out.raw.data(), out.raw.size(), kLabel.data(),
                                          kLabel.size(), nullptr, 0, 0) != 1)
    return fail(Errc::wrong_state);
  return out;
}

TimePoint TlsStream::certificate_expires() const {
  const auto* certificate = tls_ ? SSL_get0_peer_certificate(tls_->ssl.get()) : nullptr;
  return certificate != nullptr ? expiry(certificate) : TimePoint{};
}

}  // namespace stille::net
