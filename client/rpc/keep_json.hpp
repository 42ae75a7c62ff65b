// The views of keeping in touch as objects, by the rules of views_json. Every one has `contact`.
#pragma once

#include "client/core/keep_views.hpp"
#include "client/rpc/fault.hpp"

namespace stille::rpc {

Json to_json(const client::KeepPersonView& person);
Json to_json(const client::CelebrationView& celebration);
Json to_json(const client::EntryView& entry);
Json to_json(const client::KeepDraftView& draft, const client::ProfileView& self);
Json to_json(const client::CircleView& circle);
/// `own`: the message is ours. `section`: waiting, older, asked or promised.
Json to_json(const client::OpenMessageView& open, const client::ProfileView& self, std::string_view section);
Json to_json(const client::DayView& day, const client::ProfileView& self);

}  // namespace stille::rpc
