// Standard output, which carries data alone, and standard error, which carries talk. Three forms: JSON Lines,
// tab separated, and for people. Knows nothing of commands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/cli/arguments.hpp"
#include "client/rpc/fault.hpp"

namespace stille::cli {

using rpc::Json;

/// Nobody reads standard output any more: the program ends with 141.
struct ReaderGone {};
/// Standard output cannot be written, for want of room most often: the program ends with this.
struct OutputFailed {
  rpc::Fault why;
};
/// A signal came while standard output was full.
struct Interrupted {};

class Output {
 public:
  explicit Output(Globals globals);

  [[nodiscard]] Language language() const noexcept { return globals_.language; }
  [[nodiscard]] Format format() const noexcept { return globals_.format; }
  [[nodiscard]] bool for_people() const noexcept { return globals_.format == Format::people; }
  [[nodiscard]] bool quiet() const noexcept { return globals_.quiet; }
  /// Colour was asked for, or standard output is a terminal that takes it.
  [[nodiscard]] bool coloured() const noexcept { return coloured_; }

  /// One line of data as JSON or tab separated: the fields asked for, or `plain_fields` in plain form and all
  /// in JSON. Not called in the form for people.
  void record(const Json& object, std::initializer_list<std::string_view> plain_fields);
  /// Data for people, or a line that is data by itself.
  void line(std::string_view text);
  /// Data as it is, without a newline.
  void bytes(std::string_view data);
  /// Hands everything written so far to the system. Throws ReaderGone, OutputFailed or Interrupted.
  void flush();

  /// A sentence of the catalogue on standard error; silent with --quiet.
  void tell(std::string_view key, std::initializer_list<std::string_view> places = {}) const;
  /// A complaint on standard error: one JSON line, or the sentence in the person's language.
  void complain(const rpc::Fault& fault) const;

  /// `text` between the escapes of a style, or as it is without colour.
  [[nodiscard]] std::string bold(std::string_view text) const { return styled("1", text); }
  [[nodiscard]] std::string faint(std::string_view text) const { return styled("2", text); }

 private:
  [[nodiscard]] std::string styled(std::string_view code, std::string_view text) const;
  Globals globals_;
  bool coloured_;
  std::string pending_;
};

/// Rows as aligned columns with two blanks between; the first row is the heading.
std::string aligned(const std::vector<std::vector<std::string>>& rows);

/// `from.alias` inside an object; null when there is none.
Json field_of(const Json& object, std::string_view path);

}  // namespace stille::cli
