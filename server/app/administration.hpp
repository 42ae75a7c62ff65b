// What a running relay answers on its administration socket: one row a command.
#pragma once

#include "server/admin/admin_server.hpp"

namespace stille::server {

class Service;

/// `service` outlives the table.
admin::Commands administration(Service& service);

}  // namespace stille::server
