#include "client/rpc/outgoing_files.hpp"

#include <cerrno>
#include <filesystem>

#include "client/net/sealed_file.hpp"
#include "client/rpc/courier.hpp"
#include "client/rpc/file_trouble.hpp"
#include "common/crypto/hash.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

Fault about(const std::string& path, FaultCode code, std::string sentence) {
  return fault(code, std::move(sentence), {{"about", path}});
}

Outcome<net::SourceFile> open_source(const std::string& path) {
  // Whoever asks may stand in another folder.
  if (!path.starts_with('/'))
    return about(path, FaultCode::invalid_argument, "A file is named by its whole path.");
  auto source = net::SourceFile::open(path);
  if (source) return std::move(source).value();
  if (source.error().code == Errc::invalid_argument) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return cannot_read(path, EISDIR);
    return about(path, FaultCode::invalid_argument, "Only ordinary files can be sent.");
  }
  return cannot_read(path);
}

Outcome<Bytes> all_of(const net::SourceFile& source, const std::string& path) {
  Bytes out;
  const auto shape = e2e::shape_of(source.size());
  if (shape.has_error()) return fault(FaultCode::too_large);
  for (std::uint32_t i = 0; i < shape.value().count; ++i) {
    const auto part = source.read(shape.value(), i);
    if (part.has_error()) return cannot_read(path);
    out.insert(out.end(), part.value().expose().begin(), part.value().expose().end());
  }
  return out;
}

bool is_picture(const net::SourceFile& source) {
  if (source.size() < 8) return false;
  const e2e::FileShape head{.size = 8, .chunk_class = protocol::ChunkClass::small, .count = 1};
  const auto first = source.read(head, 0);
  return first && is_jpeg_or_png(first.value().expose());
}

}  // namespace

asio::awaitable<Outcome<OutgoingFile>> look_at(std::string path, bool keep_metadata) {
  STILLE_CO_TRY(const auto source, open_source(path));
  OutgoingFile out{
      .path = path, .name = path.substr(path.rfind('/') + 1), .size = source.size(), .image = {}};
  if (source.size() > e2e::kLargestFile) {
    co_return about(path, FaultCode::too_large, "The file is larger than a file may be.");
  }
  if (keep_metadata || !is_picture(source)) co_return out;
  if (source.size() > kLargestPicture) {
    co_return about(
        path, FaultCode::invalid_argument,
        "The picture is too large to take out where and when it was made. It can be sent as it is "
        "with --keep-metadata.");
  }
  STILLE_CO_TRY(const auto bytes, all_of(source, path));
  auto cleaned = co_await clean_image(image_program(), bytes);
  if (cleaned.has_error()) {
    co_return about(
        path, FaultCode::invalid_argument,
        "The picture could not be read, so where and when it was made cannot be taken out. It can be "
        "sent as it is with --keep-metadata.");
  }
  out.image = std::move(cleaned).value();
  out.size = out.image->picture.size();
  co_return out;
}

asio::awaitable<Outcome<std::string>> code_in_file(std::string path) {
  STILLE_CO_TRY(const auto source, open_source(path));
  if (!is_picture(source) || source.size() > kLargestPicture) {
    co_return about(path, FaultCode::invalid_argument, "Codes are read from JPEG and PNG pictures.");
  }
  STILLE_CO_TRY(const auto bytes, all_of(source, path));
  auto text = co_await code_in(image_program(), bytes);
  if (text.has_error()) {
    co_return about(path, FaultCode::invalid_argument, "There is no code in this picture that can be read.");
  }
  co_return std::move(text).value();
}

Result<client::PreparedFile> seal_copy(const Courier& courier, crypto::Rng& rng, const std::string& id,
                                       const net::SourceFile& source) {
  client::PreparedFile out;
  STILLE_TRY(out.shape, e2e::shape_of(source.size()));
  out.key = rng.secret<e2e::FileKey>();
  courier.make_folder();
  STILLE_TRY(auto copy,
             net::SealedCopy::open(
                 courier.copy_of(id), out.key.clone(), out.shape, [] { return true; }, [](std::uint32_t) {}));
  crypto::Sha512 hash;
  for (std::uint32_t i = 0; i < out.shape.count; ++i) {
    STILLE_TRY(const auto plain, source.read(out.shape, i));
    hash.update(plain.expose());
    STILLE_TRY(const auto sealed, e2e::seal_chunk(out.key, out.shape, i, plain.expose()));
    out.chunks.push_back(e2e::chunk_hash(sealed));
    STILLE_TRYV(copy->write(i, sealed));
  }
  STILLE_TRYV(copy->finish());
  const auto digest = hash.finish();
  out.hash = e2e::FileHash::copy_of(ByteView(digest).first(e2e::FileHash::size));
  return out;
}

Outcome<client::NewFile> new_file(client::Engine& engine, const Courier& courier, crypto::Rng& rng,
                                  const OutgoingFile& file, bool stays) {
  client::NewFile out;
  out.id = engine.attachments().new_id();
  out.name = file.name;
  out.size = file.size;
  if (!file.image && stays) {
    STILLE_TRY(const auto source, open_source(file.path));
    STILLE_TRY(out.prepared, faulted(seal_copy(courier, rng, out.id, source)));
    out.size = source.size();
    return out;
  }
  if (!file.image) {
    out.source = file.path;
    return out;
  }
  out.preview = file.image->preview;
  client::PreparedFile prepared;
  STILLE_TRY(prepared.shape, faulted(e2e::shape_of(file.size)));
  prepared.key = rng.secret<e2e::FileKey>();
  prepared.hash = e2e::FileHash{crypto::h32({file.image->picture})};
  courier.make_folder();
  STILLE_TRY(auto copy, faulted(net::SealedCopy::open(
                            courier.copy_of(out.id), prepared.key.clone(), prepared.shape,
                            [] { return true; }, [](std::uint32_t) {})));
  for (std::uint32_t i = 0; i < prepared.shape.count; ++i) {
    const ByteView all = file.image->picture;
    const auto offset = std::min<std::size_t>(prepared.shape.offset(i), all.size());
    STILLE_TRY(const auto sealed, faulted(e2e::seal_chunk(prepared.key, prepared.shape, i,
                                                          all.subspan(offset, prepared.shape.bytes_in(i)))));
    prepared.chunks.push_back(e2e::chunk_hash(sealed));
    STILLE_TRYV(faulted(copy->write(i, sealed)));
  }
  STILLE_TRYV(faulted(copy->finish()));
  out.prepared = std::move(prepared);
  return out;
}

}  // namespace stille::rpc
