// How far the comparison of the blob folder with the rows has come.
#pragma once

#include <map>

#include "server/store/records.hpp"

namespace stille::relay {

struct BlobSweep {
  milliseconds since{0};
  bool once = false;
  bool running = false;
  std::map<store::BlobFile, store::BlobReaderId> missing{};  // rows whose file is looked for
};

}  // namespace stille::relay
