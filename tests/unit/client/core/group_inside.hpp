// Members whose programs do not keep to the rules, and what the others' logs say of it.
#pragma once

#include "client/core/grouping.hpp"
#include "client/core/sending.hpp"
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {

// Changes a person's profile behind the engine's back, as another program would.
template <class Step>
void inside(Person& person, Step step) {
  person.lines.clear();
  person.engine.reset();
  {
    auto profile = store::Profile::open(person.folder).value();
    auto& db = profile.database();
    const auto row = store::load_self(db).value();
    const auto identity = e2e::IdentitySecret::decode(row.identity.expose()).value();
    Counters counters;
    auto transaction = store::Transaction::begin(db).value();
    Context context{.db = db,
                    .self = identity,
                    .relay = row.relay,
                    .name = row.name,
                    .generation = row.generation + 1,
                    .now = person.world.clock.time,
                    .rng = person.rng,
                    .counters = counters};
    auto group = open_group(db, find_group_called(db, "#runde").value()).value();
    step(context, group);
    ASSERT_TRUE(store::set_generation(db, row.generation + 1));
    ASSERT_TRUE(transaction.commit());
    ASSERT_TRUE(profile.write_generation(row.generation + 1));
  }
  person.engine =
      Engine::open(store::Profile::open(person.folder).value(), person.world.clock, person.rng).value();
}

inline e2e::Iid iid_of(Context& context, std::string_view alias) {
  auto rows = store::contacts_in(context.db, store::Stage::member).value();
  for (const auto& row : rows) {
    if (row.alias == alias) return row.iid;
  }
  ADD_FAILURE() << alias;
  return {};
}

inline std::set<std::string> group_events(const Person& person) {
  std::set<std::string> out;
  for (const auto& event : person.events()) {
    if (event.type == EventType::group) out.insert(event.state);
  }
  return out;
}

}  // namespace stille::client::test
