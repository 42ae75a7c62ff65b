// Runs ML-KEM under valgrind with its secrets marked undefined: any branch or address that depends on one is
// counted. A control that does branch on a secret must be counted too. 77 when valgrind does not watch.
#include <array>
#include <cstdint>
#include <cstdio>

#include <valgrind/memcheck.h>

#include "common/crypto/mlkem768/mlkem768.hpp"

#ifndef STILLE_CT_CHECK
#error the sources of ML-KEM must be compiled with declassification for this check
#endif

namespace {

using namespace stille::mlkem768;

constexpr int kSkipped = 77;

template <class T>
void hide(T& bytes) {
  (void)VALGRIND_MAKE_MEM_UNDEFINED(bytes.data(), bytes.size());
}

template <class T>
void reveal(T& bytes) {
  (void)VALGRIND_MAKE_MEM_DEFINED(bytes.data(), bytes.size());
}

unsigned long reports() {
  return VALGRIND_COUNT_ERRORS;
}

struct Run {
  std::array<std::uint8_t, kSeedSize> seed{};
  std::array<std::uint8_t, kCoinsSize> coins{};
  std::array<std::uint8_t, kPublicSize> ek{};
  std::array<std::uint8_t, kExpandedSize> dk{};
  std::array<std::uint8_t, kCiphertextSize> ct{};
  std::array<std::uint8_t, kSharedSize> shared{};

  void generate() {
    hide(seed);
    public_key(ek, seed);
    expanded_key(dk, seed);
    reveal(ek);
  }
  void send() {
    hide(coins);
    encapsulate(ct, shared, ek, coins);
    reveal(ct);
  }
  void receive() {
    hide(dk);
    decapsulate(shared, seed, ct);
    decapsulate_expanded(shared, dk, ct);
    ct[17] ^= 1;
    decapsulate(shared, seed, ct);
    decapsulate_expanded(shared, dk, ct);
  }
  // The shared secret must still be seen as secret here; otherwise nothing above was watched.
  [[nodiscard]] int control() const { return shared[0] > 127 ? 1 : 0; }
};

bool step(const char* name, Run& run, void (Run::*work)()) {
  const auto before = reports();
  (run.*work)();
  const auto found = reports() - before;
  std::printf("%s: %lu\n", name, found);
  return found == 0;
}

}  // namespace

int main() {
  if (RUNNING_ON_VALGRIND == 0) {
    std::puts("skipped: not under valgrind");
    return kSkipped;
  }
  static Run run;
  bool clean = step("keys", run, &Run::generate);
  clean &= step("encapsulation", run, &Run::send);
  clean &= step("decapsulation", run, &Run::receive);
  const auto before = reports();
  volatile int seen = 0;
  if (run.control() == 1) seen = 1;
  const bool control_fired = reports() > before;
  std::printf("control: %s\n", control_fired ? "fired" : "silent");
  return clean && control_fired && seen <= 1 ? 0 : 1;
}
