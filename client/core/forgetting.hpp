// A person is forgotten: everything of them on this machine, and the mailboxes in which they could write.
#pragma once

#include "client/core/context.hpp"

namespace stille::client {

/// As Engine::forget.
Result<void> forget_person(Context& context, std::string_view contact);

}  // namespace stille::client
