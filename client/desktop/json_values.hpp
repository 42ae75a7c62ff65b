// JSON as the method table speaks it, and the values that QML holds: each into the other.
#pragma once

#include <QVariant>

#include "client/rpc/fault.hpp"

namespace stille::desktop {

QVariant to_value(const rpc::Json& json);
/// Whole numbers stay whole; what JSON has no form for becomes null.
rpc::Json to_json(const QVariant& value);
QString text_of(const rpc::Json& object, const char* key);

}  // namespace stille::desktop
