// The encoding of statements, and what each signature covers.
#include "client/e2e/roster_op.hpp"

#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"
#include "common/protocol/link_text.hpp"

namespace stille::e2e {

namespace {

namespace label = crypto::label;

constexpr std::size_t kFixedPart = 32 + 8 + 32 + 2 + 1;

void write_member(ByteWriter& out, const NewMember& member) {
  out.raw(member.iid.view()).raw(member.key.view()).sized(as_bytes(member.link));
}

struct WriteArgs {
  ByteWriter& out;
  void operator()(const op::Create& it) const {
    out.raw(it.salt.view());
    write_member(out, it.chair);
    out.u8(static_cast<std::uint8_t>(it.policy)).sized(as_bytes(it.name)).sized(as_bytes(it.purpose));
  }
  void operator()(const op::Add& it) const {
    write_member(out, it.member);
    out.u16(it.introducer).raw(it.consent.view());
  }
  void operator()(const op::Remove& it) const { out.u16(it.member); }
  void operator()(const op::SetRole& it) const { out.u16(it.member).u8(static_cast<std::uint8_t>(it.role)); }
  void operator()(const op::SetPolicy& it) const { out.u8(static_cast<std::uint8_t>(it.policy)); }
  void operator()(const op::Describe& it) const {
    out.u8(static_cast<std::uint8_t>(it.field)).sized(as_bytes(it.value));
  }
  void operator()(const op::Rotate& it) const { out.u16(it.member).raw(it.key.view()).raw(it.proof.view()); }
  void operator()(const op::Transfer& it) const { out.u16(it.member); }
  void operator()(const op::Takeover& it) const {
    out.u16(static_cast<std::uint16_t>(it.agreements.size()));
    for (const auto& one : it.agreements) out.u16(one.member).raw(one.signature.view());
  }
  void operator()(const op::Close&) const {}
  void operator()(const op::Suspend& it) const { out.u16(it.member); }
  void operator()(const op::Resolve& it) const { out.raw(it.child.view()); }
  void operator()(const op::Echo& it) const { out.u64(it.number); }
  void operator()(const op::Address& it) const { out.u64(it.number).sized(as_bytes(it.link)); }
};

Result<std::string> read_text(ByteReader& in, std::size_t least, std::size_t most) {
  STILLE_TRY(const auto bytes, in.sized(most));
  if (bytes.size() < least) return fail(Errc::bad_length);
  return std::string(as_text(bytes));
}

template <class Enum>
Result<Enum> read_choice(ByteReader& in, Enum first, Enum last) {
  STILLE_TRY(const auto value, in.u8());
  if (value < static_cast<std::uint8_t>(first) || value > static_cast<std::uint8_t>(last)) {
    return fail(Errc::bad_value);
  }
  return static_cast<Enum>(value);
}

Result<std::string> read_link(ByteReader& in) {
  STILLE_TRY(auto out, read_text(in, 1, kLongestMemberLink));
  const auto link = protocol::parse_link_text(out);
  const bool good = link && link.value().kind == protocol::LinkKind::contact_address &&
                    protocol::to_text(link.value()) == out;
  if (!good) return fail(Errc::bad_value);
  return out;
}

Result<NewMember> read_member(ByteReader& in) {
  NewMember out;
  STILLE_TRY(out.iid, in.fixed<Iid>());
  STILLE_TRY(out.key, in.fixed<crypto::SignPublic>());
  STILLE_TRY(out.link, read_link(in));
  return out;
}

Result<OpArgs> read_create(ByteReader& in) {
  op::Create out;
  STILLE_TRY(out.salt, in.fixed<OpSalt>());
  STILLE_TRY(out.chair, read_member(in));
  STILLE_TRY(out.policy, read_choice(in, AddPolicy::chair, AddPolicy::everybody));
  STILLE_TRY(out.name, read_text(in, 1, kLongestGroupName));
  STILLE_TRY(out.purpose, read_text(in, 0, kLongestGroupPurpose));
  return OpArgs(std::move(out));
}

Result<OpArgs> read_add(ByteReader& in) {
  op::Add out;
  STILLE_TRY(out.member, read_member(in));
  STILLE_TRY(out.introducer, in.u16());
  STILLE_TRY(out.consent, in.fixed<crypto::Signature>());
  return OpArgs(std::move(out));
}

struct Sizes {
  std::size_t least = 0;
  std::size_t most = 0;
};

Sizes sizes_of(GroupField field) {
  switch (field) {
    case GroupField::name:
      return {1, kLongestGroupName};
    case GroupField::purpose:
      return {0, kLongestGroupPurpose};
    case GroupField::picture:
      return {0, kLargestGroupPicture};
    case GroupField::timer:
      break;
  }
  return {kGroupTimerSize, kGroupTimerSize};
}

Result<OpArgs> read_describe(ByteReader& in) {
  op::Describe out;
  STILLE_TRY(out.field, read_choice(in, GroupField::name, GroupField::timer));
  const auto [least, most] = sizes_of(out.field);
  STILLE_TRY(out.value, read_text(in, least, most));
  return OpArgs(std::move(out));
}

Result<OpArgs> read_rotate(ByteReader& in) {
  op::Rotate out;
  STILLE_TRY(out.member, in.u16());
  STILLE_TRY(out.key, in.fixed<crypto::SignPublic>());
  STILLE_TRY(out.proof, in.fixed<crypto::Signature>());
  return OpArgs(out);
}

Result<OpArgs> read_takeover(ByteReader& in) {
  op::Takeover out;
  STILLE_TRY(const auto count, in.u16());
  if (count > kMostGroupMembers) return fail(Errc::too_large);
  for (std::uint16_t i = 0; i < count; ++i) {
    Agreement one;
    STILLE_TRY(one.member, in.u16());
    STILLE_TRY(one.signature, in.fixed<crypto::Signature>());
    if (!out.agreements.empty() && out.agreements.back().member >= one.member) return fail(Errc::bad_value);
    out.agreements.push_back(one);
  }
  return OpArgs(std::move(out));
}

template <class Args>
Result<OpArgs> read_number(ByteReader& in) {
  STILLE_TRY(const auto member, in.u16());
  return OpArgs(Args{member});
}

Result<OpArgs> read_args(std::uint8_t kind, ByteReader& in) {
  switch (kind) {
    case 1:
      return read_create(in);
    case 2:
      return read_add(in);
    case 3:
      return read_number<op::Remove>(in);
    case 4: {
      STILLE_TRY(const auto member, in.u16());
      STILLE_TRY(const auto role, read_choice(in, GroupRole::deputy, GroupRole::member));
      return OpArgs(op::SetRole{member, role});
    }
    case 5: {
      STILLE_TRY(const auto policy, read_choice(in, AddPolicy::chair, AddPolicy::everybody));
      return OpArgs(op::SetPolicy{policy});
    }
    case 6:
      return read_describe(in);
    case 7:
      return read_rotate(in);
    case 8:
      return read_number<op::Transfer>(in);
    case 9:
      return read_takeover(in);
    case 10:
      return OpArgs(op::Close{});
    case 11:
      return read_number<op::Suspend>(in);
    case 12: {
      STILLE_TRY(const auto child, in.fixed<OpHash>());
      return OpArgs(op::Resolve{child});
    }
    case 13: {
      STILLE_TRY(const auto number, in.u64());
      return OpArgs(op::Echo{number});
    }
    case 14: {
      op::Address out;
      STILLE_TRY(out.number, in.u64());
      STILLE_TRY(out.link, read_link(in));
      return OpArgs(std::move(out));
    }
    default:
      return fail(Errc::bad_value);
  }
}

Bytes with_label(const crypto::Label& label, const crypto::SignPublic& key, ByteView rest) {
  return concat({label.view(), key.view(), rest});
}

OpHash hash_of(ByteView encoded) {
  return OpHash{crypto::h32({label::kGroupOp.view(), encoded})};
}

Bytes consent_bytes(const GroupId& gid, const NewMember& member) {
  return with_label(label::kGroupConsent, member.key,
                    ByteWriter().raw(gid.view()).raw(member.iid.view()).sized(as_bytes(member.link)).bytes());
}

Bytes rotation_bytes(const GroupId& gid, MemberNumber member, const crypto::SignPublic& next,
                     const crypto::SignPublic& key) {
  return with_label(label::kGroupRotation, key,
                    ByteWriter().raw(gid.view()).u16(member).raw(next.view()).bytes());
}

Bytes agreement_bytes(const OpPlace& place, const crypto::SignPublic& key) {
  return with_label(
      label::kGroupAgreement, key,
      ByteWriter().raw(place.gid.view()).u64(place.epoch).raw(place.prev.view()).u16(place.author).bytes());
}

}  // namespace

GroupId Op::group() const noexcept {
  return std::holds_alternative<op::Create>(args) ? GroupId{hash.raw} : gid;
}

Op sign_op(const OpPlace& place, OpArgs args, const crypto::SignSeed& key) {
  ByteWriter out;
  out.raw(place.gid.view()).u64(place.epoch).raw(place.prev.view()).u16(place.author);
  out.u8(static_cast<std::uint8_t>(args.index() + 1));
  std::visit(WriteArgs{out}, args);
  const auto signature =
      crypto::sign(key, with_label(label::kGroupSignature, crypto::sign_public(key), out.bytes()));
  out.raw(signature.view());
  Op made{place.gid, place.epoch, place.prev, place.author, std::move(args), std::move(out).bytes(), {}};
  made.hash = hash_of(made.encoded);
  return made;
}

Result<Op> parse_op(ByteView encoded) {
  if (encoded.size() < kFixedPart + crypto::Signature::size) return fail(Errc::bad_length);
  if (encoded.size() > kLargestGroupOp) return fail(Errc::too_large);
  ByteReader in(encoded);
  Op out;
  STILLE_TRY(out.gid, in.fixed<GroupId>());
  STILLE_TRY(out.epoch, in.u64());
  STILLE_TRY(out.prev, in.fixed<OpHash>());
  STILLE_TRY(out.author, in.u16());
  STILLE_TRY(const auto kind, in.u8());
  STILLE_TRY(out.args, read_args(kind, in));
  STILLE_TRYV(in.fixed<crypto::Signature>());
  STILLE_TRYV(in.done());
  const bool first = std::holds_alternative<op::Create>(out.args);
  const bool blank = out.gid == GroupId{} && out.epoch == 0 && out.prev == OpHash{} && out.author == 0;
  if (first ? !blank : out.gid == GroupId{} || out.prev == OpHash{}) return fail(Errc::bad_value);
  out.encoded.assign(encoded.begin(), encoded.end());
  out.hash = hash_of(out.encoded);
  return out;
}

bool signed_by(const Op& op, const crypto::SignPublic& key) {
  const auto body = ByteView(op.encoded).first(op.encoded.size() - crypto::Signature::size);
  const auto signature = crypto::Signature::copy_of(ByteView(op.encoded).last(crypto::Signature::size));
  return crypto::verify(key, with_label(label::kGroupSignature, key, body), signature);
}

crypto::Signature sign_consent(const GroupId& gid, const NewMember& self, const crypto::SignSeed& key) {
  return crypto::sign(key, consent_bytes(gid, self));
}

bool consents(const GroupId& gid, const NewMember& member, const crypto::Signature& consent) {
  return crypto::verify(member.key, consent_bytes(gid, member), consent);
}

crypto::Signature sign_rotation(const GroupId& gid, MemberNumber member, const crypto::SignPublic& next,
                                const crypto::SignSeed& key) {
  return crypto::sign(key, rotation_bytes(gid, member, next, crypto::sign_public(key)));
}

bool rotates(const GroupId& gid, const op::Rotate& rotation, const crypto::SignPublic& key) {
  return crypto::verify(key, rotation_bytes(gid, rotation.member, rotation.key, key), rotation.proof);
}

crypto::Signature sign_agreement(const OpPlace& place, const crypto::SignSeed& key) {
  return crypto::sign(key, agreement_bytes(place, crypto::sign_public(key)));
}

bool agrees(const OpPlace& place, const crypto::Signature& agreement, const crypto::SignPublic& key) {
  return crypto::verify(key, agreement_bytes(place, key), agreement);
}

}  // namespace stille::e2e
