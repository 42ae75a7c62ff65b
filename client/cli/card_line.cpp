// The arguments of `card`.
#include "client/cli/command_line.hpp"

namespace stille::cli {

void CommandLine::declare_cards() {
  auto& wish = out_.card;
  auto* card = noun("card");
  auto* show = verb(card, "show");
  subject(show, "contact", "help.card-whose")->option_text("WHO");
  show->add_option("--picture", wish.picture, text("help.--picture"))->option_text("FILE|-");

  auto* set = verb(card, "set");
  set->add_option("values", wish.values, text("help.card-values"))->required()->option_text("KEY=VALUE…");

  auto* share = verb(card, "share");
  subject(share, "contact", "help.who")->required()->option_text("WHO");
  share->add_option("--fields", out_.card.fields, text("help.card share.--fields"))
      ->required()
      ->delimiter(',')
      ->option_text("A,B|all|none")
      ->allow_extra_args(false);

  subject(verb(card, "request"), "contact", "help.who")->required()->option_text("WHO");
}

}  // namespace stille::cli
