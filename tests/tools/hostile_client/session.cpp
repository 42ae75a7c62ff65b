#include "tests/tools/hostile_client/session.hpp"

#include "common/net/with_timeout.hpp"
#include "common/wire/client_message.hpp"
#include "common/wire/relay_message.hpp"

namespace stille::hostile {
namespace {

using net::MailboxKey;
using protocol::Status;

// A relay that does nothing at all for so long has broken its promise.
constexpr milliseconds kPatience = seconds{20};
constexpr std::size_t kBadCommandsAllowed = 16;

bool is_success(const protocol::Reply& reply) {
  const auto granted = [](const auto& entry) { return entry.status == Status::ok; };
  if (!reply.subscribed.empty())
    return std::any_of(reply.subscribed.begin(), reply.subscribed.end(), granted);
  return reply.status == Status::ok || reply.status == Status::stored || reply.status == Status::duplicate;
}

}  // namespace

Session::Session(asio::ip::tcp::socket socket, const Victim& victim, State state, std::uint64_t seed,
                 Tally& tally)
    : stream_(std::move(socket)),
      victim_(victim),
      state_(state),
      rng_(seed),
      mutator_(seed ^ 0x6d75'7461),
      tally_(tally) {}

asio::awaitable<Result<void>> Session::begin() {
  auto context = net::TlsContext::for_client(victim_.relay.fingerprint);
  STILLE_CO_TRYV(co_await net::with_timeout(stream_.tls().handshake(context), kPatience));
  STILLE_CO_TRY(binding_, stream_.tls().channel_binding());
  ++tally_.connections;
  if (state_ == State::before_hello) co_return ok();
  auto hello = wire::write_client_message(protocol::ClientHello{});
  STILLE_CO_TRYV(co_await say(std::move(hello)));
  STILLE_CO_TRY(auto greeting, co_await hear());
  const auto* relay = std::get_if<protocol::RelayHello>(&greeting);
  if (relay == nullptr) co_return fail(Errc::protocol_violation);
  session_key_ = relay->session_key;
  if (state_ == State::after_hello) co_return ok();
  const protocol::Subscribe all{{{victim_.box.reader, protocol::kDefaultWindow}}};
  const protocol::Send again{victim_.box.writer, testing::envelope_id(victim_.known_envelope),
                             testing::envelope(victim_.known_envelope)};
  const bool reads = state_ == State::receiving;
  auto first =
      signed_request(reads ? protocol::Command{all} : protocol::Command{again}, ++last_number_, true);
  STILLE_CO_TRYV(co_await say(std::move(first)));
  STILLE_CO_TRY(auto reply, co_await next_reply());
  if (!is_success(reply)) violated("a valid request was refused");
  co_return ok();
}

asio::awaitable<Result<void>> Session::say(Bytes message) {
  return net::with_timeout(stream_.write(std::move(message)), kPatience);
}

asio::awaitable<Result<protocol::RelayMessage>> Session::hear() {
  STILLE_CO_TRY(auto bytes, co_await net::with_timeout(stream_.read(), kPatience));
  co_return wire::parse_relay_message(bytes);
}

/// Skips events, and the answers to the valid requests that went before.
asio::awaitable<Result<protocol::Reply>> Session::next_reply() {
  for (;;) {
    STILLE_CO_TRY(auto message, co_await hear());
    auto* reply = std::get_if<protocol::Reply>(&message);
    if (reply == nullptr) continue;
    if (duplicates_.erase(reply->number) == 0) co_return std::move(*reply);
    if (reply->status != Status::duplicate && reply->status != Status::slow_down)
      violated("a valid request got another answer beside a hostile one");
  }
}

asio::awaitable<bool> Session::attack() {
  if (state_ == State::sending) {
    const protocol::Send again{victim_.box.writer, testing::envelope_id(victim_.known_envelope),
                               testing::envelope(victim_.known_envelope)};
    auto valid = signed_request(again, ++last_number_, true);
    duplicates_.insert(last_number_);
    if (!(co_await say(std::move(valid))).has_value()) co_return false;
  }
  const auto frame = hostile_frame();
  const auto rule = rule_for(frame);
  ++tally_.frames;
  ++tally_.rules[rule];
  // The relay may close before it has read everything, so a failed write is no finding.
  (void)(co_await net::with_timeout(stream_.tls().write(frame), kPatience)).has_value();
  switch (rule) {
    case Rule::answer:
      co_return co_await expect_answer();
    case Rule::close:
      co_await expect_close();
      break;
    case Rule::greet:
      co_await expect_greeting();
      break;
    case Rule::wait_for_more:
      if (rng_.below(2) == 0) (void)(co_await stream_.tls().finish()).has_value();
      break;
  }
  stream_.tls().abort();
  co_return false;
}

asio::awaitable<bool> Session::expect_answer() {
  const auto reply = co_await next_reply();
  if (!reply) {
    violated("a well-formed request was not answered");
    co_return false;
  }
  const auto& said = reply.value();
  ++tally_.answers[said.status];
  const bool bad = said.status == Status::bad_request;
  if (must_be_bad_ && !bad && said.status != Status::slow_down) violated("a malformed command was not told");
  if (!may_succeed_ && is_success(said)) violated("a request without the right to it succeeded");
  co_return true;
}

asio::awaitable<void> Session::expect_close() {
  const auto reply = co_await next_reply();
  if (reply) {
    // A hello without a common version is told before the end.
    if (reply.value().number != 0 || reply.value().status != Status::unsupported_version)
      violated("garbage was answered");
  } else if (reply.error().code == Errc::timed_out) {
    violated("garbage did not end the connection");
  }
}

asio::awaitable<void> Session::expect_greeting() {
  const auto message = co_await hear();
  if (!message || !std::holds_alternative<protocol::RelayHello>(message.value()))
    violated("a valid hello was not answered");
}

void Session::violated(const std::string& what) {
  tally_.violations.push_back(what + " (state " + std::to_string(static_cast<int>(state_)) + ")");
}

Rule Session::rule_for(ByteView frame) {
  may_succeed_ = false;
  must_be_bad_ = false;
  if (frame.size() < protocol::kFrameHeaderSize) return Rule::wait_for_more;
  wire::FrameHeader header{};
  std::copy_n(frame.begin(), header.size(), header.begin());
  const auto shape = wire::read_header(header);
  if (!shape) return Rule::close;
  const bool stranger = state_ == State::before_hello || state_ == State::after_hello;
  if (stranger && shape.value().whole > protocol::kLargestFrameOfStrangers) return Rule::close;
  if (frame.size() < shape.value().whole) return Rule::wait_for_more;
  const auto message = wire::read_body(shape.value(), frame.subspan(header.size(), shape.value().body()));
  if (!message) return Rule::close;
  const auto input = wire::parse_client_message(message.value());
  if (!input) return Rule::close;
  const auto* hello = std::get_if<protocol::ClientHello>(&input.value());
  if ((hello != nullptr) != (state_ == State::before_hello)) return Rule::close;
  if (hello != nullptr) return hello->min_version > 1 ? Rule::close : Rule::greet;
  if (const auto* request = std::get_if<protocol::Request>(&input.value())) return rule_for(*request);
  const auto number = std::get<wire::BadCommand>(input.value()).number;
  if (number <= last_number_ || ++bad_commands_ > kBadCommandsAllowed) return Rule::close;
  last_number_ = number;
  must_be_bad_ = true;
  return Rule::answer;
}

Rule Session::rule_for(const protocol::Request& request) {
  if (request.number <= last_number_) return Rule::close;
  last_number_ = request.number;
  // A ticket is there for the asking once a connection reads the mailbox.
  const bool ticket = std::holds_alternative<protocol::Ticket>(request.command);
  may_succeed_ = std::holds_alternative<protocol::Ping>(request.command) ||
                 std::holds_alternative<protocol::GetLink>(request.command) ||
                 (ticket && state_ == State::receiving);
  return Rule::answer;
}

}  // namespace stille::hostile
