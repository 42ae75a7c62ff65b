// doctor: the folder and what is in it.
#include <sys/stat.h>

#include "server/app/examine.hpp"

namespace stille::server {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::days kOldBackup{7};

}  // namespace

Finding examine_privacy(const DataDir& data) {
  Finding out{"folder", Health::fine, data.shown() + " is private", {}};
  struct stat status{};
  if (::stat(data.shown().c_str(), &status) != 0 || (status.st_mode & 077U) == 0) return out;
  return {"folder", Health::failure, "others can enter " + data.shown(), "Run: chmod 700 " + data.shown()};
}

Finding examine_identity(const DataDir& data) {
  try {
    (void)load_identity(data);
    return {"identity", Health::fine, "the identity key is whole", {}};
  } catch (const Complaint& complaint) {
    return {"identity", Health::failure, complaint.what(), complaint.next};
  }
}

Finding examine_certificate(const DataDir& data, TimePoint now) {
  constexpr const char* kName = "certificate";
  const auto pem = data.read(DataDir::kOnline);
  const auto identity = data.read(DataDir::kIdentity);
  const auto owner = net::RelayIdentity::read(identity ? identity->expose() : ByteView{});
  const auto held = pem && owner ? net::OnlineCertificate::read(pem->expose(), owner.value().fingerprint())
                                 : Result<net::OnlineCertificate>(fail(Errc::damaged));
  const std::string mend = "Run `stille-relay reload`, or start the relay: it makes a new one by itself.";
  if (!held) return {kName, Health::warning, "there is no usable online certificate", mend};
  const auto left = (held.value().expires - now) / std::chrono::days{1};
  if (held.value().expires <= now)
    return {kName, Health::failure, "the online certificate has expired", mend};
  const auto text = "the online certificate is good for " + std::to_string(left) + " days";
  if (left < 29) return {kName, Health::warning, text, mend};
  return {kName, Health::fine, text, {}};
}

Finding examine_database(const DataDir& data) {
  if (fs::exists(data.database() + "-suspect"))
    return {"database", Health::failure, "the disk has failed while the relay wrote",
            "Look at the system's log and replace the disk; the next start writes the database anew."};
  if (!fs::exists(data.database()))
    return {"database", Health::fine, "no database yet: the relay has not run", {}};
  std::error_code none;
  return {
      "database", Health::fine, "the database has " + shown_bytes(fs::file_size(data.database(), none)), {}};
}

Finding examine_backup(const DataDir& data) {
  constexpr const char* kName = "backup";
  const std::string mend = "Make one: stille-relay backup --data " + data.shown() + " FILE";
  std::error_code none;
  const auto written = fs::last_write_time(data.name_of(DataDir::kLastBackup), none);
  if (none) return {kName, Health::warning, "there has never been a backup", mend};
  const auto age = std::chrono::duration_cast<seconds>(fs::file_time_type::clock::now() - written);
  const auto text = "the last backup is " + shown_time(age) + " old";
  if (age > kOldBackup) return {kName, Health::warning, text, mend};
  return {kName, Health::fine, text, {}};
}

}  // namespace stille::server
