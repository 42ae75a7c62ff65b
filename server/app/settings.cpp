#include "server/app/settings.hpp"

#include <algorithm>
#include <utility>

namespace stille::server {
namespace {

void add_relay(std::vector<Setting>& out, Config& c) {
  constexpr std::string_view kIn = "relay";
  out.push_back({kIn, "listen",
                 "Address and port to listen on; [::] stands for all addresses of the machine.", &c.listen});
  out.push_back(
      {kIn, "host",
       "Name or address under which people reach this relay, with :PORT where that differs from the port\n"
       "above. It becomes part of every invitation. Empty: the address above.",
       &c.host});
  out.push_back(
      {kIn, "proxies",
       "Balancers in front of this relay: addresses and networks with commas between them, for example\n"
       "\"127.0.0.1, ::1\". Connections from there have to begin with a PROXY protocol header; its address\n"
       "counts for the bounds below. From elsewhere nobody can send one.",
       &c.proxies});
  out.push_back({kIn, "open", "Whether anyone who knows the address may create mailboxes.", &c.core.open});
}

void add_log_and_metrics(std::vector<Setting>& out, Config& c) {
  out.push_back({"log", "level",
                 "How much goes to standard error: debug, info, warning or error.\n"
                 "No level names an address, a mailbox or a person.",
                 &c.log});
  out.push_back({"log", "format", "text, or json: one object a line.", &c.log_format});
  out.push_back({"metrics", "listen",
                 "Where /metrics, /healthz and /readyz are served, for this machine only: 127.0.0.1:9464,\n"
                 "[::1]:9464 or /run/stille-relay/metrics.sock. Empty: nowhere. Counts are rounded.",
                 &c.metrics});
}

void add_about(std::vector<Setting>& out, http::About& a) {
  constexpr std::string_view kIn = "about";
  out.push_back(
      {kIn, "operator",
       "Who runs this relay. This section is shown to browsers at the relay's own port; what is empty\n"
       "is left out.",
       &a.run_by});
  out.push_back({kIn, "contact", "Where to write: an e-mail address or an https: link.", &a.contact});
  out.push_back({kIn, "region", "Where the machine stands, for example \"Germany\".", &a.region});
  out.push_back(
      {kIn, "text", "Anything else in plain text, for example when the relay is maintained.", &a.text});
}

void add_connections(std::vector<Setting>& out, NetLimits& l) {
  constexpr std::string_view kIn = "connections";
  out.push_back({kIn, "most", "Connections in all.", &l.connections});
  out.push_back({kIn, "unauthenticated",
                 "Connections that have not yet used a mailbox key, in all. One more takes the place of the\n"
                 "one that has been silent longest, or is furthest behind.",
                 &l.unauthenticated});
  out.push_back({kIn, "unauthenticated_per_address", "The same for one IPv4 address or IPv6 /64.",
                 &l.unauthenticated_per_address});
  out.push_back(
      {kIn, "unauthenticated_life", "How long such a connection may last.", &l.unauthenticated_life});
  out.push_back({kIn, "first_byte", "How long a new connection may stay silent.", &l.first_byte});
  out.push_back({kIn, "handshake", "How long the TLS handshake may take.", &l.handshake});
  out.push_back({kIn, "frame", "How long a whole frame may take to arrive.", &l.frame});
  out.push_back(
      {kIn, "write_stall", "How long a client may take nothing of what it is sent.", &l.write_stall});
  out.push_back({kIn, "idle", "How long nothing may come in; clients ping every 30 seconds.", &l.idle});
  out.push_back({kIn, "requests_in_flight",
                 "Unanswered requests of one connection before reading from it pauses.",
                 &l.requests_in_flight});
  out.push_back({kIn, "request_bytes_in_flight", "The same in bytes.", &l.request_bytes_in_flight});
  out.push_back({kIn, "queued_bytes", "Bytes of requests waiting for the core before all reading pauses.",
                 &l.queued_bytes});
  out.push_back(
      {kIn, "outbox_bytes", "Bytes waiting for one connection before it is closed.", &l.outbox_bytes});
  out.push_back({kIn, "unread_bytes", "Bytes waiting for one connection before reading from it pauses.",
                 &l.unread_bytes});
  out.push_back({kIn, "backlog_bytes",
                 "Bytes waiting for all connections before those are closed that have taken nothing for "
                 "longest.",
                 &l.backlog_bytes});
  out.push_back(
      {kIn, "bad_requests", "Malformed commands of one connection before it is closed.", &l.bad_requests});
  out.push_back({kIn, "drain", "How long a shutdown waits for clients to take what is theirs.", &l.drain});
}

void add_mailboxes(std::vector<Setting>& out, relay::Limits& l) {
  constexpr std::string_view kIn = "mailboxes";
  out.push_back({kIn, "envelopes", "Envelopes that may wait in one mailbox.", &l.envelopes_per_mailbox});
  out.push_back({kIn, "bytes", "Bytes that may wait in one mailbox.", &l.bytes_per_mailbox});
  out.push_back({kIn, "blob_bytes", "Bytes of files that may be counted against one mailbox.",
                 &l.blob_bytes_per_mailbox});
  out.push_back({kIn, "hellos", "First contacts that may wait in one link's mailbox.", &l.hellos_waiting});
  out.push_back(
      {kIn, "claims_counted", "Further tries on a used one-time link that are counted.", &l.claims_counted});
  out.push_back({kIn, "senders_waiting", "Senders that are told when a full mailbox has room again.",
                 &l.writers_waiting_for_space});
  out.push_back({kIn, "envelope_life", "How long an envelope waits for its reader.", &l.envelope_life});
  out.push_back({kIn, "link_tombstone_life", "How long an expired link is remembered as expired.",
                 &l.link_tombstone_life});
}

void add_blobs(std::vector<Setting>& out, relay::Limits& l) {
  constexpr std::string_view kIn = "blobs";
  out.push_back({kIn, "largest", "Bytes of one file.", &l.largest_blob});
  out.push_back(
      {kIn, "life", "How long a file may stay, whatever its sender wants; at most 14 days.", &l.blob_life});
  out.push_back(
      {kIn, "sweep_every", "How often what has lost its file or its row is looked for.", &l.sweep_every});
}

void add_rates(std::vector<Setting>& out, relay::Limits& l) {
  constexpr std::string_view kIn = "rates";
  out.push_back({kIn, "commands_per_second", "Commands of one connection; a subscription counts as one.",
                 &l.commands.per_second});
  out.push_back({kIn, "commands_burst", "The same at once.", &l.commands.burst});
  out.push_back({kIn, "refusals_per_second", "Refused commands of one connection.", &l.refusals.per_second});
  out.push_back({kIn, "refusals_burst", "The same at once.", &l.refusals.burst});
  out.push_back(
      {kIn, "creations_per_second", "Mailboxes that one connection may create.", &l.creations.per_second});
  out.push_back({kIn, "creations_burst", "The same at once.", &l.creations.burst});
  out.push_back({kIn, "redemptions_per_second", "Invitations that one connection may redeem.",
                 &l.redemptions.per_second});
  out.push_back({kIn, "redemptions_burst", "The same at once.", &l.redemptions.burst});
  out.push_back({kIn, "address_commands_per_second", "Commands of one IPv4 address or IPv6 /64.",
                 &l.address_commands.per_second});
  out.push_back({kIn, "address_commands_burst", "The same at once.", &l.address_commands.burst});
  out.push_back({kIn, "address_refusals_per_second",
                 "Refused commands of one IPv4 address or IPv6 /64; holds strangers back, not those who have "
                 "proved a mailbox key.",
                 &l.address_refusals.per_second});
  out.push_back({kIn, "address_refusals_burst", "The same at once.", &l.address_refusals.burst});
  out.push_back({kIn, "retry_full", "When a sender to a full mailbox should try again.", &l.retry_full});
  out.push_back({kIn, "retry_chunk", "When to try again when too many pieces of files are on their way.",
                 &l.retry_chunk});
  out.push_back(
      {kIn, "retry_unavailable", "When to try again after trouble with the disk.", &l.retry_unavailable});
  out.push_back(
      {kIn, "retry_go_away", "When clients come back after a shutdown, at the earliest.", &l.retry_go_away});
  out.push_back({kIn, "retry_go_away_spread", "Over how long they spread.", &l.retry_go_away_spread});
}

void add_memory_and_disk(std::vector<Setting>& out, relay::Limits& l) {
  constexpr std::string_view kIn = "memory_and_disk";
  out.push_back({kIn, "cached_mailboxes", "Mailboxes kept in memory.", &l.cached_mailboxes});
  out.push_back({kIn, "sources", "Addresses whose rates are remembered after they have gone.", &l.sources});
  out.push_back({kIn, "invites", "Invitations to this relay that are known at a time.", &l.invites});
  out.push_back({kIn, "subscriptions_per_connection", "Mailboxes that one connection may read from.",
                 &l.subscriptions_per_connection});
  out.push_back({kIn, "resumptions_per_connection",
                 "Tickets with which one connection may take up its mailboxes again.",
                 &l.resumptions_per_connection});
  out.push_back(
      {kIn, "keys_per_connection", "Session keys kept for one connection.", &l.keys_per_connection});
  out.push_back(
      {kIn, "outbound_bytes", "Bytes of envelopes on their way to one connection.", &l.outbound_bytes});
  out.push_back({kIn, "cached_blobs", "Files of people whose places are kept in memory.", &l.cached_blobs});
  out.push_back({kIn, "chunk_bytes_in", "Bytes of files on their way to the disk before more are refused.",
                 &l.chunk_bytes_in});
  out.push_back({kIn, "chunk_bytes_out", "Bytes on their way to all connections before files wait.",
                 &l.chunk_bytes_out});
  out.push_back(
      {kIn, "chunks_wanted", "Pieces of files that one connection may wait for.", &l.chunks_wanted});
  out.push_back({kIn, "disk_warn_percent", "How full the disk may be before the log warns, in percent.",
                 &l.disk_warn_percent});
  out.push_back({kIn, "disk_creations_percent", "How full before no mailboxes and files are taken.",
                 &l.disk_creations_percent});
  out.push_back({kIn, "disk_writes_percent", "How full before no messages and pieces of files are taken.",
                 &l.disk_writes_percent});
  out.push_back({kIn, "group_delay", "How long an envelope waits for others to share one write to disk.",
                 &l.group_delay});
  out.push_back({kIn, "group_envelopes", "Envelopes that share one write at most.", &l.group_envelopes});
  out.push_back({kIn, "group_writes", "Changes of any kind that share one write at most.", &l.group_writes});
  out.push_back({kIn, "lazy_delay", "How long changes may wait that nobody waits for.", &l.lazy_delay});
  out.push_back({kIn, "sequence_block", "Sequence numbers reserved by one write.", &l.sequence_block});
  out.push_back({kIn, "expire_piece", "Rows removed at a time when their life is over.", &l.expire_piece});
  out.push_back({kIn, "pause_when_disk_is_full", "How long nothing is accepted after the disk was full.",
                 &l.pause_when_disk_is_full});
}

std::string shown(milliseconds value) {
  using namespace std::chrono;
  const auto text = [](auto count, const char* unit) { return '"' + std::to_string(count) + unit + '"'; };
  if (value % days{1} == milliseconds{0}) return text(duration_cast<days>(value).count(), "d");
  if (value % hours{1} == milliseconds{0}) return text(duration_cast<hours>(value).count(), "h");
  if (value % minutes{1} == milliseconds{0}) return text(duration_cast<minutes>(value).count(), "m");
  if (value % seconds{1} == milliseconds{0}) return text(duration_cast<seconds>(value).count(), "s");
  return text(value.count(), "ms");
}

std::string shown(const std::string& value) {
  return '"' + value + '"';
}
template <std::unsigned_integral T>
std::string shown(T value) {
  if constexpr (std::same_as<T, bool>) return value ? "true" : "false";
  return std::to_string(value);
}

}  // namespace

std::vector<Setting> settings(Config& config) {
  std::vector<Setting> out;
  add_relay(out, config);
  add_about(out, config.about);
  add_log_and_metrics(out, config);
  add_connections(out, config.net);
  add_mailboxes(out, config.core);
  add_blobs(out, config.core);
  add_rates(out, config.core);
  add_memory_and_disk(out, config.core);
  out.push_back({"memory_and_disk", "reserve_bytes",
                 "Bytes of disk kept in reserve, given up when the disk is full so that removing goes on.",
                 &config.reserve_bytes});
  return out;
}

std::string in_toml(const SettingValue& value) {
  return std::visit([](const auto* held) { return shown(*held); }, value);
}

}  // namespace stille::server
