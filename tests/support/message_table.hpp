// A profile's database with two contacts, and messages written at the level of the tables.
#pragma once

#include <filesystem>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "client/search/query.hpp"
#include "client/store/database.hpp"
#include "client/store/profile.hpp"
#include "client/store/tables/messages.hpp"
#include "client/store/tables/search.hpp"

namespace stille::client::store::test {

class MessageTable {
 public:
  MessageTable() {
    std::string pattern = (std::filesystem::temp_directory_path() / "stille-messages-XXXXXX").string();
    home_ = ::mkdtemp(pattern.data());
    protocol::RelayAddress relay;
    relay.host = "relay.example";
    NewProfile wishes;
    wishes.name = "Mira";
    wishes.relay = relay;
    profile_.emplace(Profile::create(folder(), std::move(wishes), TimePoint(seconds(1)), rng_).value());
    for (const auto* name : {"c_1", "c_2"}) {
      const auto iid = rng_.fixed<Fixed<struct IidTag, 32>>();
      must(
          db().run("INSERT INTO contact(iid, identity, stage, name, conversation, since, status, sessions)"
                   " VALUES(?, x'00', 2, ?, ?, 0, 1, x'00')",
                   iid, name, name));
    }
  }
  ~MessageTable() {
    profile_.reset();
    std::filesystem::remove_all(home_);
  }
  MessageTable(const MessageTable&) = delete;
  MessageTable& operator=(const MessageTable&) = delete;

  Database& db() { return profile_->database(); }
  [[nodiscard]] std::filesystem::path folder() const { return home_ / "profile"; }
  void closes() { profile_.reset(); }
  void opens() { profile_.emplace(Profile::open(folder()).value()); }

  RowId add(std::string_view text, RowId contact = 1, bool outgoing = false,
            TimePoint at = TimePoint(seconds(1))) {
    MessageRow row;
    row.name = "m_" + std::to_string(++names_);
    row.contact = contact;
    row.content_id = rng_.fixed<wire::ContentId>();
    row.outgoing = outgoing;
    row.text = text;
    row.at = at;
    row.position = static_cast<std::uint64_t>(names_);
    EXPECT_TRUE(add_message(db(), row).value());
    return row.id;
  }
  void edit(RowId id, std::string_view text) {
    must(db().run("UPDATE message SET text = ? WHERE id = ?", text, id));
  }
  /// A file of this message, after those that it has.
  void attach(RowId message, std::string_view file_name) {
    const auto name = "f_" + std::to_string(++names_);
    must(db().run(
        "INSERT INTO attachment(name, message, place, outgoing, state, file_name, media_type, preview, size,"
        " chunk_class, chunk_count, chunk_hashes, relay) VALUES(?1, ?2,"
        " (SELECT count(*) FROM attachment WHERE message = ?2), 0, 7, ?3, '', x'', 0, 0, 0, x'', '')",
        name, message, file_name));
  }
  void detach(RowId message) { must(db().run("DELETE FROM attachment WHERE message = ?", message)); }
  void remove(RowId id) { must(db().run("DELETE FROM message WHERE id = ?", id)); }

  std::vector<RowId> find(const search::Query& query, std::optional<RowId> in = {},
                          std::optional<RowId> from = {}, std::optional<RowId> older_than = {},
                          std::size_t most = 100'000) {
    return find_messages(db(),
                         {.query = query, .in = in, .from = from, .older_than = older_than, .most = most})
        .value();
  }
  std::vector<RowId> find(std::string_view text) {
    return find(
        std::get<search::Query>(search::parse_query(text, TimePoint(std::chrono::days(20'000)), false)));
  }

  static void must(const Result<void>& result) { ASSERT_TRUE(result) << name_of(result.error().code); }

 private:
  crypto::SeededRng rng_{7};
  std::filesystem::path home_;
  std::optional<Profile> profile_;
  int names_ = 0;
};

}  // namespace stille::client::store::test
