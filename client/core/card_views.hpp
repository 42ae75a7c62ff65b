// What contact cards tell people's programs: plain values. Fields are those of wire::CardField, empty where
// nothing is said.
#pragma once

#include "client/core/views.hpp"
#include "client/wire/contact_card.hpp"

namespace stille::client {

struct OwnCardView {
  std::string name;
  wire::CardFields fields{};
};

struct ContactCardView {
  ContactView contact;
  wire::CardFields fields{};           // what they say and share with us; a picture as it came
  wire::CardFields local{};            // what was written down here
  std::optional<TimePoint> updated{};  // when their card last changed
  std::optional<TimePoint> wanted{};   // since when they would like to have ours
  wire::CardMask shared = 0;           // of ours, besides the name
};

/// What an address book of another program says about somebody; fields as Cards::clean gives them.
struct AddressEntry {
  std::string uid{};  // ours where it was exported from here
  std::string name{};
  std::string note{};
  std::vector<std::string> circles{};
  wire::CardFields fields{};
};

enum class AddressMatch : std::uint8_t { found, unknown, ambiguous };

struct AddressOutcome {
  AddressMatch match = AddressMatch::unknown;
  std::optional<ContactView> contact{};  // with `found`
  bool changed = false;                  // something was written down that was not there
};

/// "found", "unknown", "ambiguous". Static storage.
std::string_view name_of(AddressMatch match) noexcept;

}  // namespace stille::client
