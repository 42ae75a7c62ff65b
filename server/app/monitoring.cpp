// /metrics, /healthz and /readyz of a running relay, for this machine alone.
#include "server/app/metrics.hpp"
#include "server/app/service.hpp"

namespace stille::server {
namespace {

// Readings are taken every five seconds, and only while the core's thread works.
constexpr seconds kStale{30};

http::Response said(unsigned status, std::string text) {
  http::Response out;
  out.status = status;
  out.body = std::move(text);
  return out;
}

std::optional<seconds> age_of(const std::filesystem::path& file) {
  std::error_code none;
  const auto written = std::filesystem::last_write_time(file, none);
  if (none) return std::nullopt;
  return std::chrono::duration_cast<seconds>(std::filesystem::file_time_type::clock::now() - written);
}

}  // namespace

void Service::open_monitoring() {
  if (config_.metrics.empty()) return;
  boost::system::error_code why;
  auto monitors = http::PlainListener::open(
      context_.get_executor(), config_.metrics,
      [this](const http::Request& request) { return monitored(request); }, why);
  if (!monitors)
    throw Complaint(Exit::usage,
                    "metrics cannot be served at " + config_.metrics + ": " + why.message() + ".",
                    "Choose another place at [metrics] listen, or stop the program that has it.");
  monitors_ = std::move(monitors).value();
}

http::Response Service::monitored(const http::Request& request) const {
  const auto reading = gauge_.newest();
  const auto now = std::chrono::steady_clock::now();
  const bool healthy = now - (reading ? reading->at : started_) < kStale;
  if (request.path == "/healthz")
    return healthy ? said(200, "ok\n") : said(503, "the core does not answer\n");
  if (request.path == "/readyz")
    return healthy && !stopping_ ? said(200, "ready\n") : said(503, "not ready\n");
  if (request.path != "/metrics") return http::plain(404);
  if (!reading) return http::plain(503);
  Surroundings around{STILLE_VERSION,
                      std::chrono::duration_cast<seconds>(now - started_),
                      std::chrono::duration_cast<seconds>(online_.expires - clock_.now()),
                      age_of(data_.name_of(DataDir::kLastBackup)),
                      0,
                      0};
  std::error_code none;
  const auto disk = std::filesystem::space(data_.shown(), none);
  if (!none) {
    around.disk_free = disk.available;
    around.disk_total = disk.capacity;
  }
  auto out = said(200, metrics_text(*reading, around));
  out.type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  return out;
}

}  // namespace stille::server
