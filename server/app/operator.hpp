// What the operator's commands share: asking the running relay, and showing sizes and times to a person.
#pragma once

#include <filesystem>

#include "common/base/time.hpp"
#include "server/admin/message.hpp"
#include "server/app/data_dir.hpp"

namespace stille::server {

/// Which relay, and how the answer is wanted.
struct Asking {
  std::filesystem::path data;
  bool json = false;
};

/// What the running relay answers. Throws Complaint: not_running when there is none, refused with its own
/// reason.
admin::Json ask_relay(const Asking& asking, const std::string& command,
                      admin::Json params = admin::Json::object(), milliseconds patience = seconds{30});
/// Whether a relay answers on this folder.
bool is_running(const DataDir& data);

void print_json(const admin::Json& value);
/// "12.3 MB", in powers of 1,000.
std::string shown_bytes(std::uint64_t bytes);
/// "3 d 4 h", "12 min", "5 s": the two largest units.
std::string shown_time(seconds time);

}  // namespace stille::server
