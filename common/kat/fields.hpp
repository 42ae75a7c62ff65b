// The fields of one request: hex and whole numbers, each checked when it is asked for.
// Knows nothing of the operations. Its values are test vectors: nothing here is wiped.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/crypto/secret.hpp"

namespace stille::kat {

class Fields {
 public:
  /// The object must outlive this.
  explicit Fields(const nlohmann::json& object) : object_(object) {}

  /// not_found when missing, bad_value unless a string, bad_encoding unless hex.
  Result<Bytes> bytes(std::string_view name);
  /// Also bad_length unless of exactly that size.
  template <class F>
  Result<F> fixed(std::string_view name) {
    STILLE_TRY(auto value, bytes(name));
    return F::parse(value);
  }
  template <class S>
  Result<S> secret(std::string_view name) {
    STILLE_TRY(auto value, fixed<Fixed<S, S::size>>(name));
    return S::from(value.view());
  }
  /// not_found when missing, bad_value unless a whole number from 0, too_large above `most`.
  Result<std::uint32_t> number(std::string_view name, std::uint32_t most);
  /// The field asked for last: the one to blame for an error of its form.
  [[nodiscard]] std::string_view last() const noexcept { return last_; }

 private:
  const nlohmann::json* find(std::string_view name);

  const nlohmann::json& object_;
  std::string_view last_;
};

}  // namespace stille::kat
