// One turn of HTTP: what is answered, what is refused, and that nothing grows.
#include "server/http/turn.hpp"

#include <gmock/gmock.h>

namespace stille::http {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct TurnTest : testing::Test {
  Answer answer = [this](const Request& request) {
    asked.push_back(request);
    Response out;
    out.body = "hello";
    return out;
  };
  std::vector<Request> asked;

  /// The answer to these bytes in one piece; "waiting" when more are needed.
  std::string says(std::string_view bytes) {
    Turn turn(answer);
    const auto out = turn.take(as_bytes(bytes));
    return out ? std::string(as_text(*out)) : "waiting";
  }
};

TEST_F(TurnTest, A_get_is_answered_and_the_connection_ends) {
  const auto said = says("GET /i?lang=de HTTP/1.1\r\nHost: a\r\nAccept-Language: de-DE,en;q=0.5\r\n\r\n");
  EXPECT_THAT(said, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(said, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(said, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(said, testing::EndsWith("\r\n\r\nhello"));
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].path, "/i");
  EXPECT_EQ(asked[0].query, "lang=de");
  EXPECT_EQ(asked[0].accept_language, "de-DE,en;q=0.5");
}

TEST_F(TurnTest, A_head_has_the_headers_and_no_body) {
  const auto said = says("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(said, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(said, testing::EndsWith("\r\n\r\n"));
}

TEST_F(TurnTest, Every_answer_forbids_caching_referrers_scripts_and_frames) {
  for (const auto* request : {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "PUT / HTTP/1.1\r\nHost: a\r\n\r\n"}) {
    const auto said = says(request);
    EXPECT_THAT(said, HasSubstr("Cache-Control: no-store\r\n"));
    EXPECT_THAT(said, HasSubstr("Referrer-Policy: no-referrer\r\n"));
    EXPECT_THAT(said, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(said, HasSubstr("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'"));
    EXPECT_THAT(said, Not(HasSubstr("Set-Cookie")));
  }
}

TEST_F(TurnTest, Bytes_may_come_one_by_one) {
  Turn turn(answer);
  const std::string_view request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (std::size_t i = 0; i + 1 < request.size(); ++i)
    ASSERT_FALSE(turn.take(as_bytes(request.substr(i, 1))).has_value()) << i;
  EXPECT_TRUE(turn.take(as_bytes(request.substr(request.size() - 1))).has_value());
  EXPECT_EQ(asked.size(), 1U);
}

TEST_F(TurnTest, It_answers_once_whatever_follows) {
  Turn turn(answer);
  const std::string_view two = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_TRUE(turn.take(as_bytes(two)).has_value());
  EXPECT_FALSE(turn.take(as_bytes(two)).has_value());
  EXPECT_EQ(asked.size(), 1U);
}

TEST_F(TurnTest, Other_methods_are_refused_with_what_is_allowed) {
  for (const std::string method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"}) {
    const auto said = says(method + " / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    EXPECT_THAT(said, StartsWith("HTTP/1.1 405 ")) << method;
    EXPECT_THAT(said, HasSubstr("Allow: GET, HEAD\r\n"));
  }
  EXPECT_TRUE(asked.empty());
}

TEST_F(TurnTest, A_body_is_refused) {
  EXPECT_THAT(says("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(says("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_TRUE(asked.empty());
}

TEST_F(TurnTest, What_is_no_http_is_refused) {
  for (const std::string_view wrong :
       {"hello\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nA: b\x01\r\n\r\n"})
    EXPECT_THAT(says(wrong), StartsWith("HTTP/1.1 400 ")) << wrong;
  EXPECT_TRUE(asked.empty());
}

TEST_F(TurnTest, A_request_above_the_bound_is_refused_however_it_comes) {
  const std::string line = "GET /" + std::string(kLargestRequest, 'a');
  EXPECT_THAT(says(line), StartsWith("HTTP/1.1 431 "));
  const auto headers = "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(kLargestRequest, 'b') + "\r\n\r\n";
  EXPECT_THAT(says(headers), StartsWith("HTTP/1.1 431 "));
  Turn turn(answer);
  std::size_t sent = 0;
  std::optional<Bytes> out;
  for (; !out && sent < 2 * kLargestRequest; ++sent) out = turn.take(as_bytes("b"));
  ASSERT_TRUE(out.has_value());
  EXPECT_LE(sent, kLargestRequest + 1);
  EXPECT_TRUE(asked.empty());
}

TEST_F(TurnTest, A_request_just_below_the_bound_is_answered) {
  const std::string start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
  const auto filling = kLargestRequest - start.size() - 4;
  EXPECT_THAT(says(start + std::string(filling, 'b') + "\r\n\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(TurnTest, No_flipped_bit_makes_it_fail_or_grow) {
  const std::string request = "GET /i HTTP/1.1\r\nHost: a\r\nAccept-Language: de\r\n\r\n";
  for (std::size_t bit = 0; bit < 8 * request.size(); ++bit) {
    auto changed = request;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    const auto said = says(changed);
    EXPECT_TRUE(said == "waiting" || said.starts_with("HTTP/1.1 ")) << bit;
  }
}

}  // namespace
}  // namespace stille::http
