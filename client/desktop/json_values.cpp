#include "client/desktop/json_values.hpp"

#include <cmath>

namespace stille::desktop {

using rpc::Json;

QVariant to_value(const Json& json) {
  switch (json.type()) {
    case Json::value_t::boolean:
      return json.get<bool>();
    case Json::value_t::string:
      return QString::fromStdString(json.get_ref<const std::string&>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return QVariant::fromValue<qint64>(json.get<std::int64_t>());
    case Json::value_t::number_float:
      return json.get<double>();
    case Json::value_t::array: {
      QVariantList out;
      for (const auto& one : json) out.append(to_value(one));
      return out;
    }
    case Json::value_t::object: {
      QVariantMap out;
      for (const auto& [key, value] : json.items()) out.insert(QString::fromStdString(key), to_value(value));
      return out;
    }
    default:
      return QVariant::fromValue(nullptr);
  }
}

Json to_json(const QVariant& value) {
  switch (value.typeId()) {
    case QMetaType::Bool:
      return value.toBool();
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::UInt:
      return value.toLongLong();
    case QMetaType::Double: {
      const double number = value.toDouble();
      // Numbers of JavaScript are all of this type.
      if (std::trunc(number) == number && std::abs(number) < 9e15) return static_cast<std::int64_t>(number);
      return number;
    }
    case QMetaType::QString:
      return value.toString().toStdString();
    case QMetaType::QStringList:
    case QMetaType::QVariantList: {
      Json out = Json::array();
      for (const auto& one : value.toList()) out.push_back(to_json(one));
      return out;
    }
    case QMetaType::QVariantMap: {
      Json out = Json::object();
      const auto map = value.toMap();
      for (auto it = map.begin(); it != map.end(); ++it) out[it.key().toStdString()] = to_json(it.value());
      return out;
    }
    default:
      return nullptr;
  }
}

QString text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return {};
  return QString::fromStdString(found->get_ref<const std::string&>());
}

}  // namespace stille::desktop
