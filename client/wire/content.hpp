// What clients say to each other, parsed: sizes and texts are right. Mirrors proto/content.proto, which
// explains each field; knows nothing of encoding or of what is done about it.
#pragma once

#include <variant>
#include <vector>

#include "client/wire/contact_card.hpp"
#include "client/wire/file.hpp"
#include "client/wire/group.hpp"
#include "client/wire/introduction.hpp"
#include "client/wire/signs.hpp"
#include "client/wire/talk.hpp"
#include "common/base/time.hpp"
#include "common/crypto/dh.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::client::wire {

inline constexpr std::size_t kLongestNameBytes = 128;
inline constexpr std::size_t kMostReceipts = 64;
inline constexpr std::size_t kLongestCard = 4000;
inline constexpr std::size_t kLongestLink = 400;

struct Receipt {
  std::vector<ContentId> delivered;
};

struct Profile {
  std::string name;
  ContactCard card{};
};

struct MailboxOffer {
  protocol::RelayAddress relay;
  protocol::WriterId writer_id;
  crypto::DhSecret writer_secret;
};

struct Greeting {
  Profile profile;
  MailboxOffer mailbox;
};

struct MailboxUse {
  protocol::WriterId writer_id;
};

struct MailboxRetire {
  protocol::WriterId writer_id;
};

struct RenewalOffer {
  Bytes card;
};

struct RenewalAnswer {
  Bytes hello;
};

struct Rendezvous {
  crypto::SecretBytes link;
};

/// A kind, or a version of a kind, that this program does not know. Keep the bytes.
struct Unknown {};

using Body = std::variant<Unknown, Greeting, Text, Receipt, Profile, MailboxOffer, MailboxUse, MailboxRetire,
                          RenewalOffer, RenewalAnswer, Rendezvous, Reaction, Edit, Delete, Timer, Group,
                          FileOffer, FileTaken, CardRequest, Signs, Read, Typing, Introduction>;

struct Content {
  ContentId id;
  TimePoint authored;
  Body body;
};

/// bad_encoding: not the schema, or a text that is not UTF-8; not_canonical; bad_length and too_large for a
/// field outside its bounds; bad_value for a relay address that is none.
Result<Content> parse_content(ByteView bytes);
/// The fields are within their bounds: the caller has seen to it. Unknown is written as nothing.
crypto::SecretBytes write_content(const Content& content);

/// Well-formed UTF-8 (no surrogates, nothing overlong).
bool is_utf8(std::string_view text) noexcept;
/// Whether a UTF-8 text has characters that nobody sees: control characters, marks that reorder or hide.
bool has_controls(std::string_view text) noexcept;
/// UTF-8 of 1 to kLongestNameBytes bytes without control characters, trimmed; bad_encoding, bad_value.
Result<std::string> clean_name(std::string_view text);

}  // namespace stille::client::wire
