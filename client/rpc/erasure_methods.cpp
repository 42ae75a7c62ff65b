// Erasing a conversation on this machine: what would go, and its going.
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "client/core/conversations.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

// Nothing was noted yet, so there is nothing to erase.
Outcome<client::ErasureView> view_of(Service& service, const client::ContactView& whose) {
  auto found = service.engine().conversations().would_erase(whose.conversation);
  if (found.has_error() && found.error().code == Errc::not_found) return client::ErasureView{};
  return faulted(std::move(found));
}

Answer preview(Service& service, const Json& params) {
  STILLE_TRY(const auto whose, find_readable(service.engine(), text_or(params, "conversation")));
  STILLE_TRY(const auto view, view_of(service, whose));
  Json out;
  out["v"] = 1;
  out["type"] = "erasure";
  out["conversation"] = reference_to(whose);
  out["messages"] = view.messages;
  out["leaving"] = view.leaving;
  if (view.oldest) out["oldest"] = to_rfc3339(*view.oldest);
  if (view.newest) out["newest"] = to_rfc3339(*view.newest);
  out["files"] = view.files;
  out["later"] = view.later;
  out["draft"] = view.draft;
  out["hold"] = view.hold;
  out["up_to"] = view.up_to;
  return out;
}

// Others have their turn between two slices.
asio::awaitable<Answer> erase(Service& service, Json params) {
  STILLE_CO_TRY(const auto whose, find_readable(service.engine(), text_or(params, "conversation")));
  STILLE_CO_TRY(const auto view, view_of(service, whose));
  const auto up_to =
      static_cast<std::uint64_t>(whole_or(params, "up_to", static_cast<std::int64_t>(view.up_to)));
  Json out{{"v", 1}, {"type", "erasure"}, {"conversation", reference_to(whose)}, {"messages", view.messages}};
  if (view.up_to == 0) co_return out;
  for (;;) {
    auto left = service.engine().conversations().erase(whose.conversation, up_to);
    if (left.has_error() && left.error().code == Errc::wrong_state) {
      co_return fault(FaultCode::invalid_argument,
                      "A hold stands against erasing this conversation; take it away with retention first.",
                      {{"about", whose.alias}});
    }
    STILLE_CO_TRY(const auto more, faulted(std::move(left)));
    if (more == 0) break;
    co_await asio::post(service.io(), asio::use_awaitable);
  }
  co_return out;
}

using enum ParamType;
constexpr Param kWhose{"conversation", text, true, "A person, a group (#alias), or `self`"};
constexpr std::array kPreview{kWhose};
constexpr std::array kErase{
    kWhose, Param{"up_to", whole, false, "`up_to` of the preview; everything there is when absent"}};

constexpr std::array kMethods{
    Method{"conversation.preview_erasure", "What erasing a conversation would take from this machine",
           "{conversation, messages, leaving, files, later, draft, hold, up_to, oldest?, newest?}", kPreview,
           preview},
    Method{"conversation.erase",
           "Erases a conversation on this machine for good: messages, files, draft, and what waits for its "
           "time",
           "{conversation, messages}", kErase, nullptr, erase},
};

}  // namespace

std::span<const Method> erasure_methods() {
  return kMethods;
}

}  // namespace stille::rpc
