// The program that cleans pictures, and programs that stand in for one that went wrong.
#include "client/rpc/image.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <fstream>
#include <optional>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "client/image/answer.hpp"
#include "client/image/formats.hpp"

namespace stille::rpc {
namespace {

struct ImageProgram : testing::Test {
  ImageProgram() {
    std::string name = (std::filesystem::temp_directory_path() / "stille-image-XXXXXX").string();
    folder = ::mkdtemp(name.data());
  }
  ~ImageProgram() override { std::filesystem::remove_all(folder); }

  std::string stand_in(const std::string& script) {
    const auto path = folder / "program";
    std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path.string();
  }
  Result<CleanImage> cleaned(const std::string& program, Bytes picture, milliseconds patience = seconds(60)) {
    boost::asio::io_context io;
    std::optional<Result<CleanImage>> out;
    const auto ask = [&]() -> boost::asio::awaitable<void> {
      out.emplace(co_await clean_image(program, std::move(picture), patience));
    };
    boost::asio::co_spawn(io, ask, [](const std::exception_ptr& bug) {
      if (bug) std::rethrow_exception(bug);
    });
    io.run();
    return std::move(*out);
  }
  Result<ShownImage> shown(const std::string& program, Bytes picture, bool large) {
    boost::asio::io_context io;
    std::optional<Result<ShownImage>> out;
    const auto ask = [&]() -> boost::asio::awaitable<void> {
      out.emplace(co_await shown_image(program, std::move(picture), large, seconds(60)));
    };
    boost::asio::co_spawn(io, ask, [](const std::exception_ptr& bug) {
      if (bug) std::rethrow_exception(bug);
    });
    io.run();
    return std::move(*out);
  }
  static Bytes picture(bool jpeg) {
    image::Pixels pixels{200, 100, 3, std::vector<std::uint8_t>(60'000, 100)};
    return jpeg ? image::write_jpeg(pixels, 90).value() : image::write_png(pixels).value();
  }

  std::filesystem::path folder;
};

TEST_F(ImageProgram, Cleans_JPEG_and_PNG_and_gives_a_preview) {
  for (const bool jpeg : {true, false}) {
    const auto out = cleaned(STILLE_IMAGE, picture(jpeg));
    ASSERT_TRUE(out);
    EXPECT_TRUE(is_jpeg_or_png(out.value().picture));
    EXPECT_EQ(out.value().picture[0] == 0xff, jpeg);
    const auto preview = image::read_jpeg(out.value().preview);
    ASSERT_TRUE(preview);
    EXPECT_EQ(preview->width, image::kPreviewSide);
    const auto portrait = image::read_jpeg(out.value().portrait);
    ASSERT_TRUE(portrait);
    EXPECT_EQ(portrait->width, 200U);
  }
}

TEST_F(ImageProgram, Gives_pixels_to_look_at_of_a_bounded_size) {
  image::Pixels wide{2000, 500, 3, std::vector<std::uint8_t>(3'000'000, 100)};
  const auto file = image::write_jpeg(wide, 90).value();
  for (const bool large : {false, true}) {
    const auto out = shown(STILLE_IMAGE, file, large);
    ASSERT_TRUE(out);
    EXPECT_EQ(out.value().width, large ? image::kLargeSide : image::kSmallSide);
    EXPECT_EQ(out.value().rgb.size(), std::size_t{out.value().width} * out.value().height * 3);
  }
  const auto as_it_is = shown(STILLE_IMAGE, picture(false), true);
  ASSERT_TRUE(as_it_is);
  EXPECT_EQ(as_it_is.value().width, 200U);
}

TEST_F(ImageProgram, Pixels_out_of_form_are_refused) {
  const auto says = [&](const std::string& head) {
    return shown(stand_in("cat >/dev/null; printf '" + head + "'"), picture(true), false);
  };
  EXPECT_TRUE(says("STIV\\001\\000\\000\\000\\001\\000\\000\\000\\001\\000\\000\\000\\003abc"));
  EXPECT_FALSE(says("STIV\\001\\000\\000\\000\\001\\000\\000\\000\\001\\000\\000\\000\\002ab"));
  EXPECT_FALSE(says("STIV\\001\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000\\000"));
  EXPECT_FALSE(says("STIV\\001\\000\\000\\002\\061\\000\\000\\000\\001\\000\\000\\000\\003abc"));
}

TEST_F(ImageProgram, What_is_no_picture_is_refused) {
  EXPECT_EQ(cleaned(STILLE_IMAGE, Bytes(1000, 0xff)).error().code, Errc::refused);
  EXPECT_EQ(cleaned(STILLE_IMAGE, {}).error().code, Errc::refused);
}

TEST_F(ImageProgram, One_that_hangs_is_ended) {
  EXPECT_EQ(cleaned(stand_in("exec tail -f /dev/null"), picture(true), milliseconds(300)).error().code,
            Errc::timed_out);
  EXPECT_EQ(cleaned(stand_in("exec >&-; exec tail -f /dev/null"), picture(true)).error().code, Errc::refused);
}

TEST_F(ImageProgram, One_that_dies_or_talks_nonsense_is_refused) {
  EXPECT_EQ(cleaned(stand_in("kill -SEGV $$"), picture(true)).error().code, Errc::refused);
  EXPECT_EQ(cleaned(stand_in("exit 0"), picture(true)).error().code, Errc::refused);
  EXPECT_EQ(cleaned(stand_in("echo STIM; cat"), picture(true)).error().code, Errc::refused);
  EXPECT_EQ(cleaned(stand_in("cat >/dev/null; exit 3"), picture(true)).error().code, Errc::refused);
}

TEST_F(ImageProgram, One_that_never_stops_talking_is_ended) {
  EXPECT_EQ(cleaned(stand_in("exec cat /dev/zero"), picture(true)).error().code, Errc::refused);
}

TEST_F(ImageProgram, One_that_is_not_there_is_told_apart) {
  EXPECT_EQ(cleaned((folder / "nothing").string(), picture(true)).error().code, Errc::not_found);
}

TEST_F(ImageProgram, A_picture_is_known_by_its_first_bytes) {
  EXPECT_TRUE(is_jpeg_or_png(picture(true)));
  EXPECT_TRUE(is_jpeg_or_png(picture(false)));
  EXPECT_FALSE(is_jpeg_or_png(Bytes{0xff, 0xd8}));
  EXPECT_FALSE(is_jpeg_or_png(Bytes{'G', 'I', 'F', '8', '9', 'a', 0, 0}));
}

}  // namespace
}  // namespace stille::rpc
