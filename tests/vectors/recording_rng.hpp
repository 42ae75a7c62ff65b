// A seeded generator that remembers what it said, so that a vector can list every random input in order.
#pragma once

#include <nlohmann/json.hpp>

#include "common/base/encoding.hpp"
#include "common/crypto/random.hpp"

namespace stille::vectors {

class RecordingRng final : public crypto::Rng {
 public:
  explicit RecordingRng(std::uint64_t seed) : inner_(seed) {}
  void fill(ByteSpan out) override {
    inner_.fill(out);
    said_.push_back(to_hex(out));
  }
  /// What was drawn since the last call, in order.
  nlohmann::json take() { return std::exchange(said_, nlohmann::json::array()); }

 private:
  crypto::SeededRng inner_;
  nlohmann::json said_ = nlohmann::json::array();
};

}  // namespace stille::vectors
