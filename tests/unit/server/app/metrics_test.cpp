// What a monitor is told: the form, its bounds, and that small numbers are not told.
#include "server/app/metrics.hpp"

#include <regex>
#include <set>

#include <gmock/gmock.h>

#include "server/app/settings_text.hpp"

namespace stille::server {
namespace {

using testing::HasSubstr;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

Reading busy(std::uint64_t n) {
  Reading out;
  out.core.requests = out.core.delivered = out.accepted = out.turned_away = n;
  std::fill_n(out.core.answers.begin(), 17, n);
  out.core.subscriptions = out.connections = out.unauthenticated = n;
  out.totals = store::Totals{n, n, n};
  out.commits.counts.fill(n);
  return out;
}

TEST(Metrics, Are_a_hundred_series_at_most_each_of_a_declared_family) {
  const auto lines =
      lines_of(metrics_text(busy(123'456), {"0.1.0", seconds{5}, seconds{5}, seconds{5}, 1, 2}));
  EXPECT_EQ(lines.back(), "# EOF");
  std::set<std::string> families;
  std::set<std::string> series;
  for (const auto& line : lines) {
    if (line.starts_with("# TYPE ")) {
      EXPECT_TRUE(families.insert(line.substr(7, line.find(' ', 7) - 7)).second);
    }
    if (line.starts_with('#')) continue;
    EXPECT_TRUE(std::regex_match(line, std::regex("stille_relay_[a-z_]+(\\{[a-z]+=\"[^\"]+\"\\})? [0-9]+")))
        << line;
    EXPECT_TRUE(series.insert(line.substr(0, line.rfind(' '))).second) << line;
    const auto name = line.substr(0, line.find_first_of(" {"));
    EXPECT_TRUE(std::any_of(families.begin(), families.end(), [&](const auto& f) {
      return name.starts_with(f);
    })) << line;
  }
  EXPECT_LE(series.size(), kMostSeries);
  EXPECT_GT(series.size(), 20U);
}

TEST(Metrics, A_relay_of_nine_people_looks_like_an_empty_one) {
  EXPECT_EQ(metrics_text(busy(9), {}), metrics_text(busy(0), {}));
  EXPECT_NE(metrics_text(busy(1000), {}), metrics_text(busy(0), {}));
  EXPECT_THAT(metrics_text(busy(123), {}), HasSubstr("stille_relay_connections 120\n"));
  EXPECT_THAT(metrics_text(busy(123), {}), HasSubstr("stille_relay_requests_total 100\n"));
}

TEST(SettingsText, One_line_changes_and_everything_else_stays) {
  const std::string text = "# about\n[relay]\n# what\nlisten = \"a\"\n#host = \"\"\n[other]\nlisten = 1\n";
  EXPECT_EQ(with_setting(text, "relay", "listen", "\"b\""),
            "# about\n[relay]\n# what\nlisten = \"b\"\n#host = \"\"\n[other]\nlisten = 1\n");
  EXPECT_THAT(with_setting(text, "relay", "host", "\"h\""), HasSubstr("\nhost = \"h\"\n[other]"));
  EXPECT_THAT(with_setting(text, "other", "key", "2"), HasSubstr("[other]\nkey = 2\n"));
  EXPECT_EQ(with_setting("", "relay", "host", "1"), "\n[relay]\nhost = 1\n");
}

}  // namespace
}  // namespace stille::server
