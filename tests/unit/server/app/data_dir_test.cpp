// A relay's folder: private, complete, and used by one relay at a time.
#include "server/app/data_dir.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "server/app/complaint.hpp"
#include "server/app/relay_files.hpp"

namespace stille::server {
namespace {

namespace fs = std::filesystem;

struct Folder : testing::Test {
  Folder() {
    std::string name = (fs::temp_directory_path() / "stille-data-XXXXXX").string();
    root = ::mkdtemp(name.data());
    data.emplace(root / "relay");
  }
  ~Folder() override { fs::remove_all(root); }

  static unsigned mode_of(const fs::path& path) {
    struct stat status{};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 0777U;
  }
  template <class F>
  static Exit refused(F action) {
    try {
      action();
    } catch (const Complaint& complaint) {
      EXPECT_FALSE(complaint.next.empty());
      return complaint.exit;
    }
    return Exit::done;
  }

  fs::path root;
  std::optional<DataDir> data;
  crypto::SeededRng rng{1};
};

TEST_F(Folder, Is_private_and_so_are_its_files) {
  data->create();
  data->write("file", as_bytes("text"));
  EXPECT_EQ(mode_of(root / "relay"), 0700U);
  EXPECT_EQ(mode_of(root / "relay" / "file"), 0600U);
  EXPECT_TRUE(same(data->read("file")->expose(), as_bytes("text")));
}

TEST_F(Folder, A_folder_that_is_there_already_is_made_private) {
  fs::create_directory(root / "relay");
  fs::permissions(root / "relay", fs::perms::all);
  data->create();
  EXPECT_EQ(mode_of(root / "relay"), 0700U);
}

TEST_F(Folder, A_relay_is_never_made_over_another) {
  data->create();
  data->write(DataDir::kIdentity, as_bytes("precious"));
  EXPECT_EQ(refused([&] { data->create(); }), Exit::usage);
  EXPECT_TRUE(same(data->read(DataDir::kIdentity)->expose(), as_bytes("precious")));
}

TEST_F(Folder, A_file_is_replaced_as_a_whole) {
  data->create();
  data->write("file", as_bytes("a longer text"));
  data->write("file", as_bytes("short"));
  EXPECT_TRUE(same(data->read("file")->expose(), as_bytes("short")));
  EXPECT_FALSE(fs::exists(root / "relay" / "file.new"));
}

TEST_F(Folder, A_missing_file_is_nothing_and_a_huge_one_is_refused) {
  data->create();
  EXPECT_FALSE(data->read("nothing").has_value());
  data->write("huge", Bytes((std::size_t{1} << 20) + 1));
  EXPECT_EQ(refused([&] { (void)data->read("huge"); }), Exit::damaged);
}

TEST_F(Folder, Half_a_relay_is_no_relay) {
  EXPECT_EQ(refused([&] { data->expect_relay(); }), Exit::usage);
  data->create();
  EXPECT_EQ(refused([&] { data->expect_relay(); }), Exit::usage);
  data->write(DataDir::kIdentity, as_bytes("key"));
  EXPECT_EQ(refused([&] { data->expect_relay(); }), Exit::usage);
  data->write(DataDir::kConfig, as_bytes("settings"));
  EXPECT_EQ(refused([&] { data->expect_relay(); }), Exit::done);
}

TEST_F(Folder, Is_used_by_one_at_a_time) {
  data->create();
  data->lock();
  DataDir second(root / "relay");
  EXPECT_EQ(refused([&] { second.lock(); }), Exit::usage);
}

TEST_F(Folder, A_folder_that_cannot_be_made_is_told) {
  std::ofstream(root / "file") << "x";
  EXPECT_EQ(refused([&] { DataDir(root / "file" / "relay").create(); }), Exit::usage);
}

TEST_F(Folder, A_damaged_identity_is_told_as_damage) {
  data->create();
  data->write(DataDir::kIdentity, as_bytes("noise"));
  EXPECT_EQ(refused([&] { (void)load_identity(*data); }), Exit::damaged);
}

TEST_F(Folder, The_online_certificate_is_renewed_when_a_month_is_left_or_it_is_not_ours) {
  data->create();
  constexpr TimePoint kNow{milliseconds{1'800'000'000'000}};
  const auto identity = net::RelayIdentity::generate(rng);
  const auto first = load_online(*data, identity, kNow, rng);
  EXPECT_EQ(load_online(*data, identity, kNow + std::chrono::days{59}, rng).expires, first.expires);
  const auto later = kNow + std::chrono::days{61};
  EXPECT_EQ(load_online(*data, identity, later, rng).expires, later + net::kOnlineCertificateLife);
  const auto other = net::RelayIdentity::generate(rng);
  const auto renewed = load_online(*data, other, later, rng);
  EXPECT_TRUE(net::OnlineCertificate::read(renewed.pem.expose(), other.fingerprint()).has_value());
}

TEST_F(Folder, An_address_names_the_host_that_people_use) {
  const auto identity = net::RelayIdentity::generate(rng);
  Config config;
  config.listen = "0.0.0.0:7443";
  config.host = "relay.example.org";
  EXPECT_EQ(address_of(config, identity, 7443).host, "relay.example.org");
  config.host = "Not A Host";
  EXPECT_EQ(refused([&] { (void)address_of(config, identity, 7443); }), Exit::usage);
  config.host.clear();
  EXPECT_EQ(address_of(config, identity, 7443).host, "0.0.0.0");
}

}  // namespace
}  // namespace stille::server
