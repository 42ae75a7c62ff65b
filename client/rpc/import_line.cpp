#include "client/rpc/import_line.hpp"

#include <array>
#include <charconv>

#include "client/e2e/file.hpp"
#include "client/wire/content.hpp"
#include "client/wire/file.hpp"

namespace stille::rpc {

namespace {

using client::ImportedMessage;
using client::MessageState;

constexpr std::size_t kIdSize = 18;
constexpr std::size_t kMostReactions = 50;  // of a group: one of each member
constexpr std::size_t kMostWordings = client::wire::kMostEdits + 1;

/// Fields as an export has them; anything else makes the whole line wrong.
class Fields {
 public:
  explicit Fields(const Json& object) : object_(object) {}

  [[nodiscard]] bool has(const char* name) const { return object_.contains(name); }
  std::string text(const char* name, std::size_t most = client::wire::kLongestTextBytes) {
    if (!has(name) || !object_[name].is_string()) return wrong<std::string>();
    auto out = object_[name].get<std::string>();
    if (out.size() > most || !client::wire::is_utf8(out)) return wrong<std::string>();
    return out;
  }
  bool flag(const char* name) {
    if (!has(name)) return false;
    return object_[name].is_boolean() ? object_[name].get<bool>() : wrong<bool>();
  }
  TimePoint time(const char* name) {
    const auto parsed = parse_rfc3339(text(name, 40));
    return parsed ? parsed.value() : wrong<TimePoint>();
  }
  std::uint32_t number(const char* name) {
    if (!has(name) || !object_[name].is_number_unsigned()) return wrong<std::uint32_t>();
    const auto out = object_[name].get<std::uint64_t>();
    return out > 0xffff'ffffU ? wrong<std::uint32_t>() : static_cast<std::uint32_t>(out);
  }
  std::uint64_t size(const char* name) {
    if (!has(name) || !object_[name].is_number_unsigned()) return wrong<std::uint64_t>();
    return object_[name].get<std::uint64_t>();
  }
  std::string id(const char* name) {
    auto out = text(name, kIdSize);
    const bool fine = out.size() == kIdSize && out.starts_with("m_") &&
                      out.find_first_not_of("0123456789abcdef", 2) == std::string::npos;
    return fine ? out : wrong<std::string>();
  }
  [[nodiscard]] bool good() const noexcept { return good_; }

 private:
  template <class T>
  T wrong() {
    good_ = false;
    return T{};
  }
  const Json& object_;
  bool good_ = true;
};

std::optional<MessageState> state_called(std::string_view name) {
  for (const auto state : {MessageState::queued, MessageState::sent, MessageState::delivered,
                           MessageState::received, MessageState::failed, MessageState::read}) {
    if (client::name_of(state) == name) return state;
  }
  return std::nullopt;
}

bool read_reply(const Json& object, ImportedMessage& out) {
  if (!object.is_object()) return false;
  Fields in(object);
  ImportedMessage::Reply reply;
  if (in.has("id")) reply.id = in.id("id");
  reply.own = in.flag("own");
  reply.excerpt = in.text("excerpt");
  out.reply = std::move(reply);
  return in.good();
}

bool read_wordings(const Json& list, ImportedMessage& out) {
  if (!list.is_array() || list.size() > kMostWordings) return false;
  for (const auto& one : list) {
    if (!one.is_object()) return false;
    Fields in(one);
    out.wordings.push_back({in.number("revision"), in.text("text"), in.time("at")});
    const auto count = out.wordings.size();
    if (!in.good() || (count > 1 && out.wordings[count - 2].revision >= out.wordings.back().revision))
      return false;
  }
  return true;
}

bool read_reactions(const Json& list, ImportedMessage& out) {
  if (!list.is_array() || list.size() > kMostReactions) return false;
  for (const auto& one : list) {
    if (!one.is_object()) return false;
    Fields in(one);
    out.reactions.push_back(
        {.outgoing = in.flag("own"), .revision = 0, .text = in.text("text", 64), .author = {}});
    if (!in.good()) return false;
  }
  return true;
}

Fault no_export() {
  return fault(FaultCode::invalid_argument, "This is no line of an export.");
}

}  // namespace

std::string text_in(const Json& object, const char* name) {
  return object.is_object() && object.contains(name) && object[name].is_string()
             ? object[name].get<std::string>()
             : std::string();
}

Result<TimePoint> parse_rfc3339(std::string_view text) {
  std::array<int, 7> parts{};
  constexpr std::array<std::pair<std::size_t, std::size_t>, 7> kPlaces{
      {{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}, {20, 3}}};
  if (text.size() != 24) return fail(Errc::bad_encoding);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto piece = text.substr(kPlaces[i].first, kPlaces[i].second);
    const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), parts[i]);
    if (error != std::errc{} || end != piece.data() + piece.size() || parts[i] < 0)
      return fail(Errc::bad_encoding);
  }
  const std::chrono::year_month_day date{std::chrono::year(parts[0]),
                                         std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!date.ok()) return fail(Errc::bad_encoding);
  const TimePoint out = std::chrono::sys_days(date) + std::chrono::hours(parts[3]) +
                        std::chrono::minutes(parts[4]) + seconds(parts[5]) + milliseconds(parts[6]);
  // One time has one text.
  if (to_rfc3339(out) != text) return fail(Errc::bad_encoding);
  return out;
}

namespace {

bool read_files(const Json& list, ImportedMessage& out) {
  if (!list.is_array() || list.size() > client::wire::kMostFiles) return false;
  for (const auto& one : list) {
    if (!one.is_object()) return false;
    Fields in(one);
    const auto name = in.text("name");
    out.files.push_back({name, in.size("size")});
    if (!in.good() || out.files.back().size > e2e::kLargestFile) return false;
  }
  return true;
}

bool read_clock(const Json& object, ImportedMessage& out) {
  Fields in(object);
  if (object.contains("expire_ms")) {
    const auto after = in.size("expire_ms") / 1000;
    if (after > 0xffff'ffffU) return false;
    out.expire_s = static_cast<std::uint32_t>(after);
  }
  if (object.contains("expires")) out.expires = in.time("expires");
  return in.good();
}

/// Who said it, as far as the line is one of this conversation.
bool read_author(const Json& object, const ExportedTalk& talk, ImportedMessage& out) {
  if (!object.contains("from") || !object["from"].is_object()) return false;
  Fields in(object["from"]);
  const auto from = in.text("id", 64);
  out.own = from == talk.own;
  const bool in_group = talk.other.starts_with("g_");
  if (in_group != object.contains("group")) return false;
  if (!in_group) return in.good() && (out.own || from == talk.other);
  if (!object["group"].is_object() || Fields(object["group"]).text("id", 64) != talk.other) return false;
  if (!out.own) out.author = from;
  return in.good();
}

std::optional<client::MessageKind> kind_called(std::string_view name) {
  for (const auto kind : {client::MessageKind::text, client::MessageKind::timer, client::MessageKind::file}) {
    if (client::name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

bool is_event(const Json& object) {
  return text_in(object, "type") == "group_event";
}

bool is_over(const ImportedMessage& message, TimePoint now) {
  return message.expires && *message.expires <= now;
}

}  // namespace

bool is_event_line(std::string_view line) {
  if (line.size() > kLongestImportLine) return false;
  const auto object = Json::parse(line, nullptr, false);
  return object.is_object() && is_event(object);
}

Outcome<std::optional<ImportedMessage>> parse_import_line(std::string_view line, const ExportedTalk& talk,
                                                          TimePoint now) {
  if (line.size() > kLongestImportLine) return no_export();
  const auto object = Json::parse(line, nullptr, false);
  if (!object.is_object()) return no_export();
  if (is_event(object)) return std::optional<ImportedMessage>{};
  Fields in(object);
  ImportedMessage out;
  out.id = in.id("id");
  const auto type = in.text("type", 16);
  const auto kind = in.text("kind", 16);
  if (!in.good() || type != "message" || !read_author(object, talk, out)) return no_export();
  const auto state = state_called(in.text("state", 16));
  out.text = in.text("text");
  out.at = in.time("at");
  out.authored = in.time("authored");
  out.question = in.flag("question");
  out.deleted = in.flag("deleted");
  bool fine = in.good() && state.has_value() && read_clock(object, out);
  if (object.contains("reply")) fine = fine && read_reply(object["reply"], out);
  if (object.contains("wordings")) fine = fine && read_wordings(object["wordings"], out);
  // Of a group an export names whose they are by alias alone: only our own come back.
  if (object.contains("reactions")) fine = fine && read_reactions(object["reactions"], out);
  if (!out.author.empty() || object.contains("group"))
    std::erase_if(out.reactions, [](const auto& one) { return !one.outgoing; });
  if (object.contains("attachments") && !out.deleted) fine = fine && read_files(object["attachments"], out);
  if (!fine) return no_export();
  out.state = *state;
  // Nothing leaves any more of what had not left.
  if (out.state == MessageState::queued) out.state = MessageState::failed;
  const auto known = kind_called(kind);
  if (!known || is_over(out, now)) return std::optional<ImportedMessage>{};
  out.kind = *known;
  return std::optional(std::move(out));
}

}  // namespace stille::rpc
