// Every field of a group's content is checked here and nowhere else.
#include "client/wire/content.hpp"
#include "client/wire/group_proto.hpp"
#include "content.pb.h"

namespace stille::client::wire {

namespace {

namespace pb = stille::content::v1;

std::string text_of(ByteView bytes) {
  return std::string(as_text(bytes));
}

Result<GroupInvite> parse(const pb::GroupInvite& in) {
  if (in.name().size() > kLongestNameBytes) return fail(Errc::too_large);
  STILLE_TRY(auto name, clean_name(in.name()));
  return GroupInvite{std::move(name)};
}

Result<GroupConsent> parse(const pb::GroupConsent& in) {
  GroupConsent out;
  STILLE_TRY(out.key, crypto::SignPublic::parse(as_bytes(in.key())));
  if (in.link().empty()) return fail(Errc::bad_length);
  if (in.link().size() > kLongestGroupLink) return fail(Errc::too_large);
  out.link = in.link();
  STILLE_TRY(out.signature, crypto::Signature::parse(as_bytes(in.signature())));
  return out;
}

Result<GroupStatements> parse(const pb::GroupStatements& in) {
  if (in.statement().empty()) return fail(Errc::bad_length);
  if (in.statement_size() > static_cast<int>(kMostStatements)) return fail(Errc::too_large);
  GroupStatements out;
  std::size_t total = 0;
  for (const auto& one : in.statement()) {
    if (one.empty()) return fail(Errc::bad_length);
    total += one.size();
    out.statements.emplace_back(one.begin(), one.end());
  }
  if (total > kLargestStatements) return fail(Errc::too_large);
  return out;
}

Result<GroupWant> parse(const pb::GroupWant& in) {
  if (in.missing_size() > static_cast<int>(kMostWanted)) return fail(Errc::too_large);
  GroupWant out;
  for (const auto& one : in.missing()) {
    STILLE_TRY(const auto name, StatementName::parse(as_bytes(one)));
    out.missing.push_back(name);
  }
  return out;
}

Result<GroupProposal> parse(const pb::GroupProposal& in) {
  if (in.has_add()) {
    GroupCandidate add;
    STILLE_TRY(add.iid, PersonName::parse(as_bytes(in.add().iid())));
    STILLE_TRY(add.consent, parse(in.add().consent()));
    return GroupProposal{std::move(add)};
  }
  if (in.has_describe()) {
    if (in.describe().field() < 1 || in.describe().field() > 4) return fail(Errc::bad_value);
    if (in.describe().value().size() > kLargestStatements) return fail(Errc::too_large);
    return GroupProposal{
        GroupDescription{static_cast<std::uint8_t>(in.describe().field()), in.describe().value()}};
  }
  if (in.has_rotate()) {
    GroupRotation out;
    STILLE_TRY(out.key, crypto::SignPublic::parse(as_bytes(in.rotate().key())));
    STILLE_TRY(out.proof, crypto::Signature::parse(as_bytes(in.rotate().proof())));
    return GroupProposal{out};
  }
  STILLE_TRY(const auto iid, PersonName::parse(as_bytes(in.remove())));
  return GroupProposal{GroupRemoval{iid}};
}

Result<GroupMessage> parse(const pb::GroupMessage& in) {
  GroupMessage out;
  STILLE_TRY(out.head, Hash16::parse(as_bytes(in.head())));
  STILLE_TRY(out.prev, Hash16::parse(as_bytes(in.prev())));
  out.gseq = in.gseq();
  if (out.gseq == 0 || out.gseq > (std::uint64_t{1} << 53U)) return fail(Errc::bad_value);
  if (in.refs_size() > static_cast<int>(kMostRefs)) return fail(Errc::too_large);
  for (const auto& ref : in.refs()) {
    if (ref.member() > 0xffff || ref.gseq() == 0 || ref.gseq() > (std::uint64_t{1} << 53U)) {
      return fail(Errc::bad_value);
    }
    STILLE_TRY(const auto hash, Hash16::parse(as_bytes(ref.hash())));
    out.refs.push_back({static_cast<std::uint16_t>(ref.member()), ref.gseq(), hash});
  }
  if (in.body().empty()) return fail(Errc::bad_length);
  if (in.body().size() > kLargestGroupBody) return fail(Errc::too_large);
  out.body.assign(in.body().begin(), in.body().end());
  return out;
}

Result<GroupTakeover> parse(const pb::GroupTakeover& in) {
  STILLE_TRY(const auto prev, StatementName::parse(as_bytes(in.prev())));
  return GroupTakeover{prev};
}

Result<GroupAgreement> parse(const pb::GroupAgreement& in) {
  GroupAgreement out;
  STILLE_TRY(out.prev, StatementName::parse(as_bytes(in.prev())));
  STILLE_TRY(out.signature, crypto::Signature::parse(as_bytes(in.signature())));
  return out;
}

template <class T>
Result<Group> with(Group out, Result<T> parsed) {
  if (!parsed) return fail(parsed.error().code);
  out.what = std::move(parsed).value();
  return out;
}

void write(const GroupConsent& from, pb::GroupConsent& to) {
  to.set_key(text_of(from.key.view()));
  to.set_link(from.link);
  to.set_signature(text_of(from.signature.view()));
}

struct WriteWish {
  pb::GroupProposal& to;
  void operator()(const GroupCandidate& from) const {
    to.mutable_add()->set_iid(text_of(from.iid.view()));
    write(from.consent, *to.mutable_add()->mutable_consent());
  }
  void operator()(const GroupRemoval& from) const { to.set_remove(text_of(from.iid.view())); }
  void operator()(const GroupDescription& from) const {
    to.mutable_describe()->set_field(from.field);
    to.mutable_describe()->set_value(from.value);
  }
  void operator()(const GroupRotation& from) const {
    to.mutable_rotate()->set_key(text_of(from.key.view()));
    to.mutable_rotate()->set_proof(text_of(from.proof.view()));
  }
};

struct WriteWhat {
  pb::Group& to;
  void operator()(const GroupInvite& from) const { to.mutable_invite()->set_name(from.name); }
  void operator()(const GroupConsent& from) const { write(from, *to.mutable_consent()); }
  void operator()(const GroupStatements& from) const {
    for (const auto& one : from.statements) to.mutable_statements()->add_statement(text_of(one));
  }
  void operator()(const GroupWant& from) const {
    auto& want = *to.mutable_want();
    for (const auto& one : from.missing) want.add_missing(text_of(one.view()));
  }
  void operator()(const GroupProposal& from) const {
    std::visit(WriteWish{*to.mutable_proposal()}, from.wish);
  }
  void operator()(const GroupMessage& from) const {
    auto& message = *to.mutable_message();
    message.set_head(text_of(from.head.view()));
    message.set_gseq(from.gseq);
    message.set_prev(text_of(from.prev.view()));
    for (const auto& ref : from.refs) {
      auto& out = *message.add_refs();
      out.set_member(ref.member);
      out.set_gseq(ref.gseq);
      out.set_hash(text_of(ref.hash.view()));
    }
    message.set_body(text_of(from.body));
  }
  void operator()(const GroupTakeover& from) const {
    to.mutable_takeover()->set_prev(text_of(from.prev.view()));
  }
  void operator()(const GroupAgreement& from) const {
    to.mutable_agreement()->set_prev(text_of(from.prev.view()));
    to.mutable_agreement()->set_signature(text_of(from.signature.view()));
  }
};

}  // namespace

Result<Group> parse_group(const pb::Group& in) {
  Group out;
  STILLE_TRY(out.gid, GroupName::parse(as_bytes(in.gid())));
  switch (in.what_case()) {
    case pb::Group::kInvite:
      return with(std::move(out), parse(in.invite()));
    case pb::Group::kConsent:
      return with(std::move(out), parse(in.consent()));
    case pb::Group::kStatements:
      return with(std::move(out), parse(in.statements()));
    case pb::Group::kWant:
      return with(std::move(out), parse(in.want()));
    case pb::Group::kProposal:
      return with(std::move(out), parse(in.proposal()));
    case pb::Group::kMessage:
      return with(std::move(out), parse(in.message()));
    case pb::Group::kTakeover:
      return with(std::move(out), parse(in.takeover()));
    case pb::Group::kAgreement:
      return with(std::move(out), parse(in.agreement()));
    case pb::Group::WHAT_NOT_SET:
      break;
  }
  return fail(Errc::bad_value);
}

void write_group(const Group& from, pb::Group& to) {
  to.set_gid(text_of(from.gid.view()));
  std::visit(WriteWhat{to}, from.what);
}

}  // namespace stille::client::wire
