// Speed of the primitives, each also as a multiple of one X25519 multiplication in the same run.
// Knows nothing of the protocol.
#include "common/crypto/cae.hpp"
#include "common/crypto/dh.hpp"
#include "common/crypto/hash.hpp"
#include "common/crypto/kem.hpp"
#include "common/crypto/mlkem768/mlkem768.hpp"
#include "tests/bench/report.hpp"

namespace {

using namespace stille;
using namespace stille::crypto;

constexpr int kCalls = 500;

class Suite {
 public:
  void run() {
    add("X25519", [&] { (void)dh(own_.secret, theirs_.public_key).value(); });
    built_in_kem();
    chosen_kem();
    symmetric();
  }
  [[nodiscard]] const bench::Report& report() const { return report_; }

 private:
  template <class F>
  void add(const std::string& name, F call) {
    const double spent = bench::microseconds_per_call(call, kCalls);
    if (unit_ == 0) unit_ = spent;
    report_.add({name, spent, "us", "X25519", spent / unit_});
  }

  void built_in_kem() {
    add("ML-KEM-768 key generation, built-in", [&] { mlkem768::public_key(ek_.raw, seed_.expose()); });
    add("ML-KEM-768 encapsulation, built-in",
        [&] { mlkem768::encapsulate(ct_.raw, shared_.fill(), ek_.raw, coins_.expose()); });
    add("ML-KEM-768 decapsulation from the seed, built-in",
        [&] { mlkem768::decapsulate(shared_.fill(), seed_.expose(), ct_.raw); });
  }

  void chosen_kem() {
    if (kem_backend() == "built-in") return;
    const std::string name(kem_backend());
    add("ML-KEM-768 key generation, " + name, [&] { ek_ = kem_public(seed_); });
    add("ML-KEM-768 encapsulation, " + name, [&] { ct_ = kem_encapsulate(ek_, coins_).ciphertext; });
    add("ML-KEM-768 decapsulation from the seed, " + name, [&] { shared_ = kem_decapsulate(seed_, ct_); });
  }

  void symmetric() {
    const Bytes plain(4096);
    const auto key = rng_.fixed<Fixed<struct KeyTag, 32>>();
    const auto sealed = cae_seal(key.raw, {}, plain, rng_).value();
    add("CAE seal 4 KiB", [&] { (void)cae_seal(key.raw, {}, plain, rng_).value(); });
    add("CAE open 4 KiB", [&] { (void)cae_open(key.raw, {}, sealed).value(); });
    add("SHA-512 of 4 KiB", [&] { (void)sha512({plain}); });
    add("SHA-512 of 64 bytes", [&] { (void)sha512({ByteView(plain).first(64)}); });
    add("HMAC-SHA-512 of 64 bytes", [&] { (void)hmac_sha512(key.raw, {ByteView(plain).first(64)}); });
  }

  SystemRng rng_;
  DhKeypair own_ = dh_keypair(rng_);
  DhKeypair theirs_ = dh_keypair(rng_);
  KemSeed seed_ = rng_.secret<KemSeed>();
  KemCoins coins_ = rng_.secret<KemCoins>();
  KemPublic ek_ = kem_public(seed_);
  KemCiphertext ct_;
  KemShared shared_;
  double unit_ = 0;
  bench::Report report_{"crypto"};
};

}  // namespace

int main(int argc, char** argv) {
  if (!initialise()) return 1;
  Suite suite;
  suite.run();
  return suite.report().finish(argc, argv);
}
