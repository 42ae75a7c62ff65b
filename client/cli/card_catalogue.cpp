// What is said about contact cards, and the help of their commands.
#include <array>

#include "client/cli/i18n.hpp"

namespace stille::cli {
namespace {

constexpr std::array kCards{
    Entry{"card.name", "name", "Name"},
    Entry{"card.role", "Role", "Rolle"},
    Entry{"card.company", "Company", "Firma"},
    Entry{"card.city", "City", "Ort"},
    Entry{"card.languages", "Languages", "Sprachen"},
    Entry{"card.birthday", "Birthday", "Geburtstag"},
    Entry{"card.topics", "Ask me about", "Frag mich gern nach"},
    Entry{"card.picture", "Picture", "Bild"},
    Entry{"card.picture_there", "there is one", "ist da"},
    Entry{"card.sees", "Sees of yours", "Sieht von dir"},
    Entry{"card.updated", "Their card is as of {0}.", "Die Karte ist vom Stand {0}."},
    Entry{"card.wanted", "{0} would like to see your card: stille card share {0} --fields …",
          "{0} würde gern deine Karte sehen: stille card share {0} --fields …"},
    Entry{"card.changed", "Changed. Whoever may see it learns of it.",
          "Geändert. Wer es sehen darf, erfährt davon."},
    Entry{"card.shared", "{0} sees: {1}.", "{0} sieht: {1}."},
    Entry{"card.requested", "{0} sees that you would like to have the card. Nothing has to follow.",
          "{0} sieht, dass du die Karte gern hättest. Es muss nichts folgen."},
    Entry{"card.draft_topics", "Likes to be asked about: {0}", "Fragt man gern nach: {0}"},
    Entry{"listen.card.changed", "{0} has changed the card: stille card show {0}",
          "{0} hat die Karte geändert: stille card show {0}"},
    Entry{"listen.card.requested", "{0} would like to see your card: stille card share {0} --fields …",
          "{0} würde gern deine Karte sehen: stille card share {0} --fields …"},

    Entry{"help.card", "Contact cards: what you say about yourself, and to whom",
          "Kontaktkarten: was du über dich sagst, und wem"},
    Entry{"examples.card",
          "  stille card set role=\"Privacy\" city=Bonn topics=\"sailing, law\"\n"
          "  stille card share mira --fields role,city,topics",
          "  stille card set role=\"Datenschutz\" city=Bonn topics=\"Segeln, Recht\"\n"
          "  stille card share mira --fields role,city,topics"},
    Entry{"help.card show", "Your card, or that of a contact", "Deine Karte oder die eines Kontakts"},
    Entry{"examples.card show", "  stille card show\n  stille card show mira --picture mira.jpg",
          "  stille card show\n  stille card show mira --picture mira.jpg"},
    Entry{"help.card set", "Change your card", "Deine Karte ändern"},
    Entry{"examples.card set",
          "  stille card set role=Privacy birthday=23.5. languages=de,en\n"
          "  stille card set picture=me.jpg company=",
          "  stille card set role=Datenschutz birthday=23.5. languages=de,en\n"
          "  stille card set picture=ich.jpg company="},
    Entry{"help.card share", "Choose what a contact sees of your card",
          "Wählen, was ein Kontakt von deiner Karte sieht"},
    Entry{"examples.card share",
          "  stille card share mira --fields role,city\n  stille card share mira --fields none",
          "  stille card share mira --fields role,city\n  stille card share mira --fields none"},
    Entry{"help.card request", "Say that you would like to have a contact's card",
          "Sagen, dass du die Karte eines Kontakts gern hättest"},
    Entry{"examples.card request", "  stille card request mira", "  stille card request mira"},
    Entry{"help.card-whose", "Whose card; without it, your own", "Wessen Karte; ohne Angabe die eigene"},
    Entry{
        "help.card-values",
        "name, role, company, city, languages, birthday, topics or picture (a JPEG or PNG file); KEY= clears",
        "name, role, company, city, languages, birthday, topics oder picture (eine JPEG- oder PNG-Datei); "
        "KEY= löscht"},
    Entry{
        "help.card share.--fields",
        "role, company, city, languages, birthday, topics, picture; or all, or none. The name is always seen",
        "role, company, city, languages, birthday, topics, picture; oder all (alles) oder none (nichts). Den "
        "Namen "
        "sehen alle"},
    Entry{"help.--picture", "Write the picture to this file; - is standard output",
          "Das Bild in diese Datei schreiben; - ist die Standardausgabe"},

    Entry{"why.card_role", "A role has at most 128 bytes, without control characters.",
          "Eine Rolle hat höchstens 128 Bytes, ohne Steuerzeichen."},
    Entry{"why.card_company", "A company has at most 128 bytes, without control characters.",
          "Eine Firma hat höchstens 128 Bytes, ohne Steuerzeichen."},
    Entry{"why.card_city", "A city has at most 128 bytes, without control characters.",
          "Ein Ort hat höchstens 128 Bytes, ohne Steuerzeichen."},
    Entry{"why.card_languages", "Languages are at most 8 tags, as de, en and pt-BR are, with commas between.",
          "Sprachen sind höchstens 8 Kürzel wie de, en und pt-BR, mit Kommas dazwischen."},
    Entry{"why.card_birthday", "A birthday is a day such as 1984-05-23, 05-23 or 23.5., not in the future.",
          "Ein Geburtstag ist ein Tag wie 1984-05-23, 05-23 oder 23.5., nicht in der Zukunft."},
    Entry{"why.card_topics",
          "Topics have at most 400 bytes, with commas between and without control characters.",
          "Themen haben höchstens 400 Bytes, mit Kommas dazwischen und ohne Steuerzeichen."},
    Entry{"why.card_picture", "A picture is a JPEG or PNG file of at most 64 MiB.",
          "Ein Bild ist eine JPEG- oder PNG-Datei von höchstens 64 MiB."},
    Entry{"why.card_fields",
          "What can be shared: role, company, city, languages, birthday, topics, picture; or all, or none.",
          "Zeigen kann man: role, company, city, languages, birthday, topics, picture; oder all oder none."},
    Entry{"why.card_keys",
          "Say KEY=VALUE; the keys are name, role, company, city, languages, birthday, topics and picture.",
          "Sag KEY=VALUE; es gibt name, role, company, city, languages, birthday, topics und picture."},
    Entry{"why.card_no_picture", "There is no picture on this card.", "Auf dieser Karte ist kein Bild."},
};

}  // namespace

std::span<const Entry> card_catalogue() {
  return kCards;
}

}  // namespace stille::cli
