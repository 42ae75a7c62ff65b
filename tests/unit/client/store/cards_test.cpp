#include "client/store/tables/cards.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "client/store/profile.hpp"

namespace stille::client::store {
namespace {

namespace fs = std::filesystem;

struct CardsTable : testing::Test {
  CardsTable() {
    std::string pattern = (fs::temp_directory_path() / "stille-cards-XXXXXX").string();
    home = ::mkdtemp(pattern.data());
    protocol::RelayAddress relay;
    relay.host = "relay.example";
    profile.emplace(Profile::create(profile_folder(home, "work").value(),
                                    {.name = "Mira", .relay = relay, .passphrase = {}, .cost = {1, 64}},
                                    TimePoint(seconds(1000)), rng)
                        .value());
    EXPECT_TRUE(
        db().run("INSERT INTO contact(id, iid, identity, stage, name, conversation, since, status, sessions)"
                 " VALUES(7, x'01', x'01', 2, 'Bob', 'c_1', 0, 0, x'01')"));
  }
  ~CardsTable() override {
    profile.reset();
    fs::remove_all(home);
  }
  Database& db() { return profile->database(); }
  std::int64_t rows_of(const std::string& table) {
    return db().value<std::int64_t>(std::string("SELECT count(*) FROM ").append(table)).value().value();
  }

  crypto::SeededRng rng{1};
  fs::path home;
  std::optional<Profile> profile;
};

TEST_F(CardsTable, What_is_said_about_oneself_is_kept_by_field_and_an_empty_value_clears_it) {
  ASSERT_TRUE(set_own_card_field(db(), {2, "Bonn"}));
  ASSERT_TRUE(set_own_card_field(db(), {0, "Datenschutz"}));
  ASSERT_TRUE(set_own_card_field(db(), {2, "Köln"}));
  auto fields = own_card(db()).value();
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].value, "Datenschutz");
  EXPECT_EQ(fields[1].value, "Köln");
  ASSERT_TRUE(set_own_card_field(db(), {2, ""}));
  fields = own_card(db()).value();
  EXPECT_EQ(fields.size(), 1U);
}

TEST_F(CardsTable, A_picture_keeps_every_byte) {
  const std::string picture("\xff\xd8\xff\x00\x00\x27\x80", 7);
  ASSERT_TRUE(set_card_field(db(), 7, CardSource::theirs, {6, picture}));
  const auto fields = card_fields(db(), 7, CardSource::theirs).value();
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields.front().value, picture);
}

TEST_F(CardsTable, What_they_say_and_what_was_written_down_stand_apart) {
  ASSERT_TRUE(set_card_field(db(), 7, CardSource::theirs, {1, "ACME"}));
  ASSERT_TRUE(set_card_field(db(), 7, CardSource::local, {1, "Müller KG"}));
  ASSERT_TRUE(set_card_field(db(), 7, CardSource::theirs, {1, ""}));
  EXPECT_TRUE(card_fields(db(), 7, CardSource::theirs).value().empty());
  EXPECT_EQ(card_fields(db(), 7, CardSource::local).value().front().value, "Müller KG");
  EXPECT_TRUE(field_of_everybody(db(), 1).value().empty());
}

TEST_F(CardsTable, Nothing_decided_is_not_the_same_as_nothing_shared) {
  EXPECT_FALSE(card_share(db(), 7).value());
  ASSERT_TRUE(set_card_share(db(), 7, {.fields = 0, .version = 3, .queued = std::nullopt}));
  const auto share = card_share(db(), 7).value();
  ASSERT_TRUE(share);
  EXPECT_EQ(share->version, 3U);
}

TEST_F(CardsTable, Everything_of_a_card_goes_with_the_contact) {
  ASSERT_TRUE(set_card_share(db(), 7, {.fields = 5, .version = 1, .queued = 9}));
  ASSERT_TRUE(save_card(db(), {.contact = 7, .version = 4, .updated = TimePoint(seconds(5))}));
  ASSERT_TRUE(set_card_field(db(), 7, CardSource::theirs, {1, "ACME"}));
  EXPECT_EQ(load_card(db(), 7).value().version, 4U);
  EXPECT_EQ(all_cards(db()).value().size(), 1U);
  ASSERT_TRUE(db().run("DELETE FROM contact WHERE id = 7"));
  for (const auto* table : {"card_share", "card", "card_field"}) EXPECT_EQ(rows_of(table), 0) << table;
}

}  // namespace
}  // namespace stille::client::store
