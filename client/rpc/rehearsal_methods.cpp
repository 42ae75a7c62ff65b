// What sending would be: as message.send and attachment.send, but nothing is stored and nothing leaves.
#include <array>

#include "client/core/rehearsal.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/outgoing_files.hpp"
#include "client/rpc/said_text.hpp"
#include "client/rpc/sending.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"
#include "client/wire/file.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

Json to_json(const client::RehearsalView& view) {
  Json out;
  out["bytes"] = view.content;
  if (view.again) out["again"] = true;
  if (view.expire_after.count() > 0) out["expire_ms"] = milliseconds(view.expire_after).count();
  out["waiting"] = view.waiting;
  out["envelopes"] = Json::array();
  for (const auto& envelope : view.envelopes) {
    out["envelopes"].push_back(
        {{"to", reference_to(envelope.to)}, {"relay", envelope.relay}, {"padded", envelope.bytes}});
  }
  for (const auto& file : view.files) {
    out["files"].push_back({{"name", file.name},
                            {"size", file.size},
                            {"padded", file.padded},
                            {"chunks", file.chunks},
                            {"relay", file.relay}});
  }
  return out;
}

Outcome<client::ContactView> whoever(Service& service, const std::string& name, bool has_files) {
  if (has_files || names_group(name)) return addressee(service.engine(), name);
  return find_conversation(service.engine(), name);
}

// A cleaned picture is as long as what would be sent; the path stands for it, and nobody reads it.
client::NewFile stand_in(client::Engine& engine, const OutgoingFile& file) {
  client::NewFile out;
  out.id = engine.attachments().new_id();
  out.name = file.name;
  out.size = file.size;
  out.source = file.path;
  if (file.image) out.preview = file.image->preview;
  return out;
}

Outcome<client::RehearsalView> rehearse_for(Service& service, const client::ContactView& to,
                                            const Json& params, const std::vector<OutgoingFile>& files) {
  const auto text = text_or(params, "text");
  const auto key = text_or(params, "key");
  const auto reply = text_or(params, "reply");
  STILLE_TRY(const auto expire, own_time(params));
  const auto rehearsal = service.engine().rehearsal();
  Result<client::RehearsalView> done = fail(Errc::internal);
  if (files.empty()) {
    done = rehearsal.of_text(to.conversation, {.text = text,
                                               .key = key,
                                               .reply = reply,
                                               .question = flag_or(params, "question", false),
                                               .expire = expire});
  } else {
    client::FileDraft draft{.caption = text, .key = key, .reply = reply, .files = {}, .expire = expire};
    for (const auto& file : files) draft.files.push_back(stand_in(service.engine(), file));
    done = rehearsal.of_files(to.conversation, std::move(draft));
  }
  if (done) return std::move(done).value();
  const bool no_such_message =
      !reply.empty() && (done.error().code == Errc::not_found || done.error().code == Errc::ambiguous);
  if (no_such_message) return nothing_called("message", reply);
  return send_fault(done.error(), to);
}

Json result_for(Service& service, const std::string& name, const Json& params,
                const std::vector<OutgoingFile>& files) {
  Json out{{"v", 1}, {"type", "rehearsal"}};
  const auto to = whoever(service, name, !files.empty());
  if (to.has_error()) {
    out["to"] = {{"asked", name}};
    out["error"] = to_json(to.error());
    return out;
  }
  out["to"] = reference_to(to.value());
  const auto done = rehearse_for(service, to.value(), params, files);
  if (done.has_error()) {
    out["error"] = to_json(done.error());
  } else {
    out.update(to_json(done.value()));
  }
  return out;
}

asio::awaitable<Answer> rehearse(Service& service, Json params) {
  STILLE_CO_TRY(const auto names, recipients(params));
  const auto paths = texts_or_none(params, "files");
  if (paths.size() > client::wire::kMostFiles) {
    co_return fault(FaultCode::invalid_argument, "A message has 1 to 8 files.", {{"about", "files"}});
  }
  const auto text = text_or(params, "text");
  STILLE_CO_TRYV(paths.empty() ? check_text(text) : check_caption(text));
  std::vector<OutgoingFile> files;
  for (const auto& path : paths) {
    STILLE_CO_TRY(auto file, co_await look_at(path, flag_or(params, "keep_metadata", false)));
    files.push_back(std::move(file));
  }
  Json out;
  out["results"] = Json::array();
  for (const auto& name : names) out["results"].push_back(result_for(service, name, params, files));
  co_return out;
}

using enum ParamType;
constexpr std::array kRehearse{
    Param{"to", texts, true, "1 to 100 people or groups (#alias)"},
    Param{"text", text, false, "UTF-8, at most 60,000 bytes; the caption of files at most 16,000"},
    Param{"files", texts, false, "Up to 8 whole paths"},
    Param{"reply", text, false, "The m_ id of the message that this answers"},
    Param{"question", flag, false, "Marks it as a question that waits for an answer"},
    Param{"expire_ms", whole, false, "This one message goes after so long, on both sides"},
    Param{"key", text, false, "The same key again for the same person gives the same message"},
    Param{"keep_metadata", flag, false, "Leave in pictures what a camera wrote into them"}};

constexpr std::array kMethods{
    Method{"message.rehearse",
           "What sending would be, for each recipient: how much, padded to what, by which relay. Nothing is "
           "stored, nothing leaves",
           "{results: [{to, bytes, envelopes: [{to, relay, padded}], waiting, files?, again?, error?}]}",
           kRehearse, nullptr, rehearse},
};

}  // namespace

std::span<const Method> rehearsal_methods() {
  return kMethods;
}

}  // namespace stille::rpc
