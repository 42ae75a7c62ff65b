#include "common/net/frame_stream.hpp"

namespace stille::net {
namespace {

// As much as one TLS record can carry.
constexpr std::size_t kStep = 16'384;

}  // namespace

asio::awaitable<Result<wire::FrameShape>> FrameStream::read_header() {
  wire::FrameHeader header{};
  STILLE_CO_TRYV(co_await tls_.read(header));
  auto shape = wire::read_header(header);
  if (!shape) co_return fail(Errc::protocol_violation);
  co_return shape;
}

asio::awaitable<Result<Bytes>> FrameStream::read_body(wire::FrameShape shape) {
  Bytes body;
  while (body.size() < shape.body()) {
    const auto start = body.size();
    const auto wanted = start + std::min(kStep, shape.body() - start);
    // Twice as much each time, as a vector would, but never more than the whole.
    if (wanted > body.capacity()) body.reserve(std::min(shape.body(), std::max(wanted, 2 * start)));
    body.resize(wanted);
    STILLE_CO_TRYV(co_await tls_.read(ByteSpan(body).subspan(start)));
  }
  if (!wire::read_body(shape, body)) co_return fail(Errc::protocol_violation);
  body.resize(shape.message);
  co_return body;
}

asio::awaitable<Result<Bytes>> FrameStream::read() {
  STILLE_CO_TRY(auto shape, co_await read_header());
  co_return co_await read_body(shape);
}

asio::awaitable<Result<void>> FrameStream::write(Bytes message) {
  STILLE_CO_TRY(auto frame, wire::write_frame(message));
  co_return co_await tls_.write(frame);
}

}  // namespace stille::net
