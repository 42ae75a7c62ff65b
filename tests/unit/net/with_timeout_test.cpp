// A limit in time ends an operation, and only when it has to.
#include "common/net/with_timeout.hpp"

#include <gtest/gtest.h>

#include "common/net/signal.hpp"
#include "tests/unit/net/two_ends.hpp"

namespace stille::net {
namespace {

asio::awaitable<Result<int>> answer(int value) {
  co_return value;
}

asio::awaitable<Result<int>> refuse() {
  co_return fail(Errc::used);
}

asio::awaitable<Result<int>> never(std::shared_ptr<bool> ended) {
  Signal signal(co_await asio::this_coro::executor);
  co_await signal.wait();
  *ended = true;
  co_return fail(Errc::cancelled);
}

TEST(WithTimeout, Gives_the_result_or_the_error_of_an_operation_that_ends_in_time) {
  TwoEnds ends;
  EXPECT_EQ(ends.finish(with_timeout(answer(5), seconds{60})).value(), 5);
  EXPECT_EQ(ends.finish(with_timeout(refuse(), seconds{60})).error().code, Errc::used);
}

TEST(WithTimeout, Ends_an_operation_that_takes_too_long) {
  TwoEnds ends;
  const auto ended = std::make_shared<bool>(false);
  const auto result = ends.finish(with_timeout(never(ended), milliseconds{5}));
  EXPECT_EQ(result.error().code, Errc::timed_out);
  EXPECT_TRUE(*ended);
}

TEST(WithTimeout, A_handshake_with_a_silent_peer_times_out) {
  TwoEnds ends;
  auto context = TlsContext::for_client({});
  const auto result = ends.finish(with_timeout(ends.client->handshake(context), milliseconds{20}));
  EXPECT_EQ(result.error().code, Errc::timed_out);
}

}  // namespace
}  // namespace stille::net
