// Signs and introductions: every field is checked here and nowhere else.
#include "client/wire/acquaintance_codec.hpp"

#include "client/wire/content.hpp"
#include "content.pb.h"

namespace stille::client::wire {

namespace {

std::string bytes_of(ByteView bytes) {
  return std::string(as_text(bytes));
}

Result<IntroductionOffer> parse_offer(const pb::IntroductionOffer& in) {
  IntroductionOffer out;
  STILLE_TRY(out.iid, e2e::Iid::parse(as_bytes(in.iid())));
  STILLE_TRY(out.name, clean_name(in.name()));
  if (in.text().size() > kLongestIntroduction) return fail(Errc::too_large);
  if (!is_utf8(in.text())) return fail(Errc::bad_encoding);
  out.text = in.text();
  out.host = in.host();
  return out;
}

Result<crypto::SecretBytes> parse_link(const std::string& link, bool may_be_empty) {
  if (link.empty() && !may_be_empty) return fail(Errc::bad_length);
  if (link.size() > kLongestLink) return fail(Errc::too_large);
  return crypto::SecretBytes(as_bytes(link));
}

struct WriteWhat {
  pb::Introduction& to;
  void operator()(const IntroductionOffer& from) const {
    auto& out = *to.mutable_offer();
    out.set_iid(bytes_of(from.iid.view()));
    out.set_name(from.name);
    out.set_text(from.text);
    out.set_host(from.host);
  }
  void operator()(const IntroductionConsent& from) const {
    to.mutable_consent()->set_link(bytes_of(from.link.expose()));
  }
  void operator()(const IntroductionLink& from) const {
    to.mutable_link()->set_link(bytes_of(from.link.expose()));
  }
};

}  // namespace

Result<Signs> parse(const pb::Signs& in) {
  if (in.version() > kHighestSignsVersion) return fail(Errc::bad_value);
  return Signs{in.version(), in.read(), in.typing()};
}

Result<Read> parse(const pb::Read& in) {
  if (in.read().empty()) return fail(Errc::bad_length);
  if (in.read_size() > static_cast<int>(kMostRead)) return fail(Errc::too_large);
  Read out;
  for (const auto& id : in.read()) {
    STILLE_TRY(const auto parsed, ContentId::parse(as_bytes(id)));
    out.read.push_back(parsed);
  }
  return out;
}

Result<Introduction> parse(const pb::Introduction& in) {
  Introduction out;
  STILLE_TRY(out.id, IntroductionId::parse(as_bytes(in.id())));
  if (in.has_offer()) {
    STILLE_TRY(out.what, parse_offer(in.offer()));
  } else if (in.has_consent()) {
    STILLE_TRY(auto link, parse_link(in.consent().link(), true));
    out.what = IntroductionConsent{std::move(link)};
  } else {
    STILLE_TRY(auto link, parse_link(in.link().link(), false));
    out.what = IntroductionLink{std::move(link)};
  }
  return out;
}

void write(const Signs& from, pb::Signs& to) {
  to.set_version(from.version);
  to.set_read(from.read);
  to.set_typing(from.typing);
}

void write(const Read& from, pb::Read& to) {
  for (const auto& id : from.read) to.add_read(bytes_of(id.view()));
}

void write(const Introduction& from, pb::Introduction& to) {
  to.set_id(bytes_of(from.id.view()));
  std::visit(WriteWhat{to}, from.what);
}

}  // namespace stille::client::wire
