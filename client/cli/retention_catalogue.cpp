// What is said about how long messages are kept, and its help.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kRetention{
    Entry{"help.retention", "How long messages are kept on this machine",
          "Wie lange Nachrichten auf diesem Rechner bleiben"},
    Entry{"help.retention list", "The rule for all conversations, then those with one of their own",
          "Die Regel für alle Unterhaltungen, dann die mit einer eigenen"},
    Entry{"examples.retention list", "  stille retention list", "  stille retention list"},
    Entry{"help.retention preview", "What a rule would erase now; nothing is changed",
          "Was eine Regel jetzt löschen würde; nichts wird geändert"},
    Entry{"examples.retention preview",
          "  stille retention preview mira --rule 90d\n  stille retention preview --rule business",
          "  stille retention preview mira --rule 90d\n  stille retention preview --rule business"},
    Entry{"help.retention set", "Set a rule, for one conversation or for all others",
          "Eine Regel setzen, für eine Unterhaltung oder für alle übrigen"},
    Entry{"examples.retention set",
          "  stille retention set --rule 365d\n  stille retention set mira --rule keep\n"
          "  stille retention set mira --hold",
          "  stille retention set --rule 365d\n  stille retention set mira --rule keep\n"
          "  stille retention set mira --hold"},
    Entry{"help.retention-whose", "A person, or self; without it: everybody without a rule of their own",
          "Eine Person oder self; ohne Angabe: alle ohne eigene Regel"},
    Entry{"help.--rule",
          "For ever, so many days, or six years from the end of the year as for business letters",
          "Für immer, so viele Tage, oder sechs Jahre ab Jahresende wie bei Geschäftsbriefen"},
    Entry{"help.retention.--default", "The rule for all others holds again",
          "Wieder die Regel für alle übrigen"},
    Entry{"help.--hold", "Erase nothing of it, whatever the rules say",
          "Nichts daraus löschen, was die Regeln auch sagen"},
    Entry{"help.--release", "The rules hold again", "Die Regeln gelten wieder"},
    Entry{"help.retention.--yes", "Messages may go at once", "Nachrichten dürfen sofort gehen"},
    Entry{"retention.rule.keep", "for ever", "für immer"},
    Entry{"retention.rule.30d", "30 days", "30 Tage"},
    Entry{"retention.rule.90d", "90 days", "90 Tage"},
    Entry{"retention.rule.365d", "365 days", "365 Tage"},
    Entry{"retention.rule.business", "six years from the end of the year", "sechs Jahre ab Jahresende"},
    Entry{"retention.all", "All others", "Alle übrigen"},
    Entry{"retention.follows", "(as all others)", "(wie alle übrigen)"},
    Entry{"retention.held", "on hold: nothing is erased", "angehalten: nichts wird gelöscht"},
    Entry{"retention.nothing", "Nothing would be erased now.", "Jetzt würde nichts gelöscht."},
    Entry{"retention.would_go", "{0} {0:message|messages} would be erased, from {1} to {2}.",
          "{0} {0:Nachricht würde|Nachrichten würden} gelöscht, von {1} bis {2}."},
    Entry{"why.retention_yes", "Messages would be erased at once; --yes says that they may.",
          "Nachrichten würden sofort gelöscht; mit --yes dürfen sie das."},
    Entry{"why.retention_rule", "A rule is keep, 30d, 90d, 365d or business.",
          "Eine Regel ist keep, 30d, 90d, 365d oder business."},
    Entry{"why.retention_set", "A rule for all conversations, or one of them and what changes.",
          "Eine Regel für alle Unterhaltungen, oder eine von ihnen und was sich ändert."},
};

}  // namespace

std::span<const Entry> retention_catalogue() {
  return kRetention;
}

}  // namespace stille::cli
