#include "client/wire/file_wire.hpp"

#include "client/wire/talk_codec.hpp"
#include "content.pb.h"

namespace stille::client::wire {

namespace {

constexpr std::uint64_t kLatest = std::uint64_t{1} << 53U;

std::string bytes_of(ByteView bytes) {
  return std::string(as_text(bytes));
}

template <class S>
Result<S> secret_of(const std::string& bytes) {
  if (bytes.size() != S::size) return fail(Errc::bad_length);
  return S::from(as_bytes(bytes).first<S::size>());
}

Result<protocol::RelayAddress> relay_of(const pb::FileDescriptor& in) {
  protocol::RelayAddress out;
  STILLE_TRY(out.fingerprint, protocol::RelayFingerprint::parse(as_bytes(in.fingerprint())));
  if (in.port() == 0 || in.port() > 65535) return fail(Errc::bad_value);
  out.host = in.host();
  out.port = static_cast<std::uint16_t>(in.port());
  STILLE_TRY(const auto again, protocol::parse_relay_address(protocol::to_text(out)));
  if (again != out) return fail(Errc::bad_value);
  return out;
}

Result<e2e::FileShape> shape_from(const pb::FileDescriptor& in) {
  if (in.chunk_class() != 1 && in.chunk_class() != 2) return fail(Errc::bad_value);
  STILLE_TRY(const auto out, e2e::shape_of(in.size(), static_cast<protocol::ChunkClass>(in.chunk_class())));
  if (out.count != in.chunk_count()) return fail(Errc::bad_value);
  return out;
}

Result<FileDescriptor> parse_file(const pb::FileDescriptor& in) {
  FileDescriptor out;
  STILLE_TRY(out.key, secret_of<e2e::FileKey>(in.key()));
  STILLE_TRY(out.shape, shape_from(in));
  if (in.name().empty()) return fail(Errc::bad_length);
  if (in.name().size() > kLongestFileName || in.preview().size() > kLargestPreview) {
    return fail(Errc::too_large);
  }
  if (!is_utf8(in.name())) return fail(Errc::bad_encoding);
  // The sender has cleaned it; nothing relies on that.
  out.name = clean_file_name(in.name());
  if (!is_media_type(in.media_type())) return fail(Errc::bad_value);
  out.media_type = in.media_type();
  STILLE_TRY(out.relay, relay_of(in));
  STILLE_TRY(out.reader_id, protocol::BlobReaderId::parse(as_bytes(in.reader_id())));
  STILLE_TRY(out.reader_secret, secret_of<crypto::DhSecret>(in.reader_secret()));
  STILLE_TRY(out.root, e2e::FileRoot::parse(as_bytes(in.root())));
  STILLE_TRY(out.hash, e2e::FileHash::parse(as_bytes(in.hash())));
  out.preview = Bytes(in.preview().begin(), in.preview().end());
  if (in.expires_ms() > kLatest) return fail(Errc::bad_value);
  out.expires = TimePoint(milliseconds(static_cast<std::int64_t>(in.expires_ms())));
  return out;
}

Result<FileOffer> parse_offer(const pb::FileOffer& in) {
  if (in.files().empty()) return fail(Errc::bad_length);
  if (in.files_size() > static_cast<int>(kMostFiles) || in.caption().size() > kLongestCaption) {
    return fail(Errc::too_large);
  }
  if (!is_utf8(in.caption())) return fail(Errc::bad_encoding);
  FileOffer out;
  out.caption = in.caption();
  for (const auto& file : in.files()) {
    STILLE_TRY(auto parsed, parse_file(file));
    out.files.push_back(std::move(parsed));
  }
  if (in.has_reply()) {
    STILLE_TRY(out.reply, parse(in.reply()));
  }
  if (!is_timer(in.expire_s())) return fail(Errc::bad_value);
  out.expire_s = in.expire_s();
  return out;
}

void write_one(const FileDescriptor& from, pb::FileDescriptor& to) {
  to.set_key(bytes_of(from.key.expose()));
  to.set_size(from.shape.size);
  to.set_name(from.name);
  to.set_media_type(from.media_type);
  to.set_chunk_class(static_cast<std::uint32_t>(from.shape.chunk_class));
  to.set_chunk_count(from.shape.count);
  to.set_fingerprint(bytes_of(from.relay.fingerprint.view()));
  to.set_host(from.relay.host);
  to.set_port(from.relay.port);
  to.set_reader_id(bytes_of(from.reader_id.view()));
  to.set_reader_secret(bytes_of(from.reader_secret.expose()));
  to.set_root(bytes_of(from.root.view()));
  to.set_hash(bytes_of(from.hash.view()));
  to.set_preview(bytes_of(from.preview));
  to.set_expires_ms(static_cast<std::uint64_t>(from.expires.time_since_epoch().count()));
}

}  // namespace

Result<Body> parse_file(const pb::File& in) {
  if (in.has_offer() == in.has_taken()) return fail(Errc::bad_value);
  if (in.has_offer()) {
    STILLE_TRY(auto offer, parse_offer(in.offer()));
    return Body(std::move(offer));
  }
  if (in.taken().index() >= kMostFiles) return fail(Errc::bad_value);
  STILLE_TRY(const auto content, ContentId::parse(as_bytes(in.taken().content())));
  return Body(FileTaken{content, in.taken().index()});
}

void write_file(const FileOffer& from, pb::File& to) {
  auto& offer = *to.mutable_offer();
  offer.set_caption(from.caption);
  for (const auto& file : from.files) write_one(file, *offer.add_files());
  if (from.reply) write(*from.reply, *offer.mutable_reply());
  offer.set_expire_s(from.expire_s);
}

void write_file(const FileTaken& from, pb::File& to) {
  to.mutable_taken()->set_content(bytes_of(from.content.view()));
  to.mutable_taken()->set_index(from.index);
}

}  // namespace stille::client::wire
