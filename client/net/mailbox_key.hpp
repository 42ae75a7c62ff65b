// A key to a mailbox or a blob, as one of its two sides.
#pragma once

#include "common/protocol/mailbox_auth.hpp"

namespace stille::net {

/// Move-only: it holds the secret.
struct MailboxKey {
  protocol::MailboxRole role = protocol::MailboxRole::reader;
  std::array<std::uint8_t, 24> id{};
  crypto::DhSecret secret;

  static MailboxKey reader(const protocol::ReaderId& id, const crypto::DhSecret& secret) {
    return {protocol::MailboxRole::reader, id.raw, secret.clone()};
  }
  static MailboxKey writer(const protocol::WriterId& id, const crypto::DhSecret& secret) {
    return {protocol::MailboxRole::writer, id.raw, secret.clone()};
  }
  static MailboxKey reader(const protocol::BlobReaderId& id, const crypto::DhSecret& secret) {
    return {protocol::MailboxRole::reader, id.raw, secret.clone()};
  }
  static MailboxKey writer(const protocol::BlobWriterId& id, const crypto::DhSecret& secret) {
    return {protocol::MailboxRole::writer, id.raw, secret.clone()};
  }
  [[nodiscard]] MailboxKey copy() const { return {role, id, secret.clone()}; }
};

}  // namespace stille::net
