#include "server/http/site.hpp"

#include <algorithm>
#include <cstdlib>

#include "common/base/encoding.hpp"
#include "common/crypto/hash.hpp"
#include "server/http/pages.hpp"

namespace stille::http {
namespace {

enum class Language : std::uint8_t { de, en };

/// The same thing in both languages.
struct Words {
  std::string_view de;
  std::string_view en;
  [[nodiscard]] std::string_view in(Language language) const { return language == Language::de ? de : en; }
};

using Places = std::vector<std::pair<std::string_view, std::string>>;

/// Puts each value in the place of its {{name}}. Values are not looked through again.
std::string filled(std::string_view text, const Places& places) {
  std::string out;
  for (;;) {
    const auto open = text.find("{{");
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return out.append(text);
    const auto name = text.substr(open + 2, close - open - 2);
    const auto found =
        std::find_if(places.begin(), places.end(), [&](const auto& p) { return p.first == name; });
    out.append(text.substr(0, open));
    if (found != places.end()) out += found->second;
    text.remove_prefix(close + 2);
  }
}

/// The weight of "de;q=0.7" for a language; 0 when it is about another one.
double weight(std::string_view item, std::string_view language) {
  item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
  if (!item.starts_with(language) || (item.size() > 2 && item[2] != '-' && item[2] != ';' && item[2] != ' '))
    return 0;
  const auto q = item.find("q=");
  return q == std::string_view::npos ? 1.0 : std::strtod(std::string(item.substr(q + 2, 5)).c_str(), nullptr);
}

double preference(std::string_view header, std::string_view language) {
  double best = 0;
  while (!header.empty()) {
    const auto comma = std::min(header.find(','), header.size());
    best = std::max(best, weight(header.substr(0, comma), language));
    header.remove_prefix(std::min(comma + 1, header.size()));
  }
  return best;
}

/// A choice on the page comes before what the browser prefers.
Language language_of(const Request& request) {
  if (request.query == "lang=de") return Language::de;
  if (request.query == "lang=en") return Language::en;
  const bool german = preference(request.accept_language, "de") > preference(request.accept_language, "en");
  return german ? Language::de : Language::en;
}

/// For a Content-Security-Policy: this text and no other may run or style.
std::string hash_source(std::string_view text) {
  auto base64 = to_base64url(crypto::sha256({as_bytes(text)}));
  std::replace(base64.begin(), base64.end(), '-', '+');
  std::replace(base64.begin(), base64.end(), '_', '/');
  return "'sha256-" + base64 + "='";
}

std::string policy(bool script) {
  return "default-src 'none'; style-src " + hash_source(pages::style_css) +
         (script ? "; script-src " + hash_source(pages::script_js) : "") +
         "; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
}

std::string language_links(Language now, const std::string& path) {
  const auto one = [&](Language language, std::string_view code, std::string_view name) {
    const auto lang = std::string(code);
    if (language == now) return "<b lang=\"" + lang + "\">" + std::string(name) + "</b>";
    return "<a lang=\"" + lang + "\" hreflang=\"" + lang + "\" href=\"" + path + "?lang=" + lang + "\">" +
           std::string(name) + "</a>";
  };
  return one(Language::de, "de", "Deutsch") + one(Language::en, "en", "English");
}

struct Page {
  std::string path;
  Words title;
  bool script = false;
};

Response shown(const Page& page, Language language, std::string body) {
  constexpr Words kFooter{"Diese Seite setzt keine Cookies und lädt nichts von anderswo.",
                          "This page sets no cookies and loads nothing from elsewhere."};
  Response out;
  out.type = "text/html; charset=utf-8";
  out.policy = policy(page.script);
  out.headers = {{"Content-Language", language == Language::de ? "de" : "en"},
                 {"Cross-Origin-Opener-Policy", "same-origin"},
                 {"Cross-Origin-Resource-Policy", "same-origin"},
                 {"X-Robots-Tag", "noindex, nofollow"}};
  const auto script = page.script ? "<script>" + std::string(pages::script_js) + "</script>" : std::string();
  out.body = filled(pages::page_html, {{"language", language == Language::de ? "de" : "en"},
                                       {"title", escape_html(page.title.in(language))},
                                       {"style", std::string(pages::style_css)},
                                       {"languages", language_links(language, page.path)},
                                       {"body", std::move(body)},
                                       {"footer", escape_html(kFooter.in(language))},
                                       {"script", script}});
  return out;
}

// --- the pages ---------------------------------------------------------------------------------------

/// What a link of this kind leads to, and how long the part behind its # is.
struct Landing {
  Page page;
  Words body;
  std::size_t key;
};

Response landing(const Landing& what, const SiteFacts& facts, Language language) {
  const Words link{pages::link_de_html, pages::link_en_html};
  auto box = filled(link.in(language), {{"address", escape_html(facts.address + what.page.path)},
                                        {"length", std::to_string(what.key)}});
  return shown(what.page, language, filled(what.body.in(language), {{"link", std::move(box)}}));
}

std::string row(std::string_view label, const std::string& value) {
  return value.empty() ? "" : "<dt>" + escape_html(label) + "</dt><dd>" + value + "</dd>\n";
}

std::string code(const std::string& text) {
  return "<code translate=\"no\">" + escape_html(text) + "</code>";
}

std::string contact_link(const std::string& contact) {
  const auto shown = escape_html(contact);
  const bool spaced = contact.find_first_of(" \t\n") != std::string::npos;
  if (!spaced && contact.starts_with("https://")) return "<a href=\"" + shown + "\">" + shown + "</a>";
  if (!spaced && contact.find('@') != std::string::npos && contact.find(':') == std::string::npos)
    return "<a href=\"mailto:" + shown + "\">" + shown + "</a>";
  return shown;
}

std::string retention(std::chrono::milliseconds life, Language language) {
  using namespace std::chrono;
  const bool in_days = life >= days{2};
  const auto count = in_days ? floor<days>(life).count() : ceil<hours>(life).count();
  const auto unit = in_days ? Words{"\u00a0Tage", "\u00a0days"} : Words{"\u00a0Stunden", "\u00a0hours"};
  return std::string(Words{"bis zur Abholung, höchstens ", "until fetched, at most "}.in(language)) +
         std::to_string(count) + std::string(unit.in(language));
}

Response information(const SiteFacts& facts, Language language) {
  const auto in = [&](std::string_view de, std::string_view en) { return Words{de, en}.in(language); };
  const auto& about = facts.about;
  const auto rows =
      row(in("Betrieben von", "Run by"), escape_html(about.run_by)) +
      row(in("Kontakt", "Contact"), contact_link(about.contact)) +
      row(in("Standort", "Region"), escape_html(about.region)) +
      row(in("Aufbewahrung", "Retention"), retention(facts.envelope_life, language)) +
      row(in("Neue Postfächer", "New mailboxes"),
          std::string(facts.open ? in("für alle, die die Adresse kennen", "for all who know the address")
                                 : in("mit Einladung", "by invitation"))) +
      row(in("Adresse", "Address"), code(facts.address)) +
      row(in("Fingerabdruck", "Fingerprint"), code(facts.fingerprint)) +
      row("Version", escape_html(facts.version));
  const auto words = about.text.empty() ? "" : "<p class=\"words\">" + escape_html(about.text) + "</p>";
  const Words body{pages::information_de_html, pages::information_en_html};
  return shown({"/", {"Ein Relay für Stille", "A relay for Stille"}}, language,
               filled(body.in(language), {{"rows", rows}, {"words", words}}));
}

constexpr std::size_t kLinkKey = 43;    // 32 bytes in base64url
constexpr std::size_t kRelayCode = 22;  // 16 bytes

std::vector<Landing> landings() {
  return {{{"/i", {"Eine Einladung · Stille", "An invitation · Stille"}, true},
           {pages::invitation_de_html, pages::invitation_en_html},
           kLinkKey},
          {{"/c", {"Eine Kontaktadresse · Stille", "A contact address · Stille"}, true},
           {pages::contact_de_html, pages::contact_en_html},
           kLinkKey},
          {{"/r", {"Ein Platz auf einem Relay · Stille", "A place on a relay · Stille"}, true},
           {pages::relay_de_html, pages::relay_en_html},
           kRelayCode}};
}

}  // namespace

Answer make_site(SiteFacts facts) {
  return [facts = std::move(facts), all = landings()](const Request& request) {
    const auto language = language_of(request);
    if (request.path == "/") return information(facts, language);
    for (const auto& one : all) {
      if (request.path == one.page.path) return landing(one, facts, language);
    }
    return plain(404);
  };
}

}  // namespace stille::http
