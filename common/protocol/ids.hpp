// Names that a relay and its clients use for things; all random, none says anything about a person.
#pragma once

#include "common/base/bytes.hpp"

namespace stille::protocol {

using ReaderId = Fixed<struct ReaderIdTag, 24>;
using WriterId = Fixed<struct WriterIdTag, 24>;
using LinkId = Fixed<struct LinkIdTag, 16>;
/// A blob's two names; as different from each other as a mailbox's.
using BlobReaderId = Fixed<struct BlobReaderIdTag, 24>;
using BlobWriterId = Fixed<struct BlobWriterIdTag, 24>;
using EnvelopeId = Fixed<struct EnvelopeIdTag, 16>;
/// SHA-256 of the relay identity key's SubjectPublicKeyInfo in DER.
using RelayFingerprint = Fixed<struct RelayFingerprintTag, 32>;
/// EXPORTER-Channel-Binding of the TLS connection (RFC 9266).
using ChannelBinding = Fixed<struct ChannelBindingTag, 32>;
using CommandTag = Fixed<struct CommandTagTag, 32>;

}  // namespace stille::protocol
