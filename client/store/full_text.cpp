// FTS5 wants C functions; what they call is pure.
#include "client/store/full_text.hpp"

#include <sqlite3.h>

#include "client/search/match.hpp"
#include "client/search/tokens.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client::store {

namespace {

using search::Token;

struct Receiver {
  void* context;
  int (*take)(void*, int, const char*, int, int, int);
  int code = SQLITE_OK;

  void give(int flags, const std::string& word, const Token& token) {
    if (code != SQLITE_OK || word.empty()) return;
    code = take(context, flags, word.data(), static_cast<int>(word.size()), static_cast<int>(token.begin),
                static_cast<int>(token.end));
  }
};

int tokenize(Fts5Tokenizer* /*unused*/, void* context, int flags, const char* text, int size,
             int (*take)(void*, int, const char*, int, int, int)) {
  Receiver receiver{context, take};
  // The one-word spelling of a query is another term of it (tables/search.cpp).
  const bool document = (flags & FTS5_TOKENIZE_QUERY) == 0;
  search::each_token({text, static_cast<std::size_t>(size)}, [&](const Token& token) {
    receiver.give(0, token.word, token);
    receiver.give(FTS5_TOKEN_COLOCATED, token.umlaut, token);
    if (document) receiver.give(FTS5_TOKEN_COLOCATED, token.joined, token);
    return receiver.code == SQLITE_OK;
  });
  return receiver.code;
}

int create(void* /*unused*/, const char** /*unused*/, int /*unused*/, Fts5Tokenizer** out) {
  static int the_one = 0;  // it has no state; FTS5 wants something that is not null
  *out = reinterpret_cast<Fts5Tokenizer*>(&the_one);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer* /*unused*/) {}

// (contact, outgoing, kind, text, question, author): m, the conversation, the author, and what the text has.
// What a text has stands there alone and joined to conversation and author: "a7l" is a short list, where "a7"
// and "l" are two long ones. Between two people the author is the contact, or ourselves.
void scope(sqlite3_context* context, int count, sqlite3_value** values) {
  const auto contact = std::to_string(sqlite3_value_int64(values[0]));
  const bool in_group = count > 5 && sqlite3_value_type(values[5]) != SQLITE_NULL;
  const auto author = in_group ? std::to_string(sqlite3_value_int64(values[5])) : contact;
  const bool outgoing = sqlite3_value_int(values[1]) != 0;
  const auto kind = std::to_string(sqlite3_value_int64(values[2]));
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values[3]));
  const std::string_view text(
      bytes == nullptr ? "" : bytes,
      bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(values[3])));
  const auto conversation = "c" + contact;
  const auto by = outgoing ? std::string("a0") : "a" + author;
  auto out = "m " + conversation + " " + by + " k" + kind;
  const auto has = [&](char what) {
    for (const auto& before : {std::string(), conversation, by}) out.append(" ").append(before) += what;
  };
  if (sqlite3_value_int(values[4]) != 0 || search::has_question(text)) has('q');
  if (search::has_link(text)) has('l');
  if (sqlite3_value_int64(values[2]) == static_cast<int>(ContentKind::file)) has('f');
  sqlite3_result_text(context, out.data(), static_cast<int>(out.size()), SQLITE_TRANSIENT);
}

fts5_api* api_of(sqlite3* handle) {
  fts5_api* out = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nullptr) != SQLITE_OK) return nullptr;
  sqlite3_bind_pointer(statement, 1, static_cast<void*>(&out), "fts5_api_ptr", nullptr);
  (void)sqlite3_step(statement);
  sqlite3_finalize(statement);
  return out;
}

}  // namespace

Result<void> add_full_text(sqlite3* handle) {
  auto* api = api_of(handle);
  if (api == nullptr) return fail(Errc::storage_failed);
  fts5_tokenizer tokenizer{create, destroy, tokenize};
  if (api->xCreateTokenizer(api, "stille", nullptr, &tokenizer, nullptr) != SQLITE_OK) {
    return fail(Errc::storage_failed);
  }
  const int code = sqlite3_create_function_v2(handle, "stille_scope", -1,
                                              SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                                              scope, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(Errc::storage_failed);
  return ok();
}

}  // namespace stille::client::store
