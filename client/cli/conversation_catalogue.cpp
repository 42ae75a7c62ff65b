// What is said about conversations, drafts and what leaves at its time, and its help.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kConversations{
    Entry{"help.conversation", "How conversations are shown; only you see it",
          "Wie Unterhaltungen gezeigt werden; nur du siehst es"},
    Entry{"help.conversation list", "Pinned ones first, then the newest",
          "Angeheftete zuerst, dann die neuesten"},
    Entry{"examples.conversation list", "  stille conversation list --unread",
          "  stille conversation list --unread"},
    Entry{"help.conversation.--unread", "Only those with something unread", "Nur die mit Ungelesenem"},
    Entry{"help.--archived", "Only those that were put away", "Nur die abgelegten"},
    Entry{"help.--all", "All of them", "Alle"},
    Entry{"help.conversation set", "Pin, put away, mute, mark as unread",
          "Anheften, ablegen, stumm schalten, als ungelesen merken"},
    Entry{"examples.conversation set",
          "  stille conversation set mira --pin\n  stille conversation set mira --mute-for 8h",
          "  stille conversation set mira --pin\n  stille conversation set mira --mute-for 8h"},
    Entry{"help.whose", "A person, as in stille contact list; self for the note to self",
          "Eine Person wie in stille contact list; self für die Notizen an dich selbst"},
    Entry{"help.--pin", "Keep it at the top", "Oben halten"},
    Entry{"help.--archive", "Put it away until something arrives; muted, it stays away",
          "Ablegen, bis etwas ankommt; stumm geschaltet bleibt sie abgelegt"},
    Entry{"help.--mute", "No notifications from it", "Keine Benachrichtigungen daraus"},
    Entry{"help.--mute-for", "The same for a while", "Dasselbe für eine Weile"},
    Entry{"help.--unread", "Mark it as unread", "Als ungelesen merken"},
    Entry{"help.read", "Say that a conversation was read", "Sagen, dass eine Unterhaltung gelesen ist"},
    Entry{"examples.read", "  stille read mira\n  stille read mira --upto m_3f2a…",
          "  stille read mira\n  stille read mira --upto m_3f2a…"},
    Entry{"help.--upto", "Only up to this message", "Nur bis zu dieser Nachricht"},
    Entry{"help.draft", "What you have begun to write, one for each conversation",
          "Was du angefangen hast zu schreiben, eines je Unterhaltung"},
    Entry{"help.draft set", "Keep a draft, instead of the one that is there",
          "Einen Entwurf behalten, anstelle des vorigen"},
    Entry{"examples.draft set", "  stille draft set mira -m \"About Tuesday …\" --attach plan.pdf",
          "  stille draft set mira -m \"Wegen Dienstag …\" --attach plan.pdf"},
    Entry{"help.draft.--message", "The text; - reads it from standard input",
          "Der Text; - liest ihn von der Standardeingabe"},
    Entry{"help.draft.--reply", "The message that it answers to", "Die Nachricht, auf die er antwortet"},
    Entry{"help.draft.--attach", "A file that goes with it; may be repeated",
          "Eine Datei, die mitgehen soll; mehrfach möglich"},
    Entry{"help.draft show", "One draft", "Ein Entwurf"},
    Entry{"examples.draft show", "  stille draft show mira", "  stille draft show mira"},
    Entry{"help.draft list", "Every draft", "Alle Entwürfe"},
    Entry{"examples.draft list", "  stille draft list --json", "  stille draft list --json"},
    Entry{"help.draft drop", "Forget a draft", "Einen Entwurf verwerfen"},
    Entry{"examples.draft drop", "  stille draft drop mira", "  stille draft drop mira"},
    Entry{"help.--later", "When it leaves: 2h, tomorrow 9:00, monday 10:30, 2026-12-01 09:00",
          "Wann sie rausgeht: 2h, morgen 9 Uhr, Montag 10:30, 1.12.2026 9:00"},
    Entry{"help.later", "Messages that wait for their time", "Nachrichten, die auf ihre Zeit warten"},
    Entry{"help.later list", "The next one first", "Die nächste zuerst"},
    Entry{"examples.later list", "  stille later list", "  stille later list"},
    Entry{"help.later cancel", "Take one back before it leaves", "Eine zurücknehmen, bevor sie rausgeht"},
    Entry{"examples.later cancel", "  stille later cancel l_3f2a…", "  stille later cancel l_3f2a…"},
    Entry{"help.later-id", "Its id (stille later list)", "Ihre Kennung (stille later list)"},
    Entry{"head.unread", "Unread", "Ungelesen"},
    Entry{"head.last", "Last", "Zuletzt"},
    Entry{"conversation.pinned", "pinned", "angeheftet"},
    Entry{"conversation.archived", "put away", "abgelegt"},
    Entry{"conversation.muted", "muted", "stumm"},
    Entry{"conversation.draft", "draft", "Entwurf"},
    Entry{"conversation.marked", "yes", "ja"},
    Entry{"conversation.read", "Read. Unread now: {0}.", "Gelesen. Noch ungelesen: {0}."},
    Entry{"conversation.none", "No conversations yet. Who would you like to ask something?",
          "Noch keine Unterhaltung. Wem möchtest du eine Frage stellen?"},
    Entry{"conversation.none_such", "There is none.", "Es gibt keine."},
    Entry{"draft.kept", "Draft kept for {0}.", "Entwurf für {0} behalten."},
    Entry{"draft.dropped", "Draft dropped.", "Entwurf verworfen."},
    Entry{"draft.none", "No drafts.", "Keine Entwürfe."},
    Entry{"draft.reply", "in reply to {0}", "Antwort auf {0}"},
    Entry{"draft.file", "with {0}", "mit {0}"},
    Entry{"later.kept", "Saved for {0}; it leaves {1}, while stille runs or when it next does.",
          "Für {0} gespeichert; geht {1} raus, wenn stille läuft, sonst beim nächsten Mal."},
    Entry{"later.none", "Nothing waits for its time.", "Nichts wartet auf seine Zeit."},
    Entry{"later.cancelled", "Taken back. It was not sent.", "Zurückgenommen. Sie wurde nicht gesendet."},
    Entry{"later.problem", "It could not leave yet: {0}. It is tried again every hour.",
          "Sie konnte noch nicht rausgehen: {0}. Es wird jede Stunde versucht."},
    Entry{"fault.not_found.draft", "There is no draft for “{0}”.", "Es gibt keinen Entwurf für „{0}“."},
};

}  // namespace

std::span<const Entry> conversation_catalogue() {
  return kConversations;
}

}  // namespace stille::cli
