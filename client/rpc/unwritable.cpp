#include "client/rpc/unwritable.hpp"

namespace stille::rpc {

Fault fault_at(const Error& error, const std::filesystem::path& folder) {
  auto out = fault_from(error);
  if (error.code != Errc::storage_failed) return out;
  out.detail["about"] = folder.native();
  out.detail["kind"] = "unwritable_at";
  return out;
}

}  // namespace stille::rpc
