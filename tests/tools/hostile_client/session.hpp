// One connection of an attacker: brought into a state in good order, then used for frames that break rules.
// Checks every reaction of the relay against what its rules say about the frame.
#pragma once

#include <boost/asio/io_context.hpp>
#include <map>
#include <set>

#include "client/net/mailbox_key.hpp"
#include "common/net/frame_stream.hpp"
#include "tests/support/mutator.hpp"
#include "tests/tools/hostile_client/victim.hpp"

namespace stille::hostile {

namespace asio = boost::asio;

enum class State : std::uint8_t { before_hello, after_hello, idle, sending, receiving };
inline constexpr std::size_t kStates = 5;

/// What the rules say about bytes that are sent in a state.
enum class Rule : std::uint8_t { close, answer, greet, wait_for_more };

/// Counts of one run; `violations` is what must stay empty.
struct Tally {
  std::uint64_t frames = 0;
  std::uint64_t connections = 0;
  std::uint64_t turned_away = 0;
  std::map<Rule, std::uint64_t> rules;
  std::map<protocol::Status, std::uint64_t> answers;
  std::vector<std::string> violations;
};

class Session {
 public:
  Session(asio::ip::tcp::socket socket, const Victim& victim, State state, std::uint64_t seed, Tally& tally);

  /// As far as the state; an error means that the relay did not even let us in.
  asio::awaitable<Result<void>> begin();
  /// One hostile frame; false when the connection is over.
  asio::awaitable<bool> attack();

 private:
  Bytes hostile_frame();
  Bytes breaking_frame();
  protocol::Command some_command();
  Bytes signed_request(const protocol::Command& command, std::uint64_t number, bool right_key);
  Bytes base_message();
  Bytes raw_mutation(const Bytes& message);
  Rule rule_for(ByteView frame);
  Rule rule_for(const protocol::Request& request);
  asio::awaitable<Result<void>> say(Bytes message);
  asio::awaitable<Result<protocol::RelayMessage>> hear();
  asio::awaitable<Result<protocol::Reply>> next_reply();
  asio::awaitable<void> expect_close();
  asio::awaitable<bool> expect_answer();
  asio::awaitable<void> expect_greeting();
  void violated(const std::string& what);

  net::FrameStream stream_;
  const Victim& victim_;
  State state_;
  crypto::SeededRng rng_;
  testing::Mutator mutator_;
  Tally& tally_;
  protocol::ChannelBinding binding_;
  crypto::DhPublic session_key_;
  std::uint64_t last_number_ = 0;
  std::size_t bad_commands_ = 0;
  std::set<std::uint64_t> duplicates_;  // unanswered; must be answered DUPLICATE
  bool may_succeed_ = false;
  bool must_be_bad_ = false;
};

}  // namespace stille::hostile
