#include "tests/tools/hostile_client/victim.hpp"

namespace stille::hostile {

using protocol::Status;

Result<Victim> Victim::prepare(protocol::RelayAddress relay, std::uint64_t seed) {
  crypto::SeededRng rng(seed);
  Victim out{relay, testing::new_mailbox(rng)};
  testing::Person owner(relay);
  STILLE_TRYV(owner.connect());
  if (owner.create(out.box) != Status::ok) return fail(Errc::refused);
  for (std::size_t i = 0; i < protocol::kEnvelopeSizes.size(); ++i) {
    const auto status = owner.send(out.box, out.known_envelope + i, protocol::kEnvelopeSizes[i]);
    if (status != Status::stored && status != Status::duplicate) return fail(Errc::refused);
  }
  return out;
}

}  // namespace stille::hostile
