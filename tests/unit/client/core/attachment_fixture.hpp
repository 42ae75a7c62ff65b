// Two people and their files, the shell played by the test.
#pragma once

#include <gtest/gtest.h>

#include "client/core/attachments.hpp"
#include "tests/support/engine_world.hpp"
#include "tests/support/prepared_file.hpp"

namespace stille::client::test {

struct AttachmentFixture : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;
  crypto::SeededRng rng{9};

  Attachments of(Person& person) { return person->attachments(); }
  NewFile file(const std::string& name, std::uint64_t size = 100'000) {
    NewFile out;
    out.id = of(alice).new_id();
    out.name = name;
    out.size = size;
    out.source = "/where/it/lies/" + name;
    return out;
  }
  FileDraft draft(std::vector<std::string> names, std::string_view key = {}) {
    FileDraft out{.caption = "look", .key = key, .reply = {}, .files = {}};
    for (const auto& name : names) out.files.push_back(file(name));
    return out;
  }
  PreparedFile prepared(std::uint64_t size = 100'000) { return prepared_file(rng, size); }
  MessageView sends(std::vector<std::string> names) {
    return of(alice).send("bob", draft(std::move(names))).value();
  }
  AttachmentState state(Person& person, const std::string& id) { return of(person).find(id).value().state; }
  /// As far as the relay having every chunk.
  void uploads(const std::string& id) {
    ASSERT_TRUE(of(alice).prepared(id, prepared()));
    ASSERT_TRUE(of(alice).transfer(id, world.clock.now()));
    ASSERT_TRUE(of(alice).uploaded(id));
  }
  /// One file, all the way to Bob's log; as Bob sees it.
  AttachmentView offered() {
    const auto message = sends({"photo.jpg"});
    uploads(message.attachments[0].id);
    world.passes(seconds(3));
    return of(bob).list("alice", 10).value().back();
  }
  std::size_t removals() {
    std::size_t out = 0;
    const auto given = alice->next_work(alice->relays().front(), 50);
    for (const auto& work : given.value()) {
      out += std::holds_alternative<protocol::BlobDelete>(work.command) ? 1U : 0U;
    }
    return out;
  }
};

}  // namespace stille::client::test
