#include "common/wire/relay_record.hpp"

#include "common/protocol/limits.hpp"
#include "common/protocol/relay_address.hpp"
#include "common/wire/proto_bytes.hpp"
#include "relay.pb.h"

namespace stille::wire {
namespace {

namespace pb = relay::v1;
using namespace protocol;

Result<RelayHost> parse(const pb::Host& in) {
  if (in.port() == 0 || in.port() > 0xffff) return fail(Errc::bad_value);
  RelayAddress address{{}, in.name(), static_cast<std::uint16_t>(in.port())};
  // One rule for hosts: what an address text can say.
  if (!parse_relay_address(to_text(address))) return fail(Errc::bad_value);
  return RelayHost{std::move(address.host), address.port};
}

Result<TokenClass> parse(const pb::TokenClass& in) {
  TokenClass out;
  if (in.id() == 0 || in.id() > 0xffff || !is_class_name(in.name())) return fail(Errc::bad_value);
  out.id = static_cast<ClassId>(in.id());
  out.name = in.name();
  out.budget = {in.envelopes(), in.bytes(), in.blob_bytes()};
  STILLE_TRY(out.key, crypto::parse_voprf_public(as_bytes(in.public_key())));
  return out;
}

Result<RelayRecord> parse(const pb::RelayRecord& in) {
  const auto hosts = static_cast<std::size_t>(in.hosts_size());
  const auto classes = static_cast<std::size_t>(in.classes_size());
  if (hosts == 0 || hosts > kMostHostsOfRecord) return fail(Errc::bad_length);
  if (classes == 0 || classes > kMostTokenClasses) return fail(Errc::bad_length);
  if (in.online_key().empty() || in.online_key().size() > kLongestOnlineKey) return fail(Errc::bad_length);
  if (in.epoch() == 0 || in.sequence() == 0) return fail(Errc::bad_value);
  RelayRecord out{{}, copy_of(in.online_key()), in.epoch(), in.sequence(), {}};
  for (const auto& host : in.hosts()) {
    STILLE_TRY(out.hosts.emplace_back(), parse(host));
  }
  for (const auto& one : in.classes()) {
    STILLE_TRY(auto token_class, parse(one));
    if (!out.classes.empty() && out.classes.back().id >= token_class.id) return fail(Errc::bad_value);
    out.classes.push_back(std::move(token_class));
  }
  return out;
}

}  // namespace

Result<RelayRecord> parse_relay_record(ByteView bytes) {
  if (bytes.size() > kLongestRecord) return fail(Errc::too_large);
  pb::RelayRecord proto;
  if (!proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return fail(Errc::bad_encoding);
  STILLE_TRY(auto out, parse(proto));
  if (!same(write_relay_record(out), bytes)) return fail(Errc::not_canonical);
  return out;
}

Bytes write_relay_record(const RelayRecord& record) {
  pb::RelayRecord proto;
  for (const auto& host : record.hosts) {
    auto& to = *proto.add_hosts();
    to.set_name(host.host);
    to.set_port(host.port);
  }
  proto.set_online_key(text_of(ByteView(record.online_key)));
  proto.set_epoch(record.epoch);
  proto.set_sequence(record.sequence);
  for (const auto& one : record.classes) {
    auto& to = *proto.add_classes();
    to.set_id(one.id);
    to.set_name(one.name);
    to.set_envelopes(one.budget.envelopes);
    to.set_bytes(one.budget.bytes);
    to.set_blob_bytes(one.budget.blob_bytes);
    to.set_public_key(text_of(one.key));
  }
  return serialised(proto);
}

}  // namespace stille::wire
