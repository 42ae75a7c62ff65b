// `stille-relay invite`: asked of the running relay, or done on its folder while it rests.
#include <cstdio>

#include "server/app/commands.hpp"
#include "server/app/invites.hpp"
#include "server/app/qr.hpp"
#include "server/app/resting_relay.hpp"

namespace stille::server {
namespace {

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool runs(const Asking& asking) {
  const DataDir data(asking.data);
  data.expect_relay();
  return is_running(data);
}

Json list_at_rest(const InviteRequest& request) {
  RestingRelay resting(request.asking.data);
  const auto invites = resting.core().invites();
  if (!invites) throw invite_complaint(invites.error().code, {});
  auto out = Json::array();
  for (const auto& one : invites.value()) out.push_back(shown(one, SystemClock{}.now()));
  return out;
}

Json revoke_at_rest(const InviteRequest& request) {
  RestingRelay resting(request.asking.data);
  const auto revoked = resting.core().revoke_invite(request.number, SystemClock{}.now());
  if (!revoked) throw invite_complaint(revoked.error().code, {});
  if (!revoked.value())
    throw Complaint(Exit::refused, "there is no invitation " + std::to_string(request.number) + ".",
                    "See `stille-relay invite list`.");
  return {{"number", request.number}, {"state", "revoked"}};
}

}  // namespace

void invite_create(const InviteRequest& request) {
  const auto out = runs(request.asking) ? ask_relay(request.asking, "invite.create", params_of(request.wish))
                                        : RestingRelay(request.asking.data).invite(request.wish);
  if (request.asking.json) return print_json(out);
  const auto invitation = text_of(out.at("invitation"));
  std::printf("%s\n", invitation.c_str());
  if (request.qr) std::printf("%s\n", qr_code(invitation).c_str());
  (void)std::fprintf(stderr,
                     "Invitation %s, shown only now: %s use(s) of %s mailboxes each, until %s.\n"
                     "Somebody takes it with: stille profile new --relay INVITATION\n",
                     text_of(out.at("number")).c_str(), text_of(out.at("uses")).c_str(),
                     text_of(out.at("mailboxes")).c_str(), text_of(out.at("expires")).c_str());
}

void invite_list(const InviteRequest& request) {
  const auto list = runs(request.asking) ? ask_relay(request.asking, "invite.list") : list_at_rest(request);
  if (!request.asking.json)
    std::printf("%-7s %-8s %-5s %-9s %-12s %-24s %s\n", "NUMBER", "STATE", "USES", "MAILBOXES", "CLASS",
                "EXPIRES", "LABEL");
  for (const auto& row : list) {
    if (request.asking.json) {
      print_json(row);
      continue;
    }
    const auto field = [&](const char* name) { return text_of(row.at(name)); };
    std::printf("%-7s %-8s %-5s %-9s %-12s %-24s %s\n", field("number").c_str(), field("state").c_str(),
                field("uses_left").c_str(), field("mailboxes").c_str(), field("class").c_str(),
                field("expires").c_str(), field("label").c_str());
  }
}

void invite_revoke(const InviteRequest& request) {
  const auto out = runs(request.asking)
                       ? ask_relay(request.asking, "invite.revoke", {{"number", request.number}})
                       : revoke_at_rest(request);
  if (request.asking.json) return print_json(out);
  (void)std::fprintf(stderr, "Invitation %llu gives no more tokens. Those that were redeemed stay good.\n",
                     static_cast<unsigned long long>(request.number));
}

}  // namespace stille::server
