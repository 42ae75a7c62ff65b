#include "client/e2e/session_parts.hpp"

namespace stille::e2e {
namespace {

OwnEpoch copy_of(const OwnEpoch& from) {
  return {from.keys,       from.answers,     from.ciphertext,    from.authentication,
          from.dh.clone(), from.kem.clone(), from.chain.clone(), from.header.clone()};
}

PeerEpoch copy_of(const PeerEpoch& from) {
  return from;
}

RecvChain copy_of(const RecvChain& from) {
  return {from.chain.clone(), from.header.clone(), from.dh, from.next, from.base};
}

}  // namespace

SessionParts SessionParts::clone() const {
  SessionParts out;
  out.sid = sid;
  out.peer = peer;
  out.role = role;
  out.forked = forked;
  out.created_at = created_at;
  out.superseded_at = superseded_at;
  out.exporter = exporter.clone();
  out.root = root.clone();
  out.hedge = hedge.clone();
  out.epoch = epoch;
  std::visit([&](const auto& side) { out.turn = copy_of(side); }, turn);
  out.send_next = send_next.clone();
  out.recv_next = recv_next.clone();
  if (recv) out.recv = copy_of(*recv);
  out.chain_length = chain_length;
  out.previous_length = previous_length;
  out.skipped = skipped.clone();
  out.sent = sent;
  out.received = received;
  out.unanswered = unanswered;
  out.unanswered_since = unanswered_since;
  return out;
}

}  // namespace stille::e2e
