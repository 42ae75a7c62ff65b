// The sentences. Pattern of a complaint: what happened, what is safe, what happens next, one thing to do.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kTalk{
    // --- Times ---
    Entry{"time.now", "just now", "gerade eben"},
    Entry{"time.ago", "{0} ago", "vor {0}"},
    Entry{"time.in", "in {0}", "in {0}"},
    Entry{"time.today", "today {0}", "heute {0}"},
    Entry{"time.yesterday", "yesterday {0}", "gestern {0}"},
    Entry{"time.date", "{0} {1}", "{0}. {1}"},
    Entry{"time.date_year", "{0} {1} {2}", "{0}. {1} {2}"},
    Entry{"span.second.one", "{0} second", "{0} Sekunde"},
    Entry{"span.second.many", "{0} seconds", "{0} Sekunden"},
    Entry{"span.minute.one", "{0} minute", "{0} Minute"},
    Entry{"span.minute.many", "{0} minutes", "{0} Minuten"},
    Entry{"span.minute_ago.one", "{0} minute", "{0} Minute"},
    Entry{"span.minute_ago.many", "{0} minutes", "{0} Minuten"},
    Entry{"span.hour.one", "{0} hour", "{0} Stunde"},
    Entry{"span.hour.many", "{0} hours", "{0} Stunden"},
    Entry{"span.day.one", "{0} day", "{0} Tag"},
    Entry{"span.day.many", "{0} days", "{0} Tagen"},
    Entry{"day.0", "Sun", "So"},
    Entry{"day.1", "Mon", "Mo"},
    Entry{"day.2", "Tue", "Di"},
    Entry{"day.3", "Wed", "Mi"},
    Entry{"day.4", "Thu", "Do"},
    Entry{"day.5", "Fri", "Fr"},
    Entry{"day.6", "Sat", "Sa"},
    Entry{"month.1", "Jan", "Jan."},
    Entry{"month.2", "Feb", "Feb."},
    Entry{"month.3", "Mar", "März"},
    Entry{"month.4", "Apr", "Apr."},
    Entry{"month.5", "May", "Mai"},
    Entry{"month.6", "Jun", "Juni"},
    Entry{"month.7", "Jul", "Juli"},
    Entry{"month.8", "Aug", "Aug."},
    Entry{"month.9", "Sep", "Sept."},
    Entry{"month.10", "Oct", "Okt."},
    Entry{"month.11", "Nov", "Nov."},
    Entry{"month.12", "Dec", "Dez."},

    // --- States in words ---
    Entry{"contact.connecting", "connecting", "wird verbunden"},
    Entry{"contact.connected", "connected", "verbunden"},
    Entry{"contact.forked", "stopped: keys in doubt", "angehalten: Schlüssel fraglich"},
    Entry{"contact.frozen", "waits for a new invitation", "wartet auf eine neue Einladung"},
    Entry{"contact.pending", "new keys, not yet compared", "neue Schlüssel, noch nicht abgeglichen"},
    Entry{"contact.blocked", "blocked", "blockiert"},
    Entry{"invitation.preparing", "not yet at the relay", "noch nicht beim Relay"},
    Entry{"invitation.ready", "open", "offen"},
    Entry{"invitation.used", "used", "benutzt"},
    Entry{"invitation.revoked", "withdrawn", "zurückgezogen"},
    Entry{"invitation.expired", "expired", "abgelaufen"},
    Entry{"invitation.refused", "refused by the relay", "vom Relay abgelehnt"},
    Entry{"message.queued", "waiting to leave", "wartet auf Versand"},
    Entry{"message.sent", "sent", "gesendet"},
    Entry{"message.delivered", "delivered", "zugestellt"},
    Entry{"message.received", "received", "empfangen"},
    Entry{"message.failed", "not sent", "nicht gesendet"},
    Entry{"relay.connecting", "connecting", "verbindet"},
    Entry{"relay.connected", "connected", "verbunden"},
    Entry{"relay.waiting", "no connection", "keine Verbindung"},
    Entry{"relay.offline", "not connected", "nicht verbunden"},
    Entry{"trust.verified", "verified", "bestätigt"},
    Entry{"trust.new", "new", "neu"},
    Entry{"person.self", "you", "du"},

    // --- Headings ---
    Entry{"head.alias", "Alias", "Alias"},
    Entry{"head.name", "Name", "Name"},
    Entry{"head.state", "State", "Stand"},
    Entry{"head.trust", "Trust", "Vertrauen"},
    Entry{"head.since", "Since", "Seit"},
    Entry{"head.id", "Id", "Kennung"},
    Entry{"head.made", "Made", "Erstellt"},
    Entry{"head.ends", "Ends", "Endet"},
    Entry{"head.when", "When", "Wann"},
    Entry{"head.profile", "Profile", "Profil"},
    Entry{"head.lock", "Protection", "Schutz"},
    Entry{"head.setting", "Setting", "Einstellung"},
    Entry{"head.value", "Value", "Wert"},
    Entry{"head.identity", "Identity", "Identität"},
    Entry{"head.note", "Note", "Notiz"},
    Entry{"head.relay", "Relay", "Relay"},
    Entry{"head.proxy", "Proxy", "Proxy"},
    Entry{"head.pending", "Waiting", "Wartet"},
    Entry{"head.tokens", "Tokens", "Marken"},
    Entry{"head.contacts", "Contacts", "Kontakte"},
    Entry{"head.requests", "Requests", "Anfragen"},
    Entry{"lock.passphrase", "passphrase", "Passphrase"},
    Entry{"lock.none", "none", "keiner"},

    // --- What a command says ---
    Entry{"profile.made", "Profile “{0}” is ready. Next: stille --profile {0} invite create",
          "Profil „{0}“ ist bereit. Als Nächstes: stille --profile {0} invite create"},
    Entry{"profile.passphrase_changed", "The passphrase is changed. Copies of the profile keep the old one.",
          "Die Passphrase ist geändert. Kopien des Profils behalten die alte."},
    Entry{"profile.passphrase_removed", "The profile opens without a passphrase now.",
          "Das Profil öffnet sich jetzt ohne Passphrase."},
    Entry{"profile.open", "It has no passphrase: whoever unlocks this computer can read along.",
          "Es hat keine Passphrase: Wer diesen Rechner entsperrt, kann mitlesen."},
    Entry{"profile.none", "There is no profile yet. Make one with: stille profile new",
          "Es gibt noch kein Profil. Lege eines an: stille profile new"},
    Entry{"invite.once", "Give this link to one person. It works once and ends {0}.",
          "Gib diesen Link genau einer Person. Er gilt einmal und endet {0}."},
    Entry{"invite.not_yet",
          "The relay does not have this invitation yet. It is saved here and leaves with the next "
          "connection; the "
          "link works from then on. Try: stille sync",
          "Der Relay hat diese Einladung noch nicht. Sie ist hier gespeichert und geht mit der nächsten "
          "Verbindung raus; erst dann gilt der Link. Versuche: stille sync"},
    Entry{"invite.refused",
          "The relay takes no new mailboxes from this profile, so the link will not work. Ask its operator "
          "for an "
          "invitation and add it: stille relay invite INVITATION",
          "Der Relay nimmt von diesem Profil keine neuen Postfächer an; der Link wird nicht gelten. Bitte, "
          "wer ihn "
          "betreibt, um eine Einladung, und füge sie hinzu: stille relay invite EINLADUNG"},
    Entry{"relay.redeemed",
          "The relay has taken the invitation: {0} new {0:mailbox is|mailboxes are} paid for.",
          "Der Relay hat die Einladung angenommen: {0} {0:neues Postfach ist|neue Postfächer sind} bezahlt."},
    Entry{
        "relay.redeem_later",
        "The invitation is saved here and is redeemed with the next connection. Try: stille sync",
        "Die Einladung ist hier gespeichert und wird mit der nächsten Verbindung eingelöst. Versuche: stille "
        "sync"},
    Entry{"relay.purse_empty",
          "No tokens are left, and the relay takes new mailboxes only for one. Conversations go on. Ask its "
          "operator for an invitation and add it: stille relay invite INVITATION",
          "Es sind keine Marken mehr da, und der Relay nimmt neue Postfächer nur gegen eine. Gespräche gehen "
          "weiter. Bitte, wer ihn betreibt, um eine Einladung, und füge sie hinzu: stille relay invite "
          "EINLADUNG"},
    Entry{"invite.none", "No invitations. Make one with: stille invite create",
          "Keine Einladungen. Erstelle eine: stille invite create"},
    Entry{"invite.revoked", "The invitation is withdrawn.", "Die Einladung ist zurückgezogen."},
    Entry{"invite.accepted_unnamed",
          "Accepted. You can write as soon as they have come online once; their name comes with it.",
          "Angenommen. Du kannst schreiben, sobald die Person einmal online war; ihr Name kommt dann mit."},
    Entry{"invite.accepted", "Accepted: {0}. You can write as soon as they have come online once.",
          "Angenommen: {0}. Ihr könnt schreiben, sobald die andere Person einmal online war."},
    Entry{"invite.connected", "You are connected with {0}. Ask something: stille send {0} -m …",
          "Du bist mit {0} verbunden. Frag etwas: stille send {0} -m …"},
    Entry{"invite.saved",
          "There is no connection to the relay. The invitation is saved here and goes on with the next "
          "connection. "
          "Try: stille sync",
          "Es gibt keine Verbindung zum Relay. Die Einladung ist hier gespeichert und geht mit der nächsten "
          "Verbindung weiter. Versuche: stille sync"},
    Entry{"request.none", "No open requests.", "Keine offenen Anfragen."},
    Entry{"request.accepted", "{0} is now a contact.", "{0} ist jetzt ein Kontakt."},
    Entry{"request.declined", "Declined. The other person is not told.",
          "Abgelehnt. Die andere Person erfährt davon nichts."},
    Entry{"contact.none", "Nobody here yet. Invite somebody: stille invite create",
          "Noch niemand hier. Lade jemanden ein: stille invite create"},
    Entry{"contact.forgotten", "Forgotten: {0}. Nothing is left here.",
          "Vergessen: {0}. Hier ist nichts geblieben."},
    Entry{"contact.changed", "Saved.", "Gespeichert."},
    Entry{"verify.compare",
          "Compare these sixty digits with {0}, best face to face or by phone. If they are the same: stille "
          "verify "
          "confirm {0}",
          "Vergleiche diese sechzig Ziffern mit {0}, am besten im Gespräch oder am Telefon. Sind sie gleich: "
          "stille verify confirm {0}"},
    Entry{"verify.is_verified", "You have confirmed this number.", "Du hast diese Nummer bestätigt."},
    Entry{"verify.confirmed", "{0} is verified.", "{0} ist bestätigt."},
    Entry{"verify.reset", "{0} is no longer verified.", "{0} ist nicht mehr bestätigt."},
    Entry{"send.sent", "Sent to {0}.", "An {0} gesendet."},
    Entry{"send.queued", "Saved for {0}; it leaves with the next connection.",
          "Für {0} gespeichert; geht mit der nächsten Verbindung raus."},
    Entry{"send.noted", "Noted.", "Notiert."},
    Entry{"send.delivered", "Delivered to {0}.", "{0} zugestellt."},
    Entry{
        "send.offline",
        "The relay is not answering. Your message for {0} is saved and leaves with the next connection. Try: "
        "stille sync",
        "Der Relay antwortet nicht. Deine Nachricht an {0} ist gespeichert und geht mit der nächsten "
        "Verbindung "
        "raus. Versuche: stille sync"},
    Entry{"send.not_yet",
          "Your message for {0} is saved but has not reached the state “{1}” in time. It goes on by itself "
          "with "
          "the next connection.",
          "Deine Nachricht an {0} ist gespeichert, hat den Stand „{1}“ aber nicht rechtzeitig erreicht. Sie "
          "geht "
          "mit der nächsten Verbindung von selbst weiter."},
    Entry{"send.not_delivered",
          "Sent to {0}, but not delivered yet: they have not been online in time. Nothing is left to do.",
          "An {0} gesendet, aber noch nicht zugestellt: Die andere Person war noch nicht online. Es ist "
          "nichts zu tun."},
    Entry{"sync.done", "Received {0}, sent {1}, delivered {2}.",
          "Empfangen {0}, gesendet {1}, zugestellt {2}."},
    Entry{"sync.contacts", "News about: {0}.", "Neues über: {0}."},
    Entry{"sync.waiting", "Still waiting: {0}. It leaves as soon as the other side has come online.",
          "Es wartet noch: {0}. Geht raus, sobald die andere Seite online war."},
    Entry{"listen.waiting", "Listening. Ctrl+C ends it.", "Warte auf Neues. Strg+C beendet."},
    Entry{"listen.request", "{0} would like to get in touch. Answer with: stille request accept {1}",
          "{0} möchte Kontakt aufnehmen. Antworte mit: stille request accept {1}"},
    Entry{"listen.contact", "{0} is {1}.", "{0}: {1}."},
    Entry{"listen.delivery", "Message {0} to {1}: {2}.", "Nachricht {0} an {1}: {2}."},
    Entry{"listen.gap",
          "{0} {0:message|messages} from {1} {0:was|were} lost on the way. Ask for {0:it|them}.",
          "{0} {0:Nachricht|Nachrichten} von {1} {0:ging|gingen} unterwegs verloren. Frag nach."},
    Entry{"listen.invitation", "Invitation {0}: {1}.", "Einladung {0}: {1}."},
    Entry{"listen.join", "Accepted invitation {0}: {1}.", "Angenommene Einladung {0}: {1}."},
    Entry{"listen.rollback", "An old copy of the profile was put back; conversations wait for repair.",
          "Ein alter Stand des Profils wurde eingespielt; Unterhaltungen warten auf Reparatur."},
    Entry{"listen.retry", "The command ended with {0}. Event {1} is kept; next try in {2}.",
          "Der Befehl endete mit {0}. Ereignis {1} bleibt; nächster Versuch in {2}."},
    Entry{"listen.dead", "Event {0} was given up after {1} tries; its number is in {2}.",
          "Ereignis {0} wurde nach {1} Versuchen aufgegeben; seine Nummer steht in {2}."},
    Entry{"log.none", "There is nothing here. Questions always improve the silence.",
          "Hier steht nichts. Fragen verbessern immer die Stille."},
    Entry{"log.unsupported", "(a message that needs a newer version)",
          "(eine Nachricht, die eine neuere Version braucht)"},
    Entry{"status.pending", "{0} {0:envelope|envelopes}, {1} {1:message|messages}, {2} {2:task|tasks}",
          "{0} {0:Umschlag|Umschläge}, {1} {1:Nachricht|Nachrichten}, {2} {2:Aufgabe|Aufgaben}"},
    Entry{"status.nothing", "nothing", "nichts"},
    Entry{"doctor.profile", "Profile", "Profil"},
    Entry{"doctor.relay", "Relay", "Relay"},
    Entry{"doctor.proxy", "Proxy", "Proxy"},
    Entry{"doctor.clock", "Clock", "Uhr"},
    Entry{"doctor.certificate", "Relay's certificate", "Zertifikat des Relays"},
    Entry{"doctor.tokens", "Tokens", "Marken"},
    Entry{"doctor.envelopes", "Envelopes", "Umschläge"},
    Entry{"doctor.folder", "Folder", "Ordner"},
    Entry{"doctor.process", "Process", "Prozess"},
    Entry{"doctor.fine", "fine", "in Ordnung"},
    Entry{"doctor.not_fine", "look here", "bitte ansehen"},
    Entry{"ask.passphrase", "Passphrase: ", "Passphrase: "},
    Entry{"ask.new_passphrase", "New passphrase (empty: stop): ", "Neue Passphrase (leer: abbrechen): "},
    Entry{"ask.again", "Once more: ", "Noch einmal: "},
    Entry{"ask.differ", "They differ.\n", "Sie sind verschieden.\n"},
    Entry{"ask.proxy_password", "Password at the proxy: ", "Passwort beim Proxy: "},
    Entry{"ask.name", "Your name, as others see it: ", "Dein Name, wie andere ihn sehen: "},
    Entry{"ask.relay", "Relay or invitation (stille://…): ", "Relay oder Einladung (stille://…): "},

    // --- Complaints ---
    Entry{"fault.internal",
          "Something failed that should not have. Your data is untouched. Please report it: {0}",
          "Etwas ging schief, das nicht schiefgehen darf. Deine Daten sind unverändert. Bitte melde es: {0}"},
    Entry{"fault.cancelled", "Stopped.", "Abgebrochen."},
    Entry{"fault.invalid_argument", "{0}", "Ungültige Eingabe: {0}"},
    Entry{"fault.invalid_argument.about", "{1} ({0})", "Ungültige Eingabe bei „{0}“: {1}"},
    Entry{"fault.invalid_argument.profile", "“{0}” cannot name a profile: 1 to 64 of a-z, 0-9, - and _.",
          "„{0}“ kann kein Profil benennen: 1 bis 64 Zeichen aus a-z, 0-9, - und _."},
    Entry{"fault.invalid_link", "This is not a valid invitation link. Is the end missing, perhaps?",
          "Das ist kein gültiger Einladungslink. Fehlt vielleicht das Ende?"},
    Entry{"fault.unknown_method", "{0}", "Diese Methode gibt es nicht: {0}"},
    Entry{"fault.ambiguous", "{0}", "Das ist nicht eindeutig."},
    Entry{"fault.ambiguous.about", "“{0}” fits more than one:", "„{0}“ passt mehrfach:"},
    Entry{"fault.ambiguous.profile", "There are several profiles; say which with --profile:",
          "Es gibt mehrere Profile; sag mit --profile, welches:"},
    Entry{"fault.already_exists", "{0}", "{0}"},
    Entry{"fault.already_exists.about", "{1} ({0})", "{1} („{0}“)"},
    Entry{"fault.own_link", "This is your own invitation. Give it to somebody else.",
          "Das ist deine eigene Einladung. Gib sie jemand anderem."},
    Entry{"fault.too_large", "{0}", "{0}"},
    Entry{"fault.not_found", "{0}", "{0}"},
    Entry{"fault.not_found.contact", "Nobody is called “{0}” here. See: stille contact list",
          "Niemand heißt hier „{0}“. Sieh nach: stille contact list"},
    Entry{"fault.not_found.profile", "There is no profile “{0}”. Make it with: stille profile new {0}",
          "Es gibt kein Profil „{0}“. Lege es an: stille profile new {0}"},
    Entry{"fault.not_found.invitation", "There is no invitation “{0}”. See: stille invite list",
          "Es gibt keine Einladung „{0}“. Sieh nach: stille invite list"},
    Entry{"fault.not_found.request", "There is no request “{0}”. See: stille request list",
          "Es gibt keine Anfrage „{0}“. Sieh nach: stille request list"},
    Entry{"fault.not_found.setting", "There is no setting “{0}”. See: stille config list",
          "Es gibt keine Einstellung „{0}“. Sieh nach: stille config list"},
    Entry{"fault.link_used", "This invitation has been used already. Ask for a new one.",
          "Diese Einladung wurde schon benutzt. Bitte um eine neue."},
    Entry{"fault.link_revoked", "This invitation has been withdrawn. Ask for a new one.",
          "Diese Einladung wurde zurückgezogen. Bitte um eine neue."},
    Entry{"fault.link_expired", "This invitation has expired. Ask for a new one.",
          "Diese Einladung ist abgelaufen. Bitte um eine neue."},
    Entry{"fault.link_unknown",
          "The relay does not know this invitation. Perhaps it has not arrived there yet, or the link is not "
          "complete.",
          "Der Relay kennt diese Einladung nicht. Vielleicht ist sie dort noch nicht angekommen, oder der "
          "Link ist "
          "nicht vollständig."},
    Entry{"fault.link_used.relay_invitation",
          "This invitation to the relay is used up. Ask its operator for a new one: stille relay invite "
          "INVITATION",
          "Diese Einladung zum Relay ist verbraucht. Bitte, wer ihn betreibt, um eine neue: stille relay "
          "invite "
          "EINLADUNG"},
    Entry{
        "fault.link_revoked.relay_invitation",
        "This invitation to the relay has been withdrawn. Ask its operator for a new one: stille relay "
        "invite "
        "INVITATION",
        "Diese Einladung zum Relay wurde zurückgezogen. Bitte, wer ihn betreibt, um eine neue: stille relay "
        "invite EINLADUNG"},
    Entry{"fault.link_expired.relay_invitation",
          "This invitation to the relay has expired. Ask its operator for a new one: stille relay invite "
          "INVITATION",
          "Diese Einladung zum Relay ist abgelaufen. Bitte, wer ihn betreibt, um eine neue: stille relay "
          "invite "
          "EINLADUNG"},
    Entry{"fault.link_unknown.relay_invitation",
          "The relay does not know this invitation. Check that it is complete, or ask its operator for a new "
          "one: "
          "stille relay invite INVITATION",
          "Der Relay kennt diese Einladung nicht. Prüfe, ob sie vollständig ist, oder bitte, wer ihn "
          "betreibt, um "
          "eine neue: stille relay invite EINLADUNG"},
    Entry{"fault.relay_untrusted.relay_invitation",
          "The relay's answer does not fit the keys it has published; no token was taken from it. Ask its "
          "operator.",
          "Die Antwort des Relays passt nicht zu den Schlüsseln, die er veröffentlicht hat; keine Marke "
          "wurde von "
          "ihm angenommen. Frag, wer ihn betreibt."},
    Entry{"fault.locked",
          "The profile is protected by a passphrase, and there is no terminal to ask at. Use --passphrase-fd "
          "or "
          "STILLE_PASSPHRASE_FILE.",
          "Das Profil ist durch eine Passphrase geschützt, und hier kann niemand gefragt werden. Nimm "
          "--passphrase-fd oder STILLE_PASSPHRASE_FILE."},
    Entry{"fault.wrong_passphrase", "The passphrase is not right. Nothing was changed.",
          "Die Passphrase stimmt nicht. Nichts wurde verändert."},
    Entry{
        "fault.busy",
        "Another program holds this profile and does not answer. Your data is safe. End it, then "
        "try again.",
        "Ein anderes Programm hält dieses Profil und antwortet nicht. Deine Daten sind sicher. Beende es und "
        "versuche es noch einmal."},
    Entry{"fault.untrusted_contact", "{0}",
          "Das Senden ist angehalten: Die Schlüssel dieser Unterhaltung sind fraglich."},
    Entry{"fault.untrusted_contact.about",
          "Sending to {0} has stopped, nothing was sent. {1} See: stille verify show {0}",
          "Das Senden an {0} ist angehalten, nichts wurde gesendet. Sieh nach: stille verify show {0}"},
    Entry{
        "fault.relay_untrusted",
        "Another relay than the expected one answers at this address. Nothing was sent to it. Ask the "
        "relay's "
        "operator.",
        "Unter dieser Adresse antwortet ein anderer Relay als erwartet. Ihm wurde nichts gesendet. Frag, wer "
        "den Relay betreibt."},
    Entry{"fault.relay_unreachable",
          "The relay is not answering. What you have is saved here and leaves with the next connection. Try: "
          "stille "
          "sync",
          "Der Relay antwortet nicht. Was du hast, ist hier gespeichert und geht mit der nächsten Verbindung "
          "raus. "
          "Versuche: stille sync"},
    Entry{
        "fault.link_unreachable",
        "The relay of this invitation is not answering. Nothing was changed; use the same link again later.",
        "Der Relay dieser Einladung antwortet nicht. Es wurde nichts geändert; nimm denselben Link später "
        "noch einmal."},
    Entry{"fault.proxy_unreachable",
          "The proxy is not answering, and there is no connection around it. What you have is saved here and "
          "leaves once it answers. See: stille doctor",
          "Der Proxy antwortet nicht, und an ihm vorbei gibt es keine Verbindung. Was du hast, ist hier "
          "gespeichert und geht raus, sobald er antwortet. Sieh nach mit: stille doctor"},
    Entry{"fault.proxy_refused",
          "The proxy refuses the connection, or what answers there is no such proxy. What you have is saved "
          "here. See: stille config get proxy",
          "Der Proxy lehnt die Verbindung ab, oder dort antwortet kein solcher Proxy. Was du hast, ist hier "
          "gespeichert. Sieh nach mit: stille config get proxy"},
    Entry{"fault.relay_refused", "{0}", "{0}"},
    Entry{"fault.slow_down", "The relay asks to wait a little. Nothing is lost; try again later.",
          "Der Relay bittet um etwas Geduld. Nichts ist verloren; versuche es später noch einmal."},
    Entry{"fault.not_reached",
          "It was not finished in time. What is left is saved and goes on with the next "
          "connection.",
          "Es wurde nicht rechtzeitig fertig. Was übrig ist, ist gespeichert und geht mit der nächsten "
          "Verbindung "
          "weiter."},
    Entry{"fault.partial", "It worked for some and not for others.",
          "Bei einigen gelang es, bei anderen nicht."},
    Entry{"fault.damaged", "The local data cannot be read: {0} Nothing was changed. Restore a backup.",
          "Die lokalen Daten sind nicht lesbar. Nichts wurde verändert. Spiele eine Sicherung ein."},
    Entry{
        "fault.newer_version",
        "The local data was written by a newer version. Nothing was changed. Update stille.",
        "Die lokalen Daten stammen von einer neueren Version. Nichts wurde verändert. Aktualisiere stille."},
    Entry{"fault.storage_full",
          "There is no space left. What was saved before is safe. Make room, then try again.",
          "Es ist kein Platz mehr. Was schon gespeichert war, ist sicher. Schaffe Platz und versuche es noch "
          "einmal."},
    Entry{"wrong.see_help", "See: stille{0} --help", "Sieh nach: stille{0} --help"},
    Entry{"wrong.duration", "“{0}” is not a length of time, as 30s, 20m, 12h or 7d are.",
          "„{0}“ ist keine Zeitspanne wie 30s, 20m, 12h oder 7d."},
    Entry{"wrong.no_command", "There is no such command.", "Diesen Befehl gibt es nicht."},
};

}  // namespace

std::span<const Entry> talk_catalogue() {
  return kTalk;
}

}  // namespace stille::cli
