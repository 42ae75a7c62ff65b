// What happened to a group, as one quiet line among its messages.
#pragma once

#include "client/desktop/message_rows.hpp"

namespace stille::desktop {

/// False for what needs no line: a timer has one of its own.
bool is_told(const rpc::Json& event);
/// What happened, in a sentence; `called` names people, and is not asked about oneself.
QString event_words(const rpc::Json& event, const Words& words,
                    const std::function<QString(const rpc::Json& person)>& called);
/// Who somebody is by what stands in the event alone: name, alias or id.
QString told_name(const rpc::Json& person);
/// A row as message_rows() has them, of kind "event"; nothing can be done with it.
QVariantMap event_row(const rpc::Json& event, const MessageSurroundings& around);

}  // namespace stille::desktop
