// What a group costs by its size, which is the price of sending to each member apart: one text and one change
// in the sender's engine, what goes to the relay, and how the sender's profile grows. Beside each the same
// text to one person, in the same run.
#include <filesystem>

#include "client/core/groups.hpp"
#include "client/core/talk.hpp"
#include "client/e2e/roster_limits.hpp"
#include "tests/bench/large_profile.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::bench {
namespace {

using client::test::Person;
using client::test::World;

constexpr int kTexts = 40;
const std::string kText(200, 'x');

/// Ada and a group of so many, made as people make it.
class Room {
 public:
  explicit Room(std::size_t size) : ada_(world_.person("ada")) {
    must(ada_->groups().create("Runde"));
    for (std::size_t i = 1; i < size; ++i) joins(world_.person("p" + std::to_string(i)));
  }

  /// Sends `call` off, and says what it took in the engine, in envelopes and in bytes at the relay.
  struct Cost {
    double engine = 0;
    double envelopes = 0;
    double bytes = 0;
  };
  Cost cost(const std::function<void(Person&)>& call) {
    Cost out;
    const auto sent = world_.envelopes.size();
    const auto kept = waiting();
    out.engine = milliseconds_of([&] { call(ada_); });
    world_.settles();
    out.envelopes = double(world_.envelopes.size() - sent);
    out.bytes = double(waiting() - kept);
    return out;
  }
  [[nodiscard]] double profile_bytes() {
    ada_.restarts();  // what is in the write-ahead log comes into the file
    return double(std::filesystem::file_size(ada_.folder / "profile.db"));
  }

 private:
  std::uint64_t waiting() { return must(relay().memory.count(1'000'000)).value().bytes; }
  client::test::RelayNode& relay() { return *world_.relays.begin()->second; }

  void joins(Person& other) {
    const auto invitation = must(ada_->create_invitation());
    world_.settles();
    must(other->accept_invitation(invitation.link));
    world_.passes(seconds(5));
    must(ada_->groups().add("#runde", other.name));
    world_.passes(seconds(5));
    // What all of them tell each other is not the matter here; and what waits for them is counted.
    other.goes_offline();
  }

  World world_;
  Person& ada_;
};

void measure(Report& report, std::size_t size, const std::string& folder) {
  Room room(size);
  const auto label = std::to_string(size) + " members, ";
  std::vector<double> alone;
  std::vector<double> together;
  Room::Cost to_all;
  const auto before = room.profile_bytes();
  for (int i = 0; i < kTexts; ++i) {
    to_all = room.cost(
        [](Person& ada) { must(ada->groups().send("#runde", {.text = kText, .key = {}, .reply = {}})); });
    together.push_back(to_all.engine);
  }
  const auto grown = room.profile_bytes() - before;
  for (int i = 0; i < kTexts; ++i) {
    alone.push_back(room.cost([](Person& ada) { must(ada->send_text("p1", kText)); }).engine);
  }
  const auto rename = room.cost([](Person& ada) { must(ada->groups().rename("#runde", "Andere Runde")); });
  auto sync = fdatasync_microseconds(folder, 50);
  const auto one = percentile(alone, 50);
  report.add({label + "a text to all, p50", percentile(together, 50), "ms", "a text to one",
              percentile(together, 50) / one});
  report.add({label + "a text to all, p95", percentile(together, 95), "ms", "one fdatasync",
              percentile(together, 95) * 1000 / percentile(sync, 50)});
  report.add({label + "its envelopes", to_all.envelopes, "", "", 0});
  report.add({label + "its bytes at the relay", to_all.bytes / 1000, "kB", "the text",
              to_all.bytes / double(kText.size())});
  report.add({label + "the sender's profile grows by", grown / kTexts / 1000, "kB", "", 0});
  report.add(
      {label + "a new name, in the engine", rename.engine, "ms", "a text to one", rename.engine / one});
  report.add({label + "its bytes at the relay", rename.bytes / 1000, "kB", "", 0});
}

}  // namespace
}  // namespace stille::bench

int main(int argc, char** argv) {
  using namespace stille;
  if (!crypto::initialise()) return 1;
  const auto folder = std::filesystem::temp_directory_path();
  bench::Report report("groups, each member written to apart");
  for (const std::size_t size : {std::size_t{3}, std::size_t{10}, std::size_t{25}, e2e::kMostGroupMembers})
    bench::measure(report, size, folder);
  return report.finish(argc, argv);
}
