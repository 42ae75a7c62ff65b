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
    Entry{"help.--to", "The folder; it must not be there yet", "Der Ordner; es darf ihn noch nicht geben"},
    Entry{"export.done",
          "Written to {0}: {1} conversations, {2} messages, {3} files. The folder is not encrypted: keep it "
          "where only "
          "you can read it.",
          "Nach {0} geschrieben: {1} Unterhaltungen, {2} Nachrichten, {3} Dateien. Der Ordner ist nicht "
          "verschlüsselt: "
          "leg ihn "
          "dorthin, wo nur du liest."},
    Entry{"export.deleted", "deleted", "gelöscht"},
    Entry{"help.import", "Take the history of an export back into conversations that are here",
          "Den Verlauf eines Exports in Unterhaltungen zurückholen, die es hier gibt"},
    Entry{"examples.import", "  stille import ~/stille-2026", "  stille import ~/stille-2026"},
    Entry{"help.import-folder", "The folder that an export wrote",
          "Der Ordner, den ein Export geschrieben hat"},
    Entry{"import.done",
          "{0} messages added. {1} were left out (files, settings and what disappears); {2} conversations "
          "are not "
          "here.",
          "{0} Nachrichten hinzugefügt. {1} wurden ausgelassen (Dateien, Einstellungen und was "
          "verschwindet); {2} "
          "Unterhaltungen gibt es hier nicht."},
    Entry{"why.import_line", "This is no line of an export.", "Das ist keine Zeile eines Exports."},
    Entry{"why.import_folder", "This folder is no export of Stille.",
          "Dieser Ordner ist kein Export von Stille."},
    Entry{"why.export_exists", "There is something of this name already.",
          "Es gibt schon etwas mit diesem Namen."},
    Entry{"why.export_unwritable", "The export cannot be written there.",
          "Der Export lässt sich dort nicht schreiben."},
};

}  // namespace

std::span<const Entry> export_catalogue() {
  return kExport;
}

}  // namespace stille::cli
