// The words of profiles and of what is written down for every command.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kProfiles{
    Entry{"ask.anyway", "Use it anyway? [y/N] ", "Trotzdem nehmen? [j/N] "},
    Entry{"passphrase.short", "This passphrase is short. From eight characters on it is harder to guess.",
          "Diese Passphrase ist kurz. Ab acht Zeichen ist sie schwerer zu erraten."},
    Entry{"passphrase.easy",
          "This passphrase is easy to guess: it is among the first that would be tried. A few words that do "
          "not "
          "belong together are better.",
          "Diese Passphrase ist leicht zu erraten: So etwas wird als Erstes versucht. Besser sind ein paar "
          "Wörter, die nicht zusammengehören."},
    Entry{"help.profile", "Profiles on this computer", "Profile auf diesem Rechner"},
    Entry{"help.profile new", "Make a profile: a name, a relay, keys that stay here",
          "Ein Profil anlegen: ein Name, ein Relay, Schlüssel, die hier bleiben"},
    Entry{"examples.profile new",
          "  stille profile new ada --name \"Ada\" --relay stille://…@relay.example\n"
          "  stille profile new --name \"Ada\" --relay LINK      (the relay of an invitation)",
          "  stille profile new ada --name \"Ada\" --relay stille://…@relay.example\n"
          "  stille profile new --name \"Ada\" --relay LINK      (der Relay einer Einladung)"},
    Entry{"doctor.database", "Data", "Daten"},
    Entry{"doctor.clock_behind", "{0} behind the relay", "ein Rückstand von {0} gegenüber dem Relay"},
    Entry{"doctor.clock_ahead", "{0} ahead of the relay", "ein Vorsprung von {0} gegenüber dem Relay"},
    Entry{
        "doctor.set_clock",
        "Set this computer's clock, or ask the relay's operator about theirs: what comes and goes at a time "
        "does so by it.",
        "Stell die Uhr dieses Rechners, oder frag den Betreiber des Relays nach seiner: Was zu einer Zeit "
        "kommt und geht, richtet sich nach ihr."},
    Entry{"fault.invalid_argument.missing", "--{0} is missing.", "Es fehlt --{0}."},
    Entry{"span.week.one", "{0} week", "{0} Woche"},
    Entry{"span.week.many", "{0} weeks", "{0} Wochen"},
    Entry{"span.year.one", "{0} year", "{0} Jahr"},
    Entry{"span.year.many", "{0} years", "{0} Jahren"},
    Entry{"help.profile-name", "What to call it here", "Wie es hier heißt"},
    Entry{"help.--name", "Your name, as others see it", "Dein Name, wie andere ihn sehen"},
    Entry{"help.--relay",
          "Address of a relay or an invitation to it (…/r#…), or somebody's link to use their relay",
          "Adresse eines Relays oder Einladung zu ihm (…/r#…), oder ein Link, dessen Relay benutzt wird"},
    Entry{"help.--proxy", "Every connection goes through this proxy: socks5://HOST:PORT or http://HOST:PORT",
          "Jede Verbindung geht über diesen Proxy: socks5://HOST:PORT oder http://HOST:PORT"},
    Entry{"help.--password-file", "The password of the proxy's user is the first line of this file",
          "Das Passwort für den Proxy ist die erste Zeile dieser Datei"},
    Entry{"help.--no-passphrase", "Whoever unlocks this computer can read along",
          "Wer diesen Rechner entsperrt, kann mitlesen"},
    Entry{"help.profile passphrase", "Another passphrase, or none, for a profile",
          "Eine andere Passphrase für ein Profil, oder keine"},
    Entry{"examples.profile passphrase",
          "  stille profile passphrase\n  stille profile passphrase ada --remove",
          "  stille profile passphrase\n  stille profile passphrase ada --remove"},
    Entry{"help.--new-passphrase-fd", "Read the new passphrase from this descriptor",
          "Die neue Passphrase aus diesem Deskriptor lesen"},
    Entry{"help.profile passphrase.--remove",
          "Open without one from now on; whoever has the files can read them",
          "Künftig ohne öffnen; wer die Dateien hat, kann sie lesen"},
    Entry{"help.profile lock", "Close a profile that is open: its keys leave memory",
          "Ein offenes Profil schließen: Seine Schlüssel verlassen den Speicher"},
    Entry{"examples.profile lock", "  stille profile lock\n  stille profile lock ada",
          "  stille profile lock\n  stille profile lock ada"},
    Entry{"help.profile unlock", "Ask for the passphrase once and keep the profile open in the background",
          "Einmal nach der Passphrase fragen und das Profil im Hintergrund offen halten"},
    Entry{"examples.profile unlock", "  stille profile unlock --for 8h\n  stille profile unlock ada",
          "  stille profile unlock --for 8h\n  stille profile unlock ada"},
    Entry{"help.--lock-after", "Lock it again after so long", "Nach dieser Zeit wieder schließen"},
    Entry{"help.--background", "Leave the terminal once it is ready; `profile lock` ends it",
          "Das Terminal verlassen, sobald es bereit ist; `profile lock` beendet es"},
    Entry{"profile.locked", "Profile “{0}” is locked.", "Das Profil „{0}“ ist geschlossen."},
    Entry{"profile.locked_already", "Profile “{0}” was not open.", "Das Profil „{0}“ war nicht offen."},
    Entry{"profile.unlocked", "Profile “{0}” is open. Lock it with: stille profile lock",
          "Das Profil „{0}“ ist offen. Schließen: stille profile lock"},
    Entry{"profile.unlocked_for", "Profile “{0}” is open for {1}. Lock it with: stille profile lock",
          "Das Profil „{0}“ ist für {1} offen. Schließen: stille profile lock"},
    Entry{"profile.unlocked_already", "Profile “{0}” is open already.", "Das Profil „{0}“ ist schon offen."},
    Entry{"why.nothing_locks", "This profile has no passphrase, so nothing would be locked.",
          "Dieses Profil hat keine Passphrase, also wäre nichts verschlossen."},
    Entry{"why.still_open", "The program that has this profile open does not end.",
          "Das Programm, das dieses Profil offen hat, endet nicht."},
    Entry{"help.profile list", "Every profile of this computer", "Alle Profile dieses Rechners"},
    Entry{"examples.profile list", "  stille profile list --plain", "  stille profile list --plain"},
    Entry{"profile.is_default", "  (default)", "  (Standard)"},
    Entry{"help.profile use", "Which profile is meant where none is named",
          "Welches Profil gemeint ist, wo keins genannt wird"},
    Entry{"examples.profile use", "  stille profile use ada", "  stille profile use ada"},
    Entry{"profile.used", "“{0}” is the default now, meant where no profile is named; it stands in {1}.",
          "„{0}“ ist jetzt der Standard, gemeint, wo kein Profil genannt wird; es steht in {1}."},
    Entry{"profile.used_elsewhere", "Here STILLE_PROFILE says “{0}”, which counts for more.",
          "Hier sagt STILLE_PROFILE „{0}“, und das gilt mehr."},
    Entry{"why.handed_over", "The service manager hands over something else than one listening Unix socket.",
          "Die Dienstverwaltung reicht etwas anderes weiter als einen lauschenden Unix-Socket."},
    Entry{"why.use_which", "Say which profile is to be the default.",
          "Sag, welches Profil der Standard sein soll."},
    Entry{"why.config_link", "The file of settings is a link that leads nowhere.",
          "Die Datei mit den Einstellungen ist ein Link, der nirgendwohin führt."},
    Entry{"help.profile rename", "Call a profile something else; only this computer knows the name",
          "Ein Profil anders nennen; nur dieser Rechner kennt den Namen"},
    Entry{"help.profile-new-name", "What to call it from now on", "Wie es künftig heißt"},
    Entry{"examples.profile rename", "  stille profile rename ada work",
          "  stille profile rename ada arbeit"},
    Entry{"profile.renamed", "Profile “{0}” is called “{1}” now.", "Das Profil „{0}“ heißt jetzt „{1}“."},

    // --- Files of settings ---
    Entry{"why.config_size", "A file of settings has at most 64 KiB.",
          "Eine Datei mit Einstellungen hat höchstens 64 KiB."},
    Entry{"why.config_form", "This is not TOML.", "Das ist kein TOML."},
    Entry{"why.config_key", "There is no such setting here; there are profile, lang, color and timeout.",
          "Diese Einstellung gibt es hier nicht; es gibt profile, lang, color und timeout."},
    Entry{"why.config_value", "This value does not fit.", "Dieser Wert passt nicht."},
};

}  // namespace

std::span<const Entry> profile_catalogue() {
  return kProfiles;
}

}  // namespace stille::cli
