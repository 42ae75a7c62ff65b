#include "client/rpc/returning_file.hpp"

#include <filesystem>

#include "client/net/sealed_file.hpp"
#include "client/rpc/file_trouble.hpp"
#include "client/rpc/outgoing_files.hpp"

namespace stille::rpc {

Outcome<client::PreparedFile> seal_returning(Service& service, const client::AttachmentView& file,
                                             const std::string& path) {
  if (!path.starts_with('/')) return cannot_read(path, 0);
  const auto source = net::SourceFile::open(path);
  if (source.has_error() || source.value().size() != file.size) return cannot_read(path);
  // What an import left behind that was cut off is of another key.
  std::error_code failed;
  for (const char* end : {"", ".chunks"})
    std::filesystem::remove(service.courier().copy_of(file.id) + end, failed);
  auto sealed = seal_copy(service.courier(), service.rng(), file.id, source.value());
  if (sealed.has_error()) {
    service.courier().tidy();
    return fault_from(sealed.error());
  }
  return std::move(sealed).value();
}

}  // namespace stille::rpc
