// Names that somebody else chose: what is left of them here.
#include <gtest/gtest.h>

#include "client/wire/content.hpp"
#include "client/wire/file.hpp"
#include "common/crypto/random.hpp"

namespace stille::client::wire {
namespace {

using namespace std::string_literals;

struct Case {
  std::string given;
  std::string clean;
};

const std::vector<Case> kCases{
    // Paths
    {"report.pdf", "report.pdf"},
    {"/etc/passwd", "passwd"},
    {"../../.ssh/authorized_keys", "authorized_keys"},
    {"..", "file"},
    {".", "file"},
    {"...", "file"},
    {"/", "file"},
    {"", "file"},
    {"a/b/", "b"},
    {"..\\..\\windows\\system32\\drivers.sys", "drivers.sys"},
    {"C:\\autoexec.bat", "autoexec.bat"},
    {"C:autoexec.bat", "C_autoexec.bat"},
    {"file.txt:stream", "file.txt_stream"},
    {"a\xe2\x81\x84"
     "b",
     "a_b"},
    {"\xef\xbc\x8f\xef\xbc\xbc.txt", "__.txt"},
    {"~/.bashrc", "bashrc"},
    {"~root", "_~root"},
    {".bashrc", "bashrc"},
    {"-rf", "_-rf"},
    {"--output=x", "_--output=x"},
    // Controls and what hides
    {"a\nb\tc\r.txt"s, "abc.txt"},
    {"a\0b.txt"s, "ab.txt"},
    {"a\x1b[31mred.txt", "a[31mred.txt"},
    {"a\x7f.txt", "a.txt"},
    {"a\xc2\x85.txt", "a.txt"},
    {"photo\xe2\x80\xaegnp.exe", "photognp.exe"},
    {"\xe2\x80\xaatext\xe2\x80\xac.txt", "text.txt"},
    {"\xe2\x81\xa6iso\xe2\x81\xa9.txt", "iso.txt"},
    {"zero\xe2\x80\x8bwidth\xe2\x80\x8d.txt", "zerowidth.txt"},
    {"soft\xc2\xadhyphen.txt", "softhyphen.txt"},
    {"\xef\xbb\xbf"
     "bom.txt",
     "bom.txt"},
    {"tag\xf3\xa0\x80\xb1.txt", "tag.txt"},
    {"vs\xef\xb8\x8f.txt", "vs.txt"},
    {"\xd8\x9c"
     "arabic.txt",
     "arabic.txt"},
    {"\xe3\x85\xa4.txt", "txt"},
    {"line\xe2\x80\xa8"
     "break.txt",
     "linebreak.txt"},
    // Blanks
    {"  a.txt  ", "a.txt"},
    {"a.txt...", "a.txt"},
    {"a.txt . .", "a.txt"},
    {"a\xc2\xa0"
     "b.txt",
     "a b.txt"},
    {"a\xe3\x80\x80"
     "b.txt",
     "a b.txt"},
    {"invoice.pdf                                    .exe",
     "invoice.pdf                                    .exe"},
    // Characters that other systems read
    {"a<b>c\"d|e?f*g.txt", "a_b_c_d_e_f_g.txt"},
    {"dots\xe2\x80\xa6.txt", "dots_.txt"},
    // Devices
    {"CON", "_CON"},
    {"con.txt", "_con.txt"},
    {"Aux .log", "_Aux .log"},
    {"nul.tar.gz", "_nul.tar.gz"},
    {"COM1", "_COM1"},
    {"com0.txt", "_com0.txt"},
    {"LPT\xc2\xb9", "_LPT\xc2\xb9"},
    {"CONIN$", "_CONIN$"},
    {"COM10", "COM10"},
    {"con sole.txt", "con sole.txt"},
    {"icon.png", "icon.png"},
    // Encodings
    {"caf\xe9.txt", "caf_.txt"},
    {"\xed\xa0\x80.txt", "___.txt"},
    {"\xc0\xaf.txt", "__.txt"},
    {"\xf4\x90\x80\x80.txt", "____.txt"},
    {"Mu\xcc\x88ller.txt", "M\xc3\xbcller.txt"},
    {"e\xcc\x81t\xc3\xa9.txt", "\xc3\xa9t\xc3\xa9.txt"},
    {"A\xcc\x8angstro\xcc\x88m", "\xc3\x85ngstr\xc3\xb6m"},
    {"\xe6\x97\xa5\xe6\x9c\xac.txt", "\xe6\x97\xa5\xe6\x9c\xac.txt"},
    {"\xf0\x9f\x8c\xb3.png", "\xf0\x9f\x8c\xb3.png"},
};

TEST(FileName, Hostile_names_become_harmless_ones) {
  for (const auto& [given, clean] : kCases) EXPECT_EQ(clean_file_name(given), clean) << given;
}

TEST(FileName, What_is_long_is_cut_before_its_extension) {
  const auto cut = clean_file_name(std::string(400, 'x') + ".jpeg");
  EXPECT_EQ(cut, std::string(250, 'x') + ".jpeg");
  EXPECT_EQ(clean_file_name(std::string(255, 'x')).size(), kLongestFileName);
  EXPECT_EQ(clean_file_name(std::string(256, 'x')).size(), kLongestFileName);
  // An end that is too long to be an extension is none.
  EXPECT_EQ(clean_file_name("a." + std::string(400, 'y')).size(), kLongestFileName);
  std::string umlauts;
  for (int i = 0; i < 200; ++i) umlauts += "\xc3\xa4";
  const auto whole = clean_file_name(umlauts + ".txt");
  EXPECT_TRUE(is_utf8(whole));
  EXPECT_LE(whole.size(), kLongestFileName);
  EXPECT_TRUE(whole.ends_with("\xc3\xa4.txt"));
}

TEST(FileName, A_heap_of_marks_on_one_letter_is_cut) {
  std::string zalgo = "z";
  for (int i = 0; i < 100; ++i) zalgo += "\xcc\xb5";
  EXPECT_EQ(clean_file_name(zalgo + "a.txt"),
            "z\xcc\xb5\xcc\xb5\xcc\xb5"
            "a.txt");
}

// Ten thousand names made of what breaks them.
TEST(FileName, Any_bytes_give_a_name_that_holds_every_promise) {
  crypto::SeededRng rng(3);
  const std::vector<std::string> pieces{"..",
                                        "/",
                                        "\\",
                                        ".",
                                        " ",
                                        "\0"s,
                                        "\n",
                                        "CON",
                                        "nul",
                                        "com1",
                                        "~",
                                        "-",
                                        ":",
                                        "\xe2\x80\xae",
                                        "\xff",
                                        "\xc3",
                                        "\xc3\xa4",
                                        "u\xcc\x88",
                                        "\xcc\xb5",
                                        "x",
                                        "report",
                                        ".txt",
                                        ".exe",
                                        "\xf3\xa0\x80\xb1",
                                        "\xef\xbc\x8f",
                                        std::string(130, 'y')};
  for (int i = 0; i < 10'000; ++i) {
    std::string given;
    for (auto n = rng.below(9); n > 0; --n)
      given += pieces[static_cast<std::size_t>(rng.below(pieces.size()))];
    const auto clean = clean_file_name(given);
    ASSERT_FALSE(clean.empty());
    ASSERT_LE(clean.size(), kLongestFileName);
    ASSERT_TRUE(is_utf8(clean));
    ASSERT_EQ(clean.find_first_of("/\\:\0\n"s), std::string::npos) << given;
    ASSERT_EQ(std::string(".- ~").find(clean.front()), std::string::npos) << given;
    ASSERT_EQ(std::string(". ").find(clean.back()), std::string::npos) << given;
    ASSERT_EQ(clean_file_name(clean), clean) << given;
  }
}

TEST(FileName, The_media_type_follows_from_the_extension) {
  EXPECT_EQ(media_type_of("a.JPG"), "image/jpeg");
  EXPECT_EQ(media_type_of("a.tar.gz"), "application/gzip");
  EXPECT_EQ(media_type_of("a"), "application/octet-stream");
  EXPECT_EQ(media_type_of("a.unheard-of"), "application/octet-stream");
}

}  // namespace
}  // namespace stille::client::wire
