#include "tests/bench/large_profile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "client/store/tables/attachments.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::bench {

using client::store::Database;

Language::Language() {
  constexpr std::array kBegin{"b", "d", "f", "g", "h", "k", "l",   "m",  "n",
                              "p", "r", "s", "t", "w", "z", "sch", "st", "br"};
  constexpr std::array kMiddle{"a", "e", "i", "o", "u", "ä", "ö", "ü", "ei", "au"};
  constexpr std::array kEnd{"n", "r", "l", "t", "s", "ng", "ch", "", "m", "ß"};
  for (std::size_t rank = 0; rank < kVocabulary; ++rank) {
    std::string word;
    for (std::size_t rest = rank + 1; rest > 0; rest /= 1800) {
      word += kBegin[rest % 18];
      word += kMiddle[rest / 18 % 10];
      word += kEnd[rest / 180 % 10];
    }
    words_.push_back(std::move(word));
  }
}

std::size_t Language::rank(crypto::Rng& rng) const {
  const auto u = (double(rng.below(1U << 30U)) + 1) / double(1U << 30U);
  return static_cast<std::size_t>(std::pow(double(kVocabulary), u)) - 1;
}

std::string Language::message(crypto::Rng& rng) const {
  std::string out;
  const auto length = 3 + rng.below(20);
  for (std::uint64_t i = 0; i < length; ++i) out += (i > 0 ? " " : "") + word(rank(rng));
  if (rng.below(5) == 0) out += '?';
  if (rng.below(40) == 0) out += " https://example.org/" + word(rank(rng));
  return out;
}

std::string name_of_message(std::size_t number) {
  constexpr std::size_t kFirst = 1'000'000'000;
  return "m_" + std::to_string(kFirst + number);
}

namespace {

void add(Database& db, crypto::Rng& rng, const Language& language, TimePoint at, std::size_t n, int contact) {
  must(db.run(
      "INSERT INTO message(name, contact, content_id, outgoing, kind, state, text, at, authored, position)"
      " VALUES(?, ?, ?, ?, 0, 2, ?, ?, ?, ?)",
      name_of_message(n), contact, rng.fixed<Fixed<struct IdTag, 16>>(), rng.below(2) == 0,
      language.message(rng), at, at, n));
}

void add_people(Database& db, crypto::Rng& rng, int people) {
  for (int n = 1; n <= people; ++n) {
    must(db.run(
        "INSERT INTO contact(iid, identity, stage, alias, name, conversation, since, status, sessions)"
        " VALUES(?, x'00', 2, ?, ?, ?, 0, 1, x'00')",
        rng.fixed<Fixed<struct IidTag, 32>>(), "p" + std::to_string(n), "P", "c_" + std::to_string(n)));
  }
  // Nobody here has a session that could be tidied.
  must(db.run("UPDATE self SET tidy_at = ?", std::int64_t{1} << 60));
  // As in a profile from before the index: the triggers leave these to the slices.
  must(db.run("UPDATE search_build SET next = ?", std::int64_t{1} << 60));
}

void add_messages(Database& db, crypto::Rng& rng, const Language& language, TimePoint now,
                  std::size_t messages, const std::function<int(std::size_t n)>& whose) {
  for (std::size_t n = 1; n <= messages;) {
    auto transaction = must(client::store::Transaction::begin(db));
    for (std::size_t i = 0; i < 20'000 && n <= messages; ++i, ++n)
      add(db, rng, language, now - std::chrono::minutes(messages - n), n, whose(n));
    must(transaction.commit());
    if (n % 200'000 < 20'000) std::cerr << "  messages: " << n - 1 << '\n';
  }
  must(db.run("UPDATE search_build SET next = ?, total = ?", messages + 1, messages + 1));
}

}  // namespace

void fill(Database& db, crypto::Rng& rng, const Language& language, TimePoint now, std::size_t messages) {
  add_people(db, rng, kConversations);
  const auto step = messages / kSmallSize;
  add_messages(db, rng, language, now, messages, [&](std::size_t n) {
    const bool small = step > 0 && n % step == 0;
    return small ? kSmallConversation : 2 + static_cast<int>(rng.below(kConversations - 1));
  });
  // Read but for what came to one in ten of them in the last week, a message a minute.
  must(db.run(
      "INSERT INTO conversation(contact, read_up_to) SELECT id, ?1 - iif(id % 10 = 0, ?2, 0) FROM contact",
      messages, std::min<std::size_t>(messages, 7 * 24 * 60)));
}

void fill_one_conversation(Database& db, crypto::Rng& rng, const Language& language, TimePoint now,
                           std::size_t messages) {
  add_people(db, rng, 1);
  add_messages(db, rng, language, now, messages, [](std::size_t) { return 1; });
  // Nobody has so much before them unread: counting that is not what is measured.
  must(db.run("INSERT INTO conversation(contact, read_up_to) VALUES(1, ?)", messages));
}

void fill_pictures(Database& db, crypto::Rng& rng, const Language& language, TimePoint now,
                   std::size_t messages, const std::vector<Bytes>& previews) {
  fill_one_conversation(db, rng, language, now, messages);
  auto transaction = must(client::store::Transaction::begin(db));
  must(db.run("UPDATE message SET kind = ?, outgoing = 0, text = ''", client::store::ContentKind::file));
  for (std::size_t n = 1; n <= messages; ++n) {
    client::store::AttachmentRow row;
    row.name = "a_" + name_of_message(n).substr(2);
    row.message = static_cast<client::store::RowId>(n);
    row.file_name = language.word(n) + ".jpg";
    row.media_type = "image/jpeg";
    row.preview = previews[n % previews.size()];
    row.shape.size = 2'000'000;
    must(client::store::add_attachment(db, row));
  }
  must(transaction.commit());
}

}  // namespace stille::bench
