// A file of an export, sealed into the profile's folder.
#pragma once

#include "client/core/attachments.hpp"
#include "client/rpc/service.hpp"

namespace stille::rpc {

/// A copy under the id of `file`; the caller says that it is there, or tidies up. invalid_argument: `path`
/// cannot be read, or has another size.
Outcome<client::PreparedFile> seal_returning(Service& service, const client::AttachmentView& file,
                                             const std::string& path);

}  // namespace stille::rpc
