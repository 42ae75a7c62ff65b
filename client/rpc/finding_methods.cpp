// Finding what was said.
#include <algorithm>
#include <array>

#include "client/core/finding.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/message_json.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

namespace find = client::search;

Fault wrong(std::string message, std::string_view about) {
  return fault(FaultCode::invalid_argument, std::move(message), {{"about", about}});
}

Fault fault_of(const find::Flaw& flaw) {
  switch (flaw.kind) {
    case find::FlawKind::nothing_asked:
      return wrong("There is nothing to search for.", "query");
    case find::FlawKind::too_long:
      return wrong("A query has at most 1,000 bytes.", "query");
    case find::FlawKind::too_many_terms:
      return wrong("A query has at most 16 words and phrases.", "query");
    case find::FlawKind::not_text:
      return wrong("The text is not UTF-8.", "query");
    case find::FlawKind::unknown_has:
      return wrong("A message can have: question, link, file.", flaw.about);
    case find::FlawKind::no_date:
      return wrong("Not a date, as 2026, 2026-11, 2026-11-23 or 2w are.", flaw.about);
    case find::FlawKind::no_value:
      return wrong("There is nothing after the colon.", flaw.about);
    case find::FlawKind::twice:
      return wrong("This filter is there twice.", flaw.about);
  }
  return fault(FaultCode::internal);
}

// What is wished beside the query's text.
Outcome<void> add_filters(find::Query& query, const Json& params) {
  for (const auto& has : texts_or_none(params, "has")) {
    if (has != "question" && has != "link" && has != "file")
      return fault_of({find::FlawKind::unknown_has, has});
    (has == "question" ? query.question : has == "link" ? query.link : query.file) = true;
  }
  const auto who = [&](std::string& into, const char* name) -> Outcome<void> {
    const auto value = text_or(params, name);
    if (!value.empty() && !into.empty()) return fault_of({find::FlawKind::twice, name});
    if (!value.empty()) into = value;
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  };
  STILLE_TRYV(who(query.in, "in"));
  STILLE_TRYV(who(query.from, "from"));
  const auto when = [&](std::optional<TimePoint>& into, const char* name) {
    if (params.contains(name)) into = TimePoint(milliseconds(whole_or(params, name, 0)));
  };
  when(query.after, "after_ms");
  when(query.before, "before_ms");
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

// The id stands for whatever a person or group was called.
Outcome<void> resolve(client::Engine& engine, std::string& name) {
  if (name.empty() || name == "self") return BOOST_OUTCOME_V2_NAMESPACE::success();
  if (names_group(name)) {
    STILLE_TRY(auto group, find_group(engine, name));
    name = std::move(group.conversation);
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }
  STILLE_TRY(const auto contact, find_anybody(engine, name));
  name = contact.conversation;
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Outcome<find::Query> query_of(Service& service, const Json& params) {
  find::Query query;
  const auto text = text_or(params, "query");
  auto parsed = find::parse_query(text, service.clock().now(), true);
  if (const auto* flaw = std::get_if<find::Flaw>(&parsed)) {
    if (flaw->kind != find::FlawKind::nothing_asked) return fault_of(*flaw);
  } else {
    query = std::get<find::Query>(std::move(parsed));
  }
  STILLE_TRYV(add_filters(query, params));
  if (query == find::Query{}) return fault_of({find::FlawKind::nothing_asked, {}});
  STILLE_TRYV(resolve(service.engine(), query.in));
  STILLE_TRYV(resolve(service.engine(), query.from));
  return query;
}

Json hit_json(const client::HitView& hit, MessageWriter& writer) {
  auto out = writer.describe(hit.message);
  out["snippet"] = Json::array();
  for (const auto& piece : hit.snippet) out["snippet"].push_back({{"text", piece.text}, {"hit", piece.hit}});
  return out;
}

asio::awaitable<Answer> search(Service& service, Json params) {
  const auto deadline = deadline_or(params, milliseconds(0));
  STILLE_CO_TRY(const auto query, query_of(service, params));
  const auto older_than = text_or(params, "older_than");
  const auto most = std::clamp<std::int64_t>(whole_or(params, "last", 20), 1, client::kMostHits);
  const auto finding = service.engine().finding();
  STILLE_CO_TRY(auto percent, faulted(finding.indexed_percent()));
  while (percent < 100) {
    const bool changed = co_await service.changes().next(deadline);
    STILLE_CO_TRY(percent, faulted(finding.indexed_percent()));
    if (!changed) break;
  }
  auto found = finding.search(query, {.most = static_cast<std::size_t>(most), .older_than = older_than});
  if (found.has_error() && found.error().code == Errc::not_found)
    co_return nothing_called("message", older_than);
  STILLE_CO_TRY(auto view, faulted(std::move(found)));
  MessageWriter writer(service.engine());
  Json out;
  out["hits"] = Json::array();
  for (const auto& hit : view.hits) out["hits"].push_back(hit_json(hit, writer));
  out["next"] = view.next ? Json(*view.next) : Json();
  out["complete"] = percent == 100;
  out["indexed_percent"] = percent;
  co_return out;
}

using enum ParamType;
constexpr std::array kSearch{
    Param{"query", text, false,
          "Words, \"phrases\", begin*, in: from: has: before: after:; the last word may go on"},
    Param{"in", text, false, "Only in the conversation with this person, or in this group (#alias)"},
    Param{"from", text, false, "Only what this person wrote; `self` for own messages"},
    Param{"has", texts, false, "question, link, file"},
    Param{"after_ms", whole, false, "Not older than this, milliseconds since 1970"},
    Param{"before_ms", whole, false, "Older than this, milliseconds since 1970"},
    Param{"last", whole, false, "The newest so many; 20 when absent, at most 200"},
    Param{"older_than", text, false, "`next` of the page before"},
    Param{"timeout_ms", whole, false, "How long to wait for an index that is being built"}};

constexpr std::array kMethods{
    Method{"search", "Finds messages by their text, newest first",
           "{hits: [message with snippet: [{text, hit}]], next?, complete, indexed_percent}", kSearch,
           nullptr, search},
};

}  // namespace

std::span<const Method> finding_methods() {
  return kMethods;
}

}  // namespace stille::rpc
