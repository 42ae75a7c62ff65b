// What is said about finding things again, and its help.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kFinding{
    Entry{"help.search", "Find messages by their text, newest first",
          "Nachrichten nach ihrem Text finden, die neuesten zuerst"},
    Entry{"examples.search",
          "  stille search tuesday\n  stille search '\"ten o.clock\" meet*' --in mira\n"
          "  stille search --has question --from mira --after 1mo\n"
          "  stille search 'contract in:mira has:link before:2026-10'",
          "  stille search dienstag\n  stille search '\"zehn Uhr\" treff*' --in mira\n"
          "  stille search --has question --from mira --after 1mo\n"
          "  stille search 'vertrag in:mira hat:link vor:2026-10'"},
    Entry{
        "help.query",
        "Words, \"phrases\", begin*; the last word may go on. Filters too: in:WHO from:WHO has:link "
        "before:2026-11",
        "Wörter, „Wortfolgen“, Anfa*; das letzte Wort darf weitergehen. Auch Filter: in:WER von:WER hat:link "
        "vor:2026-11"},
    Entry{"help.search.--in", "Only in the conversation with this person",
          "Nur in der Unterhaltung mit dieser Person"},
    Entry{"help.search.--from", "Only what this person wrote; self for your own",
          "Nur was diese Person schrieb; self für Eigenes"},
    Entry{"help.--has", "Only what has this; several with commas",
          "Nur was das enthält; mehrere mit Komma (question Frage, link Link, file Datei)"},
    Entry{"help.--before", "Older than: 2w, 1mo, 2026-11-23", "Älter als: 2w, 1mo, 2026-11-23"},
    Entry{"help.search.-n", "The newest so many (20 when absent, at most 200)",
          "Die neuesten so vielen (ohne Angabe 20, höchstens 200)"},
    Entry{"help.--older-than", "The next page: older than this message",
          "Die nächste Seite: älter als diese Nachricht"},
    Entry{"search.to", "you to {0}", "du an {0}"},
    Entry{"search.none", "Nothing found. All conversations on this device were searched.",
          "Nichts gefunden. Gesucht wurde in allen Unterhaltungen auf diesem Gerät."},
    Entry{"search.more", "There is more: --older-than {0}", "Es gibt mehr: --older-than {0}"},
    Entry{"search.building",
          "The search index is being built ({0} %). Older messages are not found yet; search again in a "
          "moment.",
          "Der Suchindex wird aufgebaut ({0} %). Ältere Nachrichten werden noch nicht gefunden; suche gleich "
          "noch "
          "einmal."},
};

}  // namespace

std::span<const Entry> finding_catalogue() {
  return kFinding;
}

}  // namespace stille::cli
