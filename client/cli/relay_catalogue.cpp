// The words of relays, proxies and the program that stays: what is said, and what --help says.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kRelays{
    // --- Relays ---
    Entry{"help.relay list", "The relays that this profile uses", "Die Relays, die dieses Profil benutzt"},
    Entry{"examples.relay list", "  stille relay list", "  stille relay list"},
    Entry{"help.relay move", "Move to another relay; contacts have nothing to do",
          "Zu einem anderen Relay umziehen; Kontakte müssen nichts tun"},
    Entry{"help.relay-address", "Address of the new relay or an invitation to it (…/r#…)",
          "Adresse des neuen Relays oder Einladung zu ihm (…/r#…)"},
    Entry{"examples.relay move", "  stille relay move stille://…@relay.example:7443/r#…\n  stille relay list",
          "  stille relay move stille://…@relay.example:7443/r#…\n  stille relay list"},
    Entry{"head.conversations", "Conversations", "Unterhaltungen"},
    Entry{"head.retiring", "Running out", "Laufen aus"},
    Entry{"head.moving", "Moving", "Umzug"},
    Entry{"status.moving", "{0} {0:conversation still comes|conversations still come} over another relay",
          "{0} {0:Unterhaltung kommt|Unterhaltungen kommen} noch über einen anderen Relay"},
    Entry{"relay.own", "  (yours)", "  (deiner)"},
    Entry{"relay.moved",
          "Your relay is {0} now. {1} {1:conversation still comes|conversations still come} over another "
          "one; {1:it follows by itself|they follow by themselves}, as "
          "soon as your contacts are connected. See: stille relay list",
          "Dein Relay ist jetzt {0}. {1} {1:Unterhaltung kommt|Unterhaltungen kommen} noch über einen "
          "anderen; sie {1:folgt|folgen} von selbst, "
          "sobald deine Kontakte verbunden sind. Sieh nach mit: stille relay list"},
    Entry{"relay.moves_later",
          "Your relay is {0} from now on, but it has not taken your mailboxes yet. {1} {1:conversation "
          "goes|conversations go} on "
          "over "
          "the relay of before; the move goes on with the next connection.",
          "Dein Relay ist ab jetzt {0}, hat deine Postfächer aber noch nicht angenommen. {1} {1:Unterhaltung "
          "geht|Unterhaltungen gehen} über den bisherigen Relay weiter; der Umzug geht mit der nächsten "
          "Verbindung weiter."},
    Entry{"why.at_this_relay", "The profile is at this relay already.",
          "Das Profil ist schon bei diesem Relay."},

    // --- The program that stays ---
    Entry{"help.daemon", "Stay connected and answer every other stille of this profile",
          "Verbunden bleiben und jedem anderen stille dieses Profils antworten"},
    Entry{"examples.daemon",
          "  stille daemon\n  systemctl --user enable --now stille@ada      (from the package)",
          "  stille daemon\n  systemctl --user enable --now stille@ada      (aus dem Paket)"},
    Entry{"daemon.ready", "Profile “{0}” is served and stays connected. End it with Ctrl+C.",
          "Profil „{0}“ wird bedient und bleibt verbunden. Ende mit Strg+C."},
    Entry{"help.--socket",
          "Ask the program that serves a profile at this socket; with daemon: serve it there too",
          "Das Programm fragen, das ein Profil an diesem Socket bedient; bei daemon: auch dort bedienen"},
    Entry{"help.--no-daemon", "Never ask another program: open the profile here, if it is free",
          "Nie ein anderes Programm fragen: das Profil hier öffnen, wenn es frei ist"},
    Entry{"help.--openrpc", "Print an OpenRPC document of every method",
          "Ein OpenRPC-Dokument aller Methoden ausgeben"},
    Entry{"fault.busy.owned", "Another program owns this profile; end it first.",
          "Ein anderes Programm hat dieses Profil offen; beende es zuerst."},
    Entry{"fault.invalid_argument.other_profile",
          "At this socket another profile is served, “{0}”. Name that one with --profile, or none.",
          "An diesem Socket wird ein anderes Profil bedient, „{0}“. Nenne dieses mit --profile oder keins."},
    Entry{"fault.not_found.socket", "Nobody serves a profile at {0}.", "Bei {0} bedient niemand ein Profil."},
    Entry{"why.socket_long", "This path is too long for a socket.",
          "Dieser Pfad ist zu lang für einen Socket."},
    Entry{"why.no_socket", "What lies at this path is no socket.",
          "Was unter diesem Pfad liegt, ist kein Socket."},
    Entry{"why.socket_served", "Another program serves a profile at this socket.",
          "An diesem Socket bedient schon ein anderes Programm ein Profil."},
    Entry{"why.no_socket_here", "There can be no socket at this path.",
          "Unter diesem Pfad kann es keinen Socket geben."},
};

}  // namespace

std::span<const Entry> relay_catalogue() {
  return kRelays;
}

}  // namespace stille::cli
