// What is said about the chair of a group: takeovers, statements in dispute, keys; and the help of their
// commands.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kChair{
    Entry{
        "chair.silent",
        "Nothing has come from the chair for seven days. You may ask for it: stille group takeover '{0}'",
        "Von der Leitung kam sieben Tage lang nichts. Du kannst um sie bitten: stille group takeover '{0}'"},
    Entry{"chair.asked",
          "Everybody has been asked. As soon as most have agreed the chair is yours; see: stille group show "
          "'{0}'",
          "Alle sind gefragt. Sobald die meisten zugestimmt haben, leitest du; sieh nach: stille group show "
          "'{0}'"},
    Entry{"chair.withdrawn", "You no longer ask for the chair.", "Du bittest nicht mehr um die Leitung."},
    Entry{"chair.own", "You have asked for the chair: {0} of {1} have agreed so far.",
          "Du hast um die Leitung gebeten: {0} von {1} haben bisher zugestimmt."},
    Entry{
        "chair.open",
        "{0} asks for the chair, from which nothing has come for seven days. If that is right with you: "
        "stille "
        "group agree '{1}' {0}. If not: stille group decline '{1}' {0}",
        "{0} bittet um die Leitung, von der sieben Tage lang nichts kam. Ist das in Ordnung für dich: stille "
        "group agree '{1}' {0}. Wenn nicht: stille group decline '{1}' {0}"},
    Entry{"chair.missed",
          "{0} has asked for your chair, because nothing had come from you. Your program has shown that you "
          "are there.",
          "{0} hat um deine Leitung gebeten, weil nichts von dir kam. Dein Programm hat gezeigt, dass du da "
          "bist."},
    Entry{"chair.agreed", "You have agreed that {0} takes the chair.",
          "Du hast zugestimmt, dass {0} die Leitung übernimmt."},
    Entry{"chair.declined", "You have not agreed that {0} takes the chair. Nobody learns of that.",
          "Du hast nicht zugestimmt, dass {0} die Leitung übernimmt. Niemand erfährt davon."},
    Entry{"chair.taken",
          "The chair went from {0} to {1} on {2}: nothing had come from there, and most agreed.",
          "Die Leitung ging am {2} von {0} an {1} über: Es war nichts mehr gekommen, und die meisten "
          "stimmten zu."},
    Entry{"chair.taken_from_self",
          "{0} has had the chair since {1}: nothing had come from you for seven days, and most agreed. What "
          "you "
          "changed after that does not count.",
          "{0} leitet seit {1}: Von dir war sieben Tage lang nichts gekommen, und die meisten stimmten zu. "
          "Was du "
          "danach geändert hast, zählt nicht."},
    Entry{"chair.dispute",
          "{0} said several things at one time; until one of them counts the group stands still:",
          "{0} hat zugleich Verschiedenes gesagt; bis eines davon zählt, steht die Gruppe still:"},
    Entry{"chair.dispute.you",
          "You said several things at one time; until one of them counts the group stands still:",
          "Du hast zugleich Verschiedenes gesagt; bis eines davon zählt, steht die Gruppe still:"},
    Entry{"chair.dispute_line", "  {0}  {1} {2}", "  {0}  {1} {2}"},
    Entry{"chair.may_settle", "You say which one counts: stille group settle '{0}' s_…",
          "Du sagst, was zählt: stille group settle '{0}' s_…"},
    Entry{"chair.settled", "This one counts. All members learn of it.",
          "Das zählt nun. Alle Mitglieder erfahren davon."},
    Entry{"chair.renewed", "Another key is on its way; the chair's program puts it into the list.",
          "Ein anderer Schlüssel ist unterwegs; das Programm der Leitung trägt ihn ein."},
    Entry{"chair.kind.add", "added", "dazu:"},
    Entry{"chair.kind.remove", "taken out", "heraus:"},
    Entry{"chair.kind.role", "another part for", "andere Aufgabe:"},
    Entry{"chair.kind.policy", "who may add", "wer dazubittet"},
    Entry{"chair.kind.describe", "description", "Beschreibung"},
    Entry{"chair.kind.rotate", "another key of", "anderer Schlüssel:"},
    Entry{"chair.kind.transfer", "chair to", "Leitung an:"},
    Entry{"chair.kind.takeover", "chair taken over", "Leitung übernommen"},
    Entry{"chair.kind.close", "ended", "beendet"},
    Entry{"group.event.chair_silent", "nothing has come from the chair for seven days",
          "von der Leitung kam sieben Tage lang nichts"},
    Entry{"group.event.takeover_asked", "somebody asks you for the chair; see: stille group show",
          "jemand bittet dich um die Leitung; sieh nach: stille group show"},
    Entry{"group.event.chair_missed", "somebody asks for your chair, for nothing had come from you",
          "jemand bittet um deine Leitung, weil nichts von dir kam"},
    Entry{"group.event.chair_back", "the chair, or a deputy before you, is back; you no longer ask for it",
          "die Leitung oder eine Vertretung vor dir ist wieder da; du bittest nicht mehr darum"},
    Entry{"group.event.takeover_over", "you no longer ask for the chair",
          "du bittest nicht mehr um die Leitung"},
    Entry{"group.event.taken_over", "a deputy has taken the chair",
          "eine Vertretung hat die Leitung übernommen"},
    Entry{"group.event.left_out",
          "too much waits for a member who has not been met yet; what is said now does not reach them",
          "für ein Mitglied, das noch nicht getroffen wurde, wartet zu viel; was jetzt gesagt wird, erreicht "
          "es nicht"},
    Entry{"log.left_out", "does not reach {0} of the members", "erreicht {0} der Mitglieder nicht"},
    Entry{"why.takeover_deputy", "Only a deputy can take the chair.",
          "Nur eine Vertretung kann die Leitung übernehmen."},
    Entry{
        "why.chair_heard", "The chair, or a deputy who goes first, has been heard within seven days.",
        "Von der Leitung oder einer Vertretung, die vorher dran ist, kam in den letzten sieben Tagen etwas."},
    Entry{"why.takeover_two", "In a group of two nobody is left who could agree.",
          "In einer Gruppe von zweien ist niemand da, der zustimmen könnte."},
    Entry{"why.agreed", "You have agreed already, which cannot be taken back.",
          "Du hast schon zugestimmt; das lässt sich nicht zurücknehmen."},
    Entry{"why.renewed_often", "Your key has been renewed too often. Leave and come in again.",
          "Dein Schlüssel wurde zu oft erneuert. Verlass die Gruppe und komm wieder dazu."},
    Entry{"fault.not_found.takeover", "“{0}” does not ask for the chair (any more). See: stille group show",
          "„{0}“ bittet nicht (mehr) um die Leitung. Sieh nach: stille group show"},
    Entry{"fault.not_found.statement", "There is no statement “{0}” to decide about. See: stille group show",
          "Es gibt keine Aussage „{0}“, über die zu entscheiden ist. Sieh nach: stille group show"},
    Entry{"help.group takeover", "Ask for the chair when it has been silent for seven days",
          "Um die Leitung bitten, wenn von ihr sieben Tage nichts kam"},
    Entry{"examples.group takeover",
          "  stille group takeover '#runde'\n  stille group takeover '#runde' --withdraw",
          "  stille group takeover '#runde'\n  stille group takeover '#runde' --withdraw"},
    Entry{"help.--withdraw", "Ask for it no longer", "Nicht mehr darum bitten"},
    Entry{"help.group agree", "Agree that a deputy takes the silent chair",
          "Zustimmen, dass eine Vertretung die Leitung übernimmt"},
    Entry{"examples.group agree", "  stille group agree '#runde' mira", "  stille group agree '#runde' mira"},
    Entry{"help.group decline", "Do not agree to it; nobody learns of that",
          "Nicht zustimmen; niemand erfährt davon"},
    Entry{"examples.group decline", "  stille group decline '#runde' mira",
          "  stille group decline '#runde' mira"},
    Entry{"help.group settle", "Say which of several statements by one chair counts",
          "Sagen, welche von mehreren Aussagen einer Leitung zählt"},
    Entry{"examples.group settle", "  stille group settle '#runde' s_1f0c",
          "  stille group settle '#runde' s_1f0c"},
    Entry{"help.group-statement", "Its s_ id, from group show", "Ihre Kennung s_…, aus group show"},
    Entry{"help.group renew", "Sign with another key in this group",
          "In dieser Gruppe mit einem anderen Schlüssel unterschreiben"},
    Entry{"examples.group renew", "  stille group renew '#runde'", "  stille group renew '#runde'"},
};

}  // namespace

std::span<const Entry> chair_catalogue() {
  return kChair;
}

}  // namespace stille::cli
