#include "tests/bench/report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

namespace stille::bench {
namespace {

std::string shown(double value) {
  std::array<char, 32> text{};
  const int digits = value >= 100 ? 0 : (value >= 1 ? 1 : 3);
  const int length = std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return {text.data(), static_cast<std::size_t>(length)};
}

nlohmann::json as_json(const std::string& title, const std::vector<Row>& rows) {
  auto out = nlohmann::json::array();
  for (const auto& row : rows) {
    nlohmann::json entry{{"suite", title}, {"name", row.name}, {"value", row.value}, {"unit", row.unit}};
    if (!row.against.empty()) {
      entry["against"] = row.against;
      entry["ratio"] = row.ratio;
    }
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

std::string argument(int argc, char** argv, std::string_view name, std::string fallback) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (argv[i] == name) return argv[i + 1];
  }
  return fallback;
}

double percentile(std::vector<double>& samples, double p) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  const auto at = static_cast<std::size_t>(p / 100 * static_cast<double>(samples.size() - 1) + 0.5);
  return samples[std::min(at, samples.size() - 1)];
}

int Report::finish(int argc, char** argv) const {
  std::size_t width = 0;
  for (const auto& row : rows_) width = std::max(width, row.name.size());
  std::cout << title_ << '\n';
  for (const auto& row : rows_) {
    const auto value = shown(row.value);
    std::cout << "  " << row.name << std::string(width - row.name.size() + 2, ' ')
              << std::string(value.size() < 12 ? 12 - value.size() : 0, ' ') << value << ' ' << row.unit;
    if (!row.against.empty()) std::cout << "   " << shown(row.ratio) << " x " << row.against;
    std::cout << '\n';
  }
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) != "--json") continue;
    std::ofstream file(argv[i + 1]);
    file << as_json(title_, rows_).dump(1) << '\n';
    if (!file.flush()) {
      std::cerr << "cannot write the JSON file\n";
      return 1;
    }
  }
  return 0;
}

std::vector<double> fdatasync_microseconds(const std::string& folder, int count) {
  std::vector<double> out;
  auto path = folder + "/fdatasync.XXXXXX";
  const int file = ::mkstemp(path.data());
  if (file < 0) return out;
  const std::array<char, 4096> block{};
  for (int i = 0; i < count; ++i) {
    if (::write(file, block.data(), block.size()) != static_cast<ssize_t>(block.size())) break;
    const auto start = std::chrono::steady_clock::now();
    if (::fdatasync(file) != 0) break;
    out.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  ::close(file);
  ::unlink(path.c_str());
  return out;
}

}  // namespace stille::bench
