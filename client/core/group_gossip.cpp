// Hashes under an author's numbers: heard from the author, or reported by others.
#include "client/core/group_gossip.hpp"

#include "client/core/journal.hpp"
#include "client/e2e/group_message.hpp"

namespace stille::client {

namespace {

Bytes encoded(const std::vector<wire::GroupRef>& refs) {
  ByteWriter out;
  for (const auto& ref : refs) out.u16(ref.member).u64(ref.gseq).raw(ref.hash.view());
  return std::move(out).bytes();
}

// Two hashes under one number: somebody told different people different things.
Result<void> raise_alarm(Context& context, const KnownGroup& group, const e2e::Iid& author,
                         const e2e::Iid& reporter) {
  store::EventRow event;
  event.type = store::EventKind::group;
  event.state = reporter == author ? "said_two_things" : "reported_two_things";
  event.contact = group.row.conversation;
  auto about = short_name("p_", author);
  if (reporter != author) about.append(" ").append(short_name("p_", reporter));
  event.about = std::move(about);
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

}  // namespace

wire::Hash16 group_message_name(const KnownGroup& group, const e2e::Iid& author,
                                const wire::GroupMessage& message) {
  const auto hash =
      e2e::group_message_hash({group.row.gid, author, message.gseq, message.prev.view(), message.head.view()},
                              encoded(message.refs), message.body);
  return wire::Hash16::copy_of(ByteView(hash.raw).first(16));
}

Result<std::vector<wire::GroupRef>> next_refs(Context& context, const KnownGroup& group, std::uint64_t turn) {
  STILLE_TRY(const auto all, store::frontier(context.db, group.row.id));
  std::vector<wire::GroupRef> out;
  for (std::size_t i = 0; i < all.size() && out.size() < wire::kMostRefs; ++i) {
    const auto& one = all[(turn * wire::kMostRefs + i) % all.size()];
    const auto* member = group.roster.head()->member(one.iid);
    if (member == nullptr || one.iid == context.self.iid()) continue;
    out.push_back({member->number, one.gseq, one.hash});
  }
  return out;
}

Result<void> compare_refs(Context& context, store::RowId contact, const KnownGroup& group,
                          const e2e::GroupState& head, const e2e::Iid& reporter,
                          const std::vector<wire::GroupRef>& refs) {
  for (const auto& ref : refs) {
    const auto* member = head.member(ref.member);
    if (member == nullptr) continue;
    STILLE_TRY(const auto known, store::find_said(context.db, group.row.id, member->iid, ref.gseq));
    if (known && known->hash != ref.hash) {
      STILLE_TRYV(raise_alarm(context, group, member->iid, reporter));
    }
    if (known) continue;
    STILLE_TRY(const auto reports, store::count_reports(context.db, group.row.id));
    if (reports >= kMostReports) continue;
    STILLE_TRYV(store::put_said(context.db, group.row.id, member->iid, ref.gseq, {ref.hash, contact}));
  }
  return ok();
}

Result<bool> remember_message(Context& context, const KnownGroup& group, const e2e::Iid& author,
                              std::uint64_t gseq, const wire::Hash16& name) {
  STILLE_TRY(const auto known, store::find_said(context.db, group.row.id, author, gseq));
  if (known && known->hash != name) {
    auto reporter = author;
    if (known->reported) {
      const auto person = store::load_contact(context.db, *known->reported);
      if (person) reporter = person.value().iid;
    }
    STILLE_TRYV(raise_alarm(context, group, author, reporter));
    if (!known->reported) return false;
  } else if (known && !known->reported) {
    return false;
  }
  STILLE_TRYV(store::put_said(context.db, group.row.id, author, gseq, {name, std::nullopt}));
  return true;
}

}  // namespace stille::client
