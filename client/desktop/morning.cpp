#include "client/desktop/morning.hpp"

#include <QSet>

#include "client/desktop/json_values.hpp"

namespace stille::desktop {

bool is_due(const MorningNote& note, const QDateTime& now) {
  if (!note.on || note.told == now.date() || now.time() < note.at) return false;
  return note.at.secsTo(now.time()) < MorningNote::kLatestHours * 60 * 60;
}

int people_in(const rpc::Json& answer) {
  QSet<QString> out;
  for (const auto& card : answer.value("cards", rpc::Json::array()))
    out.insert(text_of(card.value("contact", rpc::Json::object()), "alias"));
  return static_cast<int>(out.size());
}

}  // namespace stille::desktop
