#include "client/cli/attachment_copy.hpp"

#include "client/rpc/exporting.hpp"

namespace stille::cli {

rpc::Outcome<void> read_attachment(Context& context, const std::string& id,
                                   const std::function<rpc::Outcome<void>(ByteView)>& take) {
  return rpc::read_attachment(
      [&](std::string_view method, const Json& params) { return context.call(method, params); }, id, take);
}

}  // namespace stille::cli
