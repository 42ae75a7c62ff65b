#include "server/app/config.hpp"

#define TOML_EXCEPTIONS 0
#include <boost/asio/ip/address.hpp>
#include <charconv>

#include <toml++/toml.h>

#include "common/base/edit_distance.hpp"
#include "common/base/time.hpp"
#include "server/app/complaint.hpp"
#include "server/app/settings.hpp"
#include "server/relay/token_classes.hpp"

namespace stille::server {
namespace {

/// Reads one file; complaints name its lines.
class Reader {
 public:
  /// `lines`: whether `name` is something that has lines.
  Reader(const std::string& name, Config& config, bool lines = true)
      : name_(name), lines_(lines), settings_(settings(config)), classes_(config.core.classes) {}

  void read(const toml::table& file) const {
    for (const auto& [name, node] : file) {
      if (name.str() == "class") {
        read_classes(node);
        continue;
      }
      const auto* section = node.as_table();
      if (section == nullptr || !is_section(name.str())) refuse_name(node, "section", name.str(), sections());
      for (const auto& [key, value] : *section) read(name.str(), key.str(), value);
    }
  }

 private:
  [[noreturn]] void refuse(const toml::node& where, const std::string& what, std::string next) const {
    const auto line = lines_ ? ", line " + std::to_string(where.source().begin.line) : std::string{};
    throw Complaint(Exit::usage, name_ + line + ": " + what, std::move(next));
  }

  [[noreturn]] void refuse_name(const toml::node& where, const std::string& kind, std::string_view wrong,
                                const std::vector<std::string_view>& known) const {
    const auto meant = nearest(wrong, known);
    refuse(where, "there is no " + kind + " called \"" + std::string(wrong) + "\".",
           meant.empty() ? "Remove the line, or see the comments in a file made by `stille-relay init`."
                         : "Did you mean \"" + std::string(meant) + "\"?");
  }

  [[nodiscard]] std::vector<std::string_view> sections() const {
    std::vector<std::string_view> out;
    for (const auto& setting : settings_) {
      if (out.empty() || out.back() != setting.section) out.push_back(setting.section);
    }
    return out;
  }

  [[nodiscard]] bool is_section(std::string_view name) const {
    const auto all = sections();
    return std::find(all.begin(), all.end(), name) != all.end();
  }

  void read(std::string_view section, std::string_view key, const toml::node& value) const {
    std::vector<std::string_view> known;
    // Where version 0.1 had it.
    if (section == "relay" && key == "log") section = "log", key = "level";
    for (const auto& setting : settings_) {
      if (setting.section != section) continue;
      if (setting.key == key) return set(setting, value);
      known.push_back(setting.key);
    }
    refuse_name(value, "setting", key, known);
  }

  void read_classes(const toml::node& node) const {
    if (!node.is_table()) refuse(node, "\"class\" is a section.", "Write [class.NAME].");
    for (const auto& [key, value] : *node.as_table()) {
      const auto name = std::string(key.str());
      const auto* fields = value.as_table();
      if (fields == nullptr || !protocol::is_class_name(name))
        refuse(value, "a class is a section with a name of 1 to 32 of a-z, 0-9 and -.",
               "Write [class.NAME].");
      if (name == relay::kStandardClass)
        refuse(value, "the class \"standard\" has its budgets in [mailboxes].", "Move them there.");
      if (classes_.size() + 1 >= protocol::kMostTokenClasses)
        refuse(value, "there are too many classes.", "Remove some; 64 are possible.");
      auto& budget = classes_[name] = relay::standard_budget({});
      for (const auto& [field, number] : *fields) read_budget(field.str(), number, budget);
    }
  }

  void read_budget(std::string_view key, const toml::node& value, protocol::Budget& budget) const {
    constexpr std::int64_t kMost = std::int64_t{1} << 50;
    auto* place = key == "envelopes"    ? &budget.envelopes
                  : key == "bytes"      ? &budget.bytes
                  : key == "blob_bytes" ? &budget.blob_bytes
                                        : nullptr;
    if (place == nullptr) refuse_name(value, "setting", key, {"envelopes", "bytes", "blob_bytes"});
    const auto number = value.is_integer() ? value.value_or(std::int64_t{-1}) : -1;
    if (number < (key == "blob_bytes" ? 0 : 1) || number > kMost)
      refuse(value, '"' + std::string(key) + "\" is a whole number up to " + std::to_string(kMost) + ".",
             "Write it without quotes and dots.");
    *place = static_cast<std::uint64_t>(number);
  }

  void set(const Setting& setting, const toml::node& value) const {
    std::visit([&](auto* place) { assign(setting, value, *place); }, setting.value);
  }

  void assign(const Setting& setting, const toml::node& value, bool& place) const {
    if (!value.is_boolean())
      refuse(value, called(setting) + " is true or false.", "Write it without quotes.");
    place = value.value_or(place);
  }

  void assign(const Setting& setting, const toml::node& value, std::string& place) const {
    if (!value.is_string()) refuse(value, called(setting) + " is a text.", "Put it in quotes.");
    place = value.value_or(place);
  }

  template <std::unsigned_integral T>
  void assign(const Setting& setting, const toml::node& value, T& place) const {
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    const auto number = value.is_integer() ? value.value_or(std::int64_t{0}) : 0;
    if (number < 1 || number > kMost)
      refuse(value, called(setting) + " is a whole number from 1 to " + std::to_string(kMost) + ".",
             default_of(setting));
    place = static_cast<T>(number);
  }

  void assign(const Setting& setting, const toml::node& value, milliseconds& place) const {
    constexpr milliseconds kMost = std::chrono::days{3650};
    const auto time = parse_duration(value.is_string() ? value.value_or(std::string_view{}) : "");
    if (!time || time.value() <= milliseconds{0} || time.value() > kMost)
      refuse(value, called(setting) + " is a time such as \"500ms\", \"30s\", \"20m\", \"12h\" or \"7d\".",
             default_of(setting));
    place = time.value();
  }

  static std::string called(const Setting& setting) { return '"' + std::string(setting.key) + '"'; }

  static std::string default_of(const Setting& setting) {
    Config defaults;
    for (const auto& one : settings(defaults)) {
      if (one.section == setting.section && one.key == setting.key)
        return "Its default is " + in_toml(one.value) + ".";
    }
    return {};
  }

  const std::string& name_;
  bool lines_;
  std::vector<Setting> settings_;
  std::map<std::string, protocol::Budget>& classes_;
};

/// The path of a Unix socket, or a port that only this machine reaches.
void check_metrics_at(const std::string& text) {
  if (text.front() == '/') return;
  if (!boost::asio::ip::make_address(parse_listen(text).host).is_loopback())
    throw Complaint(Exit::usage, "metrics would be open to other machines at \"" + text + "\".",
                    "Use 127.0.0.1:PORT, [::1]:PORT or the path of a socket.");
}

void check(const Config& config) {
  (void)parse_listen(config.listen);
  (void)parse_log_level(config.log);
  (void)parse_log_format(config.log_format);
  (void)parse_proxies(config.proxies);
  if (!config.metrics.empty()) check_metrics_at(config.metrics);
}

/// Numbers and true or false as they are, everything else as a text.
std::string as_toml(const std::string& value) {
  const bool number = !value.empty() && value.size() < 18 &&
                      value.find_first_not_of("0123456789") == std::string::npos &&
                      (value.front() != '0' || value.size() == 1);
  if (number || value == "true" || value == "false") return value;
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + '"';
}

std::string commented(std::string_view text) {
  std::string out = "# ";
  for (char c : text) {
    out += c;
    if (c == '\n') out += "# ";
  }
  return out + '\n';
}

}  // namespace

Listen parse_listen(const std::string& text) {
  const auto colon = text.rfind(':');
  auto host = text.substr(0, colon == std::string::npos ? 0 : colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const auto* first = text.data() + (colon == std::string::npos ? text.size() : colon + 1);
  const auto* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(first, last, port);
  boost::system::error_code no_address;
  (void)boost::asio::ip::make_address(host, no_address);
  if (no_address || error != std::errc{} || end != last)
    throw Complaint(
        Exit::usage, "\"" + text + "\" is no address to listen on.",
        "Write ADDRESS:PORT, for example 0.0.0.0:7443, [::]:7443 or 127.0.0.1:0; a name belongs into "
        "[relay] host.");
  return {host, port};
}

ProxyNetworks parse_proxies(const std::string& text) {
  auto networks = ProxyNetworks::parse(text);
  if (networks) return std::move(networks).value();
  throw Complaint(
      Exit::usage, "[relay] proxies: \"" + text + "\" is no list of addresses.",
      "Write addresses or networks with commas between them, for example \"127.0.0.1, 10.1.0.0/16\".");
}

LogLevel parse_log_level(const std::string& text) {
  if (text == "debug") return LogLevel::debug;
  if (text == "info") return LogLevel::info;
  if (text == "warning") return LogLevel::warning;
  if (text == "error") return LogLevel::error;
  throw Complaint(Exit::usage, "\"" + text + "\" is no log level.", "Use debug, info, warning or error.");
}

LogFormat parse_log_format(const std::string& text) {
  if (text == "text") return LogFormat::text;
  if (text == "json") return LogFormat::json;
  throw Complaint(Exit::usage, "\"" + text + "\" is no format of the log.", "Use text or json.");
}

Config read_config(std::string_view toml, const std::string& name) {
  Config config;
  const auto parsed = toml::parse(toml, name);
  if (!parsed) {
    const auto& error = parsed.error();
    throw Complaint(Exit::usage,
                    name + ", line " + std::to_string(error.source().begin.line) + ": " +
                        std::string(error.description()),
                    "Mend the line; the file is TOML.");
  }
  Reader(name, config).read(parsed.table());
  check(config);
  return config;
}

void apply(Config& config, const std::vector<Override>& overrides) {
  for (const auto& one : overrides) {
    const bool plain =
        one.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string::npos;
    const bool dotted = std::count(one.name.begin(), one.name.end(), '.') == 1;
    const auto parsed = toml::parse(plain && dotted ? one.name + " = " + as_toml(one.value) : "=");
    if (!parsed)
      throw Complaint(Exit::usage, one.from + ": \"" + one.name + "\" is no name of a setting.",
                      "Write SECTION.KEY, for example connections.idle.");
    Reader(one.from, config, false).read(parsed.table());
  }
  check(config);
}

std::string config_template(const Config& config) {
  Config values = config;
  std::string out =
      "# Settings of a Stille relay. A line that begins with # before a setting shows its default;\n"
      "# remove the # to change it. Times: \"500ms\", \"30s\", \"20m\", \"12h\", \"7d\". Sizes are bytes.\n"
      "# `stille-relay reload` puts changes into effect; [relay] listen, [metrics] and reserve_bytes need a "
      "new\n"
      "# start. STILLE_RELAY_<SECTION>_<KEY> in the environment and --set SECTION.KEY=VALUE come before this "
      "file.\n";
  std::string_view section;
  for (const auto& setting : settings(values)) {
    if (setting.section != section) {
      section = setting.section;
      out += "\n[" + std::string(section) + "]\n";
    }
    out += '\n' + commented(setting.meaning);
    const bool decided = section == "relay" || section == "log";
    out += (decided ? "" : "#") + std::string(setting.key) + " = " + in_toml(setting.value) + '\n';
  }
  return out +
         "\n# Further classes of invitations: what a mailbox may hold that a token of the class pays for. "
         "The class\n"
         "# \"standard\" is what [mailboxes] says. A mailbox keeps what it was made with.\n"
         "#\n# [class.family]\n# envelopes = 4096\n# bytes = 67108864\n# blob_bytes = 4294967296\n";
}

}  // namespace stille::server
