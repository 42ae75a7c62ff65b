// One line after the other, each escaped and folded.
#include "client/vcard/lines.hpp"
#include "common/base/encoding.hpp"

namespace stille::client::vcard {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\\' || c == ',' || c == ';') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)) {
      out += c;
    }
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  auto out = to_base64url(bytes);
  for (auto& c : out) c = c == '-' ? '+' : c == '_' ? '/' : c;
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

// No piece is longer than it may be, and none ends within a character.
void add_line(std::string& out, std::string_view line) {
  std::size_t room = kFoldAt;
  while (line.size() > room) {
    auto cut = room;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xc0U) == 0x80U) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = kFoldAt - 1;
  }
  out.append(line).append("\r\n");
}

void add_text(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  add_line(out, std::string(name).append(1, ':').append(escaped(text)));
}

/// "1984-05-23" and "05-23" as "19840523" and "--0523"; nothing for what has another form.
std::string date_of(std::string_view birthday) {
  std::string digits;
  for (const char c : birthday) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (birthday.size() == 10 && digits.size() == 8) return digits;
  if (birthday.size() == 5 && digits.size() == 4) return std::string("--").append(digits);
  return {};
}

void add_circles(std::string& out, const std::vector<std::string>& circles) {
  std::string all;
  for (const auto& circle : circles) all.append(all.empty() ? "" : ",").append(escaped(circle));
  if (!all.empty()) add_line(out, std::string("CATEGORIES:").append(all));
}

}  // namespace

std::string write_vcard(const Person& person) {
  std::string out = "BEGIN:VCARD\r\nVERSION:4.0\r\n";
  add_text(out, "UID;VALUE=text", person.uid);
  add_text(out, "FN", person.name);
  add_text(out, "TITLE", person.role);
  add_text(out, "ORG", person.company);
  if (!person.city.empty()) add_line(out, std::string("ADR:;;;").append(escaped(person.city)).append(";;;"));
  add_text(out, "BDAY", date_of(person.birthday));
  for (const auto& language : person.languages) add_text(out, "LANG", language);
  for (const auto& topic : person.topics) add_text(out, "EXPERTISE", topic);
  add_circles(out, person.circles);
  add_text(out, "NOTE", person.note);
  if (!person.picture.empty())
    add_line(out, std::string("PHOTO:data:image/jpeg;base64,").append(to_base64(person.picture)));
  return out.append("END:VCARD\r\n");
}

}  // namespace stille::client::vcard
