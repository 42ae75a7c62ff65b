// People who come together in a group; only the first knows the others at first.
#pragma once

#include <algorithm>

#include <gmock/gmock.h>

#include "client/core/groups.hpp"
#include "client/core/talk.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {

inline void acquaint(World& world, Person& one, Person& other) {
  const auto invitation = one->create_invitation();
  ASSERT_TRUE(invitation);
  world.settles();
  ASSERT_TRUE(other->accept_invitation(invitation.value().link));
  world.passes(seconds(5));
}

struct Circle {
  explicit Circle(std::size_t size, std::uint64_t seed = 1) : world(seed) {
    static const std::vector<std::string> kNames{"ada", "bob", "cem", "dea", "eva", "fin", "gus", "hal"};
    for (std::size_t i = 0; i < size; ++i) people.push_back(&world.person(kNames.at(i)));
    for (std::size_t i = 1; i < size; ++i) acquaint(world, *people[0], *people[i]);
    EXPECT_TRUE((*people[0])->groups().create("Runde"));
  }
  Person& operator[](std::size_t i) { return *people[i]; }
  void asks(std::size_t i) { EXPECT_TRUE((*people[0])->groups().add("#runde", people[i]->name)); }
  void gathers() {
    for (std::size_t i = 1; i < people.size(); ++i) asks(i);
    world.passes(seconds(30));
  }
  void says(std::size_t i, const std::string& text) {
    EXPECT_TRUE((*people[i])->groups().send("#runde", {.text = text, .key = {}, .reply = {}}));
  }
  GroupView group(std::size_t i) {
    const auto view = (*people[i])->groups().find("#runde");
    EXPECT_TRUE(view) << people[i]->name;
    return view ? view.value() : GroupView{};
  }
  /// By id: each sees themselves first.
  std::vector<std::string> members(std::size_t i) {
    std::vector<std::string> out;
    const auto view = group(i);
    for (const auto& member : view.members) out.push_back(member.id);
    std::ranges::sort(out);
    return out;
  }
  std::vector<std::string> heard(std::size_t i) { return people[i]->heard(); }
  /// These agree on everything, and know that they do.
  void expect_alike(const std::vector<std::size_t>& who) {
    const auto first = group(who.front());
    for (const auto i : who) {
      const auto view = group(i);
      EXPECT_EQ(members(i), members(who.front())) << people[i]->name;
      EXPECT_EQ(view.changes, first.changes) << people[i]->name;
      EXPECT_EQ(view.name, first.name) << people[i]->name;
      EXPECT_EQ(view.purpose, first.purpose) << people[i]->name;
      EXPECT_EQ(view.branches, 1U) << people[i]->name;
      for (const auto& member : view.members)
        EXPECT_TRUE(member.same_state) << people[i]->name << " of " << member.id;
    }
  }

  World world;
  std::vector<Person*> people;
};

}  // namespace stille::client::test
