// Which field of the schema is which of the card: nowhere else.
#include "client/wire/profile_proto.hpp"

#include "content.pb.h"

namespace stille::client::wire {

namespace {

namespace pb = stille::content::v1;

struct Place {
  const std::string& (pb::Profile::*get)() const;
  std::string* (pb::Profile::*change)();
};

constexpr std::array<Place, kCardFields> kPlaces{{{&pb::Profile::role, &pb::Profile::mutable_role},
                                                  {&pb::Profile::company, &pb::Profile::mutable_company},
                                                  {&pb::Profile::city, &pb::Profile::mutable_city},
                                                  {&pb::Profile::languages, &pb::Profile::mutable_languages},
                                                  {&pb::Profile::birthday, &pb::Profile::mutable_birthday},
                                                  {&pb::Profile::topics, &pb::Profile::mutable_topics},
                                                  {&pb::Profile::picture, &pb::Profile::mutable_picture}}};

}  // namespace

Result<Profile> parse_profile(const pb::Profile& in) {
  if (in.name().size() > kLongestNameBytes) return fail(Errc::too_large);
  Profile out;
  STILLE_TRY(out.name, clean_name(in.name()));
  if (in.version() > kHighestCardVersion) return fail(Errc::bad_value);
  out.card.version = in.version();
  for (const auto field : kAllCardFields) {
    const auto& value = (in.*kPlaces.at(number_of(field)).get)();
    if (value.empty()) continue;
    if (out.card.version == 0) return fail(Errc::bad_value);
    STILLE_TRYV(check_card_field(field, value));
    out.card.fields.at(number_of(field)) = value;
  }
  return out;
}

void write_profile(const Profile& from, pb::Profile& to) {
  to.set_name(from.name);
  to.set_version(from.card.version);
  for (const auto field : kAllCardFields) {
    const auto& value = from.card.fields.at(number_of(field));
    if (!value.empty()) *(to.*kPlaces.at(number_of(field)).change)() = value;
  }
}

}  // namespace stille::client::wire
