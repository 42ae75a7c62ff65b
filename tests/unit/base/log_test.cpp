// What can reach the log is decided when the program is compiled.
#include "common/base/log.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/bytes.hpp"

namespace stille {
namespace {

using testing::EndsWith;

static_assert(LogSafe<int> && LogSafe<std::uint64_t> && LogSafe<bool> && LogSafe<double> && LogSafe<Errc>);
static_assert(LogSafe<PeerTag> && LogSafe<std::chrono::milliseconds>);
static_assert(!LogSafe<std::string> && !LogSafe<std::string_view> && !LogSafe<const char*> &&
              !LogSafe<char*>);
static_assert(!LogSafe<Bytes> && !LogSafe<ByteView> && !LogSafe<Fixed<struct IdTag, 16>> && !LogSafe<void*>);
// A character is a piece of a text.
static_assert(!LogSafe<char> && !LogSafe<wchar_t> && !LogSafe<char8_t> && !LogSafe<char32_t>);
static_assert(std::is_constructible_v<LogField, Literal, int>);
static_assert(!std::is_constructible_v<LogField, Literal, std::string>);
static_assert(!std::is_constructible_v<LogField, Literal, const char*>);
static_assert(!std::is_constructible_v<Literal, std::string> &&
              !std::is_constructible_v<Literal, const char*>);

std::vector<std::string> lines_of(Log& log, const std::function<void()>& work) {
  std::vector<std::string> lines;
  log.set_sink([&](std::string_view line) { lines.emplace_back(line); });
  work();
  return lines;
}

TEST(Log, A_line_has_time_level_message_and_fields) {
  Log log;
  const auto lines = lines_of(log, [&] {
    log.warning("queue full", {{"peer", PeerTag{0xbeef}}, {"waiting", 17}, {"why", Errc::limit_reached}});
  });
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0], EndsWith(" warning queue full peer=0000beef waiting=17 why=limit_reached\n"));
  EXPECT_EQ(lines[0].find('Z'), 23U);
}

TEST(Log, Every_kind_of_value_is_shown) {
  Log log;
  const auto lines = lines_of(log, [&] {
    log.info(
        "x",
        {{"a", -1}, {"b", ~std::uint64_t{0}}, {"c", true}, {"d", 0.5}, {"e", std::chrono::milliseconds(20)}});
    log.error("y");
  });
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], EndsWith(" info x a=-1 b=18446744073709551615 c=yes d=0.500000 e=20ms\n"));
  EXPECT_THAT(lines[1], EndsWith(" error y\n"));
}

TEST(Log, As_json_a_line_is_one_object_with_typed_members) {
  Log log;
  log.set_format(LogFormat::json);
  const auto lines = lines_of(log, [&] {
    log.info("said \"no\"",
             {{"a", -1}, {"ok", true}, {"took", std::chrono::milliseconds(20)}, {"why", Errc::expired}});
  });
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0], testing::StartsWith(R"({"time":"2)"));
  EXPECT_THAT(lines[0], EndsWith(R"("level":"info","message":"said \"no\"","a":-1,"ok":true,"took_ms":20,)"
                                 "\"why\":\"expired\"}\n"));
}

TEST(Log, Lines_below_the_level_are_not_written) {
  Log log(LogLevel::warning);
  EXPECT_TRUE(lines_of(log, [&] { log.info("no"); }).empty());
  log.set_level(LogLevel::debug);
  EXPECT_EQ(lines_of(log, [&] { log.debug("yes"); }).size(), 1U);
}

TEST(Log, Without_a_sink_lines_go_to_standard_error) {
  testing::internal::CaptureStderr();
  Log().info("hello");
  EXPECT_THAT(testing::internal::GetCapturedStderr(), EndsWith(" info hello\n"));
}

}  // namespace
}  // namespace stille
