#include "common/kat/fields.hpp"

#include <nlohmann/json.hpp>

#include "common/base/encoding.hpp"

namespace stille::kat {

const nlohmann::json* Fields::find(std::string_view name) {
  last_ = name;
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

Result<Bytes> Fields::bytes(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return fail(Errc::not_found);
  if (!value->is_string()) return fail(Errc::bad_value);
  return from_hex(value->get_ref<const std::string&>());
}

Result<std::uint32_t> Fields::number(std::string_view name, std::uint32_t most) {
  const auto* value = find(name);
  if (value == nullptr) return fail(Errc::not_found);
  if (!value->is_number_unsigned()) return fail(Errc::bad_value);
  const auto number = value->get<std::uint64_t>();
  if (number > most) return fail(Errc::too_large);
  return static_cast<std::uint32_t>(number);
}

}  // namespace stille::kat
