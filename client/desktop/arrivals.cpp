#include "client/desktop/arrivals.hpp"

#include "client/desktop/json_values.hpp"

namespace stille::desktop {

using rpc::Json;

void Arrivals::fetch() {
  session_.ask_patiently("request.list", Json::object(),
                         [this](const Json& answer, Session::Problem problem) {
                           if (problem == nullptr) requests_ = answer["requests"];
                         });
  session_.ask_patiently("introduction.list", Json::object(),
                         [this](const Json& answer, Session::Problem problem) {
                           if (problem == nullptr) introductions_ = answer["introductions"];
                           done();
                         });
}

void Arrivals::build() {
  QList<QVariantMap> rows;
  const auto add = [&](const Json& one, const QString& kind) {
    auto row = to_value(one).toMap();
    row.insert(QStringLiteral("kind"), kind);
    rows.append(row);
  };
  for (const auto& one : requests_) add(one, QStringLiteral("request"));
  for (const auto& one : introductions_) {
    // What one makes oneself, and what is answered, asks for nothing.
    if (!one.value("own", true) && text_of(one, "state") == QStringLiteral("asked"))
      add(one, QStringLiteral("introduction"));
  }
  replace(rows);
}

void Arrivals::forget() {
  requests_ = Json::array();
  introductions_ = Json::array();
}

bool Arrivals::concerns(const Json& event) {
  const auto type = event.value("type", std::string());
  return type == "request" || type == "introduction" || type == "contact" || type == "join";
}

}  // namespace stille::desktop
