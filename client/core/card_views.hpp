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

}  // namespace stille::client
