#include "client/rpc/returning_file.hpp"

#include <filesystem>

#include "client/net/sealed_file.hpp"
#include "common/crypto/hash.hpp"

namespace stille::rpc {

namespace {

Result<client::PreparedFile> seal(Service& service, const std::string& id, const net::SourceFile& source) {
  client::PreparedFile out;
  STILLE_TRY(out.shape, e2e::shape_of(source.size()));
  out.key = service.rng().secret<e2e::FileKey>();
  service.courier().make_folder();
  const auto place = service.courier().copy_of(id);
  STILLE_TRY(auto copy, net::SealedCopy::open(
                            place, out.key.clone(), out.shape, [] { return true; }, [](std::uint32_t) {}));
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

}  // namespace

Outcome<client::PreparedFile> seal_returning(Service& service, const client::AttachmentView& file,
                                             const std::string& path) {
  const auto unreadable = fault(FaultCode::invalid_argument, "The file cannot be read.", {{"about", path}});
  if (!path.starts_with('/')) return unreadable;
  const auto source = net::SourceFile::open(path);
  if (source.has_error() || source.value().size() != file.size) return unreadable;
  // What an import left behind that was cut off is of another key.
  std::error_code failed;
  for (const char* end : {"", ".chunks"})
    std::filesystem::remove(service.courier().copy_of(file.id) + end, failed);
  auto sealed = seal(service, file.id, source.value());
  if (sealed.has_error()) {
    service.courier().tidy();
    return fault_from(sealed.error());
  }
  return std::move(sealed).value();
}

}  // namespace stille::rpc
