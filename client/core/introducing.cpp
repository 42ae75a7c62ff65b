#include "client/core/introducing.hpp"

#include <algorithm>

#include "client/core/introductions.hpp"
#include "client/core/inviting.hpp"
#include "client/core/journal.hpp"
#include "client/core/people.hpp"
#include "client/core/sending.hpp"
#include "client/e2e/link.hpp"

namespace stille::client {

namespace {

using store::AcquaintanceRow;
using store::Introducing;
using store::IntroductionRow;

Result<void> log_introduction(Context& context, std::string_view name, store::RowId contact,
                              std::string_view state) {
  store::EventRow event;
  event.type = store::EventKind::introduction;
  event.state = state;
  event.contact = contact;
  event.about = std::string(name);
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

Result<void> say(
    Context& context, store::RowId contact, const wire::IntroductionId& id,
    std::variant<wire::IntroductionOffer, wire::IntroductionConsent, wire::IntroductionLink> what) {
  STILLE_TRYV(queue_control(context, contact, wire::Introduction{id, std::move(what)}));
  STILLE_TRYV(flush(context, contact));
  return ok();
}

Result<std::size_t> count_open(store::Database& db) {
  STILLE_TRY(const auto rows, store::all_introductions(db));
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const auto& row) { return row.state == Introducing::asked; }));
}

Result<void> offer(Context& context, store::RowId to, const store::ContactRow& whom,
                   const IntroductionRow& row, std::string_view text) {
  return say(context, to, row.cid,
             wire::IntroductionOffer{whom.iid, whom.name, std::string(text), to == row.host});
}

// Somebody we know is not offered to us; whom we know through a group only is.
Result<std::optional<store::ContactRow>> somebody_known(store::Database& db, const e2e::Iid& iid) {
  STILLE_TRY(auto known, store::find_contact(db, iid));
  if (known && known->stage != store::Stage::member) known.reset();
  return known;
}

Result<void> take_offer(Context& context, store::RowId contact, const wire::IntroductionId& id,
                        const wire::IntroductionOffer& it) {
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  // Only people whom we know ourselves bring us together with others.
  if (person.stage != store::Stage::member || person.introduced) return ok();
  if (it.iid == context.self.iid() || it.iid == person.iid) return ok();
  STILLE_TRY(const auto known, somebody_known(context.db, it.iid));
  if (known && !known->introduced) return ok();
  STILLE_TRY(const auto before, store::find_acquaintance(context.db, contact, id));
  STILLE_TRY(const auto of_theirs, store::count_asked(context.db, contact));
  STILLE_TRY(const auto of_all, store::count_asked(context.db));
  if (before || of_theirs >= kMostOffersOfOne || of_all >= kMostIntroductions) return ok();
  AcquaintanceRow row;
  row.name = fresh_name(context, "n_");
  row.cid = id;
  row.introducer = contact;
  row.iid = it.iid;
  row.called = it.name;
  row.text = it.text;
  row.host = it.host;
  row.created = context.now;
  STILLE_TRYV(store::add_acquaintance(context.db, row));
  return log_introduction(context, row.name, contact, "asked");
}

Result<void> take_consent(Context& context, store::RowId contact, const wire::IntroductionId& id,
                          const wire::IntroductionConsent& it) {
  STILLE_TRY(auto row, store::find_introduction(context.db, id));
  if (!row || row->state != Introducing::asked) return ok();
  if (contact == row->host && !row->host_agreed && !it.link.empty()) {
    row->host_agreed = true;
    row->link = it.link.clone();
  } else if (contact == row->guest && !row->guest_agreed) {
    row->guest_agreed = true;
  } else {
    return ok();
  }
  const bool both = row->host_agreed && row->guest_agreed;
  if (both) {
    STILLE_TRYV(say(context, row->guest, row->cid, wire::IntroductionLink{std::move(row->link)}));
    row->link = {};
    row->state = Introducing::made;
  }
  STILLE_TRYV(store::update_introduction(context.db, *row));
  return log_introduction(context, row->name, contact, both ? "made" : "agreed");
}

Result<void> settle(Context& context, AcquaintanceRow& row, Introducing state) {
  row.state = state;
  STILLE_TRYV(store::update_acquaintance(context.db, row));
  return log_introduction(context, row.name, row.introducer, state == Introducing::made ? "made" : "lapsed");
}

Result<void> meet(Context& context, AcquaintanceRow& row, store::RowId contact) {
  STILLE_TRYV(store::set_met_through(context.db, contact, row.introducer));
  return settle(context, row, Introducing::made);
}

Result<void> take_link(Context& context, store::RowId contact, const wire::IntroductionId& id,
                       const wire::IntroductionLink& it) {
  STILLE_TRY(auto row, store::find_acquaintance(context.db, contact, id));
  if (!row || row->host || row->state != Introducing::agreed || row->joining) return ok();
  STILLE_TRY(auto known, somebody_known(context.db, row->iid));
  if (known) {
    STILLE_TRYV(make_contact(context, *known));
    return settle(context, *row, Introducing::made);
  }
  const auto link = protocol::parse_link_text(as_text(it.link.expose()));
  if (!link || link.value().kind != protocol::LinkKind::invitation) return ok();
  store::JoiningRow join;
  join.name = fresh_name(context, "j_");
  join.link = it.link.clone();
  join.link_id = e2e::link_id(link.value().key);
  join.relay = link.value().relay;
  join.created = context.now;
  STILLE_TRYV(store::add_joining(context.db, join));
  row->joining = join.id;
  STILLE_TRYV(store::update_acquaintance(context.db, *row));
  return log_join(context, join);
}

}  // namespace

Result<IntroductionRow> introduce(Context& context, std::string_view first, std::string_view second,
                                  std::string_view text) {
  if (text.size() > kLongestIntroductionText) return fail(Errc::too_large);
  if (!wire::is_utf8(text)) return fail(Errc::bad_encoding);
  STILLE_TRY(const auto guest, find_person(context.db, first));
  STILLE_TRY(const auto host, find_person(context.db, second));
  if (guest.id == host.id) return fail(Errc::invalid_argument);
  STILLE_TRYV(check_may_write(guest));
  STILLE_TRYV(check_may_write(host));
  // Their name comes with their first answer.
  if (guest.name.empty() || host.name.empty()) return fail(Errc::wrong_state);
  STILLE_TRY(const auto open, count_open(context.db));
  if (open >= kMostIntroductions) return fail(Errc::limit_reached);
  IntroductionRow row;
  row.name = fresh_name(context, "n_");
  row.cid = context.rng.fixed<wire::IntroductionId>();
  row.guest = guest.id;
  row.host = host.id;
  row.created = context.now;
  STILLE_TRYV(store::add_introduction(context.db, row));
  STILLE_TRYV(offer(context, guest.id, host, row, text));
  STILLE_TRYV(offer(context, host.id, guest, row, text));
  return row;
}

Result<void> take_introduction(Context& context, store::RowId contact, const wire::Introduction& it) {
  if (const auto* offered = std::get_if<wire::IntroductionOffer>(&it.what))
    return take_offer(context, contact, it.id, *offered);
  if (const auto* consent = std::get_if<wire::IntroductionConsent>(&it.what))
    return take_consent(context, contact, it.id, *consent);
  return take_link(context, contact, it.id, std::get<wire::IntroductionLink>(it.what));
}

Result<void> agree(Context& context, AcquaintanceRow row) {
  if (row.state != Introducing::asked) return fail(Errc::wrong_state);
  row.state = Introducing::agreed;
  if (!row.host) {
    STILLE_TRYV(store::update_acquaintance(context.db, row));
    return say(context, row.introducer, row.cid, wire::IntroductionConsent{});
  }
  STILLE_TRY(auto known, somebody_known(context.db, row.iid));
  if (known) {
    STILLE_TRYV(make_contact(context, *known));
  }
  // The introducer hears of it when the relay has the card.
  STILLE_TRY(const auto invitation, make_invitation(context, false, protocol::kLongestLinkLife));
  row.invitation = invitation.id;
  return store::update_acquaintance(context.db, row);
}

Result<bool> invites(store::Database& db, store::RowId invitation, const e2e::Iid& iid) {
  STILLE_TRY(const auto row, store::acquaintance_of_invitation(db, invitation));
  return !row || row->iid == iid;
}

Result<bool> joins(store::Database& db, store::RowId joining, const e2e::Iid& iid) {
  STILLE_TRY(const auto row, store::acquaintance_of_joining(db, joining));
  return !row || row->iid == iid;
}

Result<bool> is_for_introduction(store::Database& db, store::RowId invitation) {
  STILLE_TRY(const auto row, store::acquaintance_of_invitation(db, invitation));
  return row.has_value();
}

Result<void> introduction_link_stored(Context& context, store::RowId invitation) {
  STILLE_TRY(const auto row, store::acquaintance_of_invitation(context.db, invitation));
  if (!row || row->state != Introducing::agreed) return ok();
  STILLE_TRY(const auto card, store::load_invitation(context.db, invitation));
  return say(context, row->introducer, row->cid,
             wire::IntroductionConsent{crypto::SecretBytes(as_bytes(card.link))});
}

Result<void> introduction_refused(Context& context, store::RowId invitation) {
  STILLE_TRY(auto row, store::acquaintance_of_invitation(context.db, invitation));
  if (!row || row->state != Introducing::agreed) return ok();
  row->state = Introducing::asked;
  row->invitation.reset();
  STILLE_TRYV(store::update_acquaintance(context.db, *row));
  return log_introduction(context, row->name, row->introducer, "refused");
}

Result<void> met_by_invitation(Context& context, store::RowId invitation, store::RowId contact) {
  STILLE_TRY(auto row, store::acquaintance_of_invitation(context.db, invitation));
  return row ? meet(context, *row, contact) : ok();
}

Result<void> met_by_joining(Context& context, store::RowId joining, store::RowId contact) {
  STILLE_TRY(auto row, store::acquaintance_of_joining(context.db, joining));
  return row && row->state == Introducing::agreed ? meet(context, *row, contact) : ok();
}

Result<void> revoke_introductions_of(Context& context, store::RowId introducer) {
  STILLE_TRY(const auto rows, store::all_acquaintances(context.db));
  for (const auto& row : rows) {
    if (row.introducer != introducer || !row.invitation) continue;
    STILLE_TRY(const auto invitation, store::load_invitation(context.db, *row.invitation));
    auto revoked = revoke_invitation(context, invitation.name);
    // Used, expired or revoked already.
    if (!revoked && revoked.error().code != Errc::wrong_state) return revoked;
  }
  return ok();
}

Result<void> introduction_failed(Context& context, store::RowId joining) {
  STILLE_TRY(auto row, store::acquaintance_of_joining(context.db, joining));
  return row && row->state == Introducing::agreed ? settle(context, *row, Introducing::lapsed) : ok();
}

}  // namespace stille::client
