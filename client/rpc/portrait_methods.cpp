// The picture of a person or a group, as pixels: there is nothing in them to decode.
#include <array>

#include "client/core/cards.hpp"
#include "client/core/groups.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/image.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::wire::CardField;

Bytes on_card(const client::wire::CardFields& fields) {
  const auto bytes = as_bytes(fields.at(client::wire::number_of(CardField::picture)));
  return Bytes(bytes.begin(), bytes.end());
}

/// Empty: there is none. Nothing of it has been looked at.
Outcome<Bytes> picture_that_came(Service& service, const std::string& whose) {
  auto& engine = service.engine();
  if (whose == "self") {
    STILLE_TRY(const auto own, faulted(engine.cards().own()));
    return on_card(own.fields);
  }
  if (names_group(whose)) {
    STILLE_TRY(const auto group, find_group(engine, whose));
    return faulted(engine.groups().picture(group.id));
  }
  STILLE_TRY(const auto contact, find_contact(engine, whose));
  STILLE_TRY(const auto card, faulted(engine.cards().of(contact.id)));
  return on_card(card.fields);
}

asio::awaitable<Answer> show_portrait(Service& service, Json params) {
  STILLE_CO_TRY(auto came, picture_that_came(service, text_or(params, "whose")));
  if (!is_jpeg_or_png(came)) co_return Json::object();
  const auto shown = co_await shown_image(image_program(), std::move(came), false);
  if (shown.has_error()) co_return Json::object();
  const auto& [width, height, rgb] = shown.value();
  co_return Json{{"width", width}, {"height", height}, {"rgb", to_base64url(rgb)}};
}

using enum ParamType;
constexpr std::array kWhose{Param{"whose", text, true, "A contact, a group, or `self`"}};

constexpr std::array kMethods{
    Method{"portrait.show",
           "The picture on somebody's card, or of a group, taken apart by the locked up program",
           "{width, height, rgb: base64url of three bytes a pixel}, or {} when there is none to show", kWhose,
           nullptr, show_portrait},
};

}  // namespace

std::span<const Method> portrait_methods() {
  return kMethods;
}

}  // namespace stille::rpc
