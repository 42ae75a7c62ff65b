// SOCKS5: which login, the login, the target; one answer to each.
#include <boost/asio/ip/address.hpp>
#include <stdexcept>

#include "common/net/proxy_dialogue.hpp"

namespace stille::net {
namespace {

constexpr std::uint8_t kVersion = 5;
constexpr std::uint8_t kLoginVersion = 1;
constexpr std::uint8_t kNoLogin = 0x00;
constexpr std::uint8_t kPassword = 0x02;
constexpr std::uint8_t kConnect = 1;
constexpr std::uint8_t kV4 = 1;
constexpr std::uint8_t kName = 3;
constexpr std::uint8_t kV6 = 4;
constexpr std::size_t kAnswerHead = 4;
constexpr std::size_t kPort = 2;
/// Of Tor: what became of an onion service.
constexpr std::uint8_t kFirstOfOnion = 0xf0;

crypto::SecretBytes joined(std::initializer_list<ByteView> parts) {
  std::size_t size = 0;
  for (const auto part : parts) size += part.size();
  crypto::SecretBytes out(size);
  auto at = out.fill().begin();
  for (const auto part : parts) at = std::copy(part.begin(), part.end(), at);
  return out;
}

Errc refusal(std::uint8_t code) {
  switch (code) {
    case 1:  // something failed
    case 3:  // network
    case 4:  // host
    case 5:  // connection
    case 6:  // time
      return Errc::unreachable;
    default:
      return code >= kFirstOfOnion ? Errc::unreachable : Errc::refused;
  }
}

class Socks5 final : public ProxyDialogue {
 public:
  Socks5(protocol::HostPort target, std::optional<ProxyLogin> login)
      : target_(std::move(target)), login_(std::move(login)) {
    const auto fits = [](std::size_t size) { return size >= 1 && size <= 255; };
    if (login_ && !(fits(login_->user.size()) && fits(login_->password.size())))
      throw std::invalid_argument("a login that SOCKS5 cannot carry");
    if (!fits(target_.host.size())) throw std::invalid_argument("a host that SOCKS5 cannot carry");
  }

  crypto::SecretBytes begin() override {
    if (!login_) return joined({Bytes{kVersion, 1, kNoLogin}});
    // Tor takes the password where it has the choice.
    if (login_->for_isolation) return joined({Bytes{kVersion, 2, kPassword, kNoLogin}});
    return joined({Bytes{kVersion, 1, kPassword}});
  }

 private:
  enum class Waits : std::uint8_t { method, login, target };

  Result<std::optional<std::size_t>> answer(ByteView heard) override {
    const std::uint8_t version = waits_ == Waits::login ? kLoginVersion : kVersion;
    if (heard.front() != version) return fail(Errc::refused);
    if (heard.size() < 2) return std::optional<std::size_t>();
    if (waits_ == Waits::target) return target_answer(heard);
    if (waits_ == Waits::method) {
      const bool offered = login_ ? heard[1] == kPassword || (login_->for_isolation && heard[1] == kNoLogin)
                                  : heard[1] == kNoLogin;
      if (!offered) return fail(Errc::refused);
      logs_in_ = heard[1] == kPassword;
    } else if (heard[1] != 0) {
      return fail(Errc::refused);
    }
    return std::optional<std::size_t>(2);
  }

  static Result<std::optional<std::size_t>> target_answer(ByteView heard) {
    if (heard[1] != 0) return fail(refusal(heard[1]));
    if (heard.size() > 2 && heard[2] != 0) return fail(Errc::refused);
    if (heard.size() <= kAnswerHead) return std::optional<std::size_t>();
    std::size_t address = 0;
    switch (heard[3]) {
      case kV4:
        address = 4;
        break;
      case kV6:
        address = 16;
        break;
      case kName:
        address = std::size_t{1} + heard[4];
        break;
      default:
        return fail(Errc::refused);
    }
    const auto size = kAnswerHead + address + kPort;
    return heard.size() < size ? std::optional<std::size_t>() : size;
  }

  crypto::SecretBytes next() override {
    if (waits_ == Waits::method && logs_in_) {
      waits_ = Waits::login;
      return joined({Bytes{kLoginVersion, static_cast<std::uint8_t>(login_->user.size())},
                     as_bytes(login_->user), Bytes{static_cast<std::uint8_t>(login_->password.size())},
                     login_->password.expose()});
    }
    if (waits_ == Waits::target) {
      open();
      return {};
    }
    waits_ = Waits::target;
    return joined({Bytes{kVersion, kConnect, 0}, address(),
                   Bytes{static_cast<std::uint8_t>(target_.port >> 8U),
                         static_cast<std::uint8_t>(target_.port & 0xffU)}});
  }

  [[nodiscard]] Bytes address() const {
    boost::system::error_code error;
    const auto literal = boost::asio::ip::make_address(target_.host, error);
    const auto with = [](std::uint8_t kind, ByteView bytes) { return concat({Bytes{kind}, bytes}); };
    if (!error && literal.is_v4()) return with(kV4, literal.to_v4().to_bytes());
    if (!error) return with(kV6, literal.to_v6().to_bytes());
    return concat({Bytes{kName, static_cast<std::uint8_t>(target_.host.size())}, as_bytes(target_.host)});
  }

  protocol::HostPort target_;
  std::optional<ProxyLogin> login_;
  Waits waits_ = Waits::method;
  bool logs_in_ = false;
};

}  // namespace

std::unique_ptr<ProxyDialogue> socks5_dialogue(protocol::HostPort target, std::optional<ProxyLogin> login) {
  return std::make_unique<Socks5>(std::move(target), std::move(login));
}

}  // namespace stille::net
