// Sends a file to a relay as a blob, or fetches it, for the rigs: all ids and keys come from a seed, so a
// process that was killed is taken up by the next one with the same words.
//
//   blob_client upload RELAY SEED FILE small|large
//   blob_client download RELAY SEED FILE small|large SIZE
//   blob_client delete RELAY SEED
//
// Prints `at N of M` whenever a chunk is done, N at its start being what the other end had; then `done`.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <optional>

#include "client/net/chunk_file.hpp"

namespace stille {
namespace {

namespace asio = boost::asio;

struct Wanted {
  std::string what;
  protocol::RelayAddress relay;
  std::uint64_t seed = 0;
  std::string file;
  protocol::ChunkClass chunk_class = protocol::ChunkClass::small;
  std::uint64_t size = 0;
};

/// What one seed stands for.
struct Secrets {
  explicit Secrets(std::uint64_t seed) : rng(seed) {}
  crypto::SeededRng rng;
  protocol::ReaderId box_reader = rng.fixed<protocol::ReaderId>();
  protocol::WriterId box_writer = rng.fixed<protocol::WriterId>();
  crypto::DhKeypair box = crypto::dh_keypair(rng);
  protocol::BlobReaderId reader_id = rng.fixed<protocol::BlobReaderId>();
  protocol::BlobWriterId writer_id = rng.fixed<protocol::BlobWriterId>();
  crypto::DhKeypair reader = crypto::dh_keypair(rng);
  crypto::DhKeypair writer = crypto::dh_keypair(rng);
};

std::uint32_t chunks_of(const Wanted& wanted) {
  const auto chunk = protocol::chunk_size(wanted.chunk_class);
  return static_cast<std::uint32_t>((wanted.size + chunk - 1) / chunk);
}

void say_progress(std::uint32_t done, std::uint32_t all) {
  std::cout << "at " << done << " of " << all << std::endl;
}

asio::awaitable<Result<void>> send(std::shared_ptr<net::RelayLink> link, const Wanted& wanted,
                                   const Secrets& secrets) {
  std::vector<net::MailboxKey> keys;
  keys.push_back(net::MailboxKey::reader(secrets.box_reader, secrets.box.secret));
  protocol::Command create(protocol::Create{secrets.box_reader,
                                            secrets.box_writer,
                                            secrets.box.public_key,
                                            secrets.box.public_key,
                                            protocol::MailboxKind::conversation,
                                            {}});
  STILLE_CO_TRY(const auto made, co_await link->request(std::move(create), std::move(keys)));
  if (made.status != protocol::Status::ok) co_return fail(Errc::refused);
  STILLE_CO_TRY(auto file, net::ChunkFile::to_send(wanted.file));
  file->on_progress = say_progress;
  const protocol::BlobCreate blob{secrets.reader_id,
                                  secrets.writer_id,
                                  secrets.reader.public_key,
                                  secrets.writer.public_key,
                                  wanted.chunk_class,
                                  chunks_of(wanted),
                                  link->hello().time + std::chrono::hours{24},
                                  secrets.box_reader};
  co_return co_await net::upload(link, blob,
                                 net::MailboxKey::writer(secrets.writer_id, secrets.writer.secret),
                                 net::MailboxKey::reader(secrets.box_reader, secrets.box.secret), file);
}

asio::awaitable<Result<void>> fetch(std::shared_ptr<net::RelayLink> link, const Wanted& wanted,
                                    const Secrets& secrets) {
  STILLE_CO_TRY(auto file, net::ChunkFile::to_fetch(wanted.file, protocol::chunk_size(wanted.chunk_class),
                                                    chunks_of(wanted)));
  file->on_progress = say_progress;
  STILLE_CO_TRYV(co_await net::download(
      link, secrets.reader_id, net::MailboxKey::reader(secrets.reader_id, secrets.reader.secret), file));
  co_return file->finish(wanted.size);
}

asio::awaitable<Result<void>> erase(std::shared_ptr<net::RelayLink> link, const Secrets& secrets) {
  std::vector<net::MailboxKey> keys;
  keys.push_back(net::MailboxKey::writer(secrets.writer_id, secrets.writer.secret));
  protocol::Command command(protocol::BlobDelete{secrets.writer_id});
  STILLE_CO_TRY(const auto gone, co_await link->request(std::move(command), std::move(keys)));
  if (gone.status != protocol::Status::ok) co_return fail(Errc::refused);
  co_return ok();
}

asio::awaitable<Result<void>> work(const Wanted& wanted, const Secrets& secrets) {
  STILLE_CO_TRY(auto link, co_await net::RelayLink::connect(wanted.relay, {}));
  if (wanted.what == "upload") co_return co_await send(link, wanted, secrets);
  if (wanted.what == "download") co_return co_await fetch(link, wanted, secrets);
  co_return co_await erase(link, secrets);
}

std::uint64_t number(const std::string& text) {
  std::uint64_t out = 0;
  (void)std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::optional<Wanted> wanted_by(const std::vector<std::string>& words) {
  Wanted out;
  if (words.size() < 3) return std::nullopt;
  out.what = words[0];
  auto relay = protocol::parse_relay_address(words[1]);
  if (!relay) return std::nullopt;
  out.relay = std::move(relay).value();
  out.seed = number(words[2]);
  if (out.what == "delete") return out;
  if (words.size() < 5 || (out.what != "upload" && out.what != "download")) return std::nullopt;
  out.file = words[3];
  if (words[4] == "large") out.chunk_class = protocol::ChunkClass::large;
  if (out.what == "upload") out.size = std::filesystem::file_size(out.file);
  if (out.what == "download") out.size = words.size() > 5 ? number(words[5]) : 0;
  return out;
}

asio::awaitable<void> note(const Wanted& wanted, const Secrets& secrets,
                           std::optional<Result<void>>& outcome) {
  outcome.emplace(co_await work(wanted, secrets));
}

int run(const Wanted& wanted) {
  const Secrets secrets(wanted.seed);
  asio::io_context context;
  std::optional<Result<void>> outcome;
  asio::co_spawn(context, note(wanted, secrets, outcome), [](const std::exception_ptr& bug) {
    if (bug) std::rethrow_exception(bug);
  });
  while (!outcome) context.run_one();
  const auto& done = *outcome;
  std::cout << (done ? "done" : name_of(done.error().code)) << std::endl;
  return done ? 0 : 1;
}

}  // namespace
}  // namespace stille

int main(int count, char** words) {
  if (!stille::crypto::initialise()) return 1;
  const auto wanted = stille::wanted_by({words + 1, words + count});
  if (!wanted) {
    std::cerr << "usage: blob_client upload|download|delete RELAY SEED [FILE small|large [SIZE]]\n";
    return 2;
  }
  return stille::run(*wanted);
}
