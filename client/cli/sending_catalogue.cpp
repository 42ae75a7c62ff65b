// The sentences of what a single message is given along, of what sending it would be, and of comparing safety
// numbers.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kSending{
    Entry{"help.send.--expire", "This one message goes after so long, on both sides",
          "Diese eine Nachricht verschwindet nach dieser Zeit, auf beiden Seiten"},
    Entry{"help.send.--dry-run", "Say what would be sent, and send and store nothing",
          "Sagen, was gesendet würde, und nichts senden und nichts speichern"},
    Entry{"help.log.--around", "What stands around this message, half of it before and half behind",
          "Was um diese Nachricht steht, halb davor und halb dahinter"},
    Entry{"send.goes", "It goes after {0}: here from sending, there from when it is first shown.",
          "Sie verschwindet nach {0}: hier ab dem Versand, dort ab dem ersten Ansehen."},
    Entry{"log.goes", "goes {0}", "verschwindet {0}"},
    Entry{"rehearsal.to", "{0}: {1} {1:byte|bytes}", "{0}: {1} Byte"},
    Entry{"rehearsal.noted", "A note to yourself; it stays on this machine.",
          "Eine Notiz an dich; sie bleibt auf diesem Rechner."},
    Entry{"rehearsal.again", "this key was used: it is the same message, and nothing new would leave",
          "dieser Schlüssel wurde schon benutzt: Es ist dieselbe Nachricht, nichts Neues ginge raus"},
    Entry{"rehearsal.envelope", "{0}: an envelope, padded to {1} bytes, to {2}",
          "{0}: ein Umschlag, aufgefüllt auf {1} Byte, an {2}"},
    Entry{"rehearsal.waiting", "waiting until a conversation is ready: {0}",
          "wartet, bis eine Unterhaltung bereit ist: {0}"},
    Entry{"rehearsal.file", "{0} ({1}): padded to {2} bytes in pieces ({3}), at {4}",
          "{0} ({1}): aufgefüllt auf {2} Byte in Stücken ({3}), bei {4}"},
    Entry{"rehearsal.done", "Nothing was sent or stored.", "Nichts wurde gesendet oder gespeichert."},
    Entry{"help.verify show.--words", "The number in words, to be read aloud",
          "Die Nummer in Worten, zum Vorlesen"},
    Entry{"verify.same", "Yes, it is the same number. {0} is verified.",
          "Ja, es ist dieselbe Nummer. {0} ist bestätigt."},
    Entry{"fault.untrusted_contact.safety_number",
          "No, this is not the number that you see for {0}. Nothing was changed. Compare once more; if it "
          "stays "
          "different, somebody may stand between you.",
          "Nein, das ist nicht die Nummer, die du für {0} siehst. Nichts wurde geändert. Vergleicht noch "
          "einmal; "
          "bleibt es verschieden, steht vielleicht jemand zwischen euch."},
    Entry{"fault.untrusted_contact.forked",
          "The keys of your conversation with {0} are in doubt, and comparing numbers does not mend that. "
          "Nothing was changed. Ask {0} for a new invitation and take it: stille invite accept LINK",
          "Die Schlüssel deiner Unterhaltung mit {0} sind fraglich; Nummern zu vergleichen hilft da nicht. "
          "Nichts wurde geändert. Bitte {0} um eine neue Einladung und nimm sie an: stille invite accept "
          "LINK"},
    Entry{"why.number_odd", "This is no digit, and no word for one.",
          "Das ist keine Ziffer und kein Wort für eine."},
    Entry{"why.number_digits", "A safety number has 60 digits; these are fewer or more.",
          "Eine Sicherheitsnummer hat 60 Ziffern; das sind weniger oder mehr."},
    Entry{"digit.0", "zero", "null"},
    Entry{"digit.1", "one", "eins"},
    Entry{"digit.2", "two", "zwei"},
    Entry{"digit.3", "three", "drei"},
    Entry{"digit.4", "four", "vier"},
    Entry{"digit.5", "five", "fünf"},
    Entry{"digit.6", "six", "sechs"},
    Entry{"digit.7", "seven", "sieben"},
    Entry{"digit.8", "eight", "acht"},
    Entry{"digit.9", "nine", "neun"},
    Entry{"help.--qr-png", "Write the QR code to this file, as a PNG picture",
          "Den QR-Code in diese Datei schreiben, als PNG-Bild"},
    Entry{"help.--qr-png.--force", "Replace the file that is there", "Die Datei ersetzen, die da ist"},
    Entry{"qr.written", "The code is in {0}.", "Der Code steht in {0}."},
    Entry{"why.qr_taken", "There is a file of this name already; --force replaces it.",
          "Es gibt schon eine Datei dieses Namens; --force ersetzt sie."},
    Entry{"why.qr_long", "This is too long for a code.", "Das ist zu lang für einen Code."},
    Entry{"why.own_time", "A message goes after 5 seconds to 366 days.",
          "Eine Nachricht verschwindet nach 5 Sekunden bis 366 Tagen."},
    Entry{"why.own_time_longer",
          "In this conversation messages go earlier than that; one message may go sooner, not later.",
          "In dieser Unterhaltung verschwinden Nachrichten früher; eine einzelne darf eher gehen, nicht "
          "später."},
};

}  // namespace

std::span<const Entry> sending_catalogue() {
  return kSending;
}

}  // namespace stille::cli
