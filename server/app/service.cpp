#include "server/app/service.hpp"

#include <boost/asio/co_spawn.hpp>
#include <cstdio>

#include <time.h>
#include <unistd.h>

#include "common/base/encoding.hpp"
#include "common/net/inherited_socket.hpp"
#include "common/net/service_manager.hpp"
#include "common/net/with_timeout.hpp"
#include "server/app/administration.hpp"
#include "server/app/core_call.hpp"
#include "server/app/process.hpp"
#include "server/app/relay_record.hpp"
#include "server/blob/folder.hpp"

namespace stille::server {
namespace {

// Files of the database and of blobs, the lock, the listener, and some in reserve.
constexpr std::size_t kOwnDescriptors = 64 + blob::BlobFolder::kMostOpen;
constexpr milliseconds kDrainCheck{20};
constexpr milliseconds kReadingEvery = seconds{5};
// Rows that one reading counts: a few milliseconds of the core's time.
constexpr std::size_t kRowsCounted = 20'000;

std::unique_ptr<store::SqliteMailboxStore> open_store(const DataDir& data, std::size_t reserve) {
  store::SqliteOptions options;
  options.reserve_bytes = reserve;
  auto opened = store::SqliteMailboxStore::open(data.database(), options);
  if (opened) return std::move(opened).value();
  switch (opened.error().code) {
    case Errc::newer_version:
      throw Complaint(Exit::damaged, data.database() + " was written by a newer version; it was not touched.",
                      "Install the newer stille-relay again.");
    case Errc::locked:
      throw Complaint(Exit::usage, data.database() + " is in use by another program.", "Stop that program.");
    case Errc::storage_full:
      throw Complaint(Exit::usage, "the disk of " + data.shown() + " is full.", "Make room on it.");
    default:
      throw Complaint(
          Exit::damaged, data.database() + " cannot be read or written.",
          "Check the disk and the file's owner; if the file is damaged, put a backup in its place.");
  }
}

std::unique_ptr<blob::BlobFiles> open_blobs(const DataDir& data) {
  auto opened = blob::BlobFolder::open(data.blobs());
  if (!opened)
    throw Complaint(Exit::usage, data.blobs() + " cannot be made.",
                    "Check that the folder belongs to you and that its disk has room.");
  return std::move(opened).value();
}

asio::ip::tcp::endpoint endpoint_of(const std::string& text) {
  const auto where = parse_listen(text);
  return {asio::ip::make_address(where.host), where.port};
}

/// What only a new start changes.
std::vector<std::string> fixed_until_restart(const Config& now, const Config& wanted) {
  std::vector<std::string> out;
  if (now.listen != wanted.listen) out.emplace_back("relay.listen");
  if (now.proxies != wanted.proxies) out.emplace_back("relay.proxies");
  if (now.metrics != wanted.metrics) out.emplace_back("metrics.listen");
  if (now.reserve_bytes != wanted.reserve_bytes) out.emplace_back("memory_and_disk.reserve_bytes");
  return out;
}

std::string reloading_since() {
  timespec now{};
  (void)::clock_gettime(CLOCK_MONOTONIC, &now);
  const auto micros = std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
  return "RELOADING=1\nMONOTONIC_USEC=" + std::to_string(micros);
}

}  // namespace

Service::Service(DataDir& data, std::vector<Override> overrides)
    : data_(data),
      overrides_(std::move(overrides)),
      config_(load_config(data, overrides_)),
      log_(parse_log_level(config_.log), parse_log_format(config_.log_format)),
      identity_(load_identity(data)),
      online_(load_online(data, identity_, clock_.now(), rng_)),
      epoch_(load_epoch(data)),
      store_(open_store(data, config_.reserve_bytes)),
      core_(make_core(), open_blobs(data), clock_, log_,
            [this](CoreOutput output) { hand_over(std::move(output)); }),
      exchange_(context_.get_executor(), exchange_settings(),
                {clock_, rng_, log_, [this](const http::Request& request) { return site_(request); },
                 parse_proxies(config_.proxies)},
                core_) {}

Service::~Service() = default;

Exit Service::serve() {
  open_listener();
  open_administration();
  open_monitoring();
  wait_for_signal();
  asio::co_spawn(context_, watch(), [](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  });
  announce();
  std::printf("ready %s\n", protocol::to_text(address()).c_str());
  (void)std::fflush(stdout);
  net::notify_service_manager("READY=1");
  context_.run();
  return exit_;
}

NetLimits Service::limits() const {
  auto out = config_.net;
  const auto possible = descriptor_limit() - std::min(kOwnDescriptors, descriptor_limit() / 2);
  if (out.connections > possible) {
    log_.info("the system allows fewer open files than connections are set",
              {{"set", out.connections}, {"possible", possible}});
    out.connections = possible;
  }
  return out;
}

ExchangeSettings Service::exchange_settings() const {
  return {net::TlsContext::for_relay(online_).value(), limits(), config_.core.open, epoch_};
}

Result<std::unique_ptr<Listener>> Service::new_listener(boost::system::error_code& why) {
  const auto handed_over = net::inherited_socket(net::ListensFor::tcp);
  if (handed_over.has_error())
    throw Complaint(Exit::usage,
                    "the service manager hands over something else than one listening TCP socket.",
                    "Keep one ListenStream= in stille-relay.socket.");
  if (handed_over.value())
    return Listener::adopt(context_.get_executor(), *handed_over.value(), exchange_, why);
  auto where = endpoint_of(config_.listen);
  auto listener = Listener::open(context_.get_executor(), where, exchange_, why);
  if (!listener && why == asio::error::address_family_not_supported && where.address().is_unspecified()) {
    where.address(asio::ip::address_v4::any());
    listener = Listener::open(context_.get_executor(), where, exchange_, why);
  }
  return listener;
}

void Service::open_listener() {
  boost::system::error_code why;
  auto listener = new_listener(why);
  if (!listener)
    throw Complaint(Exit::usage, "cannot listen on " + config_.listen + ": " + why.message() + ".",
                    "Choose another address or port at [relay] listen, or stop the program that has it.");
  listener_ = std::move(listener).value();
  listener_->start();
}

void Service::open_administration() {
  auto server = admin::AdminServer::start(context_.get_executor(), data_.name_of(DataDir::kAdmin),
                                          administration(*this));
  // A relay that cannot be asked still relays.
  if (!server) {
    log_.error("no administration: its socket cannot be made", {{"reason", server.error().code}});
    return;
  }
  administration_ = std::move(server).value();
}

protocol::RelayAddress Service::address() const {
  return address_of(config_, identity_, listener_->endpoint().port());
}

std::unique_ptr<relay::Relay> Service::make_core() {
  auto out = std::make_unique<relay::Relay>(config_.core, identity_.fingerprint(), *store_, rng_);
  auto classes = out->classes();
  if (!classes)
    throw Complaint(Exit::damaged, data_.database() + " cannot be read or written.",
                    "Check the disk and the file's owner.");
  classes_ = std::move(classes).value();
  return out;
}

/// After the listener, whose port may be the system's choice.
void Service::publish() {
  const auto at = address();
  auto record =
      relay_record(data_, identity_, {{{at.host, at.port}}, net::online_key(online_), epoch_, 1, classes_});
  core_.push(OnCore{[record](const CoreView& core) { core.relay.publish(record); }});
}

void Service::announce() {
  const auto text = protocol::to_text(address());
  publish();
  site_ = http::make_site({config_.about, text, to_base64url(identity_.fingerprint().raw), STILLE_VERSION,
                           config_.core.envelope_life, config_.core.open});
  data_.write(DataDir::kAddress, as_bytes(text + '\n'));
  if (config_.host.empty() && endpoint_of(config_.listen).address().is_unspecified())
    log_.warning("nobody can use this address from elsewhere: set [relay] host");
}

void Service::wait_for_signal() {
  signals_.async_wait([this](const boost::system::error_code& error, int signal) {
    if (error) return;
    if (signal == SIGHUP) {
      reload_by_signal();
    } else {
      // The first ends in order, the second at once.
      if (stopping_) ::_exit(128 + signal);
      stop(config_.net.drain);
    }
    wait_for_signal();
  });
}

void Service::reload_by_signal() {
  try {
    (void)reload();
  } catch (const Complaint&) {
    // What is wrong may name what a log must not hold.
    log_.error("the settings are wrong and were not taken; `stille-relay doctor` says why");
  }
}

std::vector<std::string> Service::reload() {
  net::notify_service_manager(reloading_since());
  const auto still_ready = [](const void*) { net::notify_service_manager("READY=1"); };
  const std::unique_ptr<const void, decltype(still_ready)> on_exit(this, still_ready);
  auto fresh = load_config(data_, overrides_);
  (void)address_of(fresh, identity_, listener_->endpoint().port());
  auto online = load_online(data_, identity_, clock_.now(), rng_);
  auto waits = fixed_until_restart(config_, fresh);
  fresh.listen = config_.listen;
  fresh.metrics = config_.metrics;
  config_ = std::move(fresh);
  online_ = std::move(online);
  log_.set_level(parse_log_level(config_.log));
  log_.set_format(parse_log_format(config_.log_format));
  exchange_.reconfigure(exchange_settings());
  take_limits();
  announce();
  log_.info("settings and certificate were loaded again", {{"wait_for_a_new_start", waits.size()}});
  return waits;
}

void Service::take_limits() {
  core_.push(OnCore{[this, limits = config_.core](const CoreView& view) {
    view.relay.set_limits(limits);
    auto classes = view.relay.classes();
    if (!classes) return;
    asio::post(context_, [this, classes = std::move(classes).value()] {
      classes_ = classes;
      publish();
    });
  }});
}

void Service::renew_certificate() {
  if (online_.expires - clock_.now() >= net::kOnlineCertificateRenewal) return;
  online_ = load_online(data_, identity_, clock_.now(), rng_);
  exchange_.reconfigure(exchange_settings());
  publish();
  log_.info("the online certificate was renewed");
}

asio::awaitable<void> Service::watch() {
  const auto wanted = net::watchdog_interval() / 3;
  const auto pause = wanted.count() > 0 ? std::min(wanted, kReadingEvery) : kReadingEvery;
  for (;;) {
    gauge_.add(co_await read());  // comes back only if the core still works
    net::notify_service_manager("WATCHDOG=1");
    renew_certificate();
    heap_.settle();
    co_await net::pause(pause);
  }
}

asio::awaitable<Reading> Service::read() {
  const std::function<Reading(const CoreView&)> look = [this](const CoreView& view) {
    Reading reading;
    reading.core = view.relay.figures();
    reading.commits = view.commits;
    if (auto totals = store_->count(kRowsCounted)) reading.totals = totals.value();
    return reading;
  };
  auto out = co_await on_core(core_, look);
  out.at = std::chrono::steady_clock::now();
  out.connections = exchange_.connections();
  out.unauthenticated = exchange_.unauthenticated();
  out.accepted = exchange_.accepted();
  out.turned_away = exchange_.turned_away();
  co_return out;
}

void Service::stop(milliseconds patience) {
  if (std::exchange(stopping_, true)) return;
  net::notify_service_manager("STOPPING=1");
  log_.info("shutting down", {{"connections", exchange_.connections()}});
  listener_->close();
  exchange_.shut_down();
  deadline_ = std::chrono::steady_clock::now() + patience;
  check_drained();
}

void Service::check_drained() {
  const bool drained = exchange_.core_ended() && exchange_.connections() == 0;
  if (drained || std::chrono::steady_clock::now() >= deadline_) return context_.stop();
  timer_.expires_after(kDrainCheck);
  timer_.async_wait([this](const boost::system::error_code&) { check_drained(); });
}

/// On the core's thread.
void Service::hand_over(CoreOutput output) {
  asio::post(context_, [this, output = std::move(output)]() mutable {
    const bool ended = output.ended;
    exchange_.apply(std::move(output));
    if (!ended || stopping_) return;
    log_.error("the relay cannot go on; start it again once the cause is mended");
    exit_ = Exit::bug;
    context_.stop();
  });
}

}  // namespace stille::server
