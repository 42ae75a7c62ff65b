// Files through the relay, over real TLS on loopback and onto the real disk: how fast they go up and down,
// next to the disk and the loopback alone in the same run, and what memory a transfer costs the relay.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <functional>
#include <iostream>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client/net/transfer.hpp"
#include "tests/bench/relay/relay_process.hpp"
#include "tests/bench/report.hpp"

namespace stille::bench {
namespace {

namespace asio = boost::asio;
using Steady = std::chrono::steady_clock;

constexpr double kMega = 1e6;
constexpr double k8Mebi = 8 << 20;  // the bound of a transfer
constexpr std::size_t kTogether = 8;

[[noreturn]] void give_up(const std::string& what) {
  std::cerr << "blob bench: " << what << '\n';
  std::exit(1);
}

double seconds_of(const std::function<void()>& work) {
  const auto began = Steady::now();
  work();
  return std::chrono::duration<double>(Steady::now() - began).count();
}

/// Bytes that are nowhere, so that only the relay's disk is measured.
class Noise final : public net::Chunks {
 public:
  Result<Bytes> read(std::uint32_t index, std::size_t size) override {
    return Bytes(size, static_cast<std::uint8_t>(index));
  }
  [[nodiscard]] bool has(std::uint32_t) const override { return false; }
  Result<void> write(std::uint32_t, ByteView) override { return ok(); }
  void progressed(std::uint32_t, std::uint32_t) override {}
};

struct Keys {
  explicit Keys(crypto::Rng& rng)
      : box_reader(rng.fixed<protocol::ReaderId>()),
        box_writer(rng.fixed<protocol::WriterId>()),
        reader_id(rng.fixed<protocol::BlobReaderId>()),
        writer_id(rng.fixed<protocol::BlobWriterId>()),
        key(crypto::dh_keypair(rng)) {}
  protocol::ReaderId box_reader;
  protocol::WriterId box_writer;
  protocol::BlobReaderId reader_id;
  protocol::BlobWriterId writer_id;
  crypto::DhKeypair key;
};

/// One person with one blob.
class Mover {
 public:
  Mover(const RelayProcess& relay, protocol::ChunkClass chunk_class, std::uint32_t count, crypto::Rng& rng)
      : relay_(relay),
        chunk_class_(chunk_class),
        count_(count),
        keys_(rng),
        chunks_(std::make_shared<Noise>()) {}

  asio::awaitable<void> connects() {
    auto link = co_await net::RelayLink::connect(relay_.address(), {});
    if (!link) give_up("no connection to the relay");
    link_ = link.value();
    protocol::Command create(protocol::Create{keys_.box_reader,
                                              keys_.box_writer,
                                              keys_.key.public_key,
                                              keys_.key.public_key,
                                              protocol::MailboxKind::conversation,
                                              {}});
    std::vector<net::MailboxKey> keys;
    keys.push_back(net::MailboxKey::reader(keys_.box_reader, keys_.key.secret));
    const auto reply = co_await link_->request(std::move(create), std::move(keys));
    if (!reply || reply.value().status != protocol::Status::ok) give_up("CREATE was refused");
  }
  asio::awaitable<void> uploads() {
    const protocol::BlobCreate blob{keys_.reader_id,
                                    keys_.writer_id,
                                    keys_.key.public_key,
                                    keys_.key.public_key,
                                    chunk_class_,
                                    count_,
                                    link_->hello().time + std::chrono::hours{1},
                                    keys_.box_reader};
    auto writer = net::MailboxKey::writer(keys_.writer_id, keys_.key.secret);
    auto payer = net::MailboxKey::reader(keys_.box_reader, keys_.key.secret);
    const auto done = co_await net::upload(link_, blob, std::move(writer), std::move(payer), chunks_);
    if (!done) give_up("upload: " + std::string(name_of(done.error().code)));
  }
  asio::awaitable<void> downloads() {
    auto reader = net::MailboxKey::reader(keys_.reader_id, keys_.key.secret);
    const auto done = co_await net::download(link_, keys_.reader_id, std::move(reader), chunks_);
    if (!done) give_up("download: " + std::string(name_of(done.error().code)));
  }

 private:
  const RelayProcess& relay_;
  protocol::ChunkClass chunk_class_;
  std::uint32_t count_;
  Keys keys_;
  std::shared_ptr<Noise> chunks_;
  std::shared_ptr<net::RelayLink> link_;
};

/// All of these at once; how long they take.
double together(std::vector<asio::awaitable<void>> work, asio::io_context& io) {
  auto left = work.size();
  return seconds_of([&] {
    for (auto& one : work) {
      asio::co_spawn(io, std::move(one), [&left](const std::exception_ptr& bug) {
        if (bug) std::rethrow_exception(bug);
        --left;
      });
    }
    while (left > 0) io.run_one();
  });
}

/// The disk alone: as many bytes in as large pieces, durable two at a time.
double disk_rate(const std::filesystem::path& folder, std::size_t chunk, std::uint32_t count) {
  const auto path = folder / "raw";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  const Bytes bytes(chunk, 1);
  const double time = seconds_of([&] {
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto offset = static_cast<off_t>(std::uint64_t{i} * chunk);
      if (::pwrite(file, bytes.data(), bytes.size(), offset) < 0) give_up("the disk takes nothing");
      if (i % 2 == 1 && ::fdatasync(file) != 0) give_up("the disk does not sync");
    }
  });
  (void)::close(file);
  std::filesystem::remove(path);
  return static_cast<double>(chunk) * count / time / kMega;
}

/// The loopback alone, without TLS: from one thread to another.
double loopback_rate(std::size_t chunk, std::uint32_t count) {
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
  asio::ip::tcp::socket out(io);
  out.connect(acceptor.local_endpoint());
  auto in = acceptor.accept();
  const Bytes bytes(chunk, 1);
  Bytes into(chunk);
  const double time = seconds_of([&] {
    std::thread writer([&] {
      for (std::uint32_t i = 0; i < count; ++i) asio::write(out, asio::buffer(bytes));
    });
    for (std::uint32_t i = 0; i < count; ++i) asio::read(in, asio::buffer(into));
    writer.join();
  });
  return static_cast<double>(chunk) * count / time / kMega;
}

struct Sizes {
  protocol::ChunkClass chunk_class;
  std::uint32_t count;
  const char* name;
};

void one_file(const RelayProcess& relay, const std::filesystem::path& folder, const Sizes& sizes,
              Report& report) {
  crypto::SystemRng rng;
  asio::io_context io(1);
  const auto chunk = protocol::chunk_size(sizes.chunk_class);
  const double megabytes = static_cast<double>(chunk) * sizes.count / kMega;
  Mover mover(relay, sizes.chunk_class, sizes.count, rng);
  const auto alone = [&](asio::awaitable<void> work) {
    std::vector<asio::awaitable<void>> all;
    all.push_back(std::move(work));
    return together(std::move(all), io);
  };
  alone(mover.connects());
  const auto before = relay.resident_bytes();
  const double disk = disk_rate(folder, chunk, sizes.count);
  const double up = megabytes / alone(mover.uploads());
  const double growth = relay.most_resident_bytes() - before;
  const double loopback = loopback_rate(chunk, sizes.count);
  const double down = megabytes / alone(mover.downloads());
  const std::string name = sizes.name;
  report.add({"upload, " + name, up, "MB/s", "the disk alone, synced as often", up / disk});
  report.add({"download, " + name, down, "MB/s", "loopback without TLS", down / loopback});
  report.add(
      {"memory the relay gains at most, upload, " + name, growth / kMega, "MB", "8 MiB", growth / k8Mebi});
  const double both = relay.most_resident_bytes() - before;
  report.add({"and upload and download, " + name, both / kMega, "MB", "8 MiB", both / k8Mebi});
}

void many_files(const RelayProcess& relay, Report& report) {
  constexpr std::uint32_t kCount = 24;
  crypto::SystemRng rng;
  asio::io_context io(1);
  std::vector<std::unique_ptr<Mover>> movers;
  std::vector<asio::awaitable<void>> work;
  for (std::size_t i = 0; i < kTogether; ++i) {
    movers.push_back(std::make_unique<Mover>(relay, protocol::ChunkClass::large, kCount, rng));
    work.push_back(movers.back()->connects());
  }
  together(std::move(work), io);
  const auto before = relay.resident_bytes();
  for (const bool up : {true, false}) {
    work.clear();
    for (auto& mover : movers) work.push_back(up ? mover->uploads() : mover->downloads());
    const double time = together(std::move(work), io);
    const double rate = static_cast<double>(protocol::kLargeChunk) * kCount * kTogether / time / kMega;
    const std::string what = std::to_string(kTogether) + (up ? " uploads" : " downloads") + " at once";
    report.add({what + ", chunks of 1 MiB", rate, "MB/s"});
    const double each = (relay.most_resident_bytes() - before) / kTogether;
    report.add(
        {"memory the relay gains at most for each of " + what, each / kMega, "MB", "8 MiB", each / k8Mebi});
  }
}

std::unique_ptr<RelayProcess> start(const std::filesystem::path& folder) {
  static int number = 0;
  const auto own = folder / std::to_string(++number);
  std::filesystem::create_directory(own);
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "stille-relay";
  auto out = RelayProcess::start(program.string(), own);
  if (!out) give_up("stille-relay did not start");
  return out;
}

int measure(int argc, char** argv) {
  auto folder = (std::filesystem::current_path() / "stille-bench.XXXXXX").string();
  if (!::mkdtemp(folder.data())) give_up("no folder for the relay's data");
  Report report("blobs");
  for (const auto& sizes : {Sizes{protocol::ChunkClass::large, 128, "chunks of 1 MiB"},
                            Sizes{protocol::ChunkClass::small, 512, "chunks of 64 KiB"}}) {
    // Each on a relay of its own: memory that it has once had counts.
    const auto relay = start(folder);
    one_file(*relay, folder, sizes, report);
  }
  {
    const auto relay = start(folder);
    many_files(*relay, report);
  }
  std::filesystem::remove_all(folder);
  return report.finish(argc, argv);
}

}  // namespace
}  // namespace stille::bench

int main(int argc, char** argv) {
  if (!stille::crypto::initialise()) return 1;
  return stille::bench::measure(argc, argv);
}
