// What `doctor` looks at, one function a trouble. Each finding that is not fine says how it is mended.
#pragma once

#include <vector>

#include "server/app/complaint.hpp"
#include "server/app/operator.hpp"
#include "server/app/relay_files.hpp"

namespace stille::server {

enum class Health : std::uint8_t { fine, warning, failure };

struct Finding {
  const char* name;  // stable
  Health health = Health::fine;
  std::string text;
  std::string mend;  // empty when fine
};

// Of the folder.
Finding examine_privacy(const DataDir& data);
Finding examine_identity(const DataDir& data);
Finding examine_certificate(const DataDir& data, TimePoint now);
Finding examine_database(const DataDir& data);
Finding examine_backup(const DataDir& data);
// Of the machine.
Finding examine_clock();
Finding examine_descriptors(const Config& config);
Finding examine_room(const DataDir& data);
/// Writes and syncs a small file some twenty times.
Finding examine_disk(const DataDir& data);
// Of the running relay.
Finding examine_program(const Asking& asking, const DataDir& data);
Finding examine_reach(const DataDir& data, const Config& config);

}  // namespace stille::server
