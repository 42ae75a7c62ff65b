// When the note of a morning is due, and how many it counts.
#include "client/desktop/morning.hpp"

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

QDateTime at(const char* text) {
  return QDateTime::fromString(QLatin1String(text), Qt::ISODate);
}

TEST(DesktopMorning, It_is_due_once_a_day_from_its_time_on_for_a_while) {
  const QDate today(2026, 11, 24);
  const struct {
    MorningNote note;
    const char* now;
    bool due;
  } kTable[] = {{{}, "2026-11-24T09:00:00", false},
                {{.on = true}, "2026-11-24T08:59:59", false},
                {{.on = true}, "2026-11-24T09:00:00", true},
                {{.on = true}, "2026-11-24T11:59:59", true},
                {{.on = true}, "2026-11-24T12:00:00", false},
                {{.on = true, .told = today}, "2026-11-24T09:30:00", false},
                {{.on = true, .told = today}, "2026-11-25T09:30:00", true},
                {{.on = true, .at = {22, 30}}, "2026-11-24T23:59:59", true},
                {{.on = true, .at = {22, 30}}, "2026-11-25T00:30:00", false}};
  for (const auto& one : kTable) EXPECT_EQ(is_due(one.note, at(one.now)), one.due) << one.now;
}

TEST(DesktopMorning, Everybody_counts_once) {
  const auto card = [](const char* alias) { return rpc::Json{{"contact", {{"alias", alias}}}}; };
  EXPECT_EQ(people_in({{"cards", rpc::Json::array()}}), 0);
  EXPECT_EQ(people_in({{"cards", {card("mira"), card("bob"), card("mira")}}}), 2);
  EXPECT_EQ(people_in(rpc::Json::object()), 0);
}

}  // namespace
}  // namespace stille::desktop
