// A first sentence for somebody: which occasion, which language, which opener.
#include <algorithm>
#include <bit>

#include "client/core/card_mask.hpp"
#include "client/core/carding.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/keep_in_touch.hpp"
#include "client/core/keep_show.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"
#include "client/keep/opener.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

namespace {

using keep::Occasion;
using keep::Purpose;
using keep::Tongue;

constexpr std::size_t kTextsForLanguage = 10;

Result<bool> has_asked(store::Database& db, store::RowId contact, const keep::Now& now) {
  STILLE_TRY(const auto asks, asking(db));
  STILLE_TRY(const auto said, store::said_since_turn(db, contact, true, kMostLookedAt));
  return std::ranges::any_of(said, [&](const store::SaidTextRow& row) {
    return asks(row) && now.today - local_day(row.at) >= keep::kPatience;
  });
}

Result<Purpose> purpose_of(store::Database& db, const keep::PersonFacts& person, const keep::Now& now) {
  const auto cards = keep::everybody({&person, 1}, now);
  if (!cards.empty()) {
    switch (cards.front().occasion) {
      case Occasion::birthday:
        return Purpose::birthday;
      case Occasion::belated:
        return Purpose::belated;
      case Occasion::waiting:
        return Purpose::answer;
      case Occasion::promised:
        return Purpose::promised;
      case Occasion::news:
        return Purpose::news;
      case Occasion::due:
        break;
    }
  }
  STILLE_TRY(const bool asked, has_asked(db, person.person, now));
  return asked ? Purpose::nudge : Purpose::again;
}

// The first of their card's languages for which there are openers.
std::optional<Tongue> tongue_of_card(const wire::CardFields& card) {
  for (const auto& tag : parts_of(card.at(wire::number_of(wire::CardField::languages)))) {
    const auto tongue = keep::parse_tongue(tag.substr(0, tag.find('-')));
    if (tongue) return tongue.value();
  }
  return std::nullopt;
}

// Their card says it first; then how they write, then how we write to them, then the program's language.
Result<Tongue> tongue_for(store::Database& db, store::RowId contact, const DraftWishes& wishes,
                          const wire::CardFields& card) {
  if (!wishes.language.empty()) return keep::parse_tongue(wishes.language);
  if (const auto said = tongue_of_card(card)) return *said;
  for (const bool own : {false, true}) {
    STILLE_TRY(const auto texts, store::newest_texts(db, contact, own, kTextsForLanguage));
    if (const auto found = keep::tongue_of(texts)) return *found;
  }
  return keep::parse_tongue(wishes.otherwise);
}

Result<void> check(const DraftWishes& wishes) {
  for (const auto& text : {wishes.topic, wishes.role}) {
    if (text.size() > kLongestTopic) return fail(Errc::too_large);
    if (!wire::is_utf8(text)) return fail(Errc::bad_encoding);
  }
  return ok();
}

struct Choice {
  Purpose purpose = Purpose::again;
  Tongue tongue = Tongue::english;
  keep::Places places;
};

// The one of today once more, or the next.
std::optional<keep::Opener> choose(const Choice& choice, const std::vector<store::KeepDraftRow>& before,
                                   const store::ContactRow& contact, keep::Day today, bool another) {
  const auto all = keep::openers(choice.purpose, choice.tongue);
  std::vector<keep::Used> used;
  for (const auto& row : before) {
    const auto id = std::bit_cast<std::uint64_t>(row.opener);
    const auto same = std::ranges::find(all, id, &keep::Opener::id);
    const bool todays = same != all.end() && day_of(row.day) == today;
    if (todays && !another && keep::next_opener({&*same, 1}, {}, choice.places, contact.id, today))
      return *same;
    used.push_back({id, day_of(row.day)});
  }
  return keep::next_opener(all, used, choice.places, contact.id, today);
}

keep::Filled greeting(const Choice& choice) {
  return keep::fill(choice.tongue == Tongue::german ? "Hallo {Vorname}, {|}" : "Hello {first}, {|}",
                    choice.places);
}

Result<void> add_context(store::Database& db, const store::ContactRow& contact, KeepDraftView& out) {
  const store::MessageSpan span{.last = 2, .since = TimePoint::min(), .until = TimePoint::max()};
  STILLE_TRY(const auto messages, store::messages_of(db, contact.id, span));
  for (const auto& row : messages) {
    STILLE_TRY(auto message, show(db, row, contact));
    out.last.push_back(std::move(message));
  }
  STILLE_TRY(const auto entry, store::newest_entry(db, contact.id));
  if (entry) {
    out.entry =
        EntryView{show(contact), keep::to_text(day_of(entry->day)), entry->via, entry->note, entry->at};
  }
  return ok();
}

Result<KeepDraftView> draft_for(Context& context, const store::ContactRow& contact,
                                const DraftWishes& wishes) {
  const auto now = local_now(context.now);
  STILLE_TRY(auto facts, gather(context.db, contact.id));
  if (facts.people.empty()) return fail(Errc::wrong_state);
  const auto& person = facts.people.front();
  Choice choice;
  if (wishes.purpose.empty()) {
    STILLE_TRY(choice.purpose, purpose_of(context.db, person, now));
  } else {
    STILLE_TRY(choice.purpose, keep::parse_purpose(wishes.purpose));
  }
  STILLE_TRY(const auto said, store::card_fields(context.db, contact.id, store::CardSource::theirs));
  STILLE_TRY(const auto noted, store::card_fields(context.db, contact.id, store::CardSource::local));
  auto card = fields_of(noted);
  for (const auto& row : said) {
    if (row.field < card.size()) card.at(row.field) = row.value;
  }
  STILLE_TRY(choice.tongue, tongue_for(context.db, contact.id, wishes, card));
  const auto last = person.last_touch ? std::optional(person.last_touch->day) : std::nullopt;
  choice.places = {.first = keep::first_name(contact.name.empty() ? person.name : contact.name),
                   .month = keep::month_of_contact(last, now.today, choice.tongue),
                   .topic = wishes.topic,
                   .role = wishes.role};
  if (choice.purpose == Purpose::news && choice.places.role.empty())
    choice.places.role = card.at(wire::number_of(wire::CardField::role));
  STILLE_TRY(const auto before, store::drafts_of(context.db, contact.id));
  const auto opener = choose(choice, before, contact, now.today, wishes.another);
  auto filled = opener ? keep::fill(opener->text, choice.places) : greeting(choice);
  KeepDraftView out{.contact = show(contact),
                    .purpose = std::string(keep::name_of(choice.purpose)),
                    .language = std::string(keep::name_of(choice.tongue)),
                    .text = std::move(filled.text),
                    .caret = filled.caret,
                    .last = {},
                    .entry = {},
                    .topics = parts_of(card.at(wire::number_of(wire::CardField::topics)))};
  STILLE_TRYV(add_context(context.db, contact, out));
  if (opener) {
    STILLE_TRYV(
        store::note_draft(context.db, contact.id,
                          {std::bit_cast<std::int64_t>(opener->id), out.purpose, number_of(now.today)}));
  }
  auto row = facts.rows.front();
  put_rest(row, keep::after_action(person.rest, context.now));
  STILLE_TRYV(store::save_keep(context.db, row));
  return out;
}

}  // namespace

Result<KeepDraftView> KeepInTouch::draft(std::string_view contact, const DraftWishes& wishes) {
  STILLE_TRYV(check(wishes));
  return core_.STILLE_QUIET_CHANGE("keep_draft")([&](Context& context) -> Result<KeepDraftView> {
    STILLE_TRY(const auto person, find_anybody(context.db, contact));
    return draft_for(context, person, wishes);
  });
}

}  // namespace stille::client
