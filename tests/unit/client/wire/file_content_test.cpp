// The content `file`: there and back, and every bound of it exceeded once.
#include <gtest/gtest.h>

#include "client/wire/content.hpp"
#include "common/crypto/random.hpp"
#include "content.pb.h"
#include "tests/support/mutator.hpp"

namespace stille::client::wire {
namespace {

namespace pb = stille::content::v1;

struct FileContent : ::testing::Test {
  crypto::SeededRng rng{5};

  FileDescriptor descriptor() {
    FileDescriptor out;
    out.key = rng.secret<e2e::FileKey>();
    out.shape = e2e::shape_of(70'000).value();
    out.name = "photo.jpg";
    out.media_type = "image/jpeg";
    out.relay = {rng.fixed<protocol::RelayFingerprint>(), "relay.example", 7443};
    out.reader_id = rng.fixed<protocol::BlobReaderId>();
    out.reader_secret = rng.secret<crypto::DhSecret>();
    out.root = rng.fixed<e2e::FileRoot>();
    out.hash = rng.fixed<e2e::FileHash>();
    out.preview = Bytes(100, 1);
    out.expires = TimePoint(milliseconds(99));
    return out;
  }
  crypto::SecretBytes written(std::size_t files = 1) {
    FileOffer offer;
    offer.caption = "look";
    for (std::size_t i = 0; i < files; ++i) offer.files.push_back(descriptor());
    return write_content({rng.fixed<ContentId>(), TimePoint(milliseconds(1)), std::move(offer)});
  }
  pb::Content message() {
    const auto bytes = written();
    pb::Content out;
    EXPECT_TRUE(out.ParseFromArray(bytes.expose().data(), static_cast<int>(bytes.size())));
    return out;
  }
  static pb::FileDescriptor& file(pb::Content& in) {
    return *in.mutable_file()->mutable_offer()->mutable_files(0);
  }
  static Errc refusal(const pb::Content& in) {
    const auto parsed = parse_content(as_bytes(in.SerializeAsString()));
    return parsed ? Errc::internal : parsed.error().code;
  }
};

TEST_F(FileContent, An_offer_comes_back_as_it_went) {
  FileOffer offer;
  offer.caption = "look";
  offer.reply = Quote{{rng.fixed<ContentId>(), true}, "show me"};
  offer.expire_s = kShortestTimer;
  offer.files.push_back(descriptor());
  const auto& went = offer.files.front();
  const auto key = went.key.clone();
  const auto root = went.root;
  const auto relay = went.relay;
  const auto bytes = write_content({rng.fixed<ContentId>(), TimePoint(milliseconds(1)), std::move(offer)});
  const auto parsed = parse_content(bytes.expose()).value();
  const auto& back = std::get<FileOffer>(parsed.body);
  ASSERT_EQ(back.files.size(), 1U);
  EXPECT_EQ(back.caption, "look");
  ASSERT_TRUE(back.reply);
  EXPECT_EQ(back.reply->excerpt, "show me");
  EXPECT_TRUE(back.reply->target.of_receiver);
  EXPECT_EQ(back.expire_s, kShortestTimer);
  EXPECT_TRUE(crypto::equal(back.files[0].key.expose(), key.expose()));
  EXPECT_EQ(back.files[0].shape, e2e::shape_of(70'000).value());
  EXPECT_EQ(back.files[0].name, "photo.jpg");
  EXPECT_EQ(back.files[0].root, root);
  EXPECT_EQ(back.files[0].relay, relay);
  EXPECT_EQ(back.files[0].preview, Bytes(100, 1));
  EXPECT_EQ(back.files[0].expires, TimePoint(milliseconds(99)));
}

TEST_F(FileContent, The_word_that_a_file_was_fetched_comes_back) {
  const auto id = rng.fixed<ContentId>();
  const auto bytes = write_content({rng.fixed<ContentId>(), TimePoint(milliseconds(1)), FileTaken{id, 7}});
  const auto parsed = parse_content(bytes.expose()).value();
  EXPECT_EQ(std::get<FileTaken>(parsed.body).content, id);
  EXPECT_EQ(std::get<FileTaken>(parsed.body).index, 7U);
}

TEST_F(FileContent, A_name_is_cleaned_once_more) {
  auto in = message();
  file(in).set_name("../../.bashrc\xe2\x80\xae");
  const auto parsed = parse_content(as_bytes(in.SerializeAsString())).value();
  EXPECT_EQ(std::get<FileOffer>(parsed.body).files[0].name, "bashrc");
}

TEST_F(FileContent, The_largest_offer_fits_into_the_largest_first_envelope) {
  FileOffer offer;
  offer.caption = std::string(kLongestCaption, 'c');
  offer.reply = Quote{{rng.fixed<ContentId>(), true}, std::string(kLongestExcerpt, 'q')};
  offer.expire_s = kLongestTimer;
  for (std::size_t i = 0; i < kMostFiles; ++i) {
    auto one = descriptor();
    one.name = std::string(kLongestFileName, 'n');
    one.media_type = "a/" + std::string(kLongestMediaType - 2, 'b');
    one.preview = Bytes(kLargestPreview, 1);
    one.relay.host = std::string(253, 'h');
    offer.files.push_back(std::move(one));
  }
  const auto bytes = write_content({rng.fixed<ContentId>(), TimePoint(milliseconds(1)), std::move(offer)});
  EXPECT_LE(bytes.size(), 61'924U);
}

TEST_F(FileContent, What_it_answers_to_and_its_timer_have_the_bounds_of_a_text) {
  auto in = message();
  in.mutable_file()->mutable_offer()->set_expire_s(kShortestTimer - 1);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  in.mutable_file()->mutable_offer()->set_expire_s(kLongestTimer + 1);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  in = message();
  auto& reply = *in.mutable_file()->mutable_offer()->mutable_reply();
  reply.mutable_target()->set_id(std::string(16, 'i'));
  reply.set_excerpt(std::string(kLongestExcerpt + 1, 'x'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  reply.set_excerpt("\xff");
  EXPECT_EQ(refusal(in), Errc::bad_encoding);
  reply.mutable_target()->set_id("short");
  EXPECT_EQ(refusal(in), Errc::bad_length);
}

TEST_F(FileContent, It_is_an_offer_or_a_word_and_never_both_or_none) {
  auto in = message();
  in.mutable_file()->mutable_taken()->set_content(std::string(16, 'i'));
  EXPECT_EQ(refusal(in), Errc::bad_value);
  in.mutable_file()->clear_offer();
  EXPECT_EQ(refusal(in), Errc::internal);
  in.mutable_file()->clear_taken();
  in.mutable_file();
  EXPECT_EQ(refusal(in), Errc::bad_value);
}

TEST_F(FileContent, Numbers_and_texts_have_bounds) {
  auto in = message();
  in.mutable_file()->mutable_offer()->set_caption(std::string(kLongestCaption + 1, 'x'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  in = message();
  in.mutable_file()->mutable_offer()->clear_files();
  EXPECT_EQ(refusal(in), Errc::bad_length);
  in = message();
  while (in.file().offer().files_size() <= static_cast<int>(kMostFiles)) {
    *in.mutable_file()->mutable_offer()->add_files() = in.file().offer().files(0);
  }
  EXPECT_EQ(refusal(in), Errc::too_large);
  in = message();
  file(in).set_name(std::string(kLongestFileName + 1, 'n'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  in = message();
  file(in).set_name("");
  EXPECT_EQ(refusal(in), Errc::bad_length);
  in = message();
  file(in).set_name("\xff");
  EXPECT_EQ(refusal(in), Errc::bad_encoding);
  in = message();
  file(in).set_preview(std::string(kLargestPreview + 1, 'p'));
  EXPECT_EQ(refusal(in), Errc::too_large);
  in = message();
  in.mutable_file()->clear_offer();
  in.mutable_file()->mutable_taken()->set_content(std::string(16, 'i'));
  in.mutable_file()->mutable_taken()->set_index(kMostFiles);
  EXPECT_EQ(refusal(in), Errc::bad_value);
}

TEST_F(FileContent, Media_types_have_one_form) {
  for (const auto* wrong : {"", "image", "/png", "image/", "image/PNG", "image/png; q=1", "a/b/c", "a/b\n"}) {
    auto in = message();
    file(in).set_media_type(wrong);
    EXPECT_EQ(refusal(in), Errc::bad_value) << wrong;
  }
  auto in = message();
  file(in).set_media_type("a/" + std::string(kLongestMediaType, 'b'));
  EXPECT_EQ(refusal(in), Errc::bad_value);
}

TEST_F(FileContent, Size_class_and_count_must_agree) {
  auto in = message();
  file(in).set_chunk_count(3);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  in = message();
  file(in).set_chunk_class(3);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  in = message();
  file(in).set_size(e2e::kLargestFile + 1);
  file(in).set_chunk_class(2);
  EXPECT_EQ(refusal(in), Errc::too_large);
}

TEST_F(FileContent, Keys_and_ids_have_one_length) {
  using Set = void (*)(pb::FileDescriptor&, const std::string&);
  const std::vector<Set> fields{[](auto& to, const auto& text) { to.set_key(text); },
                                [](auto& to, const auto& text) { to.set_fingerprint(text); },
                                [](auto& to, const auto& text) { to.set_reader_id(text); },
                                [](auto& to, const auto& text) { to.set_reader_secret(text); },
                                [](auto& to, const auto& text) { to.set_root(text); },
                                [](auto& to, const auto& text) { to.set_hash(text); }};
  for (const auto set : fields) {
    auto in = message();
    set(file(in), std::string(31, 'x'));
    EXPECT_EQ(refusal(in), Errc::bad_length);
  }
}

TEST_F(FileContent, What_is_changed_on_the_way_is_refused_or_still_canonical) {
  const auto good = written(2);
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    const auto bad =
        stille::testing::Mutator(seed).changed(Bytes(good.expose().begin(), good.expose().end()));
    const auto parsed = parse_content(bad);
    if (!parsed || !std::holds_alternative<FileOffer>(parsed.value().body)) continue;
    for (const auto& one : std::get<FileOffer>(parsed.value().body).files) {
      EXPECT_EQ(clean_file_name(one.name), one.name);
      EXPECT_LE(one.preview.size(), kLargestPreview);
    }
  }
}

}  // namespace
}  // namespace stille::client::wire
