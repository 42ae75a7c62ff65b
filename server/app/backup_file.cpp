#include "server/app/backup_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "common/crypto/cae.hpp"
#include "common/crypto/password.hpp"
#include "server/app/complaint.hpp"

namespace stille::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "STLB\x01";
constexpr std::size_t kHeaderSize = 5 + crypto::kArgonSaltSize + 4 + 4;
constexpr std::size_t kPiece = std::size_t{1} << 20;
// 64 MiB: a machine that a relay fits on can open it.
constexpr crypto::ArgonCost kCost{3, 65'536};
using Key = crypto::Secret<struct BackupKeyTag, 32>;

[[noreturn]] void damaged(const fs::path& path) {
  throw Complaint(Exit::damaged, path.string() + " is no backup, is cut off, or was changed.",
                  "Use another copy of it.");
}

[[noreturn]] void system_refuses(const fs::path& path) {
  throw Complaint(Exit::usage, "cannot use " + path.string() + ": " + std::strerror(errno) + ".",
                  "Check the path, its owner and the room on its disk.");
}

Key key_of(const crypto::SecretBytes& secret, ByteView header) {
  ByteReader reader(header.subspan(kMagic.size()));
  const auto salt = reader.raw(crypto::kArgonSaltSize).value();
  crypto::ArgonCost cost{};
  cost.passes = reader.u32().value();
  cost.memory_kib = reader.u32().value();
  Key out;
  if (!crypto::argon2id(out.fill(), secret.expose(), salt, cost))
    throw Complaint(Exit::usage, "there is not enough memory to derive the backup's key.",
                    "Free 64 MB of memory and try again.");
  return out;
}

Bytes bound_to(ByteView header, std::uint64_t number, bool last) {
  return ByteWriter().raw(header).u64(number).u8(last ? 1 : 0).bytes();
}

}  // namespace

struct BackupWriter::State {
  fs::path path;
  fs::path unfinished;
  std::ofstream file;
  crypto::Rng& rng;
  Bytes header;
  Key key;
  Bytes plain;
  std::uint64_t number = 0;

  void append(ByteView bytes) {
    while (!bytes.empty()) {
      const auto room = std::min(kPiece - plain.size(), bytes.size());
      plain.insert(plain.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(room));
      bytes = bytes.subspan(room);
      if (plain.size() == kPiece) seal(false);
    }
  }
  void seal(bool last) {
    const auto sealed = crypto::cae_seal(key.expose(), bound_to(header, number++, last), plain, rng).value();
    write(ByteWriter().sized(sealed).bytes());
    crypto::wipe(plain);
    plain.clear();
  }
  void write(ByteView bytes) {
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file) system_refuses(unfinished);
  }
};

BackupWriter::BackupWriter(fs::path path, const crypto::SecretBytes& secret, crypto::Rng& rng) {
  if (fs::exists(path))
    throw Complaint(Exit::usage, path.string() + " is there already; nothing was changed.",
                    "Choose another name, for example with today's date in it.");
  auto unfinished = path;
  unfinished += ".unfinished";
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  if (!file) system_refuses(unfinished);
  Bytes salt(crypto::kArgonSaltSize);
  rng.fill(salt);
  auto header = ByteWriter().raw(as_bytes(kMagic)).raw(salt).u32(kCost.passes).u32(kCost.memory_kib).bytes();
  auto key = key_of(secret, header);
  state_.reset(new State{std::move(path),
                         std::move(unfinished),
                         std::move(file),
                         rng,
                         std::move(header),
                         std::move(key),
                         {},
                         0});
  state_->plain.reserve(kPiece);
  state_->write(state_->header);
}

BackupWriter::~BackupWriter() {
  std::error_code ignored;
  if (state_) fs::remove(state_->unfinished, ignored);
}

void BackupWriter::add(const std::string& name, const fs::path& from) {
  std::ifstream file(from, std::ios::binary);
  std::error_code failed;
  // Whatever grows meanwhile is taken as long as it was.
  auto left = fs::file_size(from, failed);
  if (failed || !file) system_refuses(from);
  state_->append(
      ByteWriter().u16(static_cast<std::uint16_t>(name.size())).raw(as_bytes(name)).u64(left).bytes());
  Bytes piece(kPiece);
  while (left > 0) {
    const auto wanted = std::min<std::uint64_t>(left, piece.size());
    file.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(wanted));
    if (file.gcount() != static_cast<std::streamsize>(wanted)) system_refuses(from);
    state_->append(ByteView(piece).first(wanted));
    left -= wanted;
  }
  crypto::wipe(piece);
}

void BackupWriter::finish() {
  auto& s = *state_;
  s.append(ByteWriter().u16(0).bytes());
  s.seal(true);
  s.file.close();
  const int descriptor = ::open(s.unfinished.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = s.file && descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) (void)::close(descriptor);
  if (!synced || ::rename(s.unfinished.c_str(), s.path.c_str()) != 0) system_refuses(s.path);
}

namespace {

/// The pieces of a backup as one stream of bytes.
class Stream {
 public:
  Stream(const fs::path& path, const crypto::SecretBytes& secret)
      : path_(path), file_(path, std::ios::binary), header_(kHeaderSize) {
    if (!file_) system_refuses(path);
    read_raw(header_);
    if (!same(ByteView(header_).first(kMagic.size()), as_bytes(kMagic))) damaged(path);
    key_ = key_of(secret, header_);
  }

  /// At least one byte and at most `most`.
  ByteView next(std::uint64_t most) {
    while (used_ == plain_.size()) open_piece();
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(most, plain_.size() - used_));
    used_ += count;
    return plain_.expose().subspan(used_ - count, count);
  }
  Bytes exactly(std::size_t count) {
    Bytes out;
    while (out.size() < count) {
      const auto part = next(count - out.size());
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  }
  /// Big-endian.
  template <class T>
  T number() {
    T out = 0;
    for (const auto byte : exactly(sizeof(T))) out = static_cast<T>(std::uint64_t{out} << 8U | byte);
    return out;
  }
  void expect_end() {
    if (!last_ || used_ != plain_.size() || file_.peek() != std::ifstream::traits_type::eof()) damaged(path_);
  }

 private:
  void read_raw(ByteSpan into) {
    file_.read(reinterpret_cast<char*>(into.data()), static_cast<std::streamsize>(into.size()));
    if (file_.gcount() != static_cast<std::streamsize>(into.size())) damaged(path_);
  }
  void open_piece() {
    if (last_) damaged(path_);
    Bytes length(4);
    read_raw(length);
    const auto size = ByteReader(length).u32().value();
    if (size < crypto::kCaeOverhead || size > kPiece + crypto::kCaeOverhead) damaged(path_);
    Bytes sealed(size);
    read_raw(sealed);
    auto opened = crypto::cae_open(key_.expose(), bound_to(header_, number_, false), sealed);
    last_ = !opened.has_value();
    if (last_) opened = crypto::cae_open(key_.expose(), bound_to(header_, number_, true), sealed);
    if (!opened && number_ == 0)
      throw Complaint(Exit::usage,
                      "the passphrase or key does not fit " + path_.string() + ", or it was changed.",
                      "Give the one that the backup was made with.");
    if (!opened) damaged(path_);
    ++number_;
    plain_ = std::move(opened).value();
    used_ = 0;
  }

  const fs::path& path_;
  std::ifstream file_;
  Bytes header_;
  Key key_;
  crypto::SecretBytes plain_;
  std::size_t used_ = 0;
  std::uint64_t number_ = 0;
  bool last_ = false;
};

}  // namespace

void read_backup(const fs::path& path, const crypto::SecretBytes& secret, const TakePiece& take) {
  Stream stream(path, secret);
  for (;;) {
    const auto length = stream.number<std::uint16_t>();
    if (length == 0) return stream.expect_end();
    const auto name_bytes = stream.exactly(length);
    const std::string name(as_text(name_bytes));
    auto left = stream.number<std::uint64_t>();
    if (left == 0) take(name, {}, 0);
    while (left > 0) {
      const auto piece = stream.next(left);
      left -= piece.size();
      take(name, piece, left);
    }
  }
}

}  // namespace stille::server
