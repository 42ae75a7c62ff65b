// The arguments of `keep`.
#include "client/cli/command_line.hpp"
#include "client/cli/i18n.hpp"
#include "client/core/keep_views.hpp"

namespace stille::cli {

void CommandLine::declare_keep() {
  auto& keep = out_.keep;
  auto* noun_keep = noun("keep");
  verb(noun_keep, "today");
  verb(noun_keep, "list");
  const auto who = [this](CLI::App* at) {
    anybody(subject(at, "contact", "help.who"))->required()->option_text("WHO");
  };

  auto* set = verb(noun_keep, "set");
  anybody(set->add_option("contacts", out_.recipients, text("help.keep-who")))
      ->required()
      ->option_text("WHO…");
  set->add_option("--every", keep.every, text("help.--every"))->option_text("3mo");
  set->add_option("--birthday", keep.birthday, text("help.--birthday"))->option_text("05-23");
  set->add_option("--circle", keep.circles, text("help.--circle"))
      ->delimiter(',')
      ->option_text("CIRCLE")
      ->allow_extra_args(false);
  set->add_option("--leave", keep.leave, text("help.--leave"))
      ->delimiter(',')
      ->option_text("CIRCLE")
      ->allow_extra_args(false);

  auto* snooze = verb(noun_keep, "snooze");
  who(snooze);
  snooze->add_option("until", keep.until, text("help.keep-until"))
      ->required()
      ->option_text("SPAN|DATE|never|off");

  auto* log = verb(noun_keep, "log");
  who(log);
  log->add_option("--via", keep.via, text("help.--via"))
      ->check(CLI::IsMember({"phone", "met", "mail", "letter", "other"}))
      ->option_text("phone|met|mail|letter|other");
  log->add_option("-m,--message", out_.text, text("help.keep-note"))->option_text("TEXT");
  log->add_option("--on", keep.on, text("help.keep-log-on"))->option_text("DATE");

  auto* waiting = verb(noun_keep, "waiting");
  const auto grace = std::to_string(client::kQuestionGrace.count());
  waiting->description(say(language_, "help.keep waiting", {grace}));
  waiting->add_flag("--older", keep.older, text("help.--older"));
  waiting->add_flag("--asked", keep.asked, text("help.--asked"));

  auto* birthdays = verb(noun_keep, "birthdays");
  auto* days = birthdays->add_option("--days", keep.days, text("help.--days"))
                   ->check(CLI::Range(0, 366))
                   ->option_text("14");
  birthdays->add_flag("--ics", keep.ics, text("help.--ics"))->excludes(days);

  auto* remind = verb(noun_keep, "remind");
  subject(remind, "message", "help.keep-message")->required()->option_text("ID");
  remind->add_option("--on", keep.on, text("help.keep-remind-on"))->required()->option_text("DATE");

  anybody(subject(verb(noun_keep, "done"), "what", "help.keep-what"))->required()->option_text("WHO|ID");

  auto* draft = verb(noun_keep, "draft");
  who(draft);
  draft->add_option("--for", keep.purpose, text("help.--for"))
      ->check(CLI::IsMember({"birthday", "belated", "again", "answer", "nudge", "promised", "news"}))
      ->option_text("birthday|belated|again|answer|nudge|promised|news");
  draft->add_option("--in", keep.language, text("help.keep draft.--in"))
      ->check(CLI::IsMember({"de", "en"}))
      ->option_text("de|en");
  draft->add_option("--topic", keep.topic, text("help.--topic"))->option_text("TEXT");
  draft->add_option("--role", keep.role, text("help.--role"))->option_text("TEXT");
  draft->add_flag("--another", keep.another, text("help.--another"));

  auto* circle = verb(noun_keep, "circle");
  subject(circle, "circle", "help.keep-circle")->required()->option_text("CIRCLE");
  auto* every = circle->add_option("--every", keep.every, text("help.--every"))->option_text("3mo");
  circle->add_flag("--remove", keep.remove, text("help.keep circle.--remove"))->excludes(every);
  verb(noun_keep, "circles");
}

}  // namespace stille::cli
