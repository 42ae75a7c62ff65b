#include "server/app/operator.hpp"

#include <array>
#include <cstdio>

#include "server/admin/admin_client.hpp"
#include "server/app/complaint.hpp"

namespace stille::server {
namespace {

[[noreturn]] void explain(const Asking& asking, Errc code) {
  const auto folder = asking.data.string();
  switch (code) {
    case Errc::refused:
    case Errc::untrusted_peer:
      throw Complaint(Exit::usage, "only the user that the relay runs as, and root, may ask it.",
                      "Run the command as that user, for example with `sudo -u`.");
    case Errc::too_large:
      throw Complaint(Exit::usage, "the path " + folder + " is too long for an administration socket.",
                      "Use a folder with a path of at most 95 characters.");
    case Errc::timed_out:
      throw Complaint(Exit::refused, "the relay does not answer in time.",
                      "Look at its log and at `stille-relay doctor --data " + folder + "`.");
    case Errc::connection_closed:
      throw Complaint(Exit::not_running, "the relay ended before it answered.",
                      "Look at its log, then start it again.");
    default:
      throw Complaint(Exit::not_running, "no relay is running on " + folder + ".",
                      "Start it: stille-relay run --data " + folder);
  }
}

}  // namespace

admin::Json ask_relay(const Asking& asking, const std::string& command, admin::Json params,
                      milliseconds patience) {
  const DataDir data(asking.data);
  data.expect_relay();
  auto relay = admin::AdminClient::connect(data.name_of(DataDir::kAdmin));
  if (!relay) explain(asking, relay.error().code);
  auto answer = relay.value().ask({command, std::move(params)}, patience);
  if (!answer) explain(asking, answer.error().code);
  if (const auto* fault = std::get_if<admin::Fault>(&answer.value()))
    throw Complaint(Exit::refused, fault->message, fault->next);
  return std::get<admin::Json>(std::move(answer).value());
}

bool is_running(const DataDir& data) {
  return admin::AdminClient::connect(data.name_of(DataDir::kAdmin)).has_value();
}

void print_json(const admin::Json& value) {
  std::printf("%s\n", value.dump(-1, ' ', false, admin::Json::error_handler_t::replace).c_str());
  (void)std::fflush(stdout);
}

std::string shown_bytes(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits{"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 1000 && unit + 1 < kUnits.size(); ++unit) value /= 1000;
  std::array<char, 32> text{};
  const int length =
      std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", value, kUnits[unit]);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string shown_time(seconds time) {
  using std::chrono::days;
  const auto left = time.count();
  const auto two = [](std::int64_t a, const char* first, std::int64_t b, const char* second) {
    const auto text = std::to_string(a) + first;
    return b == 0 ? text : text + ' ' + std::to_string(b) + second;
  };
  if (left >= 86'400) return two(left / 86'400, " d", left % 86'400 / 3600, " h");
  if (left >= 3600) return two(left / 3600, " h", left % 3600 / 60, " min");
  if (left >= 60) return std::to_string(left / 60) + " min";
  return std::to_string(left) + " s";
}

}  // namespace stille::server
