// From the lines of vCards to people.
#include <algorithm>

#include "client/vcard/lines.hpp"
#include "common/base/encoding.hpp"

namespace stille::client::vcard {

namespace {

bool is(const Line& line, std::string_view param, std::string_view value) {
  const auto found = line.params.find(std::string(param));
  return found != line.params.end() && in_capitals(found->second) == value;
}

/// The usual alphabet with its padding.
std::optional<Bytes> from_base64(std::string_view text) {
  std::string url;
  for (const char c : text) {
    if (c == ' ' || c == '\t') continue;
    url += c == '+' ? '-' : c == '/' ? '_' : c;
  }
  for (int padding = 0; padding < 2 && url.ends_with('='); ++padding) url.pop_back();
  auto bytes = from_base64url(url);
  if (!bytes || bytes.value().empty()) return std::nullopt;
  return std::move(bytes).value();
}

/// "19840523" and "--0523" as "1984-05-23" and "05-23"; empty for a year alone and for free text.
std::string birthday_in(const Line& line) {
  if (is(line, "VALUE", "TEXT")) return {};
  auto text = std::string(trimmed(line.value));
  if (const auto time = text.find('T'); time != std::string::npos) text.resize(time);
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  const bool plain = text.find_first_not_of("0123456789-") == std::string::npos;
  if (plain && text.starts_with("--") && digits.size() == 4) return digits.insert(2, 1, '-');
  if (!plain || digits.size() != 8) return digits.size() < 8 && plain ? std::string() : text;
  auto day = digits.substr(4).insert(2, 1, '-');
  // How one widespread program says that there is no year.
  const auto omitted = line.params.find("X-APPLE-OMIT-YEAR");
  if (omitted != line.params.end() && omitted->second == digits.substr(0, 4)) return day;
  return digits.substr(0, 4).append(1, '-').append(day);
}

/// False: it says that it is a picture and is none. One that lies elsewhere is left out.
bool take_picture(const Line& line, Person& into) {
  if (!into.picture.empty()) return true;
  const bool inside = is(line, "ENCODING", "B") || is(line, "ENCODING", "BASE64");
  const auto value = unescaped(line.value);
  std::string_view text = value;
  if (!inside) {
    constexpr std::string_view kMark = ";base64,";
    const auto mark = text.find(kMark);
    if (!text.starts_with("data:") || mark == std::string_view::npos) return true;
    text.remove_prefix(mark + kMark.size());
  }
  auto bytes = from_base64(text);
  if (!bytes) return false;
  into.picture = std::move(*bytes);
  return true;
}

/// Family name, given name and further ones, as they are said.
std::string name_in(const std::string& value) {
  const auto parts = values_of(value, ';');
  std::string out;
  for (const std::size_t at : {3U, 1U, 2U, 0U, 4U}) {
    if (at >= parts.size() || trimmed(parts[at]).empty()) continue;
    out.append(out.empty() ? "" : " ").append(trimmed(parts[at]));
  }
  return out;
}

void set(std::string& into, std::string_view value) {
  if (into.empty()) into = trimmed(value);
}

void add(std::vector<std::string>& into, std::string_view value) {
  const auto text = trimmed(value);
  if (!text.empty()) into.emplace_back(text);
}

class Reader {
 public:
  explicit Reader(std::string_view file) : lines_(file) {}

  Reading run() {
    while (auto line = lines_.next()) {
      if (!take(*line)) return {{}, trouble_};
    }
    if (lines_.trouble()) return {{}, lines_.trouble()};
    if (open_) return {{}, Trouble{Wrong::unfinished, person_.line}};
    return {std::move(people_), {}};
  }

 private:
  bool wrong(Wrong what, std::size_t line) {
    trouble_ = {what, line};
    return false;
  }

  bool take(const Line& line) {
    const bool frame = line.name == "BEGIN" || line.name == "END";
    if (frame && in_capitals(trimmed(line.value)) != "VCARD") return wrong(Wrong::form, line.number);
    if (!open_) return line.name == "BEGIN" ? begin(line) : wrong(Wrong::form, line.number);
    if (line.name == "BEGIN") return wrong(Wrong::unfinished, person_.line);
    if (line.name == "END") return end();
    if (line.name == "VERSION") {
      const auto version = trimmed(line.value);
      return version == "3.0" || version == "4.0" || wrong(Wrong::version, line.number);
    }
    if (line.name == "PHOTO") return take_picture(line, person_) || wrong(Wrong::picture, line.number);
    take_text(line);
    return true;
  }

  bool begin(const Line& line) {
    if (people_.size() == kMostPeople) return wrong(Wrong::crowded, line.number);
    open_ = true;
    person_ = {};
    person_.line = line.number;
    structured_name_.clear();
    business_.clear();
    return true;
  }

  bool end() {
    set(person_.name, structured_name_);
    set(person_.role, business_);
    if (person_.name.empty()) return wrong(Wrong::nameless, person_.line);
    people_.push_back(std::move(person_));
    open_ = false;
    return true;
  }

  void take_text(const Line& line) {
    const auto text = unescaped(line.value);
    if (line.name == "UID") set(person_.uid, text);
    if (line.name == "FN") set(person_.name, text);
    if (line.name == "N") set(structured_name_, name_in(line.value));
    if (line.name == "TITLE") set(person_.role, text);
    if (line.name == "ROLE") set(business_, text);
    if (line.name == "ORG") set(person_.company, values_of(line.value, ';').front());
    if (line.name == "BDAY") set(person_.birthday, birthday_in(line));
    if (line.name == "NOTE") set(person_.note, text);
    if (line.name == "LANG") add(person_.languages, text);
    if (line.name == "EXPERTISE") add(person_.topics, text);
    if (line.name == "CATEGORIES") {
      for (const auto& one : values_of(line.value, ',')) add(person_.circles, one);
    }
    if (line.name == "ADR") {
      constexpr std::size_t kLocality = 3;
      const auto parts = values_of(line.value, ';');
      if (parts.size() > kLocality) set(person_.city, parts[kLocality]);
    }
  }

  Lines lines_;
  Person person_;
  std::string structured_name_;
  std::string business_;  // what they do there, where nothing says what they are called
  bool open_ = false;
  std::vector<Person> people_;
  Trouble trouble_;
};

}  // namespace

Reading read_vcards(std::string_view file) {
  if (file.size() > kLargestFile) return {{}, Trouble{Wrong::too_large, 1}};
  return Reader(without_mark(file)).run();
}

}  // namespace stille::client::vcard
