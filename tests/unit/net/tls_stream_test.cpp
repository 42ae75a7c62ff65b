// TLS between a client and a relay: who is let in, what travels, and how it ends.
#include "common/net/tls_stream.hpp"

#include <gtest/gtest.h>

#include "common/net/frame_stream.hpp"
#include "common/net/openssl_owned.hpp"
#include "tests/unit/net/two_ends.hpp"

namespace stille::net {
namespace {

constexpr TimePoint kNow{milliseconds{1'800'000'000'000}};

Errc error_of(const auto& result) {
  return result.error().code;
}

struct Tls : testing::Test {
  crypto::SeededRng rng{9};
  RelayIdentity identity = RelayIdentity::generate(rng);
  TlsContext relay_side = TlsContext::for_relay(identity.certify(kNow, rng)).value();
  TlsContext client_side = TlsContext::for_client(identity.fingerprint());
  TwoEnds ends;

  void connect() {
    const auto [client, relay] = ends.shake(client_side, relay_side);
    ASSERT_TRUE(client.has_value());
    ASSERT_TRUE(relay.has_value());
  }
};

TEST_F(Tls, Bytes_go_both_ways_and_both_ends_have_the_same_channel_binding) {
  connect();
  Bytes sent(200'000);
  rng.fill(sent);
  Bytes there(sent.size());
  Bytes back(5);
  const auto write = ends.start(ends.client->write(sent));
  const auto read = ends.start(ends.relay->read(there));
  const Bytes reply{1, 2, 3, 4, 5};
  const auto answer = ends.start(ends.relay->write(reply));
  ASSERT_TRUE(ends.finish(ends.client->read(back)).has_value());
  EXPECT_EQ(there, sent);
  EXPECT_EQ(back, reply);
  EXPECT_EQ(ends.client->channel_binding().value(), ends.relay->channel_binding().value());
  EXPECT_NE(ends.client->channel_binding().value(), protocol::ChannelBinding{});
}

TEST_F(Tls, Two_connections_have_different_channel_bindings) {
  connect();
  TwoEnds other;
  ASSERT_TRUE(other.shake(client_side, relay_side).first.has_value());
  EXPECT_NE(other.client->channel_binding().value(), ends.client->channel_binding().value());
}

TEST_F(Tls, A_client_refuses_a_relay_with_another_fingerprint) {
  auto wrong = identity.fingerprint();
  wrong.raw[31] ^= 1;
  const auto [client, relay] = ends.shake(TlsContext::for_client(wrong), relay_side);
  EXPECT_EQ(error_of(client), Errc::untrusted_peer);
  EXPECT_FALSE(relay.has_value());
}

/// The online certificate of one identity sent with the certificate of another.
OnlineCertificate mixed(const OnlineCertificate& leaf, const OnlineCertificate& parent) {
  const auto text = as_text(leaf.pem.expose());
  const auto other = as_text(parent.pem.expose());
  constexpr std::string_view kMark = "-----BEGIN CERTIFICATE-----";
  const auto joined =
      std::string(text.substr(0, text.rfind(kMark))) + std::string(other.substr(other.rfind(kMark)));
  return {crypto::SecretBytes(as_bytes(joined)), leaf.expires};
}

TEST_F(Tls, A_client_refuses_an_online_key_that_its_relay_did_not_sign) {
  const auto stranger = RelayIdentity::generate(rng).certify(kNow, rng);
  const auto forged = TlsContext::for_relay(mixed(stranger, identity.certify(kNow, rng))).value();
  EXPECT_EQ(error_of(ends.shake(client_side, forged).first), Errc::untrusted_peer);
}

TEST_F(Tls, An_expired_online_certificate_lets_in_and_says_when_it_ended) {
  const auto old = identity.certify(kNow - std::chrono::days{400}, rng);
  const auto [client, relay] = ends.shake(client_side, TlsContext::for_relay(old).value());
  ASSERT_TRUE(client.has_value());
  EXPECT_EQ(ends.client->certificate_expires(), kNow - std::chrono::days{400} + kOnlineCertificateLife);
}

TEST_F(Tls, Only_version_1_3_is_spoken) {
  auto old = TlsContext::for_client(identity.fingerprint());
  SSL_CTX_set_min_proto_version(old.native(), TLS1_2_VERSION);
  SSL_CTX_set_max_proto_version(old.native(), TLS1_2_VERSION);
  SSL_CTX_set1_sigalgs_list(old.native(), "ed25519:ECDSA+SHA256:RSA+SHA256");
  const auto [client, relay] = ends.shake(old, relay_side);
  EXPECT_EQ(error_of(client), Errc::protocol_violation);
  EXPECT_EQ(error_of(relay), Errc::protocol_violation);
}

TEST_F(Tls, A_peer_that_offers_another_application_protocol_is_refused) {
  auto other = TlsContext::for_client(identity.fingerprint());
  const Bytes h2{2, 'h', '2'};
  SSL_CTX_set_alpn_protos(other.native(), h2.data(), static_cast<unsigned>(h2.size()));
  const auto [client, relay] = ends.shake(other, relay_side);
  EXPECT_EQ(error_of(client), Errc::protocol_violation);
  EXPECT_EQ(error_of(relay), Errc::protocol_violation);
}

/// As browsers come: with these protocols, without Ed25519, believing any certificate.
TlsContext browser(TlsContext from, const Bytes& alpn) {
  SSL_CTX_set_alpn_protos(from.native(), alpn.data(), static_cast<unsigned>(alpn.size()));
  SSL_CTX_set1_sigalgs_list(from.native(), "ECDSA+SHA256:RSA-PSS+SHA256");
  SSL_CTX_set_cert_verify_callback(from.native(), [](X509_STORE_CTX*, void*) { return 1; }, nullptr);
  return from;
}

TEST_F(Tls, A_browser_is_let_in_and_told_from_a_client) {
  const Bytes none;
  const Bytes http{2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  for (const auto& alpn : {none, http}) {
    TwoEnds fresh;
    const auto other = browser(TlsContext::for_client(identity.fingerprint()), alpn);
    EXPECT_TRUE(fresh.shake(other, relay_side).second.has_value());
    EXPECT_FALSE(fresh.relay->speaks_stille());
  }
  connect();
  EXPECT_TRUE(ends.relay->speaks_stille());
}

TEST_F(Tls, A_client_that_offers_both_protocols_gets_ours) {
  const Bytes both{8, 'h', 't', 't', 'p', '/', '1', '.', '1', 8, 's', 't', 'i', 'l', 'l', 'e', '/', '1'};
  const auto client = TlsContext::for_client(identity.fingerprint());
  SSL_CTX_set_alpn_protos(client.native(), both.data(), static_cast<unsigned>(both.size()));
  ASSERT_TRUE(ends.shake(client, relay_side).first.has_value());
  EXPECT_TRUE(ends.relay->speaks_stille());
}

TEST_F(Tls, The_certificate_for_browsers_is_never_enough_for_a_client) {
  const auto client = TlsContext::for_client(identity.fingerprint());
  SSL_CTX_set1_sigalgs_list(client.native(), "ECDSA+SHA256");
  EXPECT_EQ(error_of(ends.shake(client, relay_side).first), Errc::untrusted_peer);
}

TEST_F(Tls, A_relay_that_chooses_no_application_protocol_is_refused) {
  auto silent = TlsContext::for_relay(identity.certify(kNow, rng)).value();
  SSL_CTX_set_alpn_select_cb(silent.native(), nullptr, nullptr);
  EXPECT_EQ(error_of(ends.shake(client_side, silent).first), Errc::protocol_violation);
}

TEST_F(Tls, Garbage_instead_of_a_handshake_is_refused) {
  const Bytes noise(300, 0x47);
  asio::write(ends.client->socket(), asio::buffer(noise));
  EXPECT_EQ(error_of(ends.finish(ends.relay->handshake(relay_side))), Errc::protocol_violation);
}

TEST_F(Tls, No_session_ticket_is_ever_given) {
  connect();
  Bytes one(1);
  const Bytes said{7};
  const auto write = ends.start(ends.relay->write(said));
  ASSERT_TRUE(ends.finish(ends.client->read(one)).has_value());
  EXPECT_EQ(SSL_CTX_sess_number(client_side.native()), 0);
  EXPECT_EQ(SSL_CTX_get_num_tickets(relay_side.native()), 0U);
}

TEST_F(Tls, An_orderly_end_is_told_from_a_stream_cut_off) {
  connect();
  Bytes one(1);
  ASSERT_TRUE(ends.finish(ends.client->finish()).has_value());
  EXPECT_EQ(error_of(ends.finish(ends.relay->read(one))), Errc::connection_closed);

  TwoEnds cut;
  ASSERT_TRUE(cut.shake(client_side, relay_side).first.has_value());
  cut.client->socket().shutdown(Tcp::socket::shutdown_send);
  EXPECT_EQ(error_of(cut.finish(cut.relay->read(one))), Errc::unreachable);
}

TEST_F(Tls, After_an_orderly_end_the_peers_last_words_still_arrive) {
  connect();
  ASSERT_TRUE(ends.finish(ends.client->finish()).has_value());
  Bytes last(3);
  const Bytes said{1, 2, 3};
  const auto write = ends.start(ends.relay->write(said));
  ASSERT_TRUE(ends.finish(ends.client->read(last)).has_value());
  EXPECT_EQ(last, said);
}

asio::awaitable<Result<void>> abort(TlsStream* stream) {
  stream->abort();
  co_return ok();
}

TEST_F(Tls, Abort_ends_whatever_waits) {
  connect();
  Bytes one(1);
  const auto waiting = ends.start(ends.relay->read(one));
  const auto aborted = ends.start(abort(&*ends.relay));
  ends.run();
  EXPECT_EQ(error_of(**waiting), Errc::cancelled);
  EXPECT_EQ(error_of(ends.finish(ends.relay->write(one))), Errc::cancelled);
}

TEST_F(Tls, A_changed_byte_on_the_way_ends_the_stream) {
  connect();
  const Bytes forged{0x17, 3,  3,  0,  20, 1,  2,  3,  4,  5,  6,  7, 8,
                     9,    10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
  asio::write(ends.client->socket(), asio::buffer(forged));
  Bytes one(1);
  EXPECT_EQ(error_of(ends.finish(ends.relay->read(one))), Errc::protocol_violation);
}

}  // namespace
}  // namespace stille::net
