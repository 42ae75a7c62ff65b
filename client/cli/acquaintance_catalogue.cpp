// What is said about introductions, the contact address and signs, and their help.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kAcquaintance{
    Entry{"help.introduce", "Bring two of your contacts together; both are asked first",
          "Zwei Kontakte miteinander bekannt machen; beide werden erst gefragt"},
    Entry{"examples.introduce", "  stille introduce mira ben -m \"You both keep bees.\"",
          "  stille introduce mira ben -m \"Ihr habt beide Bienen.\""},
    Entry{"help.introduce-who", "One of the two", "Eine der beiden Personen"},
    Entry{"help.introduce-whom", "The other", "Die andere"},
    Entry{"help.introduce.--message", "Why; both read it", "Warum; beide lesen es"},
    Entry{"help.introduction", "Introductions, yours and those by others",
          "Bekanntmachungen, eigene und die von anderen"},
    Entry{"help.introduction list", "Introductions and how they stand",
          "Bekanntmachungen und wie sie stehen"},
    Entry{"examples.introduction list", "  stille introduction list --json",
          "  stille introduction list --json"},
    Entry{"help.address", "One link by which anybody may ask to become a contact",
          "Ein Link, über den alle um Kontakt bitten können"},
    Entry{"help.address create", "Make the address", "Die Adresse anlegen"},
    Entry{"examples.address create", "  stille address create --qr", "  stille address create --qr"},
    Entry{"help.address show", "Show the address", "Die Adresse zeigen"},
    Entry{"examples.address show", "  stille address show --plain", "  stille address show --plain"},
    Entry{"help.address revoke", "End the address; a later one is another",
          "Die Adresse beenden; eine spätere ist eine andere"},
    Entry{"examples.address revoke", "  stille address revoke --yes", "  stille address revoke --yes"},
    Entry{"help.address revoke.--yes", "The link may end", "Der Link darf enden"},
    Entry{"help.contact signs", "Read receipts and typing, for one person; both sides have to want them",
          "Lesebestätigung und „schreibt gerade“ für eine Person; beide Seiten müssen es wollen"},
    Entry{"examples.contact signs", "  stille contact signs mira\n  stille contact signs mira --read on",
          "  stille contact signs mira\n  stille contact signs mira --read on"},
    Entry{"help.signs.--read", "Show each other that messages were read",
          "Einander zeigen, dass Nachrichten gelesen sind"},
    Entry{"help.signs.--typing", "Show each other that something is being written",
          "Einander zeigen, dass gerade geschrieben wird"},
    Entry{"help.typing", "Say that you are writing, where both want that",
          "Sagen, dass du gerade schreibst, wo beide das wollen"},
    Entry{"examples.typing", "  stille typing mira", "  stille typing mira"},
    Entry{"help.--code-picture", "Read it from the QR code in this JPEG or PNG file",
          "Aus dem QR-Code in dieser JPEG- oder PNG-Datei lesen"},
    Entry{"help.verify compare", "Compare the number that they see; if it is the same, they are verified",
          "Die Nummer vergleichen, die sie sehen; ist sie gleich, ist die Person bestätigt"},
    Entry{"examples.verify compare",
          "  stille verify compare mira 12345 67890 …\n  stille verify compare mira four nine two …\n"
          "  stille verify compare mira --picture code.png",
          "  stille verify compare mira 12345 67890 …\n  stille verify compare mira vier neun zwei …\n"
          "  stille verify compare mira --picture code.png"},
    Entry{"help.number", "The digits, or words for them; - reads them",
          "Die Ziffern oder Wörter dafür; - liest sie ein"},
    Entry{"why.verify_number", "Say the number that they see, or --picture FILE with their code.",
          "Nenne die Nummer, die sie sehen, oder --picture DATEI mit ihrem Code."},
    Entry{
        "why.verify_other",
        "This is not what you see for this person. Compare once more; if it stays different, somebody may "
        "stand "
        "between you.",
        "Das ist nicht, was du für diese Person siehst. Vergleicht noch einmal; bleibt es verschieden, steht "
        "vielleicht jemand zwischen euch."},
    Entry{"why.code_format", "Codes are read from JPEG and PNG pictures.",
          "Codes werden aus JPEG- und PNG-Bildern gelesen."},
    Entry{"why.code_none", "There is no code in this picture that can be read.",
          "In diesem Bild ist kein Code, der sich lesen lässt."},
    Entry{"why.invite_link", "Say the link, - to read it, or --picture FILE with its code.",
          "Nenne den Link, - um ihn einzulesen, oder --picture DATEI mit seinem Code."},
    Entry{"head.introduced", "Who", "Wen"},
    Entry{"head.by", "By", "Von"},
    Entry{"introduction.asked", "waits for an answer", "wartet auf Antwort"},
    Entry{"introduction.agreed", "agreed", "angenommen"},
    Entry{"introduction.declined", "declined", "abgelehnt"},
    Entry{"introduction.made", "made", "bekannt"},
    Entry{"introduction.lapsed", "lapsed", "verfallen"},
    Entry{"introduction.refused", "your relay has no room for it now", "dein Relay hat gerade keinen Platz"},
    Entry{"introduction.none", "No introductions.", "Keine Bekanntmachungen."},
    Entry{"introduction.accepted", "You would like to know {0}. As soon as they do too, they are a contact.",
          "Du möchtest {0} kennenlernen. Sobald es umgekehrt auch so ist, seid ihr Kontakte."},
    Entry{
        "introduce.asked", "Both are asked: {0}. Neither learns how to reach the other before both agree.",
        "Beide werden gefragt: {0}. Bevor beide zusagen, erfährt niemand, wie die andere Person zu erreichen "
        "ist."},
    Entry{"request.of_introduction", "{0} would like you to know {1}",
          "{0} möchte dich mit {1} bekannt machen"},
    Entry{"listen.introduction", "Introduction {0} by {1}: {2}", "Bekanntmachung {0} von {1}: {2}"},
    Entry{"listen.address", "Your contact address works now.", "Deine Kontaktadresse gilt jetzt."},
    Entry{"address.ready", "Whoever has this link can ask to become a contact; you decide each time.",
          "Wer diesen Link hat, kann um Kontakt bitten; du entscheidest jedes Mal."},
    Entry{"address.not_yet",
          "Saved. It works as soon as the relay has it; that happens with the next connection.",
          "Gespeichert. Er gilt, sobald der Relay ihn hat; das geschieht mit der nächsten Verbindung."},
    Entry{"address.revoked", "The address has ended.", "Die Adresse ist beendet."},
    Entry{"signs.read", "Read", "Gelesen"},
    Entry{"signs.typing", "Writing", "Schreibt gerade"},
    Entry{"signs.both", "you show it each other", "ihr zeigt es einander"},
    Entry{"signs.ours", "you would show it; they have not agreed",
          "du würdest es zeigen; noch nicht vereinbart"},
    Entry{"signs.theirs", "they would show it; you do not", "die andere Seite würde es zeigen; du nicht"},
    Entry{"signs.none", "off", "aus"},
    Entry{"signs.writing", "{0} is writing.", "{0} schreibt gerade."},
    Entry{"typing.said", "Said.", "Gesagt."},
    Entry{"typing.not_said", "Not said: not agreed, said a moment ago, or without an answer too often.",
          "Nicht gesagt: nicht vereinbart, eben erst gesagt oder zu oft ohne Antwort."},
    Entry{"message.read", "read", "gelesen"},
    Entry{"head.introduced_by", "Introduced by", "Bekannt durch"},
    Entry{"why.introduction_two", "An introduction is between two different people.",
          "Eine Bekanntmachung gilt zwei verschiedenen Personen."},
    Entry{"why.introduction_state", "One of them cannot be written to yet, or has to be looked at first.",
          "Einer der beiden Personen kann noch nicht geschrieben werden, oder sie ist erst zu prüfen."},
    Entry{"why.introduction_many", "Too many are open; wait for answers first.",
          "Zu viele sind offen; warte erst auf Antworten."},
    Entry{"why.introduction_settled", "This introduction is settled already.",
          "Diese Bekanntmachung ist schon erledigt."},
    Entry{"why.address_none", "There is no contact address.", "Es gibt keine Kontaktadresse."},
    Entry{"why.address_yes", "Whoever has this link could not use it any more; --yes says that it may end.",
          "Wer diesen Link hat, könnte ihn nicht mehr benutzen; mit --yes darf er enden."},
};

}  // namespace

std::span<const Entry> acquaintance_catalogue() {
  return kAcquaintance;
}

}  // namespace stille::cli
