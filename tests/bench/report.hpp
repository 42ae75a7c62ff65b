// What a benchmark found: rows for people, the same rows as JSON for programs.
// Knows nothing of what was measured.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace stille::bench {

struct Row {
  std::string name;
  double value = 0;
  std::string unit;
  std::string against{};  // what `ratio` compares with, measured in the same run; empty when there is nothing
  double ratio = 0;
};

class Report {
 public:
  explicit Report(std::string title) : title_(std::move(title)) {}
  void add(Row row) { rows_.push_back(std::move(row)); }
  /// Table to standard output; with `--json FILE` among the arguments also a JSON file. Exit status.
  int finish(int argc, char** argv) const;

 private:
  std::string title_;
  std::vector<Row> rows_;
};

/// What follows `name` among the arguments.
std::string argument(int argc, char** argv, std::string_view name, std::string fallback);

/// p-th percentile (0..100) of the samples, which are sorted in place; 0 when there are none.
double percentile(std::vector<double>& samples, double p);

/// Time of one call in milliseconds.
template <class F>
double milliseconds_of(F call) {
  const auto start = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// Median time of one call in microseconds over `rounds` batches of `calls`.
template <class F>
double microseconds_per_call(F call, int calls, int rounds = 9) {
  std::vector<double> samples;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < calls; ++i) call();
    const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - start;
    samples.push_back(spent.count() / calls);
  }
  return percentile(samples, 50);
}

/// fdatasync of one appended 4 KiB block in `folder`, in microseconds: the machine's own limit for durable
/// answers.
std::vector<double> fdatasync_microseconds(const std::string& folder, int count);

}  // namespace stille::bench
