#include "common/wire/canonical.hpp"

#include <google/protobuf/io/zero_copy_stream.h>
#include <google/protobuf/message_lite.h>

namespace stille::wire {
namespace {

/// Takes what is written piece by piece, and only compares it.
class Comparison final : public google::protobuf::io::ZeroCopyOutputStream {
 public:
  explicit Comparison(ByteView expected) : rest_(expected) {}

  bool Next(void** into, int* size) override {
    if (!take()) return false;
    *into = piece_.data();
    *size = static_cast<int>(piece_.size());
    written_ = piece_.size();
    return true;
  }
  void BackUp(int count) override { written_ -= static_cast<std::size_t>(count); }
  [[nodiscard]] std::int64_t ByteCount() const override {
    return static_cast<std::int64_t>(compared_ + written_);
  }
  [[nodiscard]] bool is_same() { return take() && rest_.empty(); }

 private:
  bool take() {
    const auto piece = ByteView(piece_).first(written_);
    if (piece.size() > rest_.size() || !same(piece, rest_.first(piece.size()))) return false;
    rest_ = rest_.subspan(piece.size());
    compared_ += std::exchange(written_, 0);
    return true;
  }

  ByteView rest_;
  std::array<std::uint8_t, 8192> piece_{};
  std::size_t written_ = 0;
  std::size_t compared_ = 0;
};

}  // namespace

bool serialises_to(const google::protobuf::MessageLite& message, ByteView bytes) {
  Comparison comparison(bytes);
  return message.SerializeToZeroCopyStream(&comparison) && comparison.is_same();
}

}  // namespace stille::wire
