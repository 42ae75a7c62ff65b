// A program, or the whole machine, that stops anywhere between two chunks of a file: the transfer goes on and
// ends with the file as it was. Fault points exist in debug builds only.
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "client/net/sealed_file.hpp"
#include "common/base/fault_point.hpp"
#include "common/crypto/random.hpp"

namespace stille::net {
namespace {

namespace fs = std::filesystem;

struct Crash {};

// The order in which a relay may answer requests that were under way together.
constexpr std::array<std::uint32_t, 4> kArrival{2, 0, 3, 1};
constexpr std::uint64_t kSize = 250'000;

/// One file on its way from a source to a copy; whoever dies begins again with what is on the disk.
class Story {
 public:
  Story() {
    std::string name = (fs::temp_directory_path() / "stille-crash-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    rng_.fill(content_);
    std::ofstream(folder_ / "source", std::ios::binary) << as_text(content_);
    const auto source = SourceFile::open((folder_ / "source").string());
    for (std::uint32_t i = 0; i < shape_.count; ++i) {
      const auto plain = source.value().read(shape_, i);
      hashes_.push_back(e2e::chunk_hash(e2e::seal_chunk(key_, shape_, i, plain.value().expose()).value()));
    }
  }
  ~Story() { fs::remove_all(folder_); }
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;

  void happens() {
    for (;;) {
      try {
        return moves();
      } catch (const Crash&) {
        if (!fs::exists(folder_ / "copy.chunks") && fs::exists(folder_ / "copy")) finished_ = true;
        loses_what_was_not_synced();
      }
    }
  }
  void ends_well() {
    EXPECT_FALSE(fs::exists(folder_ / "copy.chunks"));
    Bytes opened;
    for (std::uint32_t i = 0; i < shape_.count; ++i) {
      const auto piece = open_from_copy((folder_ / "copy").string(), key_, shape_, i);
      ASSERT_TRUE(piece) << i;
      opened.insert(opened.end(), piece.value().expose().begin(), piece.value().expose().end());
    }
    opened.resize(kSize);
    EXPECT_EQ(opened, content_);
  }

 private:
  void moves() {
    if (finished_) return;
    SealedSource source(
        SourceFile::open((folder_ / "source").string()).value(), key_.clone(), shape_, hashes_,
        [] { return true; }, [](std::uint32_t) {});
    const auto copy = SealedCopy::open((folder_ / "copy").string(), key_.clone(), shape_, [] { return true; },
                                       [](std::uint32_t) {})
                          .value();
    for (const auto index : kArrival) {
      // What is listed has to be there: nobody asks for it again.
      if (copy->has(index)) {
        ASSERT_TRUE(copy->open_chunk(index)) << index;
        continue;
      }
      ASSERT_TRUE(copy->write(index, source.read(index, shape_.chunk()).value()));
    }
    ASSERT_TRUE(copy->finish());
    finished_ = true;
  }
  // Whatever the list does not name may be anything after the machine stopped.
  void loses_what_was_not_synced() {
    Bytes list(shape_.count);
    std::ifstream(folder_ / "copy.chunks", std::ios::binary)
        .read(reinterpret_cast<char*>(list.data()), static_cast<std::streamsize>(list.size()));
    std::fstream file(folder_ / "copy", std::ios::binary | std::ios::in | std::ios::out);
    for (std::uint32_t i = 0; i < shape_.count && !finished_; ++i) {
      if (list[i] != 0) continue;
      Bytes noise(shape_.chunk());
      rng_.fill(noise);
      file.seekp(static_cast<std::streamoff>(std::uint64_t{i} * shape_.chunk()));
      file << as_text(noise);
    }
  }

  crypto::SeededRng rng_{5};
  Bytes content_ = Bytes(kSize);
  e2e::FileKey key_ = rng_.secret<e2e::FileKey>();
  e2e::FileShape shape_ = e2e::shape_of(kSize).value();
  std::vector<e2e::ChunkHash> hashes_;
  fs::path folder_;
  bool finished_ = false;
};

TEST(ChunkCrash, A_stop_at_any_point_of_any_chunk_changes_nothing_in_the_end) {
  ASSERT_EQ(e2e::shape_of(kSize).value().count, kArrival.size());
  std::vector<std::string_view> passed;
  FaultPoints::visitor() = [&](std::string_view name) { passed.push_back(name); };
  Story whole;
  whole.happens();
  whole.ends_well();
  // Five of each chunk, three of the end.
  EXPECT_EQ(std::set(passed.begin(), passed.end()).size(), 8U);
  for (std::size_t stop = 0; stop < passed.size(); ++stop) {
    SCOPED_TRACE(std::string(passed[stop]) + ", point " + std::to_string(stop));
    std::size_t at = 0;
    FaultPoints::visitor() = [&](std::string_view) {
      if (at++ == stop) throw Crash{};
    };
    Story story;
    story.happens();
    EXPECT_GT(at, stop);
    story.ends_well();
    if (testing::Test::HasFailure()) break;
  }
  FaultPoints::visitor() = nullptr;
}

}  // namespace
}  // namespace stille::net
