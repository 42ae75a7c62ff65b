// The relay's record: one encoding, every number and list within its bound.
#include "common/wire/relay_record.hpp"

#include <gtest/gtest.h>

#include "common/protocol/limits.hpp"
#include "tests/unit/wire/samples.hpp"

namespace stille::wire {
namespace {

using namespace protocol;

TokenClass token_class(ClassId id) {
  const auto keys = crypto::derive_voprf_keypair(samples::random_bytes(32), {}).value();
  return {id, "class-" + std::to_string(id), {4096, 1 << 24, 1 << 30}, keys.public_key};
}

RelayRecord valid() {
  return {{{"relay.example", 7443}, {"2001:db8::1", 443}},
          samples::random_bytes(44),
          1,
          7,
          {token_class(1), token_class(0xffff)}};
}

/// Whether the valid record with one change is still accepted.
template <class F>
bool accepted(F change) {
  auto record = valid();
  change(record);
  return parse_relay_record(write_relay_record(record)).has_value();
}

TEST(RelayRecord, What_is_written_reads_back_the_same) {
  const auto record = valid();
  EXPECT_EQ(parse_relay_record(write_relay_record(record)).value(), record);
}

TEST(RelayRecord, Numbers_begin_at_one) {
  EXPECT_FALSE(accepted([](auto& r) { r.epoch = 0; }));
  EXPECT_FALSE(accepted([](auto& r) { r.sequence = 0; }));
  EXPECT_FALSE(accepted([](auto& r) { r.classes[0].id = 0; }));
  EXPECT_FALSE(accepted([](auto& r) { r.hosts[0].port = 0; }));
}

TEST(RelayRecord, Lists_are_bounded_and_not_empty) {
  EXPECT_FALSE(accepted([](auto& r) { r.hosts.clear(); }));
  EXPECT_TRUE(accepted([](auto& r) { r.hosts.resize(kMostHostsOfRecord, r.hosts[0]); }));
  EXPECT_FALSE(accepted([](auto& r) { r.hosts.resize(kMostHostsOfRecord + 1, r.hosts[0]); }));
  EXPECT_FALSE(accepted([](auto& r) { r.classes.clear(); }));
  const auto classes = [](std::size_t count) {
    return accepted([&](auto& r) {
      r.classes.clear();
      for (std::size_t i = 1; i <= count; ++i) r.classes.push_back(token_class(static_cast<ClassId>(i)));
    });
  };
  EXPECT_TRUE(classes(kMostTokenClasses));
  EXPECT_FALSE(classes(kMostTokenClasses + 1));
}

TEST(RelayRecord, Classes_come_once_each_in_ascending_order) {
  EXPECT_FALSE(accepted([](auto& r) { std::swap(r.classes[0], r.classes[1]); }));
  EXPECT_FALSE(accepted([](auto& r) { r.classes[1].id = r.classes[0].id; }));
}

TEST(RelayRecord, Hosts_names_and_keys_have_their_form) {
  EXPECT_FALSE(accepted([](auto& r) { r.hosts[0].host = "Relay.example"; }));
  EXPECT_FALSE(accepted([](auto& r) { r.hosts[0].host = ""; }));
  EXPECT_FALSE(accepted([](auto& r) { r.classes[0].name = ""; }));
  EXPECT_FALSE(accepted([](auto& r) { r.classes[0].name = "two words"; }));
  EXPECT_FALSE(accepted([](auto& r) { r.classes[0].name = std::string(33, 'a'); }));
  EXPECT_TRUE(accepted([](auto& r) { r.classes[0].name = std::string(32, 'a'); }));
  EXPECT_FALSE(accepted([](auto& r) { r.classes[0].key = {}; }));
  EXPECT_FALSE(accepted([](auto& r) { r.online_key.clear(); }));
  EXPECT_TRUE(accepted([](auto& r) { r.online_key.resize(kLongestOnlineKey, 1); }));
  EXPECT_FALSE(accepted([](auto& r) { r.online_key.resize(kLongestOnlineKey + 1, 1); }));
}

TEST(RelayRecord, Any_change_that_is_accepted_is_canonical) {
  testing::Mutator mutator(4);
  const auto bytes = write_relay_record(valid());
  for (int round = 0; round < 5000; ++round) {
    const auto hostile = mutator.changed(bytes);
    const auto read = parse_relay_record(hostile);
    if (read) {
      EXPECT_EQ(write_relay_record(read.value()), hostile);
    }
  }
  EXPECT_FALSE(parse_relay_record(Bytes(kLongestRecord + 1, 8)));
}

}  // namespace
}  // namespace stille::wire
