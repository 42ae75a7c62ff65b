// What a client says: bytes to domain values and back. Accepts only the one canonical encoding; whoever gets
// a value need not check its form again. Knows nothing of frames, tags' validity or the state of a
// connection.
#pragma once

#include "common/protocol/reply.hpp"

namespace stille::wire {

/// A well-formed request whose command breaks a rule of form: answered BAD_REQUEST, the connection stays.
struct BadCommand {
  std::uint64_t number = 0;
};

using ClientInput = std::variant<protocol::ClientHello, protocol::Request, BadCommand>;

/// An error means a malformed message: close that connection. The codes are for diagnosis only.
Result<ClientInput> parse_client_message(ByteView message);
/// A request is written from its command_bytes, which the tags cover; its `command` is not looked at.
Bytes write_client_message(const protocol::ClientMessage& message);

/// A command number unknown to this version gives Unsupported; any other departure from form an error.
Result<protocol::Command> parse_command(ByteView command);
/// The canonical bytes, for any command but Unsupported (which has none: empty).
Bytes write_command(const protocol::Command& command);

}  // namespace stille::wire
