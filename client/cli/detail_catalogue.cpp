// The German of sentences that a fault carries in English; found by the English itself.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kDetails{
    Entry{"why.profile_taken", "There is a profile of this name already.",
          "Ein Profil dieses Namens gibt es schon."},
    Entry{"why.link_or_alias_taken", "This invitation was accepted before, or the alias is taken.",
          "Diese Einladung wurde schon angenommen, oder der Alias ist vergeben."},
    Entry{"why.not_in_group", "You are not in this group.", "Du bist nicht in dieser Gruppe."},
    Entry{"why.group_part", "Your part in this group does not allow that.",
          "Deine Aufgabe in dieser Gruppe erlaubt das nicht."},
    Entry{"why.in_group", "This person is in the group already.", "Diese Person ist schon in der Gruppe."},
    Entry{"why.group_full", "A group has at most 50 members.", "Eine Gruppe hat höchstens 50 Mitglieder."},
    Entry{"why.groups_full", "There are too many groups.", "Es sind zu viele Gruppen."},
    Entry{"why.no_name", "This is not a name.", "Das ist kein Name."},
    Entry{"why.role", "A role is chair, deputy or member.", "Eine Aufgabe ist chair, deputy oder member."},
    Entry{"why.known", "This person is one of your contacts already.", "Diese Person ist schon ein Kontakt."},
    Entry{
        "why.connecting",
        "This person has not answered yet since you took an earlier invitation. Wait for them, or begin "
        "anew: see who is connecting with stille contact list, then stille contact forget NAME, and take "
        "this invitation again.",
        "Diese Person hat noch nicht geantwortet, seit du eine frühere Einladung angenommen hast. Warte auf "
        "sie, oder fang neu an: stille contact list zeigt, wer gerade verbunden wird; dann stille contact "
        "forget NAME, und nimm diese Einladung noch einmal an."},
    Entry{"why.taken", "This name is taken.", "Dieser Name ist vergeben."},
    Entry{"why.ack_cursor", "--ack manual needs a --cursor.", "--ack manual braucht ein --cursor."},
    Entry{"why.ack_stdin", "--ack manual needs a pipe or a terminal as standard input.",
          "--ack manual braucht eine Pipe oder ein Terminal als Standardeingabe."},
    Entry{"why.names_differ", "--profile and the name given say different things.",
          "--profile und der Name widersprechen sich."},
    Entry{"why.recipients", "A message has 1 to 100 recipients.",
          "Eine Nachricht geht an 1 bis 100 Personen."},
    Entry{"why.life", "An invitation lives from one minute to 31 days.",
          "Eine Einladung gilt eine Minute bis 31 Tage."},
    Entry{"why.no_home", "Neither STILLE_HOME nor HOME says where profiles live.",
          "Weder STILLE_HOME noch HOME sagt, wo Profile liegen."},
    Entry{"why.nobody", "Nobody to send to.", "Es fehlt, an wen gesendet wird."},
    Entry{"why.no_number", "Not a sequence number.", "Das ist keine laufende Nummer."},
    Entry{"why.no_time", "Not a time, as 2w, 1mo or 2026-11-23 are.",
          "Das ist keine Zeit wie 2w, 1mo oder 2026-11-23."},
    Entry{"why.no_change", "Say what to change: --alias, --note, --expire, --block or --unblock.",
          "Sag, was sich ändern soll: --alias, --note, --expire, --block oder --unblock."},
    Entry{"why.no_file", "The file cannot be read.", "Die Datei ist nicht lesbar."},
    Entry{"why.unreadable", "The text cannot be read.", "Der Text ist nicht lesbar."},
    Entry{"why.log_end", "The log does not go that far.", "So weit reicht das Protokoll nicht."},
    Entry{"why.text_source", "The text comes from one of: -m TEXT, -F FILE, or a final -.",
          "Der Text kommt von genau einem: -m TEXT, -F DATEI oder ein - am Ende."},
    Entry{"why.utf8", "The text is not UTF-8.", "Der Text ist kein UTF-8."},
    Entry{"why.invitations", "There are too many open invitations; revoke some first.",
          "Es gibt zu viele offene Einladungen; ziehe erst welche zurück."},
    Entry{"why.no_text", "There is no text to send.", "Es fehlt der Text."},
    Entry{"why.alias", "This alias cannot be used.", "Dieser Alias geht nicht."},
    Entry{"why.relay", "This is neither a relay's address nor an invitation.",
          "Das ist weder die Adresse eines Relays noch eine Einladung."},
    Entry{"why.setting", "This value does not fit the setting.", "Dieser Wert passt nicht zur Einstellung."},
    Entry{"why.proxy_password_in_address",
          "A password does not belong into the address of a proxy; it is asked for, or read with "
          "--password-file FILE.",
          "Ein Passwort gehört nicht in die Adresse eines Proxys; es wird erfragt oder mit "
          "--password-file DATEI gelesen."},
    Entry{"why.proxy_form",
          "A proxy is socks5://HOST:PORT, http://HOST:PORT or none; in front of HOST may stand USER@.",
          "Ein Proxy ist socks5://HOST:PORT, http://HOST:PORT oder none; vor HOST darf NAME@ stehen."},
    Entry{"why.proxy_password",
          "A proxy with a user needs a password of 1 to 255 bytes, one without takes none.",
          "Ein Proxy mit NAME@ braucht ein Passwort von 1 bis 255 Byte, einer ohne nimmt keines."},
    Entry{"why.proxy_password_missing", "The proxy's password is missing: --password-file FILE.",
          "Es fehlt das Passwort für den Proxy: --password-file DATEI."},
    Entry{"why.other_relay", "The invitation names another relay than its link.",
          "Die Einladung nennt einen anderen Relay als ihr Link."},
    Entry{"why.passphrase_unread", "The passphrase cannot be read.", "Die Passphrase ist nicht lesbar."},
    Entry{"fault.locked.file", "The passphrase file cannot be read ({0}).",
          "Die Datei mit der Passphrase ist nicht lesbar ({0})."},
    Entry{"fault.not_found.about", "{1}", "„{0}“ wurde nicht gefunden."},
    Entry{"fault.not_found.introduction", "There is no request “{0}”. See: stille request list",
          "Es gibt keine Anfrage „{0}“. Sieh nach: stille request list"},
    Entry{"fault.not_found.contact_address",
          "There is no contact address. Make one with: stille address create",
          "Es gibt keine Kontaktadresse. Lege eine an: stille address create"},
    Entry{"why.nothing_called_so", "There is nothing by this name.", "Das wurde nicht gefunden."},
    Entry{"why.passphrase_file", "The passphrase file cannot be read.",
          "Die Passphrase-Datei ist nicht lesbar."},
    Entry{"why.passphrase_long", "The passphrase is longer than 1,024 bytes.",
          "Die Passphrase ist länger als 1.024 Byte."},
    Entry{"why.passphrase_needed",
          "A passphrase is needed: --passphrase-fd N, STILLE_PASSPHRASE_FILE, or --no-passphrase.",
          "Es fehlt eine Passphrase: --passphrase-fd N, STILLE_PASSPHRASE_FILE oder --no-passphrase."},
    Entry{"why.forget_group", "You are in a group with this person; leave it first.",
          "Du bist mit dieser Person in einer Gruppe; verlasse sie zuerst."},
    Entry{"why.forget_yes", "Everything of this person would be erased; --yes says that it may.",
          "Alles von dieser Person würde gelöscht; mit --yes darf es das."},
    Entry{"why.new_passphrase_needed", "A passphrase is needed: --new-passphrase-fd N, or --remove.",
          "Es fehlt eine Passphrase: --new-passphrase-fd N oder --remove."},
    Entry{"why.new_passphrase_empty", "The passphrase is empty; say --remove if that is meant.",
          "Die Passphrase ist leer; sag --remove, wenn das gemeint ist."},
    Entry{"why.passphrase_empty", "The passphrase is empty; say --no-passphrase if that is meant.",
          "Die Passphrase ist leer; sag --no-passphrase, wenn das gemeint ist."},
    Entry{"why.own_relay",
          "Your own relay takes no new mailboxes from this profile. Ask its operator for an invitation and "
          "add it: "
          "stille relay invite INVITATION",
          "Dein eigener Relay nimmt von diesem Profil keine neuen Postfächer an. Bitte, wer ihn betreibt, um "
          "eine "
          "Einladung, und füge sie hinzu: stille relay invite EINLADUNG"},
    Entry{"why.no_tokens", "The relay does not give tokens for invitations.",
          "Der Relay gibt für Einladungen keine Marken."},
    Entry{"why.other_relay_invited", "This is an invitation to another relay than this profile's.",
          "Das ist eine Einladung zu einem anderen Relay als dem dieses Profils."},
    Entry{"why.no_relay_invitation", "This is no invitation to a relay.",
          "Das ist keine Einladung zu einem Relay."},
    Entry{"why.refused", "The relay refused.", "Der Relay hat abgelehnt."},
    Entry{"why.dead_letters", "The event cannot be put with the dead letters.",
          "Das Ereignis lässt sich nicht zu den aufgegebenen legen."},
    Entry{"why.name", "This name cannot be shown to others.", "Dieser Name lässt sich anderen nicht zeigen."},
    Entry{"why.nothing_asked", "There is nothing to search for.", "Es fehlt, wonach gesucht wird."},
    Entry{"why.query_long", "A query has at most 1,000 bytes.", "Eine Suche hat höchstens 1.000 Byte."},
    Entry{"why.query_terms", "A query has at most 16 words and phrases.",
          "Eine Suche hat höchstens 16 Wörter und Wortfolgen."},
    Entry{"why.has", "A message can have: question, link, file.",
          "Eine Nachricht kann enthalten: question, link, file (frage, link, datei)."},
    Entry{"why.no_date", "Not a date, as 2026, 2026-11, 2026-11-23 or 2w are.",
          "Das ist kein Datum wie 2026, 2026-11, 2026-11-23 oder 2w."},
    Entry{"why.no_value", "There is nothing after the colon.", "Nach dem Doppelpunkt fehlt etwas."},
    Entry{"why.twice", "This filter is there twice.", "Diesen Filter gibt es doppelt."},
    Entry{"why.argument", "An argument is not valid.", "Eine Angabe ist nicht gültig."},
    Entry{"why.too_large", "This is too large for one message.", "Das ist zu lang für eine Nachricht."},
};

}  // namespace

std::span<const Entry> detail_catalogue() {
  return kDetails;
}

}  // namespace stille::cli
