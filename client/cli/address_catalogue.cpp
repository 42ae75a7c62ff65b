// What is said about address books of other programs, and the help of their commands.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kAddresses{
    Entry{"address.exported", "{0} {0:contact is|contacts are} in {1}. That file is not encrypted.",
          "{0} {0:Kontakt steht|Kontakte stehen} in {1}. Die Datei ist nicht verschlüsselt."},
    Entry{"address.imported",
          "{0} {0:person|people} read: {1} {1:was|were} known, {2} {2:is|are} new in your address book. Take "
          "it back with: stille "
          "contact "
          "import --undo",
          "{0} {0:Person|Personen} gelesen: {1} {1:war|waren} bekannt, {2} {2:ist|sind} neu in deinem "
          "Adressbuch. Zurücknehmen: stille "
          "contact import --undo"},
    Entry{"address.would_import",
          "{0} {0:person|people} read: {1} {1:is|are} known, {2} would be new in your address book. Nothing "
          "was changed.",
          "{0} {0:Person|Personen} gelesen: {1} {1:ist|sind} bekannt, {2} {2:wäre|wären} neu in deinem "
          "Adressbuch. Geändert wurde nichts."},
    Entry{"address.some_ambiguous",
          "{0} {0:was|were} left out: several people here have their name. Give one of them an alias of "
          "their own: "
          "stille "
          "contact set",
          "{0} {0:blieb|blieben} aus: Hier heißen mehrere so. Gib einer Person einen eigenen Alias: stille "
          "contact set"},
    Entry{
        "address.next",
        "Whom would you like to keep in touch with: stille keep set WHO --every 3mo. Invite somebody: stille "
        "invite create --for WHO",
        "Mit wem möchtest du in Kontakt bleiben: stille keep set WER --every 3mo. Jemanden einladen: stille "
        "invite create --for WER"},
    Entry{"address.undone", "The import is taken back: {0} {0:person|people} removed, {1} as before.",
          "Der Import ist zurückgenommen: {0} {0:Person|Personen} entfernt, {1} wieder wie zuvor."},
    Entry{"address.undone_kept", "{0} {0:stays|stay}, because something was written down about them since.",
          "{0} {0:bleibt|bleiben}, weil seither etwas dazu notiert wurde."},
    Entry{"address.found", "written down", "notiert"},
    Entry{"address.same", "nothing new", "nichts Neues"},
    Entry{"address.unknown", "not known here", "hier nicht bekannt"},
    Entry{"address.ambiguous", "several people have this name", "mehrere heißen so"},
    Entry{"address.added", "new in the address book", "neu im Adressbuch"},
    Entry{"contact.local", "only in the address book", "nur im Adressbuch"},
    Entry{"contact.none_found", "Nobody was found. Looked at names, cards, notes and circles.",
          "Niemand gefunden. Gesucht wurde in Namen, Karten, Notizen und Kreisen."},
    Entry{"contact.merged", "Everything is with {0} now.", "Alles steht jetzt bei {0}."},
    Entry{"contact.added", "{0} is written down. Invite them: stille invite create --for {0}",
          "{0} ist notiert. Einladen: stille invite create --for {0}"},
    Entry{"contact.described", "What you know about {0} is written down.",
          "Was du über {0} weißt, ist notiert."},
    Entry{"head.for", "For", "Für"},
    Entry{"fault.invalid_argument.local_contact",
          "“{0}” is only in your address book. Invite them: stille invite create --for {0}",
          "„{0}“ steht nur in deinem Adressbuch. Lade die Person ein: stille invite create --for {0}"},
    Entry{"fault.not_found.address_import", "There is no import that could be taken back.",
          "Es gibt keinen Import, der zurückgenommen werden könnte."},

    Entry{"help.contact export", "Write contacts to a vCard file", "Kontakte in eine vCard-Datei schreiben"},
    Entry{"examples.contact export",
          "  stille contact export mira mira.vcf\n  stille contact export --all - | less",
          "  stille contact export mira mira.vcf\n  stille contact export --all - | less"},
    Entry{"help.contact import", "Take people in from a vCard or CSV file; nobody hears of it",
          "Personen aus einer vCard- oder CSV-Datei aufnehmen; niemand erfährt davon"},
    Entry{"examples.contact import",
          "  stille contact import --dry-run addresses.vcf\n  stille contact import Connections.csv\n"
          "  stille contact import - < people.csv\n  stille contact import --undo",
          "  stille contact import --dry-run adressen.vcf\n  stille contact import Kontakte.csv\n"
          "  stille contact import - < leute.csv\n  stille contact import --undo"},
    Entry{"help.contact import.--dry-run", "Show what would become of it and change nothing",
          "Zeigen, was daraus würde, und nichts ändern"},
    Entry{"help.contact import.--contacts-only", "Only write down what is said about people who are known",
          "Nur notieren, was über Bekannte darin steht"},
    Entry{"help.contact import.--undo", "Take the newest import back", "Den letzten Import zurücknehmen"},
    Entry{"help.contact add", "Write somebody down who is not on Stille; nobody hears of it",
          "Jemanden notieren, der nicht bei Stille ist; niemand erfährt davon"},
    Entry{"examples.contact add",
          "  stille contact add \"Mira Kaya\" company=ACME city=Ulm birthday=05-23 circles=clients",
          "  stille contact add \"Mira Kaya\" company=ACME city=Ulm birthday=05-23 circles=Kunden"},
    Entry{"help.add-name", "What they are called", "Wie die Person heißt"},
    Entry{"help.add-values", "role, company, city, languages, birthday, topics, note or circles (a,b)",
          "role, company, city, languages, birthday, topics, note oder circles (a,b)"},
    Entry{"help.contact describe", "Change what is written down about somebody of the address book",
          "Ändern, was über jemanden aus dem Adressbuch notiert ist"},
    Entry{"examples.contact describe", "  stille contact describe mira-kaya name=\"Mira Weiss\" city=",
          "  stille contact describe mira-kaya name=\"Mira Weiss\" city="},
    Entry{"help.describe-who", "Somebody who is only in the address book",
          "Jemand, der nur im Adressbuch steht"},
    Entry{"help.describe-values", "name, role, company, city, languages, birthday or topics; KEY= clears",
          "name, role, company, city, languages, birthday oder topics; KEY= löscht"},
    Entry{"help.contact find", "People by name, card, note or circle",
          "Menschen nach Name, Karte, Notiz oder Kreis finden"},
    Entry{"examples.contact find", "  stille contact find mül berlin", "  stille contact find mül berlin"},
    Entry{"help.find-words", "Beginnings of words; all of them have to fit",
          "Wortanfänge; alle müssen passen"},
    Entry{"help.contact merge", "Give what is kept about somebody of the address book to somebody else",
          "Was über jemanden aus dem Adressbuch gespeichert ist, einer anderen Person geben"},
    Entry{"examples.contact merge", "  stille contact merge mira-kaya mira",
          "  stille contact merge mira-kaya mira"},
    Entry{"help.merge-who", "Who is only in the address book, and will be gone",
          "Wer nur im Adressbuch steht und dann wegfällt"},
    Entry{"help.merge-into", "Who gets it", "Wer es bekommt"},
    Entry{"help.invite create.--for", "Somebody of the address book, who becomes the contact that uses it",
          "Jemand aus dem Adressbuch; wer den Link benutzt, ist dann diese Person"},
    Entry{"help.address-what", "Whom, and into which file; - is standard output",
          "Wen, und in welche Datei; - ist die Standardausgabe"},
    Entry{"help.contact export.--all", "All contacts", "Alle Kontakte"},
    Entry{"help.address-file", "A vCard file (3.0, 4.0) or a table with headings; - is standard input",
          "Eine vCard-Datei (3.0, 4.0) oder eine Tabelle mit Überschriften; - ist die Standardeingabe"},

    Entry{"why.address_words", "Say whom and into which file, or --all and the file; - is standard output.",
          "Sag, wen und in welche Datei, oder --all und die Datei; - ist die Standardausgabe."},
    Entry{"why.add_keys",
          "Say KEY=VALUE; the keys are role, company, city, languages, birthday, topics, note and circles.",
          "Sag KEY=WERT; die Schlüssel sind role, company, city, languages, birthday, topics, note und "
          "circles."},
    Entry{"why.describe_keys",
          "Say KEY=VALUE; the keys are name, role, company, city, languages, birthday and topics.",
          "Sag KEY=WERT; die Schlüssel sind name, role, company, city, languages, birthday und topics."},
    Entry{"why.written_form",
          "This is longer than it may be, or not as it has to be: a birthday is a day such as 1984-05-23 or "
          "05-23, "
          "languages are tags as de,en.",
          "Das ist zu lang oder hat eine andere Form: Ein Geburtstag ist ein Tag wie 1984-05-23 oder 05-23, "
          "Sprachen "
          "sind Kürzel wie de,en."},
    Entry{"why.note_too_long", "The note is too long.", "Die Notiz ist zu lang."},
    Entry{"why.written_down_already", "Somebody of this name is in the address book already.",
          "Jemand dieses Namens steht schon im Adressbuch."},
    Entry{
        "why.describes_themselves",
        "This person says themselves what stands on their card; only who is just in your address book can be "
        "described.",
        "Was auf dieser Karte steht, sagt die Person selbst; beschreiben lässt sich, wer nur im Adressbuch "
        "steht."},
    Entry{"why.address_too_large", "An address book has at most 16 MiB, and a line of it 4 MiB.",
          "Ein Adressbuch hat höchstens 16 MiB, eine Zeile darin 4 MiB."},
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
    Entry{"why.address_note",
          "The note or the name of who begins in this line is too long, or a circle has no name.",
          "Notiz oder Name der Person, die in dieser Zeile beginnt, ist zu lang, oder ein Kreis hat keinen "
          "Namen."},
    Entry{"why.address_room", "There is no room for more: at most 10,000 local contacts and 64 circles.",
          "Es ist kein Platz für mehr: höchstens 10.000 Personen im Adressbuch und 64 Kreise."},
    Entry{
        "why.address_note_below",
        "The note about who begins in this line does not fit below the one that is there.",
        "Die Notiz zur Person, die in dieser Zeile beginnt, passt nicht mehr unter die, die es schon gibt."},
    Entry{"why.address_encoding", "This line is not text in UTF-8, UTF-16 or Windows-1252.",
          "Diese Zeile ist kein Text in UTF-8, UTF-16 oder Windows-1252."},
    Entry{"why.address_bytes", "These are no bytes.", "Das sind keine Bytes."},
    Entry{"why.address_which", "Say the file, - for standard input, or --undo.",
          "Sag die Datei, - für die Standardeingabe, oder --undo."},
    Entry{"why.contact_already", "This person is a contact already.", "Diese Person ist schon ein Kontakt."},
    Entry{"why.merge_local", "Only somebody who is just in your address book can be joined to somebody else.",
          "Nur wer bloß im Adressbuch steht, lässt sich mit jemand anderem zusammenführen."},
    Entry{"why.merge_notes", "The two notes are too long together; shorten one first.",
          "Die beiden Notizen sind zusammen zu lang; kürze erst eine."},
};

}  // namespace

std::span<const Entry> address_catalogue() {
  return kAddresses;
}

}  // namespace stille::cli
