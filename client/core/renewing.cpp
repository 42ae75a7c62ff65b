// The three steps of a renewal. What does not fit is dropped: the session in use goes on, and a later offer
// follows.
#include "client/core/renewing.hpp"

#include "client/core/sending.hpp"
#include "client/e2e/handshake.hpp"
#include "client/store/tables/mailboxes.hpp"

namespace stille::client {

namespace {

constexpr std::chrono::hours kOfferLife{24 * 14};

// Whether an earlier offer is still good.
Result<bool> offer_is_out(Context& context, store::RowId contact) {
  STILLE_TRY(const auto kept, store::renewal_card(context.db, contact));
  if (!kept) return false;
  const auto card = e2e::OwnCard::decode(kept->expose());
  return card && card.value().card.expires > context.now;
}

}  // namespace

Result<void> offer_renewal(Context& context, store::RowId contact) {
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, contact));
  if (!sessions.sending().renewal_due(context.now)) return ok();
  STILLE_TRY(const bool out, offer_is_out(context, contact));
  if (out) return ok();
  STILLE_TRY(const auto own, store::mailbox_of_contact(context.db, contact));
  if (!own) return ok();
  const e2e::HelloMailbox here{.relay = own->relay, .writer = own->writer_id};
  STILLE_TRY(const auto card,
             e2e::make_invitation(context.self, here, context.now + kOfferLife, context.now, context.rng));
  STILLE_TRYV(store::set_renewal_card(context.db, contact, card.encode()));
  STILLE_TRYV(queue_control(context, contact, wire::RenewalOffer{card.card.encoded}));
  STILLE_TRYV(flush(context, contact));
  return ok();
}

Result<void> take_renewal_offer(Context& context, store::RowId contact, const wire::RenewalOffer& offer) {
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  const auto card = e2e::parse_card(offer.card, context.now);
  if (!card || card.value().owner.iid() != row.iid) return ok();
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, contact));
  auto begun = e2e::initiate(context.self, card.value(), {},
                             {.generation = context.generation, .renews = &sessions.sending().exporter()},
                             context.now, context.rng);
  if (!begun) return ok();
  auto joined = e2e::add_initiated(sessions, std::move(begun.value().session), true, context.now);
  if (!joined) return ok();
  STILLE_TRYV(store::save_sessions(context.db, contact, joined.value()));
  return queue_control(context, contact, wire::RenewalAnswer{std::move(begun.value().hello)});
}

Result<void> take_renewal_answer(Context& context, store::RowId contact, const wire::RenewalAnswer& answer) {
  STILLE_TRY(const auto kept, store::renewal_card(context.db, contact));
  if (!kept) return ok();
  STILLE_TRY(const auto card, e2e::OwnCard::decode(kept->expose()));
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, contact));
  auto responded = e2e::respond(context.self, {&card, 1}, answer.hello,
                                {.generation = 0, .renews = &sessions.sending().exporter()}, context.now);
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  if (!responded || responded.value().peer.iid() != row.iid) return ok();
  STILLE_TRYV(store::set_renewal_card(context.db, contact, std::nullopt));
  auto joined = e2e::add_responded(sessions, std::move(responded).value(), context.now);
  STILLE_TRY(const auto to, store::route(context.db, contact, store::RouteKind::current));
  if (!joined || !to) return ok();
  STILLE_TRY(auto sealed, e2e::seal_pending(joined.value(), {}, context.now, context.rng));
  STILLE_TRYV(store::save_sessions(context.db, contact, sealed.next));
  row.renewing = true;
  STILLE_TRYV(store::update_contact(context.db, row));
  store::OutboxRow out;
  out.contact = contact;
  out.envelope = std::move(sealed.envelope);
  return put_envelope(context, *to, std::move(out));
}

}  // namespace stille::client
