// What a person typed, taken apart and checked for form. Knows nothing of profiles or of what commands do.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/cli/argument_parts.hpp"
#include "common/base/time.hpp"

namespace stille::cli {

enum class Language : std::uint8_t { english, german };
enum class Format : std::uint8_t { people, json, plain };
enum class Colour : std::uint8_t { automatic, always, never };

struct Globals {
  std::string profile;         // empty: STILLE_PROFILE, the only profile, or `default`
  bool profile_given = false;  // by --profile, and not by a file of settings
  Format format = Format::people;
  std::vector<std::string> fields;
  bool quiet = false;
  bool verbose = false;
  bool no_input = false;
  Colour colour = Colour::automatic;
  std::optional<milliseconds> timeout;
  Language language = Language::english;
  int passphrase_fd = -1;
  std::string socket;
  bool no_daemon = false;
};

/// What holds where the line says nothing else; config_file.hpp. Empty or absent: nobody said anything.
struct Defaults {
  std::string profile;
  std::optional<Language> language;
  std::optional<Colour> colour;
  std::optional<milliseconds> timeout;
};

/// What a search asks for.
struct SearchArguments {
  std::vector<std::string> words;
  std::string in;
  std::string from;
  std::vector<std::string> has;
  std::string before;
  std::string after;
  std::string older_than;
};

/// Of `keep` alone.
struct KeepArguments {
  std::optional<std::string> every;
  std::optional<std::string> birthday;
  std::vector<std::string> circles;
  std::vector<std::string> leave;
  std::string until;
  std::string via = "other";
  std::string on;
  std::optional<std::uint64_t> days;
  bool ics = false;
  bool older = false;
  bool asked = false;
  bool remove = false;
  bool another = false;
  std::string purpose;
  std::string language;
  std::string topic;
  std::string role;
};

/// Of `card` alone.
struct CardArguments {
  std::vector<std::string> values;  // KEY=VALUE
  std::vector<std::string> fields;
  std::string picture;  // where to write it
};

/// How a conversation is shown, and drafts.
struct ConversationArguments {
  bool pin = false;
  bool unpin = false;
  bool archive = false;
  bool unarchive = false;
  bool mute = false;
  bool unmute = false;
  bool unread = false;
  std::optional<milliseconds> mute_for;
  std::string up_to;
  std::string around;
  std::vector<std::string> attach;
};

struct RetentionArguments {
  std::string rule;
  bool follows = false;
  bool hold = false;
  bool release = false;
};

/// One struct for all commands: each fills the few that it knows.
struct Arguments {
  Globals globals;
  std::string command;  // "invite create"; empty: the overview
  std::string subject;  // the profile, invitation, request, contact, setting or shell that is meant
  std::vector<std::string> recipients;
  std::string link;
  std::string picture;  // a file with a QR code
  std::string name;
  std::string relay;
  bool no_passphrase = false;
  std::string proxy;
  bool openrpc = false;
  std::string password_file;
  std::optional<std::string> alias;
  std::optional<std::string> note;
  std::string expire;
  bool block = false;
  bool unblock = false;
  bool ask = false;
  CodeArguments code;
  bool in_words = false;  // of a safety number
  std::optional<milliseconds> life;
  bool background = false;
  std::optional<std::string> text;
  std::string file;
  std::string wait = "sent";
  std::string reply;
  bool question = false;
  bool dry_run = false;
  bool remove = false;
  bool everyone = false;
  std::string key;
  std::string value;
  std::string cursor;
  std::vector<std::string> from;
  std::vector<std::string> types;
  std::optional<std::uint64_t> count;
  std::string exec;
  bool manual_ack = false;
  std::uint32_t max_retries = 5;
  std::string dead_letters;
  std::string since;
  std::string until;
  bool follow = false;
  std::string line_format;  // of an export: jsonl, html, or empty for both
  SearchArguments search;
  KeepArguments keep;
  CardArguments card;
  ConversationArguments conversation;
  RetentionArguments retention;
  AddressArguments address;
  AcquaintanceArguments acquaintance;
  int new_passphrase_fd = -1;
  bool yes = false;
  std::string which;  // conversations
  std::string later;  // when it leaves, as it was said
  std::vector<std::string> attachments;
  bool keep_metadata = false;
  bool without_files = false;
  bool own_passphrase = false;  // of a backup
  bool local_only = false;
};

/// Instead of a command: text for standard output (help), or a complaint and exit code 2.
struct HelpText {
  std::string text;
};
struct WrongUse {
  std::string message;
  std::string usage;
  Format format = Format::people;
  Language language = Language::english;
};

/// Format and language of a line that is not taken apart yet, for complaints.
Globals glimpse(int argc, const char* const* argv, const Defaults& defaults = {});
/// `argv[0]` is the program. Never exits, never throws for wrong input.
std::variant<Arguments, HelpText, WrongUse> parse_arguments(int argc, const char* const* argv,
                                                            const Defaults& defaults = {});

}  // namespace stille::cli
