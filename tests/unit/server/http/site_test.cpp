// The pages for browsers: what they say, in which language, and that nothing of the operator's text is
// markup.
#include "server/http/site.hpp"

#include <gmock/gmock.h>

#include "common/base/encoding.hpp"
#include "common/crypto/hash.hpp"

namespace stille::http {
namespace {

using testing::HasSubstr;
using testing::Not;

SiteFacts facts() {
  return {{"Verein für Stille", "post@verein.example", "Deutschland", "Montags gewartet."},
          "stille://abc@relay.example:7443",
          "abc",
          "1.2.3",
          std::chrono::days{30}};
}

Response get(const std::string& path, const std::string& languages = "", const std::string& query = "",
             const SiteFacts& of = facts()) {
  return make_site(of)({path, query, languages});
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto start = text.find(from);
  if (start == std::string::npos) return "";
  return text.substr(start + from.size(), text.find(to, start + from.size()) - start - from.size());
}

TEST(Site, The_first_page_says_who_runs_the_relay_and_on_what_terms) {
  const auto page = get("/");
  EXPECT_EQ(page.status, 200U);
  for (const auto* word :
       {"Verein für Stille", "href=\"mailto:post@verein.example\"", "Deutschland", "Montags gewartet.",
        "until fetched, at most 30\u00a0days", "by invitation", "stille://abc@relay.example:7443", "1.2.3"})
    EXPECT_THAT(page.body, HasSubstr(word));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
}

TEST(Site, What_the_operator_left_out_is_not_mentioned) {
  auto plain_facts = facts();
  plain_facts.about = {};
  plain_facts.open = true;
  const auto page = get("/", "", "", plain_facts);
  for (const auto* word : {"Run by", "Contact", "Region", "words\">"})
    EXPECT_THAT(page.body, Not(HasSubstr(word))) << word;
  EXPECT_THAT(page.body, HasSubstr("for all who know the address"));
}

TEST(Site, Nothing_the_operator_writes_becomes_markup) {
  auto hostile = facts();
  const std::string attack = "\"><script>x</script>'&{{style}}";
  hostile.about = {attack, "https://a" + attack, attack, attack};
  hostile.address = "stille://" + attack;
  for (const auto* path : {"/", "/i"}) {
    const auto page = get(path, "", "", hostile);
    EXPECT_THAT(page.body, Not(HasSubstr("<script>x"))) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("\"><script"))) << path;
    EXPECT_THAT(page.body, HasSubstr("&quot;&gt;&lt;script&gt;x&lt;/script&gt;&#39;&amp;{{style}}")) << path;
  }
}

TEST(Site, Only_mail_and_web_addresses_become_links) {
  for (const std::string contact : {"javascript:alert(1)@x", "telephone 030 1", "a b@c", "http://x"}) {
    auto of = facts();
    of.about.contact = contact;
    EXPECT_THAT(between(get("/", "", "", of).body, "Contact</dt><dd>", "</dd>"), Not(HasSubstr("href")))
        << contact;
  }
}

TEST(Site, Short_retention_is_told_in_hours) {
  auto of = facts();
  of.envelope_life = std::chrono::hours{12};
  EXPECT_THAT(get("/", "de", "", of).body, HasSubstr("höchstens 12\u00a0Stunden"));
}

TEST(Site, The_browsers_preference_chooses_the_language) {
  const auto language = [](const std::string& accepted, const std::string& query = "") {
    return between(get("/i", accepted, query).body, "<html lang=\"", "\"");
  };
  EXPECT_EQ(language("de-DE,de;q=0.9,en;q=0.8"), "de");
  EXPECT_EQ(language("en-GB,en;q=0.9,de;q=0.8"), "en");
  EXPECT_EQ(language("fr,de;q=0.3,en;q=0.2"), "de");
  EXPECT_EQ(language("fr, en;q=0.1, de;q=0"), "en");
  EXPECT_EQ(language(""), "en");
  EXPECT_EQ(language("den"), "en");
  EXPECT_EQ(language(";;q=,,,de;q=x"), "en");
  EXPECT_EQ(language("de", "lang=en"), "en");
  EXPECT_EQ(language("en", "lang=de"), "de");
}

TEST(Site, A_landing_page_carries_the_address_that_the_link_begins_with) {
  for (const std::string path : {"/i", "/c", "/r"}) {
    for (const auto* language : {"de", "en"}) {
      const auto page = get(path, language);
      EXPECT_EQ(page.status, 200U);
      EXPECT_THAT(page.body, HasSubstr("data-address=\"stille://abc@relay.example:7443" + path + "\""));
      EXPECT_THAT(page.body, HasSubstr(path == "/r" ? "data-length=\"22\"" : "data-length=\"43\""));
      EXPECT_THAT(page.body, Not(HasSubstr("{{"))) << path;
    }
  }
}

TEST(Site, The_policy_admits_exactly_the_script_and_style_of_the_page_and_no_connection) {
  const auto hashed = [](const std::string& text) {
    auto out = to_base64url(crypto::sha256({as_bytes(text)}));
    for (auto& c : out) c = c == '-' ? '+' : c == '_' ? '/' : c;
    return "'sha256-" + out + "='";
  };
  const auto page = get("/i");
  EXPECT_EQ(page.policy, "default-src 'none'; style-src " +
                             hashed(between(page.body, "<style>", "</style>")) + "; script-src " +
                             hashed(between(page.body, "<script>", "</script>")) +
                             "; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
  EXPECT_THAT(get("/").policy, Not(HasSubstr("script-src")));
}

TEST(Site, Nothing_is_loaded_from_elsewhere) {
  for (const auto* path : {"/", "/i", "/c", "/r"}) {
    const auto body = get(path, "de").body;
    for (const auto* word :
         {"http:", "https:", "//cdn", "src=", "@import", "url(", "fetch(", "XMLHttp", "sendBeacon"})
      EXPECT_THAT(body, Not(HasSubstr(word))) << path << ' ' << word;
  }
}

TEST(Site, There_is_nothing_else) {
  for (const auto* path : {"/index.html", "/i/", "/I", "//", "/../etc/passwd", "/metrics", "/favicon.ico"})
    EXPECT_EQ(get(path).status, 404U) << path;
}

}  // namespace
}  // namespace stille::http
