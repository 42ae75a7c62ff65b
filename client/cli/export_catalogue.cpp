// What is said about an export, and its help.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kExport{
    Entry{"help.export", "Write conversations and people to a folder, as JSON lines and as pages to read",
          "Unterhaltungen und Menschen in einen Ordner schreiben, als JSON-Zeilen und als Seiten zum Lesen"},
    Entry{"examples.export", "  stille export --to ~/stille-2026\n  stille export mira --to mira",
          "  stille export --to ~/stille-2026\n  stille export mira --to mira"},
    Entry{"help.export-who", "Only these people; self for the notes to yourself. Without it: everybody",
          "Nur diese Menschen; self für die Notizen an dich. Ohne Angabe: alle"},
    Entry{"help.export.--format", "Only lines for programs, or only pages to read; without it: both",
          "Nur Zeilen für Programme oder nur Seiten zum Lesen; ohne Angabe beides"},
    Entry{"help.--to", "The folder; it must not be there yet", "Der Ordner; es darf ihn noch nicht geben"},
    Entry{"export.done",
          "Written to {0}: {1} {1:conversation|conversations}, {2} {2:message|messages}, {3} {3:file|files}. "
          "The folder is not encrypted: keep it "
          "where only "
          "you can read it.",
          "Nach {0} geschrieben: {1} {1:Unterhaltung|Unterhaltungen}, {2} {2:Nachricht|Nachrichten}, {3} "
          "{3:Datei|Dateien}. Der Ordner ist nicht "
          "verschlüsselt: "
          "leg ihn "
          "dorthin, wo nur du liest."},
    Entry{"export.progress", "{0} {0:message|messages}", "{0} {0:Nachricht|Nachrichten}"},
    Entry{"import.progress", "{0} {0:message|messages}", "{0} {0:Nachricht|Nachrichten}"},
    Entry{"backup.progress", "{0} written", "{0} geschrieben"},
    Entry{"restore.progress", "{0} written", "{0} geschrieben"},
    Entry{"export.deleted", "deleted", "gelöscht"},
    Entry{"export.earlier", "Earlier wordings", "Frühere Fassungen"},
    Entry{"export.goes", "disappears on {0}", "verschwindet am {0}"},
    Entry{"export.index", "Conversations", "Unterhaltungen"},
    Entry{"export.entries", "Spoken elsewhere", "Anderswo gesprochen"},
    Entry{"export.notes", "Notes to yourself", "Notizen an dich"},
    Entry{"export.not_here", "not in this export", "nicht in diesem Export"},
    Entry{"fault.not_found.own_file", "This file is not here any more as it was sent.",
          "Diese Datei ist hier nicht mehr so, wie sie gesendet wurde."},
    Entry{"help.import", "Take an export back: conversations, people, groups and files",
          "Einen Export zurückholen: Unterhaltungen, Menschen, Gruppen und Dateien"},
    Entry{"examples.import", "  stille import ~/stille-2026", "  stille import ~/stille-2026"},
    Entry{"help.import-folder", "The folder that an export wrote",
          "Der Ordner, den ein Export geschrieben hat"},
    Entry{"import.done",
          "{0} {0:message|messages} and {1} {1:file|files} added. {2} {2:message was|messages were} left "
          "out: {2:its|their} time is over, or nobody can read {2:it|them}.",
          "{0} {0:Nachricht|Nachrichten} und {1} {1:Datei|Dateien} hinzugefügt. {2} {2:Nachricht "
          "blieb|Nachrichten blieben} aus: Ihre Zeit ist vorbei, "
          "oder niemand "
          "kann sie lesen."},
    Entry{"import.new",
          "New here: {0} {0:person|people} in the address book (stille invite create --for WHO), {1} "
          "{1:group|groups} to read in.",
          "Neu hier: {0} {0:Mensch|Menschen} im Adressbuch (stille invite create --for WER), {1} "
          "{1:Gruppe|Gruppen} zum Nachlesen."},
    Entry{"import.entries", "Notes of having spoken elsewhere, added: {0}.",
          "Einträge darüber, dass ihr anderswo gesprochen habt, hinzugefügt: {0}."},
    Entry{"import.passed_over",
          "{0} {0:conversation was|conversations were} left out: several people here have their name. Give "
          "one an alias of their "
          "own, and "
          "repeat.",
          "{0} {0:Unterhaltung blieb|Unterhaltungen blieben} aus: Hier heißen mehrere so. Gib einer Person "
          "einen eigenen Alias und "
          "wiederhole "
          "es."},
    Entry{"why.import_author", "Somebody who wrote in this group is nobody here.",
          "Jemand, der in dieser Gruppe schrieb, ist hier niemand."},
    Entry{"why.import_groups", "There are too many groups; nothing more of them comes back.",
          "Es gibt zu viele Gruppen; mehr von ihnen kommt nicht zurück."},
    Entry{"why.import_line", "This is no line of an export.", "Das ist keine Zeile eines Exports."},
    Entry{"why.import_folder", "This folder is no export of Stille.",
          "Dieser Ordner ist kein Export von Stille."},
    Entry{"why.export_exists", "There is something of this name already.",
          "Es gibt schon etwas mit diesem Namen."},
};

}  // namespace

std::span<const Entry> export_catalogue() {
  return kExport;
}

}  // namespace stille::cli
