#include "common/wire/client_message.hpp"

#include "common/wire/canonical.hpp"
#include "common/wire/proto_bytes.hpp"
#include "relay.pb.h"

namespace stille::wire {
namespace {

namespace pb = relay::v1;
using protocol::ClientHello;
using protocol::CommandTag;
using protocol::Request;

// One tag for every mailbox of a command; SUBSCRIBE has the most.
constexpr std::size_t kMostTags = protocol::kMostSubscriptionsPerCommand;

Result<Request> parse(const pb::Request& in) {
  Request out;
  if (in.number() == 0) return fail(Errc::bad_value);
  out.number = in.number();
  out.command_bytes = copy_of(in.command());
  if (static_cast<std::size_t>(in.tags_size()) > kMostTags) return fail(Errc::too_large);
  out.tags.reserve(static_cast<std::size_t>(in.tags_size()));
  for (const auto& tag : in.tags()) {
    STILLE_TRY(auto parsed, CommandTag::parse(as_bytes(tag)));
    out.tags.push_back(parsed);
  }
  return out;
}

Bytes write(const ClientHello& in) {
  pb::ClientFrame proto;
  proto.mutable_hello()->set_min_version(in.min_version);
  proto.mutable_hello()->set_max_version(in.max_version);
  return serialised(proto);
}

pb::ClientFrame frame_of(const Request& in, std::string command) {
  pb::ClientFrame out;
  auto& to = *out.mutable_request();
  to.set_number(in.number);
  to.set_command(std::move(command));
  for (const auto& tag : in.tags) to.add_tags(text_of(tag));
  return out;
}

Bytes write(const Request& in) {
  return serialised(frame_of(in, text_of(ByteView(in.command_bytes))));
}

Result<ClientInput> parse_request(pb::Request& in, ByteView message) {
  STILLE_TRY(auto request, parse(in));
  // A command may be a megabyte: what was parsed moves into the copy that is compared, and goes with it.
  const bool canonical = serialises_to(frame_of(request, std::move(*in.mutable_command())), message);
  if (!canonical) return fail(Errc::not_canonical);
  auto command = parse_command(request.command_bytes);
  if (!command) return ClientInput{BadCommand{request.number}};
  request.command = std::move(command).value();
  return ClientInput{std::move(request)};
}

Result<ClientInput> parse_hello(const pb::ClientHello& in, ByteView message) {
  const ClientHello hello{in.min_version(), in.max_version()};
  if (hello.min_version == 0 || hello.min_version > hello.max_version) return fail(Errc::bad_value);
  if (!same(write(hello), message)) return fail(Errc::not_canonical);
  return ClientInput{hello};
}

}  // namespace

Result<ClientInput> parse_client_message(ByteView message) {
  pb::ClientFrame proto;
  if (message.size() > protocol::kLargestMessage) return fail(Errc::too_large);
  if (!proto.ParseFromArray(message.data(), static_cast<int>(message.size())))
    return fail(Errc::bad_encoding);
  if (proto.has_hello()) return parse_hello(proto.hello(), message);
  if (proto.has_request()) return parse_request(*proto.mutable_request(), message);
  return fail(Errc::bad_value);
}

Bytes write_client_message(const protocol::ClientMessage& message) {
  return std::visit([](const auto& body) { return write(body); }, message);
}

}  // namespace stille::wire
