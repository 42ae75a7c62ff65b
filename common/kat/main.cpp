// stille-kat: lets anyone run their own test vectors through the cryptography that the product uses.
// Knows nothing of vectors: what is asked is in operations.cpp.
#include <iostream>
#include <string>
#include <string_view>

#include "common/crypto/kem.hpp"
#include "common/kat/answer.hpp"
#include "common/kat/line.hpp"
#include "common/kat/operations.hpp"

namespace {

using namespace stille;

void show_help() {
  std::cout
      << "Usage: stille-kat < REQUESTS > ANSWERS\n"
         "       stille-kat --list | --help\n\n"
         "Runs test vectors through the cryptography of Stille. Each line of input is one JSON object with "
         "an \"op\"\n"
         "(or \"operation\") and its fields; each gets one line of answer, in order. Values are hex, lengths "
         "and costs\n"
         "whole numbers; all fields are required, and may be empty where that makes sense. An \"id\" or "
         "\"tcId\" (a text\n"
         "or a number) comes back with the answer. What the product would refuse is answered {\"error\": "
         "REASON}, with\n"
         "the field looked at last in parentheses.\n\n"
         "  mlkem768_keygen   seed is d || z, dk the expanded key of 2,400 bytes; mlkem768_decaps takes "
         "either form\n"
         "  x25519            bit 255 of the point is ignored, as in RFC 7748; an all-zero result is "
         "refused\n"
         "  *_seal, *_open    the tag is the end of the ciphertext\n"
         "  blake2b           keys of 0 to 64 bytes, length 1 to 64\n"
         "  argon2id          one lane, salt of 16 bytes, at most 16 passes, 256 MiB and 1,024 bytes\n\n"
         "A line may be 4 MiB long. ML-KEM-768 is answered by: "
      << crypto::kem_backend() << " (expanded keys: built-in)\n";
}

void show_list() {
  for (const auto& operation : kat::operations()) {
    std::cout << operation.name << ": " << operation.fields << " -> " << operation.answers << '\n';
  }
}

int answer_all() {
  std::string line;
  for (;;) {
    const auto kind = kat::read_line(*std::cin.rdbuf(), line);
    if (kind == kat::Line::end) return 0;
    std::cout << (kind == kat::Line::complete ? kat::answer(line) : kat::answer_to_long_line()) << '\n'
              << std::flush;
    if (!std::cout) return 1;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  if (!crypto::initialise()) {
    std::cerr << "stille-kat: the cryptographic library does not start\n";
    return 1;
  }
  const std::string_view argument = argc > 1 ? argv[1] : "";
  if (argc == 2 && argument == "--help") {
    show_help();
  } else if (argc == 2 && argument == "--list") {
    show_list();
  } else if (argc > 1) {
    std::cerr << "stille-kat: takes no arguments but --help and --list\n";
    return 2;
  } else {
    return answer_all();
  }
  return 0;
}
