#include "client/cli/attachment_copy.hpp"

#include "common/base/encoding.hpp"

namespace stille::cli {

rpc::Outcome<void> read_attachment(Context& context, const std::string& id,
                                   const std::function<rpc::Outcome<void>(ByteView)>& take) {
  for (std::uint64_t offset = 0;;) {
    STILLE_TRY(auto slice, context.call("attachment.read", {{"id", id}, {"offset", offset}}));
    const auto bytes = from_base64url(slice["data"].get_ref<const std::string&>());
    if (bytes.has_error()) return rpc::fault(rpc::FaultCode::internal);
    STILLE_TRYV(take(bytes.value()));
    offset = slice["next"].get<std::uint64_t>();
    if (offset >= slice["size"].get<std::uint64_t>()) return BOOST_OUTCOME_V2_NAMESPACE::success();
    if (bytes.value().empty()) return rpc::fault(rpc::FaultCode::internal);
  }
}

}  // namespace stille::cli
