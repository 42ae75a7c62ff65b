// What is said about groups, and the help of their commands.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kGroups{
    Entry{"head.members", "Members", "Mitglieder"},
    Entry{"head.role", "Part", "Aufgabe"},
    Entry{"head.purpose", "Purpose", "Zweck"},
    Entry{"group.chair", "chair", "Leitung"},
    Entry{"group.deputy", "deputy", "Vertretung"},
    Entry{"group.member", "member", "Mitglied"},
    Entry{"group.invited", "coming in", "kommt dazu"},
    Entry{"group.left", "left", "verlassen"},
    Entry{"group.closed", "closed", "beendet"},
    Entry{"group.suspended", "suspended", "ausgesetzt"},
    Entry{"group.connecting", "not yet reachable", "noch nicht erreichbar"},
    Entry{"group.same", "sees the same", "sieht dasselbe"},
    Entry{"group.behind", "not yet up to date", "noch nicht auf dem Stand"},
    Entry{"group.introduced", "introduced by {0}", "vorgestellt von {0}"},
    Entry{"group.none", "No groups yet. stille group new NAME --add WHO makes one.",
          "Noch keine Gruppe. stille group new NAME --add WER macht eine."},
    Entry{"group.made",
          "The group is there: {0}. Whoever was asked comes in when their program has answered.",
          "Die Gruppe ist da: {0}. Wer gefragt wurde, kommt dazu, sobald das Programm dort geantwortet hat."},
    Entry{"group.asked", "{0} has been asked and comes in when their program has answered.",
          "{0} wurde gefragt und kommt dazu, sobald das Programm dort geantwortet hat."},
    Entry{"group.removed", "{0} gets nothing more from this group.",
          "{0} bekommt nichts mehr aus dieser Gruppe."},
    Entry{"group.gone", "You have left the group. What was said stays with you.",
          "Du hast die Gruppe verlassen. Was gesagt wurde, bleibt bei dir."},
    Entry{"group.renamed", "The group is now called {0}.", "Die Gruppe heißt jetzt {0}."},
    Entry{"group.changed", "Changed. All members learn of it.", "Geändert. Alle Mitglieder erfahren davon."},
    Entry{"group.parted",
          "Not all members see the group alike yet. Until they do, only those are written to whom all "
          "agree on.",
          "Noch sehen nicht alle Mitglieder die Gruppe gleich. Bis dahin geht Neues nur an die, bei denen "
          "sich alle "
          "einig sind."},
    Entry{"group.contradiction",
          "Somebody with the chair told different people different things about this group. "
          "That is proved by their signatures.",
          "Jemand mit der Leitung hat verschiedenen Menschen Verschiedenes über diese Gruppe gesagt. Die "
          "Unterschriften belegen es."},
    Entry{"listen.group", "Group {0}: {1}.", "Gruppe {0}: {1}."},
    Entry{"group.event.member", "you are in it", "du bist dabei"},
    Entry{"group.event.left", "you are no longer in it", "du bist nicht mehr dabei"},
    Entry{"group.event.closed", "it has ended", "sie ist beendet"},
    Entry{"group.event.changed", "changed", "geändert"},
    Entry{"group.event.contradiction", "contradictory statements by one person", "Widersprüche einer Person"},
    Entry{"group.event.said_two_things", "one person said two different things",
          "jemand hat zweierlei gesagt"},
    Entry{"group.event.reported_two_things", "members have heard different things from one person",
          "Mitglieder haben von einer Person Verschiedenes gehört"},
    Entry{"group.event.gap", "a message was lost", "eine Nachricht ging verloren"},
    Entry{"fault.not_found.group", "There is no group “{0}”. See: stille group list",
          "Es gibt keine Gruppe „{0}“. Sieh nach: stille group list"},
    Entry{"fault.not_found.group or member", "There is no group or member “{0}”. See: stille group show",
          "Es gibt keine Gruppe und kein Mitglied „{0}“. Sieh nach: stille group show"},

    Entry{"help.group", "Small closed groups", "Kleine geschlossene Gruppen"},
    Entry{"examples.group", "  stille group new Runde --add mira,jonas\n  stille send '#runde' -m \"When?\"",
          "  stille group new Runde --add mira,jonas\n  stille send '#runde' -m \"Wann?\""},
    Entry{"help.group new", "A new group, led by you", "Eine neue Gruppe, von dir geleitet"},
    Entry{"examples.group new", "  stille group new \"Runde Datenschutz\" --add mira,jonas",
          "  stille group new \"Runde Datenschutz\" --add mira,jonas"},
    Entry{"help.group list", "All groups", "Alle Gruppen"},
    Entry{"examples.group list", "  stille group list --json", "  stille group list --json"},
    Entry{"help.group show", "One group and who is in it", "Eine Gruppe und wer dabei ist"},
    Entry{"examples.group show", "  stille group show '#runde'", "  stille group show '#runde'"},
    Entry{"help.group add", "Ask contacts to come in", "Kontakte dazubitten"},
    Entry{"examples.group add", "  stille group add '#runde' mira jonas",
          "  stille group add '#runde' mira jonas"},
    Entry{"help.group remove", "Take members out", "Mitglieder herausnehmen"},
    Entry{"examples.group remove", "  stille group remove '#runde' jonas",
          "  stille group remove '#runde' jonas"},
    Entry{"help.group leave", "Leave; the chair passes on first", "Verlassen; die Leitung geht vorher über"},
    Entry{"examples.group leave", "  stille group leave '#runde'", "  stille group leave '#runde'"},
    Entry{"help.group rename", "Another name for everybody", "Ein anderer Name für alle"},
    Entry{"examples.group rename", "  stille group rename '#runde' \"Neue Runde\"",
          "  stille group rename '#runde' \"Neue Runde\""},
    Entry{"help.group purpose", "Say what it is for", "Sagen, wozu sie da ist"},
    Entry{"examples.group purpose", "  stille group purpose '#runde' \"Questions about privacy\"",
          "  stille group purpose '#runde' \"Fragen zum Datenschutz\""},
    Entry{"help.group role", "Make somebody chair, deputy or member",
          "Leitung, Vertretung oder Mitglied bestimmen"},
    Entry{"examples.group role", "  stille group role '#runde' mira deputy",
          "  stille group role '#runde' mira deputy"},
    Entry{"help.group policy", "Who may ask people in", "Wer andere dazubitten darf"},
    Entry{"examples.group policy", "  stille group policy '#runde' everybody",
          "  stille group policy '#runde' everybody"},
    Entry{"help.group-policy", "chair, deputies or everybody",
          "chair (Leitung), deputies (Vertretungen) oder everybody (alle)"},
    Entry{"head.policy", "Who may add", "Wer dazubittet"},
    Entry{"group.policy.chair", "the chair", "die Leitung"},
    Entry{"group.policy.deputies", "chair and deputies", "Leitung und Vertretungen"},
    Entry{"group.policy.everybody", "everybody", "alle"},
    Entry{"why.policy", "Who may add is chair, deputies or everybody.",
          "Wer dazubitten darf, ist chair, deputies oder everybody."},
    Entry{"why.purpose_long", "A purpose has at most 1,000 bytes.", "Ein Zweck hat höchstens 1.000 Bytes."},
    Entry{"group.alike", "All members have the same list.", "Alle Mitglieder haben dieselbe Liste."},
    Entry{"group.not_alike", "Not everybody has said yet that they have the same list.",
          "Noch haben nicht alle gesagt, dass sie dieselbe Liste haben."},
    Entry{"help.which-group", "The group: #alias", "Die Gruppe: #alias"},
    Entry{"help.group-name", "What it is called", "Wie sie heißt"},
    Entry{"help.group-purpose", "What it is for", "Wozu sie da ist"},
    Entry{"help.group-role", "chair, deputy or member",
          "chair (Leitung), deputy (Vertretung) oder member (Mitglied)"},
    Entry{"help.group-who", "Who", "Wer"},
    Entry{"help.--add", "Ask these contacts", "Diese Kontakte dazubitten"},
};

}  // namespace

std::span<const Entry> group_catalogue() {
  return kGroups;
}

}  // namespace stille::cli
