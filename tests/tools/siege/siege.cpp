#include "tests/tools/siege/siege.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <future>

namespace stille::siege {
namespace {

constexpr double kMostEntry = 5000;  // milliseconds, the slowest
constexpr double kMib = 1 << 20;
constexpr milliseconds kSample{50};
constexpr int kMostLooks = 3;
constexpr std::chrono::seconds kFalls{30};
constexpr double kUntilBroken = 120;  // seconds

std::string shown(double value, const char* unit) {
  return std::to_string(static_cast<long>(value)) + ' ' + unit;
}

}  // namespace

bool Siege::prepare() {
  quarry_.relay = relay_.address();
  quarry_.client_hello = first_flight(relay_.address().fingerprint);
  people_.emplace(context_, relay_.address());
  bool done = false;
  bool ready = false;
  const auto begin = [&]() -> asio::awaitable<void> {
    const auto gathered = co_await people_->gather();
    if (!gathered) co_return;
    const auto link = co_await people_->publish_card();
    if (link) quarry_.link = link.value();
    ready = link.has_value();
  };
  asio::co_spawn(context_, begin(), [&](const std::exception_ptr&) { done = true; });
  while (!done) context_.run_one();
  if (ready) people_->live();
  return ready;
}

bool Siege::run(bool each_alone) {
  if (!prepare()) return false;
  phase("peace", {}, plan_.phase_seconds);
  given_in_peace_ = people_->given();
  in_peace_ = count();
  asked_for_in_peace_ = people_->asked_for();
  Attacks all;
  for (const auto& attack : attacks()) {
    all.push_back(&attack);
    if (each_alone) phase(attack.name, {&attack}, plan_.phase_seconds);
  }
  phase("all together", all, plan_.until_broken ? kUntilBroken : 2 * plan_.phase_seconds);
  phase("peace again", {}, plan_.phase_seconds);
  watch_fall();
  return true;
}

void Siege::watch_fall() {
  const auto until = Steady::now() + kFalls;
  std::optional<Camp> stragglers;
  if (plan_.stragglers) {
    const auto& attack = straggling();
    stragglers.emplace(quarry_, attack, connections_of(attack, plan_.attackers), plan_.seed);
    const auto all = connections_of(attack, plan_.attackers);
    while (stragglers->tally().commands < all && Steady::now() < until) context_.run_for(kSample);
  }
  do {
    context_.run_for(kSample);
    memory_kept_ = relay_.resident_bytes() - memory_in_peace();
    given_ = people_->given();
    afterwards_ = count();
    asked_for_ = people_->asked_for();
  } while ((memory_kept_ > plan_.most_memory_kept || !left_over().empty()) && Steady::now() < until);
}

Counts Siege::count() {
  auto answer = std::async(std::launch::async, [data = relay_.data()] { return counts_of(data); });
  while (answer.wait_for(std::chrono::seconds(0)) != std::future_status::ready) context_.run_for(kSample);
  const auto out = answer.get();
  return out ? out.value() : Counts{};
}

std::size_t Siege::mailboxes_asked_for() const {
  std::size_t out = asked_for_ - asked_for_in_peace_;
  for (const auto& phase : phases_) out += phase.mailboxes;
  return out;
}

// Newcomers are at the door at any moment: so many more or fewer say nothing. A mailbox stays until nobody
// has used it for long, whoever made it, so these are compared with what was asked for.
std::vector<std::string> Siege::left_over() const {
  constexpr auto kAtTheDoor = People::kMostAtTheDoor;
  std::vector<std::string> out;
  const auto found = [&out](const std::string& what) { out.push_back("afterwards: " + what); };
  if (in_peace_.connections == 0 || afterwards_.connections == 0)
    found("the relay does not say what it counts");
  if (afterwards_.connections > in_peace_.connections + kAtTheDoor)
    found(std::to_string(afterwards_.connections - in_peace_.connections) +
          " connections more than in peace");
  if (afterwards_.subscriptions != in_peace_.subscriptions)
    found(std::to_string(afterwards_.subscriptions) + " subscriptions, in peace " +
          std::to_string(in_peace_.subscriptions));
  if (afterwards_.mailboxes > in_peace_.mailboxes + mailboxes_asked_for() + kAtTheDoor)
    found(std::to_string(afterwards_.mailboxes - in_peace_.mailboxes - mailboxes_asked_for()) +
          " mailboxes that nobody has asked for");
  if (afterwards_.mailboxes + kAtTheDoor < in_peace_.mailboxes + given_ - given_in_peace_)
    found("mailboxes of people are not counted");
  return out;
}

void Siege::phase(const std::string& name, const Attacks& attacks, double seconds) {
  auto phase = look(name, attacks, seconds);
  for (int looks = 2; looks <= kMostLooks && is_late(phase); ++looks) {
    phase = look(name, attacks, seconds);
    phase.looks = looks;
  }
  phases_.push_back(std::move(phase));
}

bool Siege::is_late(Phase phase) const {
  return bench::percentile(phase.seen.deliveries, 99) >= plan_.most_delivery ||
         bench::percentile(phase.seen.entries, 50) >= plan_.most_delivery ||
         bench::percentile(phase.seen.entries, 100) >= kMostEntry;
}

Phase Siege::look(const std::string& name, const Attacks& attacks, double seconds) {
  Phase phase;
  phase.name = name;
  phase.seconds = seconds;
  std::deque<Camp> camps;
  for (const auto* attack : attacks)
    camps.emplace_back(quarry_, *attack, connections_of(*attack, plan_.attackers), plan_.seed);
  watch(phase);
  // People live on while the system clears away some 10,000 sockets.
  for (auto& camp : camps) camp.break_up();
  const auto has_gone = [](Camp& camp) { return camp.has_gone(); };
  while (!std::all_of(camps.begin(), camps.end(), has_gone)) context_.run_for(kSample);
  phase.seen = people_->seen();
  for (const auto& camp : camps) {
    phase.connections += camp.tally().connections;
    phase.failed += camp.tally().failed;
    phase.commands += camp.tally().commands;
    phase.mailboxes += camp.tally().mailboxes;
  }
  return phase;
}

void Siege::watch(Phase& phase) {
  const double cpu = relay_.cpu_seconds();
  const auto start = Steady::now();
  const auto until =
      start + std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(phase.seconds));
  while (Steady::now() < until) {
    context_.run_for(kSample);
    phase.memory = std::max(phase.memory, relay_.resident_bytes());
    phase.places = std::max(phase.places, relay_.descriptors());
    if (plan_.until_broken && !phases_.empty() && places_taken(phase) > plan_.most_places) break;
  }
  phase.seconds = std::chrono::duration<double>(Steady::now() - start).count();
  phase.cores = (relay_.cpu_seconds() - cpu) / phase.seconds;
}

std::size_t Siege::places_taken(const Phase& phase) const {
  return phase.places - std::min(phase.places, phases_.front().places);
}

void Siege::judge(const Phase& phase, std::vector<std::string>& out) const {
  const auto broken = [&](const std::string& what) { out.push_back(phase.name + ": " + what); };
  auto seen = phase.seen;
  if (const auto p99 = bench::percentile(seen.deliveries, 99); p99 >= plan_.most_delivery)
    broken("p99 of delivery is " + shown(p99, "ms"));
  if (seen.deliveries.empty()) broken("nothing was delivered");
  if (const auto half = bench::percentile(seen.entries, 50); half >= plan_.most_delivery)
    broken("half of the newcomers needed " + shown(half, "ms"));
  if (const auto slowest = bench::percentile(seen.entries, 100); slowest >= kMostEntry)
    broken("a newcomer needed " + shown(slowest, "ms"));
  if (seen.entries.empty()) broken("no newcomer got in");
  if (seen.cut > 0) broken(std::to_string(seen.cut) + " honest connections were ended");
  if (seen.refused > 0) broken(std::to_string(seen.refused) + " envelopes were not stored");
  if (const auto extra = phase.memory - memory_in_peace(); extra > plan_.most_memory)
    broken("memory grew by " + shown(extra / kMib, "MiB"));
  if (const auto places = places_taken(phase); places > plan_.most_places)
    broken(std::to_string(places) + " more connections were held");
}

std::vector<std::string> Siege::findings() const {
  std::vector<std::string> out;
  for (const auto& phase : phases_) judge(phase, out);
  if (memory_kept_ > plan_.most_memory_kept)
    out.push_back("afterwards: " + shown(memory_kept_ / kMib, "MiB") + " are not given back");
  for (auto& finding : left_over()) out.push_back(std::move(finding));
  if (!relay_.runs()) out.emplace_back("the relay has ended");
  return out;
}

void Siege::describe(bench::Report& report) const {
  auto peace = phases_.front().seen;
  const double usual = bench::percentile(peace.deliveries, 99);
  for (auto phase : phases_) {
    auto& seen = phase.seen;
    const auto row = [&](const char* what, double value, const char* unit) {
      report.add({phase.name + ": " + what, value, unit});
    };
    row("delivery, p50", bench::percentile(seen.deliveries, 50), "ms");
    const double p99 = bench::percentile(seen.deliveries, 99);
    report.add({phase.name + ": delivery, p99", p99, "ms", "in peace", p99 / usual});
    row("newcomer gets in, p50", bench::percentile(seen.entries, 50), "ms");
    row("newcomer gets in, slowest", bench::percentile(seen.entries, 100), "ms");
    row("relay's memory beyond peace", (phase.memory - memory_in_peace()) / kMib, "MiB");
    row("connections held beyond peace", static_cast<double>(places_taken(phase)), "");
    row("relay's processor time", phase.cores, "cores");
    if (phase.looks > 1) row("looked at again, as people waited too long", phase.looks, "looks");
    if (phase.connections == 0) continue;
    row("attackers' connections", static_cast<double>(phase.connections) / phase.seconds, "/s");
    row("attackers' connections that failed", static_cast<double>(phase.failed) / phase.seconds, "/s");
    if (phase.commands > 0)
      row("attackers' commands", static_cast<double>(phase.commands) / phase.seconds, "/s");
  }
  report.add({"afterwards: relay's memory beyond peace", memory_kept_ / kMib, "MiB"});
  const auto beyond = [](std::size_t now, std::size_t then) {
    return static_cast<double>(now) - static_cast<double>(then);
  };
  report.add({"afterwards: connections that the relay counts, beyond peace",
              beyond(afterwards_.connections, in_peace_.connections), ""});
  report.add({"afterwards: mailboxes that it counts, beyond what was asked for",
              beyond(afterwards_.mailboxes, in_peace_.mailboxes + mailboxes_asked_for()), ""});
}

}  // namespace stille::siege
