// The machine alone: its disk, and OpenSSL without anything around it.
#include <array>
#include <numeric>

#include <fcntl.h>
#include <malloc.h>
#include <openssl/ssl.h>
#include <time.h>
#include <unistd.h>

#include "common/net/tls_context.hpp"
#include "common/net/tls_identity.hpp"
#include "tests/bench/relay/figures.hpp"

namespace stille::bench {
namespace {

constexpr int kHandshakes = 400;
constexpr std::size_t kGroup = 32;

double thread_seconds() {
  timespec now{};
  (void)::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double heap_in_use() {
  const auto state = ::mallinfo2();
  return static_cast<double>(state.uordblks + state.hblkhd);
}

/// Both halves of one connection, back to back in memory.
class Handshake {
 public:
  Handshake(const net::TlsContext& relay, const net::TlsContext& client) {
    BIO* inner = nullptr;
    BIO* outer = nullptr;
    client_ = SSL_new(client.native());
    serving([&] { server_ = SSL_new(relay.native()); });
    if (client_ == nullptr || server_ == nullptr || BIO_new_bio_pair(&inner, 0, &outer, 0) != 1)
      give_up("no TLS");
    SSL_set_bio(client_, inner, inner);
    SSL_set_bio(server_, outer, outer);
    SSL_set_connect_state(client_);
    SSL_set_accept_state(server_);
    for (int turn = 0; turn < 20 && !done(); ++turn) {
      (void)SSL_do_handshake(client_);
      serving([&] { (void)SSL_do_handshake(server_); });
    }
    if (!done()) give_up("no handshake");
  }
  ~Handshake() {
    SSL_free(client_);
    SSL_free(server_);
  }
  Handshake(const Handshake&) = delete;
  Handshake& operator=(const Handshake&) = delete;

  double cpu = 0;    // of the server's half
  double bytes = 0;  // that it keeps

 private:
  [[nodiscard]] bool done() const {
    return SSL_is_init_finished(client_) == 1 && SSL_is_init_finished(server_) == 1;
  }
  template <class F>
  void serving(F work) {
    const double began = thread_seconds();
    const double held = heap_in_use();
    work();
    bytes += heap_in_use() - held;
    cpu += thread_seconds() - began;
  }

  SSL* client_ = nullptr;
  SSL* server_ = nullptr;
};

void measure_tls(Floors& floors) {
  crypto::SystemRng rng;
  const auto identity = net::RelayIdentity::generate(rng);
  const auto online = identity.certify(SystemClock{}.now(), rng);
  const auto relay = net::TlsContext::for_relay(online).value();
  const auto client = net::TlsContext::for_client(identity.fingerprint());
  std::vector<double> cpu;
  std::vector<double> bytes;
  for (int i = 0; i < kHandshakes; ++i) {
    const Handshake one(relay, client);
    cpu.push_back(one.cpu);
    bytes.push_back(one.bytes);
  }
  floors.handshake_cpu = percentile(cpu, 50);
  floors.connection_bytes = percentile(bytes, 50);
}

/// Groups of 32 envelopes, each written at the end of a file and then made durable.
double group_sync_rate(const std::string& folder) {
  constexpr int kGroups = 300;
  const std::vector<char> group(kGroup * protocol::kSmallEnvelope, 'x');
  const auto path = folder + "/groups";
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) give_up("no file to write");
  const auto start = Steady::now();
  for (int i = 0; i < kGroups; ++i)
    if (::write(file, group.data(), group.size()) < 0 || ::fdatasync(file) != 0) give_up("a write failed");
  const double spent = Seconds(Steady::now() - start).count();
  ::close(file);
  ::unlink(path.c_str());
  return kGroups * kGroup / spent;
}

}  // namespace

Floors measure_floors(const std::string& folder, Report& report) {
  Floors out;
  auto syncs = fdatasync_microseconds(folder, 500);
  out.sync_time = percentile(syncs, 50);
  out.group_sync_rate = group_sync_rate(folder);
  measure_tls(out);
  report.add({"fdatasync of 4 KiB, p50", out.sync_time, "us"});
  report.add({"fdatasync of 4 KiB, p99", percentile(syncs, 99), "us"});
  report.add({"32 envelopes to an fdatasync, bare", out.group_sync_rate, "envelopes/s"});
  report.add({"OpenSSL's half of a handshake, bare", 1 / out.handshake_cpu, "/s of one core"});
  report.add({"OpenSSL's idle connection, bare", out.connection_bytes / 1024, "KiB"});
  return out;
}

}  // namespace stille::bench
