#include "server/app/commands.hpp"
#include "server/app/service.hpp"

namespace stille::server {

Exit run(const RunRequest& request) {
  DataDir data(request.data);
  data.expect_relay();
  data.lock();
  data.remove_snapshots();
  return Service(data, request.overrides).serve();
}

}  // namespace stille::server
