// The own address book beside Bob, whom Alice knows.
#pragma once

#include <gmock/gmock.h>

#include "client/core/address_book.hpp"
#include "client/core/cards.hpp"
#include "client/core/keep_in_touch.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {

using wire::CardField;

inline AddressEntry about(const std::string& name) {
  AddressEntry out;
  out.name = name;
  out.note = "Knows everybody";
  out.circles = {"Verein"};
  out.fields.at(wire::number_of(CardField::company)) = "ACME";
  out.fields.at(wire::number_of(CardField::birthday)) = "05-23";
  return out;
}

inline AddressEntry called(const std::string& name) {
  AddressEntry out;
  out.name = name;
  return out;
}

struct AddressBookTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  AddressBook book() { return alice->address_book(); }
  std::vector<AddressOutcome> takes(const std::vector<AddressEntry>& entries) {
    const auto report = book().take_in(entries).value();
    EXPECT_FALSE(report.wrong);
    return report.outcomes;
  }
  std::vector<std::string> locals() {
    std::vector<std::string> out;
    const auto views = book().locals().value();
    for (const auto& view : views) out.push_back(view.alias);
    return out;
  }
  Errc wrong(const std::vector<AddressEntry>& entries) {
    const auto report = book().take_in(entries).value();
    return report.wrong ? report.wrong->why : Errc::internal;
  }
  Person& carla() { return world.person("carla"); }
};

}  // namespace stille::client::test
