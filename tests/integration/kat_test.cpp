// stille-kat from outside: vectors in, answers out, and nothing that comes in ends it.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stille {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

struct Finished {
  int status;
  std::vector<std::string> lines;
};

// A folder of its own for every run, gone afterwards.
class Folder {
 public:
  Folder() : path_((fs::temp_directory_path() / "stille-kat-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) std::abort();
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

Finished run(const std::string& input, const std::string& arguments = "") {
  const Folder folder;
  std::ofstream(folder.file("in"), std::ios::binary) << input;
  const auto command = std::string("'") + STILLE_KAT + "' " + arguments + " <" + folder.file("in") + " >" +
                       folder.file("out") + " 2>&1";
  const int status = std::system(command.c_str());  // NOLINT: the command is ours
  Finished out{WIFEXITED(status) ? WEXITSTATUS(status) : -1, {}};
  std::ifstream file(folder.file("out"), std::ios::binary);
  for (std::string line; std::getline(file, line);) out.lines.push_back(line);
  return out;
}

// One answer per request.
std::vector<Json> ask(const std::vector<std::string>& requests) {
  std::string input;
  for (const auto& request : requests) input += request + "\n";
  const auto finished = run(input);
  EXPECT_EQ(finished.status, 0);
  EXPECT_EQ(finished.lines.size(), requests.size());
  std::vector<Json> out;
  for (const auto& line : finished.lines) out.push_back(Json::parse(line));
  out.resize(requests.size());
  return out;
}

Json ask_one(const Json& request) {
  return ask({request.dump()}).front();
}

std::string repeated(std::string_view piece, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

std::string counting(int count) {
  std::ostringstream out;
  for (int i = 0; i < count; ++i) out << std::hex << (i < 16 ? "0" : "") << i;
  return out.str();
}

struct Vector {
  const char* request;
  const char* answer;
};

// Sources: RFC 7748 5.2, 8032 7.1, 5869 A.1, 4231 case 2, 7693 A, 8439 2.8.2 (empty text: own calculation),
// Argon2id and CAE as in the unit tests.
constexpr std::array kVectors{
    Vector{R"({"op":"x25519","scalar":"4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
      "point":"e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"})",
           R"({"shared":"95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"})"},
    Vector{
        R"({"op":"ed25519_sign","seed":"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "message":""})",
        R"({"signature":"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"})"},
    Vector{
        R"({"op":"ed25519_verify","public":"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "message":"","signature":"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"})",
        R"({"valid":true})"},
    Vector{
        R"({"op":"ed25519_verify","public":"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "message":"00","signature":"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"})",
        R"({"valid":false})"},
    Vector{
        R"({"op":"hkdf_sha256","ikm":"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b","salt":"000102030405060708090a0b0c",
      "info":"f0f1f2f3f4f5f6f7f8f9","length":42})",
        R"({"okm":"3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"})"},
    Vector{
        R"({"op":"hkdf_sha512","ikm":"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b","salt":"000102030405060708090a0b0c",
      "info":"f0f1f2f3f4f5f6f7f8f9","length":42})",
        R"({"okm":"832390086cda71fb47625bb5ceb168e4c8e26a1a16ed34d9fc7fe92c1481579338da362cb8d9f925d7cb"})"},
    Vector{
        R"({"op":"hmac_sha256","key":"4a656665","message":"7768617420646f2079612077616e7420666f72206e6f7468696e673f"})",
        R"({"mac":"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"})"},
    Vector{
        R"({"op":"hmac_sha512","key":"4a656665","message":"7768617420646f2079612077616e7420666f72206e6f7468696e673f"})",
        R"({"mac":"164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"})"},
    Vector{
        R"({"op":"blake2b","key":"","message":"616263","length":64})",
        R"({"hash":"ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"})"},
    Vector{R"({"op":"blake2b","key":"0001020304050607","message":"616263","length":20})",
           R"({"hash":"62eb9072f813a934dce20ece5fe5bc7429dda5e8"})"},
    Vector{
        R"({"op":"argon2id","password":"70617373776f7264","salt":"736f6d6573616c74736f6d6573616c74","ops":2,"mem_kib":64,
      "length":32})",
        R"({"key":"1a98fba8e6394425c9bdc333a9c750aaf811df070f5fb4a5788e1cf4db5793a1"})"},
    Vector{
        R"({"op":"cae_seal","key":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","ad":"","plaintext":"",
      "random":"808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"})",
        R"({"sealed":"957d2d66f5cc4cc9de08875b59d1bb5aef25fdf073fd63a96491c401a0011a2da0676fcc5ee839a1494b87af7575c747e720243ca31fc46709324051ff397163d2e754135b55e4b4"})"}};

TEST(Kat, Known_vectors_get_their_known_answers) {
  for (const auto& vector : kVectors) {
    EXPECT_EQ(ask_one(Json::parse(vector.request)), Json::parse(vector.answer)) << vector.request;
  }
}

TEST(Kat, Mlkem768_agrees_with_itself_over_seed_and_expanded_key) {
  const auto keys = ask_one({{"op", "mlkem768_keygen"}, {"seed", counting(64)}});
  ASSERT_EQ(keys.at("dk").get<std::string>().size(), 4800U);
  const auto sent = ask_one({{"op", "mlkem768_encaps"}, {"ek", keys["ek"]}, {"coins", repeated("07", 32)}});
  EXPECT_EQ(sent.at("shared"), "f3409cb545c0757aab3d7c7b9e8be4225b4aac1107f6663f1f19dc676a69de60");
  for (const auto& dk : {keys["dk"], Json(counting(64))}) {
    const auto opened = ask_one({{"op", "mlkem768_decaps"}, {"dk", dk}, {"ct", sent["ct"]}});
    EXPECT_EQ(opened, (Json{{"shared", sent["shared"]}}));
  }
}

TEST(Kat, Mlkem768_refuses_keys_that_fail_their_checks) {
  const auto keys = ask_one({{"op", "mlkem768_keygen"}, {"seed", counting(64)}});
  auto ek = keys.at("ek").get<std::string>();
  ek.replace(0, 4, "ffff");
  const auto coins = repeated("07", 32);
  EXPECT_EQ(ask_one({{"op", "mlkem768_encaps"}, {"ek", ek}, {"coins", coins}})["error"], "bad_key (ek)");
  EXPECT_EQ(ask_one({{"op", "mlkem768_encaps"}, {"ek", ek + "00"}, {"coins", coins}})["error"],
            "bad_length (ek)");
  auto dk = keys.at("dk").get<std::string>();
  dk.replace(2 * 2336, 2, dk.compare(2 * 2336, 2, "00") == 0 ? "01" : "00");
  const auto ct = repeated("00", 1088);
  EXPECT_EQ(ask_one({{"op", "mlkem768_decaps"}, {"dk", dk}, {"ct", ct}})["error"], "bad_key (dk)");
  EXPECT_EQ(ask_one({{"op", "mlkem768_decaps"}, {"dk", dk + "00"}, {"ct", ct}})["error"], "bad_length (dk)");
  EXPECT_EQ(ask_one({{"op", "mlkem768_decaps"}, {"dk", counting(64)}, {"ct", ct + "00"}})["error"],
            "bad_length (ct)");
}

TEST(Kat, What_was_sealed_opens_and_a_bad_tag_does_not) {
  for (const auto& [suite, nonce] :
       {std::pair{"chacha20poly1305", 12U}, std::pair{"xchacha20poly1305", 24U}}) {
    Json request{{"op", std::string(suite) + "_seal"},
                 {"key", counting(32)},
                 {"nonce", repeated("ab", nonce)},
                 {"aad", "0102"},
                 {"plaintext", "030405"}};
    const auto sealed = ask_one(request).at("ciphertext").get<std::string>();
    request["op"] = std::string(suite) + "_open";
    request["ciphertext"] = sealed;
    EXPECT_EQ(ask_one(request), (Json{{"plaintext", "030405"}}));
    request["ciphertext"] = sealed.substr(0, sealed.size() - 2) + (sealed.ends_with("00") ? "01" : "00");
    EXPECT_EQ(ask_one(request)["error"], "undecryptable (ciphertext)");
    request["ciphertext"] = "00";
    EXPECT_EQ(ask_one(request)["error"], "bad_length (ciphertext)");
  }
}

TEST(Kat, Cae_opens_what_it_sealed_and_nothing_else) {
  Json request{{"op", "cae_seal"},
               {"key", counting(32)},
               {"ad", "01"},
               {"plaintext", "0203"},
               {"random", counting(32)}};
  request["sealed"] = ask_one(request).at("sealed");
  request["op"] = "cae_open";
  EXPECT_EQ(ask_one(request), (Json{{"plaintext", "0203"}}));
  request["ad"] = "02";
  EXPECT_EQ(ask_one(request)["error"], "undecryptable (key)");
}

TEST(Kat, An_all_zero_shared_secret_is_an_error) {
  const auto answer = ask_one({{"op", "x25519"}, {"scalar", counting(32)}, {"point", repeated("00", 32)}});
  EXPECT_EQ(answer, (Json{{"error", "weak_shared_secret (point)"}}));
}

TEST(Kat, Ids_come_back_with_answers_and_with_errors) {
  const auto answers = ask({R"({"operation":"blake2b","key":"","message":"","length":1,"id":"a","tcId":7})",
                            R"({"op":"nothing","tcId":-3.5})", R"({"id":{"a":1},"op":"nothing"})"});
  EXPECT_EQ(answers[0], (Json{{"hash", "2e"}, {"id", "a"}, {"tcId", 7}}));
  EXPECT_EQ(answers[1], (Json{{"error", "unknown operation"}, {"tcId", -3.5}}));
  EXPECT_EQ(answers[2], (Json{{"error", "unknown operation"}}));
}

TEST(Kat, Every_operation_refuses_every_missing_field) {
  for (const auto& line : run("", "--list").lines) {
    const auto colon = line.find(':');
    Json request{{"op", line.substr(0, colon)}};
    EXPECT_EQ(ask_one(request)["error"].get<std::string>().substr(0, 9), "not_found") << line;
    std::istringstream names(line.substr(colon + 1, line.find("->") - colon - 1));
    for (std::string name; names >> name;) request[name] = nullptr;
    EXPECT_EQ(ask_one(request)["error"].get<std::string>().substr(0, 9), "bad_value") << line;
  }
}

TEST(Kat, Wrong_types_and_numbers_are_errors) {
  const auto hkdf = [](const char* length) {
    return std::string(R"({"op":"hkdf_sha256","ikm":"","salt":"","info":"","length":)") + length + "}";
  };
  const std::vector<std::pair<const char*, const char*>> cases{
      {"-1", "bad_value (length)"},
      {"1.0", "bad_value (length)"},
      {"1e3", "bad_value (length)"},
      {"\"8\"", "bad_value (length)"},
      {"null", "bad_value (length)"},
      {"true", "bad_value (length)"},
      {"[1]", "bad_value (length)"},
      {"8161", "too_large (length)"},
      {"4294967296", "too_large (length)"},
      {"0", "bad_length (length)"},
      {"99999999999999999999999", "bad_value (length)"},
      {"18446744073709551615", "too_large (length)"}};
  for (const auto& [length, reason] : cases) EXPECT_EQ(ask({hkdf(length)})[0]["error"], reason) << length;
  EXPECT_TRUE(ask({hkdf("8160")})[0].contains("okm"));
  EXPECT_EQ(ask({R"({"op":"hmac_sha256","key":5,"message":""})"})[0]["error"], "bad_value (key)");
  EXPECT_EQ(ask({R"({"op":"hmac_sha256","key":"0","message":""})"})[0]["error"], "bad_encoding (key)");
  EXPECT_EQ(ask({R"({"op":"hmac_sha256","key":"zz","message":""})"})[0]["error"], "bad_encoding (key)");
}

TEST(Kat, Argon2id_stays_within_its_memory) {
  Json request{{"op", "argon2id"}, {"password", ""}, {"salt", counting(16)}, {"ops", 1}, {"length", 32}};
  for (const auto& [memory, reason] :
       {std::pair{262'145U, "too_large (mem_kib)"}, std::pair{7U, "limit_reached (mem_kib)"}}) {
    request["mem_kib"] = memory;
    EXPECT_EQ(ask_one(request)["error"], reason);
  }
  request["mem_kib"] = 8;
  request["ops"] = 17;
  EXPECT_EQ(ask_one(request)["error"], "too_large (ops)");
}

TEST(Kat, Lines_that_are_no_request_get_an_error_each) {
  const auto answers = ask({"",
                            " ",
                            "{",
                            "}",
                            "null",
                            "[]",
                            "\"op\"",
                            "7",
                            "{\"op\":}",
                            "{\"op\":7}",
                            "{}",
                            "{\"op\":\"x25519\"",
                            "{\"op\":\"\xff\xfe\"}",
                            "\xc3\x28",
                            std::string("{\"op\":\"a\0b\"}", 12),
                            "\r",
                            "\\\"",
                            R"({"op":"x25519"}{"op":"x25519"})",
                            R"({"a":1e999})",
                            R"({"op":"\ud800"})"});
  for (const auto& answer : answers) EXPECT_TRUE(answer.contains("error")) << answer;
}

TEST(Kat, Nesting_is_bounded) {
  const auto nested = [](std::string_view open, std::string_view close, std::size_t depth) {
    return repeated(open, depth) + repeated(close, depth);
  };
  const auto answers =
      ask({nested("[", "]", 33), nested("[", "]", 32), nested("[", "]", 1'000'000), repeated("[", 4'000'000),
           repeated("{\"a\":", 500'000), R"({"op":"none","x":")" + repeated("[", 100) + "\"}"});
  EXPECT_EQ(answers[0]["error"], "nested too deeply");
  EXPECT_EQ(answers[1]["error"], "not an object");
  for (std::size_t i = 2; i < 5; ++i) EXPECT_EQ(answers[i]["error"], "nested too deeply");
  EXPECT_EQ(answers[5]["error"], "unknown operation");
}

TEST(Kat, A_line_too_long_is_dropped_and_the_next_one_answered) {
  const std::string next = R"({"op":"blake2b","key":"","message":"","length":1})";
  const auto answers =
      ask({std::string(std::size_t{100} << 20U, 'a'), next, std::string((std::size_t{4} << 20U) + 1, ' '),
           std::string(std::size_t{4} << 20U, ' ')});
  EXPECT_EQ(answers[0]["error"], "line too long");
  EXPECT_EQ(answers[1]["hash"], "2e");
  EXPECT_EQ(answers[2]["error"], "line too long");
  EXPECT_EQ(answers[3]["error"], "not JSON");
}

TEST(Kat, The_last_line_may_lack_its_end) {
  const auto finished = run(R"({"op":"blake2b","key":"","message":"","length":1})");
  EXPECT_EQ(finished.lines, std::vector<std::string>{R"({"hash":"2e"})"});
  EXPECT_TRUE(run("").lines.empty());
}

TEST(Kat, Explains_itself_and_refuses_other_arguments) {
  EXPECT_EQ(run("", "--help").status, 0);
  EXPECT_EQ(run("", "--list").lines.size(), 18U);
  EXPECT_EQ(run("", "--other").status, 2);
  EXPECT_EQ(run("", "--help --list").status, 2);
}

}  // namespace
}  // namespace stille
