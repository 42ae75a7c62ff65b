// The relay's record in its folder: its sequence grows with every change and never without one.
#include "server/app/relay_record.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "common/wire/relay_record.hpp"

namespace stille::server {
namespace {

struct RecordFile : testing::Test {
  ~RecordFile() override { std::filesystem::remove_all(path); }
  std::uint64_t sequence(std::uint16_t port) {
    const auto keys = crypto::derive_voprf_keypair(Bytes(32, 1), {}).value();
    const auto record = relay_record(
        data, identity,
        {{{"relay.example", port}}, Bytes(44, 1), 1, 99, {{1, "standard", {}, keys.public_key}}});
    EXPECT_TRUE(protocol::is_signed_by(record, identity.fingerprint()));
    const auto read = wire::parse_relay_record(record.record).value();
    EXPECT_EQ(read.hosts.at(0).port, port);
    return read.sequence;
  }
  std::string path = [] {
    std::string pattern = "/tmp/stille-record-XXXXXX";
    return std::string(::mkdtemp(pattern.data()));
  }();
  crypto::SeededRng rng{1};
  DataDir data{path};
  net::RelayIdentity identity = net::RelayIdentity::generate(rng);
};

TEST_F(RecordFile, The_same_content_keeps_its_sequence_and_another_gets_the_next) {
  EXPECT_EQ(sequence(1), 1u);
  EXPECT_EQ(sequence(1), 1u);
  EXPECT_EQ(sequence(2), 2u);
  EXPECT_EQ(sequence(1), 3u);
  EXPECT_EQ(sequence(1), 3u);
}

TEST_F(RecordFile, A_damaged_file_or_that_of_another_relay_is_not_believed) {
  EXPECT_EQ(sequence(1), 1u);
  EXPECT_EQ(sequence(2), 2u);
  identity = net::RelayIdentity::generate(rng);
  EXPECT_EQ(sequence(3), 1u);
  std::ofstream(path + "/record") << "short";
  EXPECT_EQ(sequence(3), 1u);
}

}  // namespace
}  // namespace stille::server
