// What is said and explained about single messages.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kConversation{
    Entry{"log.deleted", "(deleted)", "(gelöscht)"},
    Entry{"log.edited", "edited", "bearbeitet"},
    Entry{"log.question", "question", "Frage"},
    Entry{"log.reply_gone", "(a message that is not here)", "(eine Nachricht, die nicht hier ist)"},
    Entry{"show.history", "What it said before and says now:", "Was darin stand und steht:"},
    Entry{"change.later",
          "There is no connection to the relay. The change is saved and leaves with the next one.",
          "Es gibt keine Verbindung zum Relay. Die Änderung ist gespeichert und geht mit der nächsten raus."},
    Entry{"react.done", "Your reaction is there.", "Deine Reaktion ist da."},
    Entry{"react.removed", "Your reaction is taken back.", "Deine Reaktion ist zurückgenommen."},
    Entry{"edit.done", "Changed. Both of you can see what it said before.",
          "Geändert. Ihr könnt beide sehen, was vorher darin stand."},
    Entry{"delete.everyone", "Deleted for both of you, as soon as the other side is online.",
          "Für euch beide gelöscht, sobald die andere Seite online ist."},
    Entry{"delete.here", "Deleted here. The other person keeps it.",
          "Hier gelöscht. Die andere Person behält es."},
    Entry{"listen.reaction.added", "{0} reacted to {1}.", "{0}: Reaktion auf {1}."},
    Entry{"listen.reaction.removed", "{0} took a reaction to {1} back.",
          "{0}: Reaktion auf {1} zurückgenommen."},
    Entry{"listen.edited", "Message {0} has new words:", "Nachricht {0} hat einen neuen Wortlaut:"},
    Entry{"listen.deleted", "Message {0} is deleted.", "Nachricht {0} ist gelöscht."},
    Entry{"fault.not_found.message", "There is no message “{0}”. Ids are in: stille log WHO --json",
          "Es gibt keine Nachricht „{0}“. Kennungen zeigt: stille log WER --json"},

    Entry{"listen.timer", "{0}: {1}", "{0}: {1}"},
    Entry{"log.timer_on", "from now on messages go after {0}", "Nachrichten verschwinden ab jetzt nach {0}"},
    Entry{"log.timer_off", "from now on messages stay", "Nachrichten bleiben ab jetzt"},
    Entry{"head.expire", "Messages go after", "Nachrichten bleiben"},
    Entry{"help.--expire",
          "After how long messages of both sides go: 5s to 366d, or off; the other side sees it",
          "Nach welcher Zeit Nachrichten beider Seiten verschwinden: 5s bis 366d, oder off; die andere Seite "
          "sieht es"},
    Entry{"why.expire", "Messages go after 5 seconds to 366 days, or never.",
          "Nachrichten verschwinden nach 5 Sekunden bis 366 Tagen, oder nie."},
    Entry{"why.no_span", "Not a time span, as 30s, 12h and 7d are, nor off.",
          "Das ist weder eine Zeitspanne wie 30s, 12h und 7d noch off."},

    Entry{"help.show", "One message, with what it said before", "Eine Nachricht, mit früherem Wortlaut"},
    Entry{"examples.show", "  stille show m_3f2a…", "  stille show m_3f2a…"},
    Entry{"help.message-id", "Its id (stille log WHO --json), or the beginning of it",
          "Ihre Kennung (stille log WER --json) oder deren Anfang"},
    Entry{"help.react", "React to a message, quietly", "Still auf eine Nachricht reagieren"},
    Entry{"examples.react", "  stille react m_3f2a… 👍\n  stille react m_3f2a… --remove",
          "  stille react m_3f2a… 👍\n  stille react m_3f2a… --remove"},
    Entry{"help.reaction", "A sign or a short word", "Ein Zeichen oder ein kurzes Wort"},
    Entry{"help.react.--remove", "Take your reaction back", "Deine Reaktion zurücknehmen"},
    Entry{"help.edit", "Give an own message new words; both sides can see the earlier ones",
          "Einer eigenen Nachricht einen neuen Wortlaut geben; beide sehen den früheren"},
    Entry{"examples.edit",
          "  stille edit m_3f2a… -m \"Tuesday, 11 o'clock?\"\n  stille edit m_3f2a… - < text.txt",
          "  stille edit m_3f2a… -m \"Dienstag, 11 Uhr?\"\n  stille edit m_3f2a… - < text.txt"},
    Entry{"help.edit-source", "- reads the text from standard input",
          "- liest den Text von der Standardeingabe"},
    Entry{"help.delete", "Delete a message here, or for both of you",
          "Eine Nachricht hier löschen, oder für euch beide"},
    Entry{"examples.delete", "  stille delete m_3f2a…\n  stille delete m_3f2a… --everyone",
          "  stille delete m_3f2a…\n  stille delete m_3f2a… --everyone"},
    Entry{"help.--everyone", "On both sides; own messages only", "Auf beiden Seiten; nur eigene Nachrichten"},
    Entry{"help.--reply", "Answer this message, with a quote of it",
          "Auf diese Nachricht antworten und sie zitieren"},
    Entry{"help.--question", "Say that it waits for an answer", "Sagen, dass es auf Antwort wartet"},

    Entry{"why.reaction_missing", "Say a reaction, or --remove.", "Nenne eine Reaktion, oder --remove."},
    Entry{"why.reaction", "A reaction is one sign or a short word, without blanks.",
          "Eine Reaktion ist ein Zeichen oder ein kurzes Wort, ohne Leerzeichen."},
    Entry{"why.edit_source", "The text comes from one of: -m TEXT, or a final -.",
          "Der Text kommt von genau einem: -m TEXT, oder ein - am Ende."},
    Entry{"why.message_gone", "This message is deleted, or nothing can be sent there now.",
          "Diese Nachricht ist gelöscht, oder dorthin lässt sich gerade nichts senden."},
    Entry{"why.not_own", "That is possible with your own messages only.",
          "Das geht nur mit eigenen Nachrichten."},
    Entry{"why.changed_too_often", "This message was changed too often.",
          "Diese Nachricht wurde zu oft geändert."},
    Entry{"why.reply", "A reply answers a message of the same conversation that is not deleted.",
          "Geantwortet wird auf eine Nachricht derselben Unterhaltung, die nicht gelöscht ist."},
};

}  // namespace

std::span<const Entry> changing_catalogue() {
  return kConversation;
}

}  // namespace stille::cli
