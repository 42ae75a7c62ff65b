#include "client/rpc/said_number.hpp"

#include <algorithm>
#include <array>

namespace stille::rpc {
namespace {

struct Word {
  std::string_view word;
  char digit;
};

// In small letters; the umlaut as it is typed, as it is composed, and as it is written without one.
constexpr std::array<Word, 30> kWords{
    {{"zero", '0'},         {"oh", '0'},    {"one", '1'},    {"two", '2'},    {"three", '3'},
     {"four", '4'},         {"five", '5'},  {"six", '6'},    {"seven", '7'},  {"eight", '8'},
     {"nine", '9'},         {"null", '0'},  {"eins", '1'},   {"ein", '1'},    {"zwei", '2'},
     {"zwo", '2'},          {"drei", '3'},  {"vier", '4'},   {"fünf", '5'},   {"fÜnf", '5'},
     {"fu\xCC\x88nf", '5'}, {"fuenf", '5'}, {"sechs", '6'},  {"sieben", '7'}, {"acht", '8'},
     {"neun", '9'},         {"o", '0'},     {"nought", '0'}, {"niner", '9'},  {"fife", '5'}}};

// No-break, thin and narrow blanks, and dashes, which programs put in by themselves.
constexpr std::array<std::string_view, 8> kBetween{"\xC2\xA0",     "\xE2\x80\x89", "\xE2\x80\xAF",
                                                   "\xE2\x80\x87", "\xE2\x80\x90", "\xE2\x80\x91",
                                                   "\xE2\x80\x93", "\xE2\x80\x94"};

bool is_between(char c) {
  return std::string_view(" \t\r\n.,:;-/()[]").find(c) != std::string_view::npos;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string with_plain_blanks(std::string_view said) {
  std::string out;
  while (!said.empty()) {
    const auto found =
        std::ranges::find_if(kBetween, [said](std::string_view one) { return said.starts_with(one); });
    out += found == kBetween.end() ? said.front() : ' ';
    said.remove_prefix(found == kBetween.end() ? 1 : found->size());
  }
  return out;
}

std::string in_small_letters(std::string_view word) {
  std::string out(word);
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

SaidNumber said_number(std::string_view said) {
  const auto text = with_plain_blanks(said);
  SaidNumber out;
  for (std::size_t at = 0; at < text.size();) {
    if (is_between(text[at])) {
      ++at;
      continue;
    }
    if (is_digit(text[at])) {
      out.digits += text[at++];
      continue;
    }
    auto end = at;
    while (end < text.size() && !is_between(text[end]) && !is_digit(text[end])) ++end;
    const auto word = in_small_letters(std::string_view(text).substr(at, end - at));
    const auto known = std::ranges::find(kWords, std::string_view(word), &Word::word);
    if (known == kWords.end()) {
      out.odd = text.substr(at, end - at);
      return out;
    }
    out.digits += known->digit;
    at = end;
  }
  return out;
}

}  // namespace stille::rpc
