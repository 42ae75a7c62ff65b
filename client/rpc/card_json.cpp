#include "client/rpc/card_json.hpp"

#include "client/core/card_mask.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {

using client::wire::CardField;

Json fields_json(const client::wire::CardFields& fields) {
  Json out = Json::object();
  for (const auto field : client::wire::kAllCardFields) {
    const auto& value = fields.at(client::wire::number_of(field));
    const std::string key(client::wire::name_of(field));
    if (value.empty()) continue;
    if (field == CardField::picture) {
      out[key] = {{"size", value.size()}};
    } else if (field == CardField::languages || field == CardField::topics) {
      out[key] = client::parts_of(value);
    } else {
      out[key] = value;
    }
  }
  return out;
}

Json names_of(client::wire::CardMask fields) {
  Json out = Json::array({"name"});
  for (const auto field : client::wire::kAllCardFields) {
    if ((fields & client::wire::bit_of(field)) != 0) out.push_back(client::wire::name_of(field));
  }
  return out;
}

Json to_json(const client::OwnCardView& card) {
  Json out;
  out["v"] = 1;
  out["type"] = "own_card";
  out["name"] = card.name;
  const auto fields = fields_json(card.fields);
  for (const auto& [key, value] : fields.items()) out[key] = value;
  return out;
}

Json to_json(const client::ContactCardView& card) {
  Json out;
  out["v"] = 1;
  out["type"] = "contact_card";
  out["contact"] = reference_to(card.contact);
  out["name"] = card.contact.name;
  const auto fields = fields_json(card.fields);
  for (const auto& [key, value] : fields.items()) out[key] = value;
  if (const auto local = fields_json(card.local); !local.empty()) out["local"] = local;
  if (card.updated) out["updated"] = to_rfc3339(*card.updated);
  if (card.wanted) out["wanted"] = to_rfc3339(*card.wanted);
  out["shared"] = names_of(card.shared);
  return out;
}

}  // namespace stille::rpc
