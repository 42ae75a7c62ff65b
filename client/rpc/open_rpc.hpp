// The method table as an OpenRPC 1.3 document, for programs that generate their client from it.
#pragma once

#include "client/rpc/method_table.hpp"

namespace stille::rpc {

Json open_rpc();
/// A method's `result` as a schema: "{a, b: what it is, c?}" is an object with a and b; other words describe
/// an object.
Json result_schema(std::string_view words);

}  // namespace stille::rpc
