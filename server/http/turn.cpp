#include "server/http/turn.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

namespace stille::http {
namespace {

namespace beast = boost::beast::http;

bool is_bounded(const beast::request<beast::empty_body>& request) {
  return request.find(beast::field::content_length) == request.end() &&
         request.find(beast::field::transfer_encoding) == request.end();
}

Request request_of(const beast::request<beast::empty_body>& received) {
  const std::string target(received.target());
  const auto mark = target.find('?');
  Request out{target.substr(0, mark), {}, std::string(received[beast::field::accept_language])};
  if (mark != std::string::npos) out.query = target.substr(mark + 1);
  return out;
}

Response refuse_method() {
  auto out = plain(405);
  out.headers.emplace_back("Allow", "GET, HEAD");
  return out;
}

Response respond(const beast::request<beast::empty_body>& received, const Answer& answer) {
  if (received.method() != beast::verb::get && received.method() != beast::verb::head) return refuse_method();
  if (!is_bounded(received)) return plain(413);
  const bool has_host = received.version() < 11 || received.count(beast::field::host) == 1;
  if (!has_host || !received.target().starts_with('/')) return plain(400);
  return answer(request_of(received));
}

Bytes written(const Response& response, bool body) {
  const auto reason = beast::obsolete_reason(beast::int_to_status(response.status));
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + ' ' + std::string(reason) + "\r\n";
  const auto add = [&](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
  };
  add("Connection", "close");
  add("Content-Type", response.type);
  add("Content-Length", std::to_string(response.body.size()));
  add("Content-Security-Policy", response.policy);
  add("Cache-Control", "no-store");
  add("Referrer-Policy", "no-referrer");
  add("X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : response.headers) add(name, value);
  out += "\r\n";
  if (body) out += response.body;
  const auto bytes = as_bytes(out);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

struct Turn::State {
  explicit State(const Answer& answer_) : answer(answer_) { parser.header_limit(kLargestRequest); }
  const Answer& answer;
  beast::request_parser<beast::empty_body> parser;
  std::string waiting;  // what the parser has not yet taken
  bool over = false;
};

Turn::Turn(const Answer& answer) : state_(std::make_unique<State>(answer)) {}
Turn::~Turn() = default;

std::optional<Bytes> Turn::take(ByteView bytes) {
  auto& s = *state_;
  if (s.over) return std::nullopt;
  s.waiting += as_text(bytes);
  boost::beast::error_code error;
  const auto used = s.parser.put(boost::asio::buffer(s.waiting), error);
  s.waiting.erase(0, used);
  const bool large = error == beast::error::header_limit || s.waiting.size() > kLargestRequest;
  if (!large && (!error || error == beast::error::need_more) && !s.parser.is_header_done())
    return std::nullopt;
  s.over = true;
  if (s.parser.is_header_done()) {
    const auto& request = s.parser.get();
    return written(respond(request, s.answer), request.method() != beast::verb::head);
  }
  return written(plain(large ? 431 : 400), true);
}

Response plain(unsigned status) {
  Response out;
  out.status = status;
  out.body =
      std::to_string(status) + ' ' + std::string(beast::obsolete_reason(beast::int_to_status(status))) + '\n';
  return out;
}

}  // namespace stille::http
