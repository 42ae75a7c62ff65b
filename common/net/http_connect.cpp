// HTTP CONNECT: one question, one answer, of which only the status counts.
#include <array>
#include <stdexcept>

#include "common/net/proxy_dialogue.hpp"

namespace stille::net {
namespace {

constexpr std::string_view kVersion = "HTTP/1.";
constexpr std::string_view kEnd = "\r\n\r\n";
/// "HTTP/1.1 200" and what ends it.
constexpr std::size_t kStatusAt = 9;
constexpr std::size_t kStatusEnd = 12;

crypto::SecretBytes base64(ByteView bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  crypto::SecretBytes out((bytes.size() + 2) / 3 * 4);
  auto to = out.fill().begin();
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto left = std::min<std::size_t>(bytes.size() - i, 3);
    std::uint32_t group = std::uint32_t{bytes[i]} << 16U;
    if (left > 1) group |= std::uint32_t{bytes[i + 1]} << 8U;
    if (left > 2) group |= bytes[i + 2];
    for (std::size_t digit = 0; digit < 4; ++digit) {
      const auto six = (group >> (18U - 6U * digit)) & 0x3fU;
      *to++ = static_cast<std::uint8_t>(digit <= left ? kAlphabet[six] : '=');
    }
  }
  return out;
}

void append(crypto::SecretBytes& to, ByteView more) {
  crypto::SecretBytes longer(to.size() + more.size());
  const auto at = std::copy(to.expose().begin(), to.expose().end(), longer.fill().begin());
  std::copy(more.begin(), more.end(), at);
  to = std::move(longer);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Of a complete status line's beginning.
Result<void> check_status(std::string_view status) {
  if (!is_digit(status[0]) || !is_digit(status[1]) || !is_digit(status[2])) return fail(Errc::refused);
  if (status[0] == '2') return ok();
  const bool cannot = status == "502" || status == "503" || status == "504";
  return fail(cannot ? Errc::unreachable : Errc::refused);
}

class HttpConnect final : public ProxyDialogue {
 public:
  HttpConnect(protocol::HostPort target, std::optional<ProxyLogin> login)
      : target_(protocol::to_text(target)), login_(std::move(login)) {
    if (login_ && login_->user.find(':') != std::string::npos)
      throw std::invalid_argument("a user that HTTP cannot carry");
  }

  crypto::SecretBytes begin() override {
    crypto::SecretBytes out(as_bytes("CONNECT " + target_ + " HTTP/1.1\r\nHost: " + target_ + "\r\n"));
    if (login_) {
      crypto::SecretBytes both(as_bytes(login_->user + ':'));
      append(both, login_->password.expose());
      append(out, as_bytes("Proxy-Authorization: Basic "));
      append(out, base64(both.expose()).expose());
      append(out, as_bytes("\r\n"));
    }
    append(out, as_bytes("\r\n"));
    return out;
  }

 private:
  Result<std::optional<std::size_t>> answer(ByteView heard) override {
    const auto text = as_text(heard);
    const auto known = std::min(text.size(), kVersion.size());
    if (text.substr(0, known) != kVersion.substr(0, known)) return fail(Errc::refused);
    if (text.size() <= kStatusEnd) return std::optional<std::size_t>();
    const bool minor = is_digit(text[kVersion.size()]) && text[kVersion.size() + 1] == ' ';
    const bool ends = text[kStatusEnd] == ' ' || text[kStatusEnd] == '\r';
    if (!minor || !ends) return fail(Errc::refused);
    STILLE_TRYV(check_status(text.substr(kStatusAt, kStatusEnd - kStatusAt)));
    const auto end = text.find(kEnd);
    return end == std::string_view::npos ? std::optional<std::size_t>() : end + kEnd.size();
  }

  crypto::SecretBytes next() override {
    open();
    return {};
  }

  std::string target_;
  std::optional<ProxyLogin> login_;
};

}  // namespace

std::unique_ptr<ProxyDialogue> http_dialogue(protocol::HostPort target, std::optional<ProxyLogin> login) {
  return std::make_unique<HttpConnect>(std::move(target), std::move(login));
}

}  // namespace stille::net
