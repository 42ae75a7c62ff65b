// import: history of an export comes back. Everything is read before anything is changed.
#include <fstream>

#include "client/cli/command.hpp"
#include "client/rpc/import_line.hpp"

namespace stille::cli {
namespace {

namespace fs = std::filesystem;
using rpc::fault;
using rpc::FaultCode;

constexpr std::size_t kMostLines = 100;
constexpr std::size_t kMostBytes = 1U << 20U;  // of a call, unless one line alone is longer
constexpr std::size_t kLongestList = 8U << 20U;

struct Counts {
  std::size_t added = 0;
  std::size_t left_out = 0;
};

rpc::Outcome<Json> contents_of(const fs::path& folder) {
  std::ifstream in(folder / "export.json", std::ios::binary);
  std::string text(kLongestList, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  auto out = Json::parse(text, nullptr, false);
  if (!out.is_object() || !out.contains("conversations") || !out["conversations"].is_array()) {
    return fault(FaultCode::invalid_argument, "This folder is no export of Stille.",
                 {{"about", folder.string()}});
  }
  return std::move(out["conversations"]);
}

/// Inside the folder, whatever the list says.
std::optional<fs::path> file_of(const fs::path& folder, const Json& one) {
  if (!one.is_object() || !one.contains("file") || !one["file"].is_string()) return std::nullopt;
  const fs::path named = one["file"].get<std::string>();
  const bool inside = named.is_relative() && std::ranges::find(named, fs::path("..")) == named.end();
  return inside ? std::optional(folder / named) : std::nullopt;
}

rpc::Outcome<void> send(Context& context, const Json& who, const fs::path& file, std::size_t first,
                        std::vector<std::string>& lines, bool check, Counts& counts) {
  if (lines.empty()) return BOOST_OUTCOME_V2_NAMESPACE::success();
  auto done = context.call("history.import", {{"conversation", who}, {"lines", lines}, {"check", check}});
  if (done.has_error()) {
    auto why = std::move(done).error();
    if (why.detail.contains("line")) {
      const auto line = first + why.detail["line"].get<std::size_t>();
      why.detail["about"] = file.string() + ":" + std::to_string(line);
    }
    return why;
  }
  counts.added += done.value()["added"].get<std::size_t>();
  counts.left_out += done.value()["left_out"].get<std::size_t>();
  lines.clear();
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

rpc::Outcome<void> read_file(Context& context, const Json& who, const fs::path& file, bool check,
                             Counts& counts) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fault(FaultCode::invalid_argument, "The file cannot be read.", {{"about", file.string()}});
  std::vector<std::string> lines;
  std::size_t bytes = 0;
  std::size_t first = 1;
  std::size_t next = 1;
  for (std::string line; std::getline(in, line); ++next) {
    if (lines.size() == kMostLines || bytes + line.size() > kMostBytes) {
      STILLE_TRYV(send(context, who, file, first, lines, check, counts));
      bytes = 0;
      first = next;
    }
    bytes += line.size();
    lines.push_back(std::move(line));
  }
  return send(context, who, file, first, lines, check, counts);
}

/// People who are not here, and groups, are passed over.
rpc::Outcome<bool> is_here(Context& context, const Json& who) {
  if (who == "self") return true;
  if (!who.is_string() || !who.get_ref<const std::string&>().starts_with("p_")) return false;
  const auto found = context.call("contact.show", {{"contact", who}});
  if (found.has_error() && found.error().code == FaultCode::not_found) return false;
  STILLE_TRYV(found);
  return true;
}

}  // namespace

Ran import_all(Context& context) {
  const fs::path folder = context.arguments.value;
  STILLE_TRY(const auto conversations, contents_of(folder));
  std::size_t strangers = 0;
  Counts counts;
  for (const bool check : {true, false}) {
    strangers = 0;
    counts = {};
    for (const auto& one : conversations) {
      const auto file = file_of(folder, one);
      if (!file || !one.contains("contact")) {
        return fault(FaultCode::invalid_argument, "This folder is no export of Stille.",
                     {{"about", folder.string()}});
      }
      STILLE_TRY(const bool here, is_here(context, one["contact"]));
      if (!here) {
        ++strangers;
        continue;
      }
      STILLE_TRYV(read_file(context, one["contact"], *file, check, counts));
    }
  }
  if (!context.output.for_people()) {
    context.output.record({{"v", 1},
                           {"type", "import"},
                           {"folder", folder.string()},
                           {"added", counts.added},
                           {"left_out", counts.left_out},
                           {"passed_over", strangers}},
                          {"folder", "added", "left_out", "passed_over"});
  }
  context.output.tell("import.done", {std::to_string(counts.added), std::to_string(counts.left_out),
                                      std::to_string(strangers)});
  return 0;
}

}  // namespace stille::cli
