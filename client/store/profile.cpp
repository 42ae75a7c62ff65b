// How a profile's folder is made, opened, owned and locked up again.
#include "client/store/profile.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "client/e2e/identity.hpp"
#include "client/store/database.hpp"
#include "client/store/files.hpp"
#include "client/store/key_file.hpp"
#include "client/wire/content.hpp"
#include "common/base/encoding.hpp"
#include "common/crypto/hash.hpp"

namespace stille::client::store {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kCounterSize = 16;

// The counter and half a hash of it: a torn write reads as damage, not as a number.
Bytes encode_counter(std::uint64_t value) {
  const auto number = be64(value);
  const auto check = crypto::h32({number});
  return concat({number, ByteView(check).first(kCounterSize - number.size())});
}

std::optional<std::uint64_t> decode_counter(ByteView bytes) {
  ByteReader reader(bytes);
  auto value = reader.u64();
  if (!value || !same(bytes, encode_counter(value.value()))) return std::nullopt;
  return value.value();
}

Result<crypto::SecretBytes> read_keyfile(const fs::path& folder) {
  auto bytes = read_file(folder / "keyfile", kKeyBytes);
  if (!bytes || bytes.value().size() != kKeyBytes) return fail(Errc::bad_key);
  crypto::SecretBytes out{ByteView(bytes.value())};
  crypto::wipe(bytes.value());
  return out;
}

Result<WrappedKey> read_key(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder / "profile.db", ignored)) {
    return fail(fs::exists(folder / "key", ignored) ? Errc::damaged : Errc::not_found);
  }
  auto bytes = read_file(folder / "key", kKeyFileSize);
  if (!bytes) return fail(bytes.error().code == Errc::not_found ? Errc::bad_key : Errc::damaged);
  return WrappedKey::parse(bytes.value());
}

Result<DatabaseKey> unwrap(const fs::path& folder, const crypto::SecretBytes& passphrase) {
  STILLE_TRY(const auto wrapped, read_key(folder));
  if (wrapped.passphrase) return wrapped.unwrap({.passphrase = true, .secret = passphrase.expose()});
  STILLE_TRY(const auto secret, read_keyfile(folder));
  return wrapped.unwrap({.passphrase = false, .secret = secret.expose()});
}

// The key file's secret is on disk before the wrapped key needs it, and goes only after the last key that
// did.
Result<void> write_key(const fs::path& folder, const DatabaseKey& key, const crypto::SecretBytes& passphrase,
                       crypto::ArgonCost cost, crypto::Rng& rng) {
  if (passphrase.size() > kLongestPassphrase) return fail(Errc::too_large);
  if (!passphrase.empty()) {
    STILLE_TRY(const auto bytes, wrap_key(key, {true, passphrase.expose()}, cost, rng));
    STILLE_TRYV(replace_file(folder / "key", bytes));
    std::error_code ignored;
    fs::remove(folder / "keyfile", ignored);
    return sync_folder(folder);
  }
  crypto::SecretBytes secret(kKeyBytes);
  rng.fill(secret.fill());
  STILLE_TRY(const auto bytes, wrap_key(key, {false, secret.expose()}, cost, rng));
  STILLE_TRYV(replace_file(folder / "keyfile", secret.expose()));
  return replace_file(folder / "key", bytes);
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), error);
  if (::mkdir(folder.c_str(), 0700) != 0) return fail(Errc::storage_failed);
  return ok();
}

}  // namespace

struct Profile::Parts {
  fs::path folder;
  OpenFile lock;
  OpenFile counter;
  DatabaseKey key;
  Database database;
  std::uint64_t highest_generation = 0;
  bool rolled_back = false;

  static Result<std::unique_ptr<Parts>> open(const fs::path& folder, OpenFile lock, DatabaseKey key);
};

Result<std::unique_ptr<Profile::Parts>> Profile::Parts::open(const fs::path& folder, OpenFile lock,
                                                             DatabaseKey key) {
  STILLE_TRY(auto database, Database::open(folder / "profile.db", key, false));
  STILLE_TRY(const auto generation, database.value<std::uint64_t>("SELECT generation FROM self"));
  if (!generation) return fail(Errc::damaged);
  auto bytes = read_file(folder / "generation", kCounterSize);
  const auto counter = bytes ? decode_counter(bytes.value()) : std::nullopt;
  STILLE_TRY(auto counter_file, open_file(folder / "generation"));
  auto parts = std::unique_ptr<Parts>(new Parts{.folder = folder,
                                                .lock = std::move(lock),
                                                .counter = std::move(counter_file),
                                                .key = std::move(key),
                                                .database = std::move(database)});
  // Without a readable counter nobody can say that the database is the newest: the careful answer is no.
  parts->rolled_back = !counter || *counter > *generation;
  parts->highest_generation = std::max(counter.value_or(0), *generation);
  return parts;
}

namespace {

// Beside its name first: a folder is there as a whole or not at all.
template <class Fill>
Result<void> make_whole(const fs::path& folder, crypto::Rng& rng, const Fill& fill) {
  std::error_code ignored;
  if (fs::exists(folder, ignored)) return fail(Errc::already_exists);
  auto fresh = folder;
  fresh += ".new-" + to_hex(rng.fixed<Fixed<struct FolderTag, 4>>().view());
  STILLE_TRYV(make_folder(fresh));
  const Result<void> filled = fill(fresh);
  if (!filled || ::rename(fresh.c_str(), folder.c_str()) != 0) {
    fs::remove_all(fresh, ignored);
    return fail(filled ? Errc::already_exists : filled.error().code);
  }
  return sync_folder(folder.parent_path());
}

Result<void> fill_folder(const fs::path& folder, const NewProfile& wishes, const DatabaseKey& key,
                         TimePoint now, crypto::Rng& rng) {
  STILLE_TRYV(write_key(folder, key, wishes.passphrase, wishes.cost, rng));
  // SQLite would make it readable for everybody; its log takes the mode over.
  STILLE_TRYV(open_file(folder / "profile.db"));
  STILLE_TRY(auto database, Database::open(folder / "profile.db", key, true));
  const auto identity = e2e::IdentitySecret::generate(rng).encode();
  STILLE_TRYV(
      database.run("INSERT INTO self(id, identity, name, relay, created, generation, tidy_at)"
                   " VALUES(1, ?, ?, ?, ?, 1, ?)",
                   identity, wishes.name, protocol::to_text(wishes.relay), now, now));
  return replace_file(folder / "generation", encode_counter(1));
}

}  // namespace

Result<Profile> Profile::create(const fs::path& folder, NewProfile wishes, TimePoint now, crypto::Rng& rng) {
  STILLE_TRY(wishes.name, wire::clean_name(wishes.name));
  auto key = rng.secret<DatabaseKey>();
  STILLE_TRYV(make_whole(folder, rng,
                         [&](const fs::path& fresh) { return fill_folder(fresh, wishes, key, now, rng); }));
  STILLE_TRY(auto lock, lock_file(folder / "lock"));
  STILLE_TRY(auto parts, Parts::open(folder, std::move(lock), std::move(key)));
  return Profile(std::move(parts));
}

Result<void> Profile::refill(const fs::path& folder, const Refilled& wishes, const Fill& fill,
                             crypto::Rng& rng) {
  return make_whole(folder, rng, [&](const fs::path& fresh) -> Result<void> {
    const auto key = rng.secret<DatabaseKey>();
    STILLE_TRYV(write_key(fresh, key, wishes.passphrase, wishes.cost, rng));
    STILLE_TRYV(open_file(fresh / "profile.db"));
    STILLE_TRY(auto database, Database::open(fresh / "profile.db", key, true, wishes.schema));
    STILLE_TRYV(fill(database, fresh));
    STILLE_TRY(const auto generation, database.value<std::uint64_t>("SELECT generation FROM self"));
    if (!generation) return fail(Errc::damaged);
    return replace_file(fresh / "generation", encode_counter(*generation));
  });
}

Result<void> destroy_profile(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / "profile.db", error)) return fail(Errc::not_found);
  STILLE_TRY(const auto lock, lock_file(folder / "lock"));
  for (const char* name : {"key", "keyfile"}) {
    if (!fs::exists(folder / name, error)) continue;
    // Over the same bytes, not beside them as replace_file would write.
    const Bytes nothing(kKeyFileSize);
    STILLE_TRY(const auto file, open_file(folder / name));
    STILLE_TRYV(write_all(file.get(), nothing));
    if (::fsync(file.get()) != 0) return fail(Errc::storage_failed);
    fs::remove(folder / name, error);
    if (error) return fail(Errc::storage_failed);
  }
  STILLE_TRYV(sync_folder(folder));
  fs::remove_all(folder, error);
  if (error) return fail(Errc::storage_failed);
  return sync_folder(folder.parent_path());
}

Result<bool> is_owned(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / "profile.db", error)) return fail(Errc::not_found);
  const auto lock = lock_file(folder / "lock");
  if (lock.has_error() && lock.error().code != Errc::busy) return fail(lock.error().code);
  return lock.has_error();
}

Result<Profile> Profile::open(const fs::path& folder, const crypto::SecretBytes& passphrase) {
  STILLE_TRYV(read_key(folder));
  STILLE_TRY(auto lock, lock_file(folder / "lock"));
  STILLE_TRY(auto key, unwrap(folder, passphrase));
  STILLE_TRY(auto parts, Parts::open(folder, std::move(lock), std::move(key)));
  return Profile(std::move(parts));
}

Profile::Profile(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Profile::Profile(Profile&&) noexcept = default;
Profile& Profile::operator=(Profile&&) noexcept = default;
Profile::~Profile() = default;

const fs::path& Profile::folder() const noexcept {
  return parts_->folder;
}

Database& Profile::database() noexcept {
  return parts_->database;
}

bool Profile::rolled_back() const noexcept {
  return parts_->rolled_back;
}

std::uint64_t Profile::highest_generation() const noexcept {
  return parts_->highest_generation;
}

Result<void> Profile::write_generation(std::uint64_t generation) {
  const auto bytes = encode_counter(generation);
  const auto count = ::pwrite(parts_->counter.get(), bytes.data(), bytes.size(), 0);
  if (count != static_cast<ssize_t>(bytes.size())) return fail(Errc::storage_failed);
  return ok();
}

Result<void> Profile::change_passphrase(const crypto::SecretBytes& now, const crypto::SecretBytes& then,
                                        crypto::Rng& rng, crypto::ArgonCost cost) {
  STILLE_TRY(const auto key, unwrap(parts_->folder, now));
  STILLE_TRY(const bool protected_now, needs_passphrase(parts_->folder));
  if (!protected_now && then.empty()) return ok();
  return write_key(parts_->folder, key, then, cost, rng);
}

Result<bool> needs_passphrase(const fs::path& folder) {
  STILLE_TRY(const auto wrapped, read_key(folder));
  return wrapped.passphrase;
}

std::vector<std::string> profile_names(const fs::path& home) {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(home / "profiles", error)) {
    const auto name = entry.path().filename().string();
    if (profile_folder(home, name) && fs::exists(entry.path() / "key", error)) out.push_back(name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<fs::path> profile_folder(const fs::path& home, std::string_view name) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  if (name.empty() || name.size() > 64 || name.front() == '-' ||
      name.find_first_not_of(kAllowed) != std::string_view::npos) {
    return fail(Errc::bad_value);
  }
  return home / "profiles" / name;
}

}  // namespace stille::client::store
