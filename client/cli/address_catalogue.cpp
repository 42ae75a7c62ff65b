// What is said about address books of other programs, and the help of their commands.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kAddresses{
    Entry{"address.exported", "{0} contacts are in {1}. That file is not encrypted.",
          "{0} Kontakte stehen in {1}. Die Datei ist nicht verschlüsselt."},
    Entry{"address.imported",
          "{0} of {1} people are contacts of yours. Whoever else is in the file needs an invitation: "
          "stille invite create",
          "{0} von {1} Personen sind Kontakte von dir. Wer sonst in der Datei steht, braucht eine Einladung: "
          "stille invite create"},
    Entry{"address.found", "written down", "notiert"},
    Entry{"address.same", "nothing new", "nichts Neues"},
    Entry{"address.unknown", "not a contact", "kein Kontakt"},
    Entry{"address.ambiguous", "several contacts have this name", "mehrere Kontakte heißen so"},

    Entry{"help.contact export", "Write contacts to a vCard file", "Kontakte in eine vCard-Datei schreiben"},
    Entry{"examples.contact export",
          "  stille contact export mira mira.vcf\n  stille contact export --all - | less",
          "  stille contact export mira mira.vcf\n  stille contact export --all - | less"},
    Entry{"help.contact import", "Write down what a vCard or CSV file says about your contacts",
          "Notieren, was eine vCard- oder CSV-Datei über deine Kontakte sagt"},
    Entry{"examples.contact import",
          "  stille contact import addresses.vcf\n  stille contact import - < people.csv",
          "  stille contact import adressen.vcf\n  stille contact import - < leute.csv"},
    Entry{"help.address-what", "Whom, and into which file; - is standard output",
          "Wen, und in welche Datei; - ist die Standardausgabe"},
    Entry{"help.contact export.--all", "All contacts", "Alle Kontakte"},
    Entry{"help.address-file", "A vCard file (3.0, 4.0) or a table with headings; - is standard input",
          "Eine vCard-Datei (3.0, 4.0) oder eine Tabelle mit Überschriften; - ist die Standardeingabe"},

    Entry{"why.address_words", "Say whom and into which file, or --all and the file; - is standard output.",
          "Sag, wen und in welche Datei, oder --all und die Datei; - ist die Standardausgabe."},
    Entry{"why.address_too_large", "An address book has at most 16 MiB, and a line of it 4 MiB.",
          "Ein Adressbuch hat höchstens 16 MiB, eine Zeile darin 4 MiB."},
    Entry{"why.address_encoding", "This line is not UTF-8.", "Diese Zeile ist kein UTF-8."},
    Entry{"why.address_form", "This line has no form of an address book.",
          "Diese Zeile hat nicht die Form eines Adressbuchs."},
    Entry{"why.address_version", "Only vCard 3.0 and 4.0 are read.", "Nur vCard 3.0 und 4.0 werden gelesen."},
    Entry{"why.address_unfinished", "What begins in this line has no end.",
          "Was in dieser Zeile beginnt, hat kein Ende."},
    Entry{"why.address_nameless", "Who begins in this line has no name.",
          "Wer in dieser Zeile beginnt, hat keinen Namen."},
    Entry{"why.address_crowded", "An address book has at most 10,000 people.",
          "Ein Adressbuch hat höchstens 10.000 Personen."},
    Entry{"why.address_headings", "The first line does not say which column is the name.",
          "Die erste Zeile sagt nicht, in welcher Spalte der Name steht."},
    Entry{"why.address_picture", "The picture in this line cannot be read.",
          "Das Bild in dieser Zeile ist nicht lesbar."},
    Entry{"why.address_value",
          "Something about who begins in this line is longer than it may be, or of another form.",
          "Etwas über die Person, die in dieser Zeile beginnt, ist zu lang oder hat eine andere Form."},
    Entry{"why.address_note", "The note about who begins in this line is too long, or a circle has no name.",
          "Die Notiz zur Person, die in dieser Zeile beginnt, ist zu lang, oder ein Kreis hat keinen Namen."},
};

}  // namespace

std::span<const Entry> address_catalogue() {
  return kAddresses;
}

}  // namespace stille::cli
