// What is said about backups and about the end of a profile, and its help.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kLeaving{
    Entry{"help.backup", "Keep everything in one encrypted file, and come back from it",
          "Alles in einer verschlüsselten Datei sichern und daraus zurückkehren"},
    Entry{"help.backup create",
          "Write a backup; without a passphrase of its own a recovery key is shown once",
          "Eine Sicherung schreiben; ohne eigene Passphrase wird einmal ein Wiederherstellungsschlüssel "
          "gezeigt"},
    Entry{
        "examples.backup create",
        "  stille backup create ~/stille-2026.backup\n  stille backup create safe.backup --own-passphrase",
        "  stille backup create ~/stille-2026.backup\n  stille backup create sicher.backup --own-passphrase"},
    Entry{"help.backup verify", "Open a whole backup and say what is in it; nothing is changed",
          "Eine Sicherung ganz öffnen und sagen, was darin ist; nichts wird geändert"},
    Entry{"examples.backup verify", "  stille backup verify ~/stille-2026.backup",
          "  stille backup verify ~/stille-2026.backup"},
    Entry{"help.backup restore", "Make a new profile of a backup; your contacts are told by themselves",
          "Aus einer Sicherung ein neues Profil machen; deine Kontakte erfahren es von selbst"},
    Entry{"examples.backup restore",
          "  stille backup restore ~/stille-2026.backup\n  stille backup restore safe.backup work "
          "--no-passphrase",
          "  stille backup restore ~/stille-2026.backup\n  stille backup restore sicher.backup work "
          "--no-passphrase"},
    Entry{"help.backup-file", "The file of the backup", "Die Datei der Sicherung"},
    Entry{"help.backup create.--secret-fd", "Read a passphrase of the backup's own from this descriptor",
          "Eine eigene Passphrase der Sicherung von diesem Deskriptor lesen"},
    Entry{"help.backup create.--secret-file", "Its passphrase is the first line of this file",
          "Ihre Passphrase ist die erste Zeile dieser Datei"},
    Entry{"help.backup verify.--secret-fd", "Read its passphrase or recovery key from this descriptor",
          "Passphrase oder Wiederherstellungsschlüssel von diesem Deskriptor lesen"},
    Entry{"help.backup verify.--secret-file", "Its passphrase or recovery key is the first line of this file",
          "Passphrase oder Wiederherstellungsschlüssel ist die erste Zeile dieser Datei"},
    Entry{"help.--own-passphrase", "Ask for a passphrase instead of making a recovery key",
          "Nach einer Passphrase fragen, statt einen Wiederherstellungsschlüssel zu machen"},
    Entry{"help.--without-files", "Leave files of messages out", "Dateien von Nachrichten weglassen"},
    Entry{"ask.backup_passphrase", "Passphrase of the backup: ", "Passphrase der Sicherung: "},
    Entry{"ask.recovery_key", "Recovery key of the backup: ", "Wiederherstellungsschlüssel der Sicherung: "},
    Entry{
        "backup.recovery_key",
        "This recovery key opens the backup and is shown only now. Write it down and keep it apart from the "
        "file.",
        "Dieser Wiederherstellungsschlüssel öffnet die Sicherung und wird nur jetzt gezeigt. Schreib ihn auf "
        "und bewahre ihn getrennt von der Datei auf."},
    Entry{
        "backup.done",
        "Written to {0}: {1} {1:contact|contacts}, {2} {2:message|messages}, {3} {3:file|files}, as of {4}.",
        "Nach {0} geschrieben: {1} {1:Kontakt|Kontakte}, {2} {2:Nachricht|Nachrichten}, {3} "
        "{3:Datei|Dateien}, Stand {4}."},
    Entry{"backup.whole",
          "The backup of {0} from {1} is whole: {2} {2:contact|contacts}, {3} {3:message|messages}, {4} "
          "{4:file|files}.",
          "Die Sicherung von {0} vom {1} ist vollständig: {2} {2:Kontakt|Kontakte}, {3} "
          "{3:Nachricht|Nachrichten}, {4} {4:Datei|Dateien}."},
    Entry{"backup.restored",
          "The profile {0} is back with {1} {1:contact|contacts} and {2} {2:message|messages}, as of {3}. "
          "With the next connection "
          "your "
          "contacts learn that you began anew; whoever verified you accepts that first. Do not use the old "
          "profile any more.",
          "Das Profil {0} ist wieder da, mit {1} {1:Kontakt|Kontakten} und {2} {2:Nachricht|Nachrichten}, "
          "Stand {3}. Mit der nächsten "
          "Verbindung erfahren deine Kontakte, dass du neu begonnen hast; wer dich bestätigt hat, stimmt dem "
          "erst zu. Benutze das alte Profil nicht mehr."},
    Entry{"fault.wrong_passphrase.backup", "The backup {0} does not open with this.",
          "Die Sicherung {0} öffnet sich damit nicht."},
    Entry{"fault.wrong_passphrase.recovery_key",
          "The recovery key has a mistake in it. Compare it letter by letter.",
          "Im Wiederherstellungsschlüssel ist ein Fehler. Vergleich ihn Zeichen für Zeichen."},
    Entry{"fault.damaged.backup", "The backup {0} is damaged or not whole. Nothing was changed.",
          "Die Sicherung {0} ist beschädigt oder nicht vollständig. Nichts wurde geändert."},
    Entry{"fault.newer_version.backup", "The backup {0} was made by a later version. Nothing was changed.",
          "Die Sicherung {0} stammt von einer neueren Version. Nichts wurde geändert."},
    Entry{"fault.locked.backup", "What opens the backup is missing: --secret-fd N or --secret-file FILE.",
          "Es fehlt, was die Sicherung öffnet: --secret-fd N oder --secret-file DATEI."},
    Entry{"why.backup_none", "This is no backup of Stille.", "Das ist keine Sicherung von Stille."},
    Entry{"why.backup_slip", "The recovery key has a mistake in it.",
          "Im Wiederherstellungsschlüssel ist ein Fehler."},
    Entry{"why.backup_empty", "The passphrase of the backup is empty.",
          "Die Passphrase der Sicherung ist leer."},
    Entry{"why.backup_wrong", "The backup does not open with this.",
          "Damit öffnet sich die Sicherung nicht."},
    Entry{"why.backup_damaged", "The backup is damaged or not whole.",
          "Die Sicherung ist beschädigt oder nicht vollständig."},
    Entry{"why.backup_newer", "The backup was made by a later version.",
          "Die Sicherung stammt von einer neueren Version."},
    Entry{"why.backup_secret", "What opens the backup is missing: --secret-fd N or --secret-file FILE.",
          "Es fehlt, was die Sicherung öffnet: --secret-fd N oder --secret-file DATEI."},
    Entry{"why.no_such_file", "There is no such file.", "Diese Datei gibt es nicht."},
    Entry{"help.erase", "Erase for good", "Für immer löschen"},
    Entry{"help.erase account", "Erase this profile, with everything of it at its relays",
          "Dieses Profil löschen, mit allem davon auf seinen Relays"},
    Entry{"examples.erase account", "  stille backup create last.backup\n  stille erase account",
          "  stille backup create letzte.backup\n  stille erase account"},
    Entry{"help.erase.--yes", "Do not ask", "Nicht nachfragen"},
    Entry{"help.--local-only", "Leave what is at the relays to its time; needs no connection",
          "Was auf den Relays liegt, seiner Frist überlassen; braucht keine Verbindung"},
    Entry{"help.profile delete", "Erase a profile from this machine alone",
          "Ein Profil nur auf diesem Rechner löschen"},
    Entry{"examples.profile delete", "  stille profile delete old", "  stille profile delete alt"},
    Entry{"ask.erase",
          "Type the profile's name to erase it: ", "Tipp den Namen des Profils, um es zu löschen: "},
    Entry{"erase.what",
          "The profile {0} goes for good: your identity, all contacts, conversations and files on this "
          "machine, "
          "and your mailboxes, links and files at your relays. What others received stays with them.",
          "Das Profil {0} verschwindet für immer: deine Identität, alle Kontakte, Unterhaltungen und Dateien "
          "auf "
          "diesem Rechner und deine Postfächer, Links und Dateien auf deinen Relays. Was andere erhalten "
          "haben, "
          "bleibt bei ihnen."},
    Entry{"erase.local_what",
          "The profile {0} goes from this machine for good. What lies at your relays stays there until its "
          "time "
          "is over.",
          "Das Profil {0} verschwindet für immer von diesem Rechner. Was auf deinen Relays liegt, bleibt "
          "dort bis "
          "zu seiner Frist."},
    Entry{"help.erase conversation", "Erase what was said with somebody, on this machine",
          "Löschen, was mit jemandem gesagt wurde, auf diesem Rechner"},
    Entry{"examples.erase conversation",
          "  stille erase conversation mira --dry-run\n  stille erase conversation '#choir'",
          "  stille erase conversation mira --dry-run\n  stille erase conversation '#chor'"},
    Entry{"help.erase conversation.--dry-run", "Say what would go, and erase nothing",
          "Sagen, was weg wäre, und nichts löschen"},
    Entry{"ask.erase_conversation", "Type the name of the conversation to erase it: ",
          "Tipp den Namen der Unterhaltung, um sie zu löschen: "},
    Entry{"erase.nothing", "There is nothing to erase of {0}.", "Von {0} gibt es nichts zu löschen."},
    Entry{"erase.conversation_what", "What was said with {0} goes for good. Messages: {1}, files: {2}.",
          "Was mit {0} gesagt wurde, verschwindet für immer. Nachrichten: {1}, Dateien: {2}."},
    Entry{"erase.conversation_span", "Oldest: {0}, newest: {1}.", "Älteste: {0}, neueste: {1}."},
    Entry{"erase.conversation_leaving", "Not yet with everybody, and still on their way: {0}.",
          "Noch nicht bei allen und weiter unterwegs: {0}."},
    Entry{"erase.conversation_later", "Waiting for their time, and not leaving any more: {0}.",
          "Warten auf ihre Zeit und gehen nicht mehr raus: {0}."},
    Entry{"erase.conversation_draft", "What you have begun to write goes too.",
          "Auch was du angefangen hast zu schreiben."},
    Entry{"erase.conversation_here", "It is erased on this machine only; with others it stays.",
          "Gelöscht wird nur auf diesem Rechner; bei anderen bleibt es."},
    Entry{"erase.conversation_done", "What was said with {0} is gone. Messages: {1}.",
          "Was mit {0} gesagt wurde, ist weg. Nachrichten: {1}."},
    Entry{"why.erase_other_name", "That is not the name of the conversation; nothing was erased.",
          "Das ist nicht der Name der Unterhaltung; nichts wurde gelöscht."},
    Entry{"why.erase_hold",
          "A hold stands against erasing this conversation; take it away with retention first.",
          "Diese Unterhaltung wird festgehalten; hebe das zuerst mit retention auf."},
    Entry{"erase.offline", "Nothing was erased. Try again with a connection, or use --local-only.",
          "Nichts wurde gelöscht. Versuch es mit Verbindung noch einmal, oder nimm --local-only."},
    Entry{"erase.done", "The profile {0} is gone, here and at its relays.",
          "Das Profil {0} ist gelöscht, hier und auf seinen Relays."},
    Entry{"erase.local_done", "The profile {0} is gone from this machine.",
          "Das Profil {0} ist von diesem Rechner gelöscht."},
    Entry{"why.erase_not_confirmed", "That is not the profile's name; nothing was erased.",
          "Das ist nicht der Name des Profils; nichts wurde gelöscht."},
    Entry{"why.erase_not_yet", "The relay has not yet removed everything.",
          "Das Relay hat noch nicht alles entfernt."},
};

}  // namespace

std::span<const Entry> leaving_catalogue() {
  return kLeaving;
}

}  // namespace stille::cli
