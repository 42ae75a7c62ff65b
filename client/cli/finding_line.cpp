// How the command line is declared for finding things again.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_finding() {
  auto& wishes = out_.search;
  auto* search = top_verb("search");
  search->add_option("query", wishes.words, text("help.query"))->option_text("QUERY");
  anybody(search->add_option("--in", wishes.in, text("help.search.--in")))->option_text("WHO|GROUP|self");
  anybody(search->add_option("--from", wishes.from, text("help.search.--from")))->option_text("WHO|self");
  search->add_option("--has", wishes.has, text("help.--has"))
      ->check(CLI::IsMember({"question", "link", "file"}))
      ->delimiter(',')
      ->option_text("question|link|file")
      ->allow_extra_args(false);
  search->add_option("--after", wishes.after, text("help.--since"))->option_text("2w");
  search->add_option("--before", wishes.before, text("help.--before"))->option_text("2026-11-23");
  search->add_option("-n", out_.count, text("help.search.-n"))->check(CLI::Range(1, 200))->option_text("N");
  search->add_option("--older-than", wishes.older_than, text("help.--older-than"))->option_text("ID");
}

}  // namespace stille::cli
