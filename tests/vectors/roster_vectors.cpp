// A group's statements, what each makes of it, and which branch counts when there are several.
#include "client/e2e/roster.hpp"
#include "common/base/encoding.hpp"
#include "common/protocol/link_text.hpp"
#include "tests/vectors/vectors.hpp"

namespace stille::vectors {
namespace {

namespace op = e2e::op;
using e2e::MemberNumber;
using e2e::Op;
using nlohmann::json;

struct Person {
  explicit Person(std::uint64_t seed) {
    crypto::SeededRng rng(seed);
    key = rng.secret<crypto::SignSeed>();
    self.iid = rng.fixed<e2e::Iid>();
    self.key = crypto::sign_public(key);
    protocol::LinkText link;
    link.relay.host = "relay.example.org";
    link.relay.fingerprint.raw.fill(0x11);
    link.kind = protocol::LinkKind::contact_address;
    link.key = rng.secret<protocol::LinkKey>();
    self.link = protocol::to_text(link);
  }
  crypto::SignSeed key;
  e2e::NewMember self;
};

class Telling {
 public:
  Telling() : roster(e2e::GroupId{}) {
    for (std::uint64_t seed = 70; seed < 75; ++seed) people.emplace_back(seed);
  }
  void say(const std::string& what, const Op& op) {
    const auto taken = roster.add(op);
    json step{{"what", what}, {"statement", to_hex(op.encoded)}, {"hash", to_hex(op.hash.view())}};
    step["taken"] = taken.has_value();
    step["head"] = to_hex(roster.head()->hash().view());
    step["epoch"] = roster.head()->epoch();
    step["members"] = json::array();
    for (const auto& member : roster.head()->members()) {
      step["members"].push_back({{"number", member->number},
                                 {"iid", to_hex(member->iid.view())},
                                 {"rank", roster.head()->rank(*member)},
                                 {"link", roster.link_of(*member)}});
    }
    step["send_to"] = json::array();
    for (const auto* member : roster.send_set()) step["send_to"].push_back(member->number);
    steps.push_back(std::move(step));
  }
  void append(const std::string& what, MemberNumber author, e2e::OpArgs args) {
    say(what, e2e::sign_op(roster.head()->next(author), std::move(args), people[author].key));
  }
  void beside(const std::string& what, const e2e::OpHash& about, MemberNumber author, e2e::OpArgs args) {
    say(what, e2e::sign_op(roster.at(about)->here(author), std::move(args), people[author].key));
  }

  std::vector<Person> people;
  e2e::Roster roster;
  json steps = json::array();
};

void found(Telling& group) {
  e2e::OpSalt salt;
  salt.raw.fill(0x33);
  const auto create = e2e::sign_op(
      {}, op::Create{salt, group.people[0].self, e2e::AddPolicy::deputies, "Runde Datenschutz", "Fragen"},
      group.people[0].key);
  group.roster = e2e::Roster(create.group());
  group.say("founded", create);
  for (MemberNumber i = 1; i < 5; ++i) {
    const auto& person = group.people[i];
    group.append("added", 0,
                 op::Add{person.self, 0, e2e::sign_consent(group.roster.gid(), person.self, person.key)});
  }
  group.append("a deputy", 0, op::SetRole{1, e2e::GroupRole::deputy});
  group.append("everybody may add", 0, op::SetPolicy{e2e::AddPolicy::everybody});
  group.append("another name", 0, op::Describe{e2e::GroupField::name, "Runde"});
}

void part(Telling& group) {
  const auto here = *group.roster.head();
  group.beside("suspended by the deputy", here.hash(), 1, op::Suspend{4});
  const auto one = e2e::sign_op(here.next(0), op::Remove{2}, group.people[0].key);
  const auto two = e2e::sign_op(here.next(0), op::Remove{3}, group.people[0].key);
  group.say("the chair says one thing", one);
  group.say("and another", two);
  group.beside("the deputy decides", here.hash(), 1, op::Resolve{two.hash});
  for (const MemberNumber voter : {MemberNumber{1}, MemberNumber{3}, MemberNumber{4}}) {
    group.beside("echoed", one.hash, voter, op::Echo{});
  }
}

void change_chair(Telling& group) {
  const auto here = *group.roster.head();
  op::Takeover args;
  for (const MemberNumber other : {MemberNumber{3}, MemberNumber{4}}) {
    args.agreements.push_back({other, e2e::sign_agreement(here.next(1), group.people[other].key)});
  }
  group.append("the deputy takes over", 1, args);
  const Person fresh(90);
  group.append("a new key", 1,
               op::Rotate{3, fresh.self.key,
                          e2e::sign_rotation(group.roster.gid(), 3, fresh.self.key, group.people[3].key)});
  group.beside("moved to another address", group.roster.head()->hash(), 4,
               op::Address{1'700'000'000'000, fresh.self.link});
  group.append("passed on", 1, op::Transfer{4});
  group.append("closed", 4, op::Close{});
}

}  // namespace

json roster() {
  Telling group;
  found(group);
  part(group);
  change_chair(group);
  json people = json::array();
  for (const auto& person : group.people) {
    people.push_back({{"iid", to_hex(person.self.iid.view())},
                      {"seed", to_hex(person.key.expose())},
                      {"key", to_hex(person.self.key.view())},
                      {"link", person.self.link}});
  }
  return {{"about", "Statements in the order of arrival, and what is known after each; no viewer"},
          {"gid", to_hex(group.roster.gid().view())},
          {"people", people},
          {"steps", group.steps}};
}

}  // namespace stille::vectors
