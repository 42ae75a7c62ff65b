// What is said to proxies, word for word, and what becomes of every wrong answer.
#include "common/net/proxy_dialogue.hpp"

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille::net {
namespace {

using protocol::HostPort;

const HostPort kRelay{"relay.example", 7443};
const std::string kNameRequest =
    "0501000"
    "30d" +
    to_hex(as_bytes("relay.example")) + "1d13";

ProxyLogin login(std::string user, std::string_view password, bool for_isolation = false) {
  return {std::move(user), crypto::SecretBytes(as_bytes(password)), for_isolation};
}

std::string hex(const crypto::SecretBytes& said) {
  return to_hex(said.expose());
}

/// An answer, and what is said next; in hex.
struct Turn {
  std::string heard;
  std::string said;
};

/// The whole dialogue, its answers cut into pieces of `cut` bytes.
void runs(ProxyDialogue& dialogue, const std::string& first, const std::vector<Turn>& turns,
          std::size_t cut) {
  ASSERT_EQ(hex(dialogue.begin()), first);
  for (const auto& turn : turns) {
    ASSERT_FALSE(dialogue.is_open());
    const auto bytes = from_hex(turn.heard).value();
    std::string said;
    for (std::size_t at = 0; at < bytes.size(); at += cut) {
      const auto piece = ByteView(bytes).subspan(at, std::min(cut, bytes.size() - at));
      const auto next = dialogue.take(piece);
      ASSERT_TRUE(next.has_value()) << turn.heard << " at " << at;
      ASSERT_TRUE(said.empty());
      said = hex(next.value());
    }
    ASSERT_EQ(said, turn.said);
  }
  ASSERT_TRUE(dialogue.is_open());
}

/// The error of the last of these answers; the others are taken.
Errc ends(ProxyDialogue& dialogue, const std::vector<std::string>& heard) {
  (void)dialogue.begin();
  for (std::size_t i = 0; i + 1 < heard.size(); ++i)
    EXPECT_TRUE(dialogue.take(from_hex(heard[i]).value()).has_value()) << heard[i];
  const auto last = dialogue.take(from_hex(heard.back()).value());
  EXPECT_TRUE(last.has_error()) << heard.back();
  return last.has_error() ? last.error().code : Errc::internal;
}

std::string text_hex(std::string_view text) {
  return to_hex(as_bytes(text));
}

TEST(Socks5, Without_a_login_it_asks_for_the_name_and_looks_nothing_up) {
  for (const std::size_t cut : {1U, 3U, 400U}) {
    const auto dialogue = socks5_dialogue(kRelay, {});
    runs(*dialogue, "050100", {{"0500", kNameRequest}, {"05000001000000000000", ""}}, cut);
  }
}

TEST(Socks5, A_login_is_given_when_it_is_asked_for) {
  const auto dialogue = socks5_dialogue(kRelay, login("ada", "geheim"));
  runs(*dialogue, "050102",
       {{"0502", "0103" + text_hex("ada") + "06" + text_hex("geheim")},
        {"0100", kNameRequest},
        {"050000030474657374"
         "0001",
         ""}},
       1);
}

TEST(Socks5, A_name_for_isolation_is_offered_and_may_be_ignored) {
  const auto tor = socks5_dialogue(kRelay, login("x", "y", true));
  runs(*tor, "05020200",
       {{"0502",
         "01017801"
         "79"},
        {"0100", kNameRequest},
        {"05000001000000000000", ""}},
       400);
  const auto plain = socks5_dialogue(kRelay, login("x", "y", true));
  runs(*plain, "05020200", {{"0500", kNameRequest}, {"05000001000000000000", ""}}, 400);
}

TEST(Socks5, Addresses_in_figures_travel_as_figures) {
  const auto v4 = socks5_dialogue({"127.0.0.1", 1}, {});
  runs(*v4, "050100", {{"0500", "050100017f0000010001"}, {"05000001000000000000", ""}}, 400);
  const auto v6 = socks5_dialogue({"::1", 258}, {});
  runs(*v6, "050100",
       {{"0500", "05010004" + std::string(30, '0') +
                     "01"
                     "0102"},
        {"05000004" + std::string(36, '0'), ""}},
       400);
}

TEST(Socks5, What_a_proxy_says_of_the_relay_is_told_apart_from_what_it_says_of_itself) {
  const auto after = [](const std::string& code) {
    return ends(*socks5_dialogue(kRelay, {}), {"0500", "05" + code});
  };
  for (const auto* cannot : {"01", "03", "04", "05", "06", "f0", "f7"})
    EXPECT_EQ(after(cannot), Errc::unreachable) << cannot;
  for (const auto* will_not : {"02", "07", "08", "09", "ef"})
    EXPECT_EQ(after(will_not), Errc::refused) << will_not;
}

TEST(Socks5, A_wrong_answer_ends_it_at_every_step) {
  const std::vector<std::vector<std::string>> wrong{
      {"04"},                              // another protocol
      {"485454502f312e31"},                // a web server
      {"05ff"},                            // no login is good enough
      {"0502"},                            // a login that was not offered
      {"0501"},                            // GSSAPI, likewise
      {"050005"},                          // talks on before it is asked
      {"0500", "04"},                      //
      {"0500", "050001"},                  // the reserved byte is in use
      {"0500", "0500000200000000000000"},  // an unknown kind of address
      {"0500", "0500000100000000000016"},  // speaks in the relay's place
  };
  for (const auto& answers : wrong)
    EXPECT_EQ(ends(*socks5_dialogue(kRelay, {}), answers), Errc::refused) << answers.back();
  const std::vector<std::vector<std::string>> with_login{
      {"0500"}, {"0502", "05"}, {"0502", "0101"}, {"0502", "01ff"}, {"0502", "010005"}};
  for (const auto& answers : with_login)
    EXPECT_EQ(ends(*socks5_dialogue(kRelay, login("ada", "falsch")), answers), Errc::refused)
        << answers.back();
}

TEST(Socks5, A_truncated_answer_opens_nothing) {
  const std::string whole =
      "05000003"
      "04"
      "74657374"
      "0001";
  for (std::size_t size = 2; size < whole.size(); size += 2) {
    const auto dialogue = socks5_dialogue(kRelay, {});
    (void)dialogue->begin();
    ASSERT_TRUE(dialogue->take(from_hex("0500").value()).has_value());
    const auto said = dialogue->take(from_hex(whole.substr(0, size)).value());
    ASSERT_TRUE(said.has_value()) << size;
    EXPECT_TRUE(said.value().empty());
    EXPECT_FALSE(dialogue->is_open()) << size;
  }
}

TEST(Socks5, What_it_cannot_carry_is_a_bug_of_the_caller) {
  const std::string too_long(256, 'x');
  EXPECT_THROW(socks5_dialogue(kRelay, login(too_long, "y")), std::invalid_argument);
  EXPECT_THROW(socks5_dialogue(kRelay, login("x", too_long)), std::invalid_argument);
  EXPECT_THROW(socks5_dialogue(kRelay, login("x", "")), std::invalid_argument);
  EXPECT_THROW(socks5_dialogue({too_long, 1}, {}), std::invalid_argument);
}

const std::string kAsks = "CONNECT relay.example:7443 HTTP/1.1\r\nHost: relay.example:7443\r\n";

TEST(HttpConnect, Asks_for_the_name_and_takes_any_two_hundred) {
  for (const auto* answer : {"HTTP/1.1 200 Connection established\r\n\r\n", "HTTP/1.0 204\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nVia: x\r\n\r\n"}) {
    const auto dialogue = http_dialogue(kRelay, {});
    runs(*dialogue, text_hex(kAsks + "\r\n"), {{text_hex(answer), ""}}, 1);
  }
}

TEST(HttpConnect, Logs_in_with_the_request) {
  // Their lengths end the last group of base64 in every way.
  for (const auto& [password, encoded] : std::initializer_list<std::pair<std::string, std::string>>{
           {"a", "YWRhOmE="}, {"ab", "YWRhOmFi"}, {"ab?", "YWRhOmFiPw=="}}) {
    const auto dialogue = http_dialogue(kRelay, login("ada", password));
    runs(*dialogue, text_hex(kAsks + "Proxy-Authorization: Basic " + encoded + "\r\n\r\n"),
         {{text_hex("HTTP/1.1 200 OK\r\n\r\n"), ""}}, 400);
  }
}

TEST(HttpConnect, An_address_of_version_six_is_bracketed) {
  const auto dialogue = http_dialogue({"::1", 80}, {});
  EXPECT_EQ(as_text(dialogue->begin().expose()), "CONNECT [::1]:80 HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
}

TEST(HttpConnect, What_a_proxy_says_of_the_relay_is_told_apart_from_what_it_says_of_itself) {
  const auto after = [](const std::string& status) {
    return ends(*http_dialogue(kRelay, {}), {text_hex("HTTP/1.1 " + status + " \r\n")});
  };
  for (const auto* cannot : {"502", "503", "504"}) EXPECT_EQ(after(cannot), Errc::unreachable) << cannot;
  for (const auto* will_not : {"100", "301", "400", "403", "405", "407", "500", "999"})
    EXPECT_EQ(after(will_not), Errc::refused) << will_not;
}

TEST(HttpConnect, A_wrong_answer_ends_it) {
  for (const auto* wrong :
       {"\x05", "HTTP/2 200 OK\r\n\r\n", "http/1.1 200 OK\r\n\r\n", "HTTP/1.x 200 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\n\r\n\x16"}) {
    EXPECT_EQ(ends(*http_dialogue(kRelay, {}), {text_hex(wrong)}), Errc::refused) << wrong;
  }
}

TEST(HttpConnect, An_answer_without_an_end_is_cut_off_at_the_bound) {
  const std::string head = "HTTP/1.1 200 OK\r\nX: ";
  const std::string end = "\r\n\r\n";
  const auto answer = [&](std::size_t size) {
    return text_hex(head + std::string(size - head.size() - end.size(), 'x') + end);
  };
  const auto longest = http_dialogue(kRelay, {});
  runs(*longest, text_hex(kAsks + "\r\n"), {{answer(ProxyDialogue::kLongestAnswer), ""}}, 512);
  EXPECT_EQ(ends(*http_dialogue(kRelay, {}), {answer(ProxyDialogue::kLongestAnswer + 1)}), Errc::refused);
}

TEST(ProxyDialogue, Takes_nothing_once_the_way_is_open) {
  const auto dialogue = http_dialogue(kRelay, {});
  runs(*dialogue, text_hex(kAsks + "\r\n"), {{text_hex("HTTP/1.1 200 OK\r\n\r\n"), ""}}, 400);
  EXPECT_EQ(dialogue->take(Bytes{1}).error().code, Errc::refused);
}

}  // namespace
}  // namespace stille::net
