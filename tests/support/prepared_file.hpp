// What reading a file through once comes to, without a file.
#pragma once

#include "client/core/attachments.hpp"
#include "common/crypto/random.hpp"

namespace stille::client::test {

inline PreparedFile prepared_file(crypto::Rng& rng, std::uint64_t size = 100'000) {
  PreparedFile out;
  out.key = rng.secret<e2e::FileKey>();
  out.shape = e2e::shape_of(size).value();
  out.chunks.resize(out.shape.count);
  for (auto& chunk : out.chunks) rng.fill(chunk.raw);
  out.hash = rng.fixed<e2e::FileHash>();
  return out;
}

}  // namespace stille::client::test
