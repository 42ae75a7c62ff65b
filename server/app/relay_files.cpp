#include "server/app/relay_files.hpp"

#include <charconv>

#include "server/app/complaint.hpp"

namespace stille::server {

Config load_config(const DataDir& data, const std::vector<Override>& overrides) {
  const auto bytes = data.read(DataDir::kConfig);
  if (!bytes) data.expect_relay();
  auto config = read_config(as_text(bytes->expose()), data.name_of(DataDir::kConfig));
  apply(config, overrides);
  return config;
}

std::uint64_t load_epoch(const DataDir& data) {
  const auto bytes = data.read(DataDir::kEpoch);
  if (!bytes) return 1;
  const auto text = as_text(bytes->expose());
  std::uint64_t epoch = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), epoch);
  if (error != std::errc{} || epoch == 0)
    throw Complaint(Exit::damaged, data.name_of(DataDir::kEpoch) + " is damaged.",
                    "Write a number into it that is larger than any before, for example `date +%s`.");
  return epoch;
}

void store_epoch(const DataDir& data, std::uint64_t epoch) {
  data.write(DataDir::kEpoch, as_bytes(std::to_string(epoch) + '\n'));
}

net::RelayIdentity load_identity(const DataDir& data) {
  const auto pem = data.read(DataDir::kIdentity);
  auto identity = net::RelayIdentity::read(pem ? pem->expose() : ByteView{});
  if (!identity)
    throw Complaint(
        Exit::damaged, data.name_of(DataDir::kIdentity) + " is damaged.",
        "Put it back from a backup: without it nobody who knows this relay can reach it any more.");
  return std::move(identity).value();
}

net::OnlineCertificate load_online(const DataDir& data, const net::RelayIdentity& identity, TimePoint now,
                                   crypto::Rng& rng) {
  if (const auto pem = data.read(DataDir::kOnline)) {
    auto kept = net::OnlineCertificate::read(pem->expose(), identity.fingerprint());
    if (kept && kept.value().expires - now >= net::kOnlineCertificateRenewal) return std::move(kept).value();
  }
  auto fresh = identity.certify(now, rng);
  data.write(DataDir::kOnline, fresh.pem.expose());
  return fresh;
}

protocol::RelayAddress address_of(const Config& config, const net::RelayIdentity& identity,
                                  std::uint16_t port) {
  auto host = config.host.empty() ? parse_listen(config.listen).host : config.host;
  // One colon: a port behind a name or an IPv4 address. More: an IPv6 address.
  const auto colon = host.find(':');
  if (!config.host.empty() && colon != std::string::npos && host.find(':', colon + 1) == std::string::npos) {
    const auto* last = host.data() + host.size();
    const auto [end, error] = std::from_chars(host.data() + colon + 1, last, port);
    if (error != std::errc{} || end != last || port == 0)
      throw Complaint(Exit::usage, "\"" + host + "\" does not end with a port.",
                      "Set [relay] host to NAME or NAME:PORT.");
    host.resize(colon);
  }
  protocol::RelayAddress out{identity.fingerprint(), host, port};
  // Port 0 has no address text; any other stands in for the check of the host.
  auto checked = out;
  checked.port = port == 0 ? protocol::kDefaultPort : port;
  if (!protocol::parse_relay_address(protocol::to_text(checked)))
    throw Complaint(
        Exit::usage, "\"" + host + "\" cannot be part of a relay's address.",
        "Set [relay] host to a name in lower case, an IPv4 address or an IPv6 address without brackets.");
  return out;
}

}  // namespace stille::server
