#include "server/app/metrics.hpp"

#include <array>

#include "common/protocol/reply.hpp"

namespace stille::server {
namespace {

using protocol::Status;

std::uint64_t tens(std::uint64_t value) {
  return value / 10 * 10;
}
std::uint64_t hundreds(std::uint64_t value) {
  return value / 100 * 100;
}
constexpr std::uint64_t kMegabyte = 1'000'000;

// Answers that say something about the relay; all others together are "other".
constexpr std::array<std::pair<Status, const char*>, 9> kStatuses{
    {{Status::ok, "ok"},
     {Status::stored, "stored"},
     {Status::duplicate, "duplicate"},
     {Status::denied, "denied"},
     {Status::full, "full"},
     {Status::creation_refused, "creation_refused"},
     {Status::slow_down, "slow_down"},
     {Status::bad_request, "bad_request"},
     {Status::unavailable, "unavailable"}}};

class Text {
 public:
  void family(const char* name, const char* type, const char* help) {
    out_.append("# TYPE stille_relay_").append(name).append(" ").append(type);
    out_.append("\n# HELP stille_relay_").append(name).append(" ").append(help).append("\n");
  }
  void series(const std::string& name, std::uint64_t value) {
    out_.append("stille_relay_").append(name).append(" ").append(std::to_string(value)).append("\n");
  }
  void gauge(const char* name, const char* help, std::uint64_t value) {
    family(name, "gauge", help);
    series(name, value);
  }
  void counter(const char* name, const char* help, std::uint64_t value) {
    family(name, "counter", help);
    series(std::string(name) + "_total", value);
  }
  std::string end() && { return std::move(out_) + "# EOF\n"; }

 private:
  std::string out_;
};

void add_answers(Text& out, const relay::Figures& core) {
  out.family("answers", "counter", "Answers to commands, by status.");
  std::uint64_t other = 0;
  for (const auto count : core.answers) other += count;
  for (const auto& [status, name] : kStatuses) {
    const auto count = core.answers.at(static_cast<std::size_t>(status));
    other -= count;
    out.series("answers_total{status=\"" + std::string(name) + "\"}", hundreds(count));
  }
  out.series("answers_total{status=\"other\"}", hundreds(other));
}

void add_commits(Text& out, const CommitTimes& commits) {
  out.family("commit_seconds", "histogram", "How long durable writes take.");
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < commits.counts.size(); ++i) {
    below += commits.counts[i];
    const auto last = i == CommitTimes::kUpTo.size();
    const auto end = last ? std::string("+Inf") : std::to_string(CommitTimes::kUpTo.at(i) / 1000.0);
    out.series("commit_seconds_bucket{le=\"" + end + "\"}", hundreds(below));
  }
  out.series("commit_seconds_count", hundreds(below));
  out.series("commit_seconds_sum", static_cast<std::uint64_t>(commits.total.count() / 1'000'000));
}

void add_surroundings(Text& out, const Surroundings& around) {
  const auto whole = [](seconds time) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, time.count()));
  };
  out.family("build", "info", "The version that runs.");
  out.series("build_info{version=\"" + around.version + "\"}", 1);
  out.gauge("uptime_seconds", "Since the start.", whole(around.uptime));
  out.gauge("certificate_left_seconds", "Until the online certificate ends.", whole(around.certificate_left));
  if (around.backup_age) out.gauge("backup_age_seconds", "Since the last backup.", whole(*around.backup_age));
  out.gauge("disk_free_bytes", "Room on the disk of the database.", around.disk_free / kMegabyte * kMegabyte);
  out.gauge("disk_total_bytes", "Size of that disk.", around.disk_total / kMegabyte * kMegabyte);
}

}  // namespace

std::string metrics_text(const Reading& reading, const Surroundings& around) {
  Text out;
  add_surroundings(out, around);
  out.gauge("connections", "Connections now, rounded.", tens(reading.connections));
  out.gauge("connections_unauthenticated", "Those without a mailbox yet, rounded.",
            tens(reading.unauthenticated));
  out.gauge("subscriptions", "Mailboxes that somebody reads now, rounded.", tens(reading.core.subscriptions));
  if (reading.totals) {
    out.gauge("mailboxes", "Mailboxes, rounded.", tens(reading.totals->mailboxes));
    out.gauge("waiting_envelopes", "Envelopes that wait, rounded.", tens(reading.totals->envelopes));
    out.gauge("waiting_bytes", "Their bytes, rounded.", reading.totals->bytes / kMegabyte * kMegabyte);
  }
  out.counter("connections_accepted", "Connections let in, rounded.", hundreds(reading.accepted));
  out.counter("connections_turned_away", "Connections beyond a bound, rounded.",
              hundreds(reading.turned_away));
  out.counter("requests", "Commands, rounded.", hundreds(reading.core.requests));
  out.counter("delivered", "Envelopes handed to readers, rounded.", hundreds(reading.core.delivered));
  add_answers(out, reading.core);
  add_commits(out, reading.commits);
  return std::move(out).end();
}

}  // namespace stille::server
