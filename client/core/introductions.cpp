#include "client/core/introductions.hpp"

#include <algorithm>
#include <array>

#include "client/core/engine_core.hpp"
#include "client/core/introducing.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"

namespace stille::client {

namespace {

Result<IntroductionView> view_of(store::Database& db, const store::IntroductionRow& row) {
  IntroductionView out;
  out.id = row.name;
  out.state = static_cast<IntroductionState>(row.state);
  out.created = row.created;
  for (const auto& [person, agreed] :
       {std::pair(row.guest, row.guest_agreed), std::pair(row.host, row.host_agreed)}) {
    STILLE_TRY(const auto contact, store::load_contact(db, person));
    out.people.push_back(client::show(contact));
    if (agreed) out.agreed.push_back(out.people.back().id);
  }
  return out;
}

Result<IntroductionView> view_of(store::Database& db, const store::AcquaintanceRow& row) {
  IntroductionView out;
  out.id = row.name;
  out.state = static_cast<IntroductionState>(row.state);
  out.created = row.created;
  STILLE_TRY(const auto introducer, store::load_contact(db, row.introducer));
  out.introducer = client::show(introducer);
  out.name = row.called;
  out.iid = to_hex(row.iid.view());
  out.text = row.text;
  return out;
}

Result<store::AcquaintanceRow> find_offer(store::Database& db, std::string_view id) {
  constexpr std::size_t kShortest = 4;
  if (id.size() < kShortest) return fail(Errc::not_found);
  STILLE_TRY(auto rows, store::all_acquaintances(db));
  std::erase_if(rows, [id](const auto& row) { return !row.name.starts_with(id); });
  if (rows.empty()) return fail(Errc::not_found);
  if (rows.size() > 1) return fail(Errc::ambiguous);
  return std::move(rows.front());
}

}  // namespace

Introductions Engine::introductions() {
  return Introductions(*core_);
}

Result<IntroductionView> Introductions::make(std::string_view first, std::string_view second,
                                             std::string_view text) {
  return core_.STILLE_CHANGE("introduce")([&](Context& context) -> Result<IntroductionView> {
    STILLE_TRY(const auto row, introduce(context, first, second, text));
    return view_of(context.db, row);
  });
}

Result<std::vector<IntroductionView>> Introductions::list() const {
  auto& db = core_.db();
  std::vector<IntroductionView> out;
  STILLE_TRY(const auto ours, store::all_introductions(db));
  for (const auto& row : ours) {
    STILLE_TRY(auto view, view_of(db, row));
    out.push_back(std::move(view));
  }
  STILLE_TRY(const auto theirs, store::all_acquaintances(db));
  for (const auto& row : theirs) {
    STILLE_TRY(auto view, view_of(db, row));
    out.push_back(std::move(view));
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, &IntroductionView::created);
  return out;
}

Result<IntroductionView> Introductions::accept(std::string_view id) {
  return core_.STILLE_CHANGE("introduction_accepted")([&](Context& context) -> Result<IntroductionView> {
    STILLE_TRY(const auto row, find_offer(context.db, id));
    STILLE_TRYV(agree(context, row));
    STILLE_TRY(const auto now, store::find_acquaintance(context.db, row.introducer, row.cid));
    return view_of(context.db, *now);
  });
}

Result<void> Introductions::decline(std::string_view id) {
  return core_.STILLE_CHANGE("introduction_declined")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto row, find_offer(context.db, id));
    if (row.state != store::Introducing::asked) return fail(Errc::wrong_state);
    row.state = store::Introducing::declined;
    return store::update_acquaintance(context.db, row);
  });
}

Result<std::optional<ContactView>> Introductions::introducer_of(std::string_view contact) const {
  STILLE_TRY(const auto person, find_person(core_.db(), contact));
  STILLE_TRY(const auto by, store::met_through(core_.db(), person.id));
  if (!by) return std::optional<ContactView>{};
  STILLE_TRY(const auto row, store::load_contact(core_.db(), *by));
  return std::optional(client::show(row));
}

std::string_view name_of(IntroductionState state) noexcept {
  constexpr std::array<std::string_view, 5> kNames{"asked", "agreed", "declined", "made", "lapsed"};
  return kNames[static_cast<std::size_t>(state)];
}

}  // namespace stille::client
