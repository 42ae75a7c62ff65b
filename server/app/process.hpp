// What the process asks of the system before it touches a secret.
#pragma once

#include <cstddef>

namespace stille::server {

/// No core dumps, no tracing by others, new files private, no end by a closed pipe, as many descriptors as
/// the system allows.
void harden_process();
/// How many files and sockets may be open.
std::size_t descriptor_limit();

}  // namespace stille::server
