#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>

#include <unistd.h>

#include "common/base/encoding.hpp"
#include "server/app/commands.hpp"
#include "server/app/process.hpp"
#include "server/app/relay_files.hpp"
#include "server/net/core_thread.hpp"
#include "server/net/listener.hpp"
#include "server/store/sqlite/sqlite_mailbox_store.hpp"

namespace stille::server {
namespace {

// Files of the database, the lock, the listener, and some in reserve.
constexpr std::size_t kOwnDescriptors = 64;
constexpr milliseconds kDrainCheck{20};

std::unique_ptr<store::MailboxStore> open_store(const DataDir& data) {
  auto opened = store::SqliteMailboxStore::open(data.database());
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

asio::ip::tcp::endpoint endpoint_of(const std::string& text) {
  const auto where = parse_listen(text);
  return {asio::ip::make_address(where.host), where.port};
}

/// Everything that runs, in the order in which it has to go.
class Service {
 public:
  Service(DataDir& data, Config config)
      : data_(data),
        config_(std::move(config)),
        log_(parse_log_level(config_.log)),
        identity_(load_identity(data)),
        online_(load_online(data, identity_, clock_.now(), rng_)),
        store_(open_store(data)),
        core_(std::make_unique<relay::Relay>(config_.core, identity_.fingerprint(), *store_, rng_), clock_,
              log_, [this](CoreOutput output) { hand_over(std::move(output)); }),
        exchange_(context_.get_executor(),
                  {net::TlsContext::for_relay(online_).value(), limits(), config_.core.open, clock_, rng_,
                   log_, [this](const http::Request& request) { return site_(request); }},
                  core_) {}

  Exit serve() {
    open_listener();
    wait_for_signal();
    announce();
    context_.run();
    return exit_;
  }

 private:
  [[nodiscard]] NetLimits limits() const {
    auto out = config_.net;
    const auto possible = descriptor_limit() - std::min(kOwnDescriptors, descriptor_limit() / 2);
    if (out.connections > possible) {
      log_.info("the system allows fewer open files than connections are set",
                {{"set", out.connections}, {"possible", possible}});
      out.connections = possible;
    }
    return out;
  }

  void open_listener() {
    auto where = endpoint_of(config_.listen);
    boost::system::error_code why;
    auto listener = Listener::open(context_.get_executor(), where, exchange_, why);
    if (!listener && why == asio::error::address_family_not_supported && where.address().is_unspecified()) {
      where.address(asio::ip::address_v4::any());
      listener = Listener::open(context_.get_executor(), where, exchange_, why);
    }
    if (!listener)
      throw Complaint(Exit::usage, "cannot listen on " + config_.listen + ": " + why.message() + ".",
                      "Choose another address or port at [relay] listen, or stop the program that has it.");
    listener_ = std::move(listener).value();
    listener_->start();
  }

  void announce() {
    const auto text = protocol::to_text(address_of(config_, identity_, listener_->endpoint().port()));
    site_ = http::make_site({config_.about, text, to_base64url(identity_.fingerprint().raw), STILLE_VERSION,
                             config_.core.envelope_life, config_.core.open});
    data_.write(DataDir::kAddress, as_bytes(text + '\n'));
    if (config_.host.empty() && endpoint_of(config_.listen).address().is_unspecified())
      log_.warning("nobody can use this address from elsewhere: set [relay] host");
    std::printf("ready %s\n", text.c_str());
    (void)std::fflush(stdout);
  }

  void wait_for_signal() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) return;
      // The first ends in order, the second at once.
      if (stopping_) ::_exit(128 + signal);
      stop();
      wait_for_signal();
    });
  }

  void stop() {
    stopping_ = true;
    log_.info("shutting down", {{"connections", exchange_.connections()}});
    listener_->close();
    exchange_.shut_down();
    deadline_ = std::chrono::steady_clock::now() + config_.net.drain;
    check_drained();
  }

  void check_drained() {
    const bool drained = exchange_.core_ended() && exchange_.connections() == 0;
    if (drained || std::chrono::steady_clock::now() >= deadline_) return context_.stop();
    timer_.expires_after(kDrainCheck);
    timer_.async_wait([this](const boost::system::error_code&) { check_drained(); });
  }

  /// On the core's thread.
  void hand_over(CoreOutput output) {
    asio::post(context_, [this, output = std::move(output)]() mutable {
      const bool ended = output.ended;
      exchange_.apply(std::move(output));
      if (!ended || stopping_) return;
      log_.error("the relay cannot go on; start it again once the cause is mended");
      exit_ = Exit::bug;
      context_.stop();
    });
  }

  DataDir& data_;
  Config config_;
  Log log_;
  SystemClock clock_;
  crypto::SystemRng rng_;
  net::RelayIdentity identity_;
  net::OnlineCertificate online_;
  http::Answer site_;
  asio::io_context context_{1};
  asio::signal_set signals_{context_, SIGINT, SIGTERM};
  asio::steady_timer timer_{context_};
  std::chrono::steady_clock::time_point deadline_;
  Exit exit_ = Exit::done;
  bool stopping_ = false;
  std::unique_ptr<store::MailboxStore> store_;
  CoreThread core_;
  Exchange exchange_;
  std::unique_ptr<Listener> listener_;
};

}  // namespace

Exit run(const std::filesystem::path& path) {
  DataDir data(path);
  data.expect_relay();
  data.lock();
  return Service(data, load_config(data)).serve();
}

}  // namespace stille::server
