// The overview and what --help says about each command and option.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kHelp{
    // --- Words that every page has ---
    Entry{"help.label.Usage", "Usage", "Aufruf"},
    Entry{"help.label.Positionals", "Arguments", "Argumente"},
    Entry{"help.label.OPTIONS", "OPTIONS", "OPTIONEN"},
    Entry{"help.label.SUBCOMMAND", "COMMAND", "BEFEHL"},
    Entry{"help.label.options", "Options", "Optionen"},
    Entry{"help.label.commands", "Commands", "Befehle"},

    // --- The overview ---
    Entry{"overview",
          "Stille – for conversations that matter. Private stays private.\n\n"
          "  stille profile new            begin: a name and a relay, no phone number\n"
          "  stille invite create          a link for one person\n"
          "  stille invite accept LINK     use somebody's link\n"
          "  stille send WHO -m \"…?\"       ask something\n"
          "  stille listen                 wait for answers\n"
          "  stille log WHO                read what was said\n"
          "  stille status                 how things stand\n\n"
          "Every command explains itself with --help.",
          "Stille – für Gespräche, die zählen. Privat bleibt privat.\n\n"
          "  stille profile new            anfangen: ein Name und ein Relay, keine Telefonnummer\n"
          "  stille invite create          ein Link für eine Person\n"
          "  stille invite accept LINK     einen Link annehmen\n"
          "  stille send WER -m \"…?\"       etwas fragen\n"
          "  stille listen                 auf Antworten warten\n"
          "  stille log WER                lesen, was gesagt wurde\n"
          "  stille status                 wie es steht\n\n"
          "Jeder Befehl erklärt sich mit --help."},

    // --- Help ---
    Entry{"help.stille", "Private conversations, end-to-end encrypted.",
          "Private Gespräche, Ende-zu-Ende verschlüsselt."},
    Entry{"help.examples", "Examples:", "Beispiele:"},
    Entry{"help.--help", "Show this help", "Diese Hilfe zeigen"},
    Entry{"help.--version", "Show the version", "Die Version zeigen"},
    Entry{"help.--profile", "Which profile (STILLE_PROFILE)", "Welches Profil (STILLE_PROFILE)"},
    Entry{"help.--json", "One JSON object a line", "Ein JSON-Objekt je Zeile"},
    Entry{"help.--plain", "Tab separated, for scripts", "Durch Tabulatoren getrennt, für Skripte"},
    Entry{"help.--fields", "Only these fields, e.g. id,from.alias", "Nur diese Felder, etwa id,from.alias"},
    Entry{"help.--quiet", "No talk on standard error", "Keine Hinweise auf der Fehlerausgabe"},
    Entry{"help.--verbose", "Say more about connections", "Mehr über Verbindungen sagen"},
    Entry{"help.--no-input", "Never ask", "Nie nachfragen"},
    Entry{"help.--color", "When to use colour (NO_COLOR)", "Wann Farbe benutzt wird (NO_COLOR)"},
    Entry{"help.--timeout", "How long to wait", "Wie lange gewartet wird"},
    Entry{"help.--lang", "Language for people; JSON is never translated",
          "Sprache für Menschen; JSON wird nie übersetzt"},
    Entry{"help.--passphrase-fd", "Read the passphrase from this descriptor (or STILLE_PASSPHRASE_FILE)",
          "Die Passphrase aus diesem Deskriptor lesen (oder STILLE_PASSPHRASE_FILE)"},
    Entry{"examples.stille",
          "  stille invite create\n  stille send mira -m \"How are you?\"\n  stille listen --json",
          "  stille invite create\n  stille send mira -m \"Wie geht es dir?\"\n  stille listen --json"},
    Entry{"help.--watch", "Show it again whenever something changes", "Bei jeder Änderung neu zeigen"},
    Entry{"help.status", "The profile, its relays, what still has to leave",
          "Das Profil, seine Relays, was noch raus muss"},
    Entry{"examples.status", "  stille status --json\n  stille status --watch",
          "  stille status --json\n  stille status --watch"},
    Entry{"help.doctor", "Try everything that could be wrong", "Alles prüfen, was nicht stimmen könnte"},
    Entry{"examples.doctor", "  stille doctor --timeout 5s", "  stille doctor --timeout 5s"},
    Entry{"help.relay", "The relay of this profile", "Der Relay dieses Profils"},
    Entry{"help.relay invite", "Take an invitation to the relay: it pays for new mailboxes",
          "Eine Einladung zum Relay annehmen: Sie bezahlt neue Postfächer"},
    Entry{"help.relay-invitation", "stille://…/r#CODE, or the code alone",
          "stille://…/r#CODE, oder der Code allein"},
    Entry{"examples.relay invite", "  stille relay invite stille://…@relay.example:7443/r#…",
          "  stille relay invite stille://…@relay.example:7443/r#…"},
    Entry{"help.config", "Settings of the profile", "Einstellungen des Profils"},
    Entry{"help.config get", "One setting", "Eine Einstellung"},
    Entry{"examples.config get", "  stille config get receipts", "  stille config get receipts"},
    Entry{"help.config set", "Change a setting", "Eine Einstellung ändern"},
    Entry{"examples.config set",
          "  stille config set receipts off\n  stille config set proxy socks5://127.0.0.1:9050      (Tor)\n"
          "  stille config set proxy http://ada@proxy.example:3128 --password-file FILE\n"
          "  stille config set proxy none",
          "  stille config set receipts off\n  stille config set proxy socks5://127.0.0.1:9050      (Tor)\n"
          "  stille config set proxy http://ada@proxy.example:3128 --password-file DATEI\n"
          "  stille config set proxy none"},
    Entry{"help.config list", "Every setting", "Alle Einstellungen"},
    Entry{"examples.config list", "  stille config list", "  stille config list"},
    Entry{"help.key", "Name of the setting", "Name der Einstellung"},
    Entry{"help.value", "Its new value", "Ihr neuer Wert"},
    Entry{"help.invite", "Invitations: how two people find each other",
          "Einladungen: wie zwei zueinander finden"},
    Entry{"help.invite create", "A link that one person can use once",
          "Ein Link, den eine Person einmal benutzen kann"},
    Entry{"examples.invite create",
          "  stille invite create --life 2d\n  link=$(stille invite create --plain)",
          "  stille invite create --life 2d\n  link=$(stille invite create --plain)"},
    Entry{"help.--ask", "Whoever uses it waits for your yes (stille request)",
          "Wer ihn benutzt, wartet auf dein Ja (stille request)"},
    Entry{"help.--life", "How long it works (7d when absent, at most 31d)",
          "Wie lange er gilt (ohne Angabe 7d, höchstens 31d)"},
    Entry{"help.--qr", "Show a QR code too", "Auch einen QR-Code zeigen"},
    Entry{"help.invite accept", "Use somebody's link", "Einen Link annehmen"},
    Entry{"examples.invite accept",
          "  stille invite accept \"$link\" --alias ada\n  stille invite accept - < link.txt",
          "  stille invite accept \"$link\" --alias ada\n  stille invite accept - < link.txt"},
    Entry{"help.link", "The link, or - for standard input", "Der Link, oder - für die Standardeingabe"},
    Entry{"help.--alias", "What to call this person here", "Wie diese Person hier heißt"},
    Entry{"help.invite list", "The own invitations", "Die eigenen Einladungen"},
    Entry{"examples.invite list", "  stille invite list", "  stille invite list"},
    Entry{"help.invite revoke", "Withdraw an invitation", "Eine Einladung zurückziehen"},
    Entry{"examples.invite revoke", "  stille invite revoke i_3f2a…", "  stille invite revoke i_3f2a…"},
    Entry{"help.invitation", "Its id (stille invite list)", "Ihre Kennung (stille invite list)"},
    Entry{"help.request", "People who used an invitation that asks first",
          "Menschen, die eine Einladung mit Rückfrage benutzt haben"},
    Entry{"help.request list", "Who waits for an answer", "Wer auf Antwort wartet"},
    Entry{"examples.request list", "  stille request list", "  stille request list"},
    Entry{"help.request accept", "Say yes", "Ja sagen"},
    Entry{"examples.request accept", "  stille request accept mira --alias mira",
          "  stille request accept mira --alias mira"},
    Entry{"help.request decline", "Say no, silently", "Still ablehnen"},
    Entry{"examples.request decline", "  stille request decline r_3f2a…", "  stille request decline r_3f2a…"},
    Entry{"help.request-id", "Its id, or the beginning of the name",
          "Die Kennung, oder der Anfang des Namens"},
    Entry{"help.contact", "The people you know here", "Die Menschen, die du hier kennst"},
    Entry{"help.contact list", "Everybody", "Alle"},
    Entry{"examples.contact list", "  stille contact list --json", "  stille contact list --json"},
    Entry{"help.contact show", "One person", "Eine Person"},
    Entry{"examples.contact show", "  stille contact show mira", "  stille contact show mira"},
    Entry{"help.contact set", "Change what is kept about a person; only you see it",
          "Ändern, was über eine Person gespeichert ist; nur du siehst es"},
    Entry{"examples.contact set", "  stille contact set mira --alias mira-a --note \"met in Ulm\"",
          "  stille contact set mira --alias mira-a --note \"in Ulm getroffen\""},
    Entry{"help.contact forget", "Erase a person and everything that was said; they hear nothing of it",
          "Eine Person mit allem Gesagten löschen; sie erfährt nichts davon"},
    Entry{"examples.contact forget", "  stille export mira --to mira\n  stille contact forget mira --yes",
          "  stille export mira --to mira\n  stille contact forget mira --yes"},
    Entry{"help.contact forget.--yes", "It may go; nobody can bring it back",
          "Es darf gehen; niemand kann es zurückholen"},
    Entry{"help.who", "Alias, id, id:FINGERPRINT or the beginning of an alias",
          "Alias, Kennung, id:FINGERABDRUCK oder der Anfang eines Alias"},
    Entry{"help.--note", "A private note", "Eine private Notiz"},
    Entry{"help.--block", "Drop messages from this person, silently",
          "Nachrichten dieser Person still verwerfen"},
    Entry{"help.--unblock", "The reverse", "Das Gegenteil"},
    Entry{"help.verify", "Make sure that it is really them",
          "Sichergehen, dass es wirklich diese Person ist"},
    Entry{"help.verify show", "The number that both of you see", "Die Nummer, die ihr beide seht"},
    Entry{"examples.verify show", "  stille verify show mira", "  stille verify show mira"},
    Entry{"help.verify confirm", "The numbers were the same", "Die Nummern waren gleich"},
    Entry{"examples.verify confirm", "  stille verify confirm mira", "  stille verify confirm mira"},
    Entry{"help.verify reset", "Take that back; lets new keys of this person take over",
          "Das zurücknehmen; lässt neue Schlüssel dieser Person gelten"},
    Entry{"examples.verify reset", "  stille verify reset mira", "  stille verify reset mira"},
    Entry{"help.send", "Send a message", "Eine Nachricht senden"},
    Entry{"examples.send",
          "  stille send mira -m \"How are you?\"\n  uname -a | stille send ops -\n"
          "  stille send mira ben -F note.txt --wait delivered --timeout 1m",
          "  stille send mira -m \"Wie geht es dir?\"\n  uname -a | stille send ops -\n"
          "  stille send mira ben -F notiz.txt --wait delivered --timeout 1m"},
    Entry{"help.to", "To whom; a final - reads the text from standard input",
          "An wen; ein - am Ende liest den Text von der Standardeingabe"},
    Entry{"help.--message", "The text, at most 60,000 bytes (beside files 16,000)",
          "Der Text, höchstens 60.000 Bytes (neben Dateien 16.000)"},
    Entry{"help.--file", "Read the text from this file, at most 60,000 bytes",
          "Den Text aus dieser Datei lesen, höchstens 60.000 Bytes"},
    Entry{"help.--wait", "Which state to wait for (sent when absent)",
          "Auf welchen Stand gewartet wird (ohne Angabe sent)"},
    Entry{"help.--key", "The same key again sends nothing twice", "Derselbe Schlüssel sendet nichts doppelt"},
    Entry{"help.sync", "Take in everything that waits, send everything that can leave",
          "Alles abholen, was wartet, und alles senden, was raus kann"},
    Entry{"examples.sync", "  stille sync --timeout 10s", "  stille sync --timeout 10s"},
    Entry{"help.listen", "Wait for what is new", "Auf Neues warten"},
    Entry{"examples.listen",
          "  stille listen\n  stille listen --cursor bot --json --types message\n"
          "  stille listen --cursor bot --exec ./answer.sh",
          "  stille listen\n  stille listen --cursor bot --json --types message\n"
          "  stille listen --cursor bot --exec ./antworte.sh"},
    Entry{"help.--cursor", "Remember under this name how far it was read; begins at the first event",
          "Unter diesem Namen merken, wie weit gelesen wurde; beginnt beim ersten Ereignis"},
    Entry{"help.--from", "Only what concerns these people", "Nur was diese Menschen betrifft"},
    Entry{"help.--types", "Only these, comma separated; which there are: docs/command-line.md",
          "Nur diese, durch Komma getrennt; welche es gibt: docs/command-line.md"},
    Entry{"help.--count", "End after so many", "Nach so vielen aufhören"},
    Entry{"help.--exec", "Run this for each event, with the event as JSON on its standard input",
          "Dies für jedes Ereignis ausführen, das Ereignis als JSON auf der Standardeingabe"},
    Entry{"help.--max-retries", "How often to try again when it fails (5 when absent)",
          "Wie oft bei Misserfolg neu versucht wird (ohne Angabe 5)"},
    Entry{"help.--dead-letters", "Where numbers of given-up events go",
          "Wohin die Nummern aufgegebener Ereignisse kommen"},
    Entry{"help.--ack", "manual: move the cursor by writing sequence numbers to standard input",
          "manual: den Cursor durch Nummern auf der Standardeingabe bewegen"},
    Entry{"help.log", "Read what was said", "Lesen, was gesagt wurde"},
    Entry{"examples.log",
          "  stille log mira --since 1mo\n  stille log mira -n 1000 --json\n"
          "  stille log mira --format '%t %a: %m'",
          "  stille log mira --since 1mo\n  stille log mira -n 1000 --json\n  stille log mira --format '%t "
          "%a: %m'"},
    Entry{"help.-n", "The newest so many (50 when absent, at most 1000)",
          "Die neuesten so vielen (ohne Angabe 50, höchstens 1000)"},
    Entry{"help.--since", "Not older: 2w, 1mo, 2026-11-23", "Nicht älter: 2w, 1mo, 2026-11-23"},
    Entry{"help.--until", "Not newer: 2w, 1mo, 2026-11-23", "Nicht neuer: 2w, 1mo, 2026-11-23"},
    Entry{"help.--follow", "Go on with what comes, until --timeout where it is given",
          "Mit dem weitermachen, was kommt, bis --timeout, wenn es angegeben ist"},
    Entry{"help.--format", "%t time, %a author, %m text, %i id, %s state",
          "%t Zeit, %a Autor, %m Text, %i Kennung, %s Stand"},
    Entry{"help.rpc", "JSON-RPC 2.0 on standard input and output, a line each",
          "JSON-RPC 2.0 auf Standardeingabe und -ausgabe, je eine Zeile"},
    Entry{"examples.rpc", "  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"contact.list\"}' | stille rpc",
          "  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"contact.list\"}' | stille rpc"},
    Entry{"help.--methods", "Print every method with its parameters",
          "Alle Methoden mit ihren Parametern ausgeben"},
    Entry{"help.completion", "A script that completes commands in a shell",
          "Ein Skript, das in einer Shell Befehle vervollständigt"},
    Entry{"examples.completion", "  source <(stille completion bash)", "  source <(stille completion bash)"},
    Entry{"help.shell", "bash, zsh or fish", "bash, zsh oder fish"},
    Entry{"help.help", "Explain a command", "Einen Befehl erklären"},
    Entry{"examples.help", "  stille help invite create", "  stille help invite create"},
    Entry{"help.command", "Which one", "Welcher"},

    // --- A line that cannot be taken apart ---
    Entry{"wrong.required", "{0} is missing.", "{0} fehlt."},
    Entry{"wrong.excludes", "{0} and {1} do not go together.", "{0} und {1} gehen nicht zusammen."},
    Entry{"wrong.requires", "{0} needs {1} beside it.", "{0} braucht {1} dazu."},
    Entry{"wrong.one_of", "{0}: “{1}” is none of {2}.", "{0}: „{1}“ ist keins von {2}."},
    Entry{"wrong.range", "{0}: “{1}” is not between {2} and {3}.",
          "{0}: „{1}“ liegt nicht zwischen {2} und {3}."},
    Entry{"wrong.no_value", "{0} needs a value.", "{0} braucht eine Angabe."},
    Entry{"wrong.convert", "{0}: “{1}” is not what belongs here.", "{0}: „{1}“ passt hier nicht."},
    Entry{"wrong.field", "--fields: “{0}” is no field here. There are: {1}",
          "--fields: „{0}“ ist hier kein Feld. Es gibt: {1}"},
    Entry{"wrong.field_near", "--fields: “{0}” is no field here; is {2} meant? There are: {1}",
          "--fields: „{0}“ ist hier kein Feld; ist {2} gemeint? Es gibt: {1}"},
    Entry{"wrong.extra", "Nothing takes this: {0}", "Damit ist hier nichts anzufangen: {0}"},
    Entry{"wrong.extra_near", "There is no “{0}” here. Did you mean “{1}”?",
          "„{0}“ gibt es hier nicht. Meintest du „{1}“?"},
    Entry{"wrong.count", "“{0}” is no whole number from 1 on.", "„{0}“ ist keine ganze Zahl ab 1."},
    Entry{"wrong.count_most", "“{0}” is no whole number from 1 to {1}.",
          "„{0}“ ist keine ganze Zahl von 1 bis {1}."},
    Entry{"wrong.empty_here", "This is empty; is a variable not set, perhaps? What belongs here: {0}",
          "Das ist leer; ist vielleicht eine Variable nicht gesetzt? Hierher gehört: {0}"},
    Entry{"wrong.empty", "This is empty; is a variable not set, perhaps?",
          "Das ist leer; ist vielleicht eine Variable nicht gesetzt?"},
};

}  // namespace

std::span<const Entry> help_catalogue() {
  return kHelp;
}

}  // namespace stille::cli
