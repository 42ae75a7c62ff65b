// The sentences about files of messages, --help included.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kAttachments{
    Entry{"attachment.preparing", "is being read", "wird gelesen"},
    Entry{"attachment.uploading", "is on its way to the relay", "ist unterwegs zum Relay"},
    Entry{"attachment.uploaded", "at the relay", "beim Relay"},
    Entry{"attachment.sent", "sent", "gesendet"},
    Entry{"attachment.fetched", "fetched", "abgeholt"},
    Entry{"attachment.failed", "did not work", "nicht gelungen"},
    Entry{"attachment.cancelled", "called off", "abgebrochen"},
    Entry{"attachment.offered", "can be fetched", "kann geholt werden"},
    Entry{"attachment.downloading", "is being fetched", "wird geholt"},
    Entry{"attachment.here", "here", "hier"},
    Entry{"attachment.expired", "no longer at the relay", "nicht mehr beim Relay"},
    Entry{"attachment.line", "File: {0}", "Datei: {0}"},
    Entry{"attachment.to", "to {0}", "an {0}"},
    Entry{"attachment.none", "No files. Send one with: stille send WHO --attach FILE",
          "Keine Dateien. Sende eine mit: stille send WER --attach DATEI"},
    Entry{"attachment.progress", "{0}: {1} of {2}", "{0}: {1} von {2}"},
    Entry{"attachment.saved", "Saved as {0}.", "Gespeichert als {0}."},
    Entry{"attachment.called_off", "Called off: {0}. Its message does not leave.",
          "Abgebrochen: {0}. Die Nachricht dazu geht nicht raus."},
    Entry{"attachment.sent_again", "Is sent after all: {0}.", "Wird doch noch gesendet: {0}."},
    Entry{"attachment.not_now", "Not now: {0}. It can be fetched later.",
          "Jetzt nicht: {0}. Die Datei kann später geholt werden."},
    Entry{"send.files_offline",
          "The relay is not answering. Your message for {0} is saved; its files go on where they stopped "
          "with the "
          "next connection. Try: stille sync",
          "Der Relay antwortet nicht. Deine Nachricht an {0} ist gespeichert; ihre Dateien gehen mit der "
          "nächsten "
          "Verbindung da weiter, wo sie aufgehört haben. Versuche: stille sync"},
    Entry{"send.files_not_yet",
          "Your message for {0} is saved, but its files are not at the relay yet. They go on by themselves "
          "with the "
          "next connection.",
          "Deine Nachricht an {0} ist gespeichert, aber ihre Dateien sind noch nicht beim Relay. Sie gehen "
          "mit der "
          "nächsten Verbindung von selbst weiter."},
    Entry{"fault.not_found.attachment", "There is no file “{0}”. See: stille attachment list",
          "Es gibt keine Datei „{0}“. Sieh nach: stille attachment list"},

    // --- Help ---
    Entry{"help.attachment", "Files of messages", "Dateien zu Nachrichten"},
    Entry{"help.attachment list", "Files of one conversation or of all",
          "Dateien einer Unterhaltung oder aller"},
    Entry{"examples.attachment list", "  stille attachment list mira", "  stille attachment list mira"},
    Entry{"help.attachment get", "Fetch a file and save it once it is complete and checked",
          "Eine Datei holen und speichern, sobald sie vollständig und geprüft ist"},
    Entry{"examples.attachment get",
          "  stille attachment get a_3f2a…\n  stille attachment get a_3f2a… -o - | tar tz",
          "  stille attachment get a_3f2a…\n  stille attachment get a_3f2a… -o - | tar tz"},
    Entry{"help.attachment cancel", "Call off a file that is on its way",
          "Eine Datei abbrechen, die unterwegs ist"},
    Entry{"examples.attachment cancel", "  stille attachment cancel a_3f2a…",
          "  stille attachment cancel a_3f2a…"},
    Entry{"help.attachment again", "Send after all what was called off or has failed",
          "Doch noch senden, was abgebrochen wurde oder misslang"},
    Entry{"examples.attachment again", "  stille attachment again a_3f2a…",
          "  stille attachment again a_3f2a…"},
    Entry{"help.attachment-id", "Its id (stille attachment list)", "Ihre Kennung (stille attachment list)"},
    Entry{"help.--output", "Where to save it; - for standard output. Its own name in this folder when absent",
          "Wohin sie gespeichert wird; - für die Standardausgabe. Ohne Angabe ihr eigener Name in diesem "
          "Ordner"},
    Entry{"help.--attach", "Send this file along; may be given up to 8 times",
          "Diese Datei mitsenden; bis zu 8 Mal möglich"},
    Entry{"help.--keep-metadata", "Leave in pictures where and when they were made",
          "In Bildern lassen, wo und wann sie entstanden sind"},

    // --- The German of what faults carry ---
    Entry{
        "fault.not_reached.called_off",
        "This message was called off, and nothing was sent. To send it after all, use another --key, or "
        "none.",
        "Diese Nachricht wurde abgebrochen, nichts wurde gesendet. Um sie doch zu senden, nimm einen anderen "
        "--key "
        "oder keinen."},
    Entry{"why.file_gone", "The file cannot be read (any more).", "Die Datei ist nicht (mehr) lesbar."},
    Entry{"why.file_changes", "The file kept changing while it was read.",
          "Die Datei hat sich immer wieder geändert, während sie gelesen wurde."},
    Entry{"why.no_room", "The relay has no room left for files of this profile.",
          "Der Relay hat keinen Platz mehr für Dateien dieses Profils."},
    Entry{"why.file_large", "The file is larger than a file may be.",
          "Die Datei ist größer, als eine Datei sein darf."},
    Entry{"why.file_other", "The file is not what its sender described; nothing of it was kept.",
          "Die Datei ist nicht, was angekündigt war; nichts davon wurde behalten."},
    Entry{"why.file_expired", "The relay has this file no longer. Ask for it again.",
          "Der Relay hat diese Datei nicht mehr. Bitte noch einmal darum."},
    Entry{"why.not_ordinary", "Only ordinary files can be sent.",
          "Nur gewöhnliche Dateien können gesendet werden."},
    Entry{
        "why.picture_large",
        "The picture is too large to take out where and when it was made. It can be sent as it is with "
        "--keep-metadata.",
        "Das Bild ist zu groß, um herauszunehmen, wo und wann es entstanden ist. So, wie es ist, geht es mit "
        "--keep-metadata."},
    Entry{"why.picture_odd",
          "The picture could not be read, so where and when it was made cannot be taken out. It can be sent "
          "as it is "
          "with --keep-metadata.",
          "Das Bild war nicht lesbar; wo und wann es entstanden ist, lässt sich so nicht herausnehmen. So, "
          "wie es "
          "ist, geht es mit --keep-metadata."},
    Entry{"why.file_count", "A message has 1 to 8 files.", "Eine Nachricht hat 1 bis 8 Dateien."},
    Entry{"why.whole_path", "A file is named by its whole path.",
          "Eine Datei wird mit ihrem ganzen Pfad genannt."},
    Entry{"why.path_utf8", "The path is not UTF-8.", "Der Pfad ist kein UTF-8."},
    Entry{"why.file_own", "This file is your own.", "Das ist deine eigene Datei."},
    Entry{"why.file_not_fetched", "This file has not been fetched.", "Diese Datei wurde noch nicht geholt."},
    Entry{"why.nothing_to_send_again", "There is nothing to send again.",
          "Es gibt nichts noch einmal zu senden."},
    Entry{"why.nothing_to_cancel", "There is nothing left to call off.", "Es gibt nichts mehr abzubrechen."},
    Entry{"why.file_exists", "There is a file of this name already; choose another one with -o.",
          "Eine Datei dieses Namens gibt es schon; nimm mit -o einen anderen."},
    Entry{"fault.storage_full.output_full",
          "There is no space left for standard output; what was written is not all of it.",
          "Für die Standardausgabe ist kein Platz mehr; was geschrieben wurde, ist nicht alles."},
    Entry{"fault.storage_full.file", "There is no space left to write {0}.",
          "Um {0} zu schreiben, ist kein Platz mehr."},
    Entry{"fault.storage_full.output", "Standard output cannot be written.",
          "Die Standardausgabe lässt sich nicht schreiben."},
    Entry{
        "fault.storage_full.unwritable",
        "Your data cannot be written or read here: no permission, a read-only file system, or a disk that "
        "fails. Nothing was changed.",
        "Deine Daten lassen sich hier nicht schreiben oder lesen: keine Berechtigung, ein schreibgeschütztes "
        "Dateisystem oder ein Fehler der Platte. Nichts wurde geändert."},
    Entry{"fault.storage_full.unwritable_at",
          "{0} cannot be written or read here: no permission, a read-only file system, or a disk that fails. "
          "Nothing was changed.",
          "{0} lässt sich hier nicht schreiben oder lesen: keine Berechtigung, ein schreibgeschütztes "
          "Dateisystem oder ein Fehler der Platte. Nichts wurde geändert."},
    Entry{"why.file_is_folder", "This is a folder; name a file in it.",
          "Das ist ein Ordner; nenne eine Datei darin."},
    Entry{"why.file_unwritable", "The file cannot be written.", "Die Datei kann nicht geschrieben werden."},
    Entry{"why.key_taken_otherwise", "This key was used for something else.",
          "Dieser Schlüssel gehört schon zu etwas anderem."},
};

}  // namespace

std::span<const Entry> attachment_catalogue() {
  return kAttachments;
}

}  // namespace stille::cli
