// `doctor`: everything that is or may become a trouble, with its mend.
#include <array>
#include <cstdio>

#include <unistd.h>

#include "server/app/commands.hpp"
#include "server/app/examine.hpp"

namespace stille::server {
namespace {

std::vector<Finding> examine(const Asking& asking) {
  const DataDir data(asking.data);
  std::vector<Finding> out{examine_privacy(data), examine_identity(data)};
  try {
    const auto config = load_config(data, overrides_in(environ));
    out.push_back({"settings", Health::fine, "relay.toml is right", {}});
    out.push_back(examine_reach(data, config));
    out.push_back(examine_descriptors(config));
  } catch (const Complaint& complaint) {
    out.push_back({"settings", Health::failure, complaint.what(), complaint.next});
  }
  out.push_back(examine_certificate(data, SystemClock{}.now()));
  out.push_back(examine_clock());
  out.push_back(examine_room(data));
  out.push_back(examine_disk(data));
  out.push_back(examine_database(data));
  out.push_back(examine_program(asking, data));
  out.push_back(examine_backup(data));
  return out;
}

const char* name_of(Health health) {
  constexpr std::array<const char*, 3> kNames{"fine", "warning", "failure"};
  return kNames.at(static_cast<std::size_t>(health));
}

}  // namespace

Exit doctor(const Asking& asking) {
  DataDir(asking.data).expect_relay();
  const auto findings = examine(asking);
  const bool failed = std::any_of(findings.begin(), findings.end(),
                                  [](const Finding& one) { return one.health == Health::failure; });
  auto list = admin::Json::array();
  for (const auto& one : findings) {
    list.push_back(
        {{"name", one.name}, {"health", name_of(one.health)}, {"text", one.text}, {"mend", one.mend}});
    if (asking.json) continue;
    std::printf("%-8s %s\n", one.health == Health::fine ? "ok" : name_of(one.health), one.text.c_str());
    if (!one.mend.empty()) std::printf("         %s\n", one.mend.c_str());
  }
  if (asking.json) print_json({{"ok", !failed}, {"findings", list}});
  return failed ? Exit::refused : Exit::done;
}

}  // namespace stille::server
