#include "client/cli/code_file.hpp"

#include <filesystem>

#include "client/cli/qr.hpp"
#include "common/base/encoding.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

rpc::Fault taken(const std::string& path) {
  return fault(FaultCode::already_exists, "There is a file of this name already; --force replaces it.",
               {{"about", path}});
}

}  // namespace

rpc::Outcome<CodeFile> CodeFile::begin(const Arguments& arguments) {
  CodeFile out;
  const auto& wish = arguments.code;
  if (wish.png.empty()) return out;
  std::error_code ignored;
  const auto there = std::filesystem::symlink_status(wish.png, ignored);
  if (std::filesystem::exists(there) && !wish.force) return taken(wish.png);
  STILLE_TRY(auto file, SavedFile::begin(wish.png, wish.force));
  out.file_.emplace(std::move(file));
  out.path_ = wish.png;
  return out;
}

rpc::Outcome<bool> CodeFile::keep(std::string_view text) {
  if (!file_) return false;
  const auto png = qr_png(text);
  if (png.empty()) {
    return fault(FaultCode::too_large, "This is too long for a code.", {{"about", path_}});
  }
  STILLE_TRYV(file_->write(as_bytes(png)));
  auto kept = file_->keep();
  if (kept.has_error() && kept.error().code == FaultCode::already_exists) return taken(path_);
  STILLE_TRYV(std::move(kept));
  return true;
}

}  // namespace stille::cli
