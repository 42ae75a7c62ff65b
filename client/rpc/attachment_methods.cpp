// Files: sending them with a message, fetching, reading and calling them off.
#include <algorithm>
#include <array>
#include <set>

#include "client/core/conversations.hpp"
#include "client/core/groups.hpp"
#include "client/net/sealed_file.hpp"
#include "client/rpc/find_contact.hpp"
#include "client/rpc/method_table.hpp"
#include "client/rpc/outgoing_files.hpp"
#include "client/rpc/said_text.hpp"
#include "client/rpc/sending.hpp"
#include "client/rpc/service.hpp"
#include "client/rpc/views_json.hpp"
#include "client/wire/file.hpp"
#include "common/base/encoding.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using client::AttachmentState;
using client::MessageState;

Outcome<client::AttachmentView> find_attachment(Service& service, const Json& params) {
  const auto id = text_or(params, "id");
  auto found = service.engine().attachments().find(id);
  if (found) return std::move(found).value();
  if (found.error().code == Errc::not_found) return nothing_called("attachment", id);
  return fault_from(found.error());
}

// --- Sending ---

Outcome<client::MessageView> send_to(Service& service, const client::ContactView& contact, const Json& params,
                                     const std::vector<OutgoingFile>& files) {
  const auto caption = text_or(params, "text");
  const auto key = text_or(params, "key");
  const auto reply = text_or(params, "reply");
  STILLE_TRY(const auto expire, own_time(params));
  client::FileDraft draft{.caption = caption, .key = key, .reply = reply, .files = {}, .expire = expire};
  const bool stays = contact.alias == "self";
  for (const auto& file : files) {
    STILLE_TRY(auto made, new_file(service.engine(), service.courier(), service.rng(), file, stays));
    draft.files.push_back(std::move(made));
  }
  auto sent = service.engine().attachments().send(contact.conversation, std::move(draft));
  // With a key that was used before it is the message of then, and the copies of now are nobody's.
  if (sent && stays) service.courier().tidy();
  if (sent) return std::move(sent).value();
  service.courier().tidy();
  const bool no_such_message =
      !reply.empty() && (sent.error().code == Errc::not_found || sent.error().code == Errc::ambiguous);
  if (no_such_message) return nothing_called("message", reply);
  return send_fault(sent.error(), contact);
}

Fault why_failed(const client::MessageView& message) {
  const bool called_off = std::ranges::any_of(message.attachments, [](const client::AttachmentView& one) {
    return one.state == AttachmentState::cancelled;
  });
  if (!called_off) return fault(FaultCode::relay_refused);
  return fault(FaultCode::not_reached, "The message was called off and not sent.", {{"kind", "called_off"}});
}

Json result_of(Service& service, const std::string& id) {
  Json out{{"v", 1}, {"type", "sent"}};
  const auto message = service.engine().message(id);
  if (message.has_error()) {
    out["error"] = to_json(fault_from(message.error()));
    return out;
  }
  const auto& view = message.value();
  if (const auto to = service.engine().conversations().show(view.conversation))
    out["to"] = reference_to(to.value().contact);
  out["id"] = view.id;
  out["at"] = to_rfc3339(view.at);
  out["state"] = client::name_of(view.state);
  if (view.expire_after.count() > 0) out["expire_ms"] = milliseconds(view.expire_after).count();
  out["attachments"] = Json::array();
  for (const auto& one : view.attachments) {
    const auto moving = service.engine().attachments().find(one.id);
    out["attachments"].push_back(to_json(moving ? moving.value() : one));
    if (one.reason) out["error"] = to_json(attachment_fault(*one.reason));
  }
  if (view.state == MessageState::failed && !out.contains("error")) out["error"] = to_json(why_failed(view));
  return out;
}

asio::awaitable<Answer> send_files(Service& service, Json params) {
  STILLE_CO_TRYV(check_caption(text_or(params, "text")));
  STILLE_CO_TRY(const auto names, recipients(params));
  const auto paths = texts_or_none(params, "files");
  if (paths.empty() || paths.size() > client::wire::kMostFiles) {
    co_return fault(FaultCode::invalid_argument, "A message has 1 to 8 files.", {{"about", "files"}});
  }
  std::vector<OutgoingFile> files;
  for (const auto& path : paths) {
    STILLE_CO_TRY(auto file, co_await look_at(path, flag_or(params, "keep_metadata", false)));
    files.push_back(std::move(file));
  }
  Json out;
  out["results"] = Json::array();
  std::set<std::string> seen;
  for (const auto& name : names) {
    if (!seen.insert(who_is_meant(service.engine(), name)).second) continue;
    auto contact = addressee(service.engine(), name);
    if (contact.has_error()) {
      out["results"].push_back(
          {{"v", 1}, {"type", "sent"}, {"to", {{"asked", name}}}, {"error", to_json(contact.error())}});
      continue;
    }
    auto sent = send_to(service, contact.value(), params, files);
    if (sent) {
      out["results"].push_back(result_of(service, sent.value().id));
    } else {
      out["results"].push_back({{"v", 1},
                                {"type", "sent"},
                                {"to", reference_to(contact.value())},
                                {"error", to_json(sent.error())}});
    }
  }
  service.go_online();
  co_return out;
}

// --- Waiting ---

// What a person would notice of it.
std::string picture_of(const Json& attachments) {
  std::string out;
  for (const auto& one : attachments) {
    out += one["state"].get<std::string>() + ":" + std::to_string(one["done"].get<std::uint32_t>()) + ";";
  }
  return out;
}

bool reached(const Json& result, MessageState wanted) {
  if (!result.contains("state")) return true;
  const auto state = result["state"].get<std::string>();
  if (state == "failed" || state == "delivered" || state == "read" || wanted == MessageState::queued)
    return true;
  return wanted == MessageState::sent && state == "sent";
}

std::optional<Fault> hindrance(Service& service, const Json& attachments) {
  for (const auto& one : attachments) {
    if (auto why = service.courier().failure(one["id"].get<std::string>())) return why;
  }
  return std::nullopt;
}

asio::awaitable<Answer> wait_for_messages(Service& service, Json params) {
  const auto deadline = deadline_or(params, seconds(10));
  const auto seen = text_or(params, "seen");
  STILLE_CO_TRY(const auto wanted, wanted_state(params));
  service.go_online();
  for (;;) {
    Json out{{"results", Json::array()}};
    std::string now;
    bool all = true;
    for (const auto& id : texts_or_none(params, "ids")) {
      auto result = result_of(service, id);
      if (result.contains("attachments"))
        now += result["state"].get<std::string>() + picture_of(result["attachments"]);
      all = all && reached(result, wanted);
      out["results"].push_back(std::move(result));
    }
    const bool late = std::chrono::steady_clock::now() >= deadline;
    if (all || late || now != seen) {
      out["seen"] = now;
      out["done"] = all;
      for (auto& result : out["results"]) {
        if (!late || reached(result, wanted) || result.contains("error")) continue;
        result["error"] = to_json(hindrance(service, result["attachments"]).value_or(service.why_not_yet()));
      }
      co_return out;
    }
    co_await service.changes().next(deadline);
  }
}

asio::awaitable<Answer> get_attachment(Service& service, Json params) {
  const auto deadline = deadline_or(params, seconds(10));
  const auto seen = text_or(params, "seen");
  STILLE_CO_TRY(const auto found, find_attachment(service, params));
  if (seen.empty()) {
    const auto wanted = service.engine().attachments().fetch(found.id);
    if (wanted.has_error() && wanted.error().code == Errc::wrong_state) {
      co_return fault(FaultCode::invalid_argument, "This file is your own.", {{"about", found.id}});
    }
    if (wanted.has_error()) co_return attachment_fault(wanted.error().code);
  }
  service.go_online();
  for (;;) {
    STILLE_CO_TRY(auto view, faulted(service.engine().attachments().find(found.id)));
    Json out{{"v", 1}, {"type", "attachment"}};
    out.update(to_json(view));
    out["seen"] = picture_of(Json::array({out}));
    if (view.state == AttachmentState::expired) out["error"] = to_json(attachment_fault(Errc::expired));
    if (view.state != AttachmentState::downloading || out["seen"] != seen) co_return out;
    if (std::chrono::steady_clock::now() >= deadline) {
      out["error"] = to_json(service.courier().failure(view.id).value_or(service.why_not_yet()));
      co_return out;
    }
    co_await service.changes().next(deadline);
  }
}

// --- Reading ---

// One chunk of an own file, if it still is what was sent.
Result<crypto::SecretBytes> open_source(const client::Transfer& own, std::uint32_t index) {
  STILLE_TRY(const auto source, net::SourceFile::open(*own.source));
  if (source.size() != own.shape.size || index >= own.chunks.size()) return fail(Errc::damaged);
  STILLE_TRY(auto plain, source.read(own.shape, index));
  STILLE_TRY(const auto sealed, e2e::seal_chunk(own.key, own.shape, index, plain.expose()));
  if (e2e::chunk_hash(sealed) != own.chunks[index]) return fail(Errc::damaged);
  return plain;
}

// From the sealed copy, or from where an own file lies.
Result<crypto::SecretBytes> open_chunk_of(Service& service, const client::AttachmentView& view,
                                          const client::Transfer& file, std::uint32_t index) {
  if (file.source) return open_source(file, index);
  return net::open_from_copy(service.courier().copy_of(view.id), file.key, file.shape, index);
}

Answer read_attachment(Service& service, const Json& params) {
  STILLE_TRY(const auto view, find_attachment(service, params));
  const auto copy = service.engine().attachments().complete(view.id);
  if (copy.has_error()) {
    return fault(FaultCode::invalid_argument, "This file has not been fetched.", {{"about", view.id}});
  }
  const auto& shape = copy.value().shape;
  const auto offset =
      std::min<std::uint64_t>(static_cast<std::uint64_t>(whole_or(params, "offset", 0)), shape.size);
  const auto index =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(offset / shape.room(), shape.count - 1));
  auto opened = open_chunk_of(service, view, copy.value(), index);
  if (opened.has_error() && view.outgoing) {
    return fault(FaultCode::not_found, "This file is not here any more as it was sent.",
                 {{"kind", "own_file"}, {"about", view.id}});
  }
  STILLE_TRY(const auto chunk, faulted(std::move(opened)));
  // To the end of its chunk: each is opened once.
  const auto rest = chunk.expose().subspan(static_cast<std::size_t>(offset - shape.offset(index)));
  return Json{{"data", to_base64url(rest)}, {"next", offset + rest.size()}, {"size", shape.size}};
}

// The whole of a file that is here.
Outcome<Bytes> contents_of(Service& service, const client::AttachmentView& view,
                           const client::Transfer& copy) {
  Bytes out;
  for (std::uint32_t index = 0; index < copy.shape.count; ++index) {
    STILLE_TRY(const auto chunk, faulted(open_chunk_of(service, view, copy, index)));
    out.insert(out.end(), chunk.expose().begin(), chunk.expose().end());
  }
  return out;
}

// Until the file is here, the small picture that its sender put beside it.
asio::awaitable<Answer> show_picture(Service& service, Json params) {
  STILLE_CO_TRY(const auto view, find_attachment(service, params));
  const auto copy = service.engine().attachments().complete(view.id);
  Bytes picture = view.preview;
  if (copy && copy.value().shape.size <= kLargestPicture) {
    auto whole = contents_of(service, view, copy.value());
    // An own one may not be where it was sent from any more.
    if (whole.has_error() && !view.outgoing) co_return std::move(whole).error();
    if (!whole.has_error()) picture = std::move(whole).value();
  }
  const auto none =
      fault(FaultCode::invalid_argument, "There is no picture of this file.", {{"about", view.id}});
  if (!is_jpeg_or_png(picture)) co_return none;
  const auto shown =
      co_await shown_image(image_program(), std::move(picture), flag_or(params, "large", false));
  if (shown.has_error()) co_return none;
  co_return Json{{"id", view.id},
                 {"width", shown.value().width},
                 {"height", shown.value().height},
                 {"rgb", to_base64url(shown.value().rgb)}};
}

Answer list_attachments(Service& service, const Json& params) {
  const auto most =
      static_cast<std::size_t>(std::min<std::int64_t>(whole_or(params, "last", 50), client::kMostRows));
  std::string who;
  if (params.contains("contact")) {
    STILLE_TRY(const auto contact, find_readable(service.engine(), text_or(params, "contact")));
    // Nothing was noted yet.
    if (contact.conversation == "self") return Json{{"attachments", Json::array()}};
    who = contact.conversation;
  }
  STILLE_TRY(const auto views, faulted(service.engine().attachments().list(who, most)));
  Json out{{"attachments", Json::array()}};
  for (const auto& view : views) {
    Json row{{"v", 1}, {"type", "attachment"}};
    row.update(to_json(view));
    row["own"] = view.outgoing;
    row["at"] = to_rfc3339(view.at);
    row["message"] = view.message;
    if (const auto with = service.engine().conversations().show(view.conversation))
      row["contact"] = reference_to(with.value().contact);
    const bool in_group = row.contains("contact") && row["contact"]["id"] != view.contact;
    if (const auto from = service.engine().contact(view.contact); from && in_group && !view.outgoing)
      row["from"] = reference_to(from.value());
    out["attachments"].push_back(std::move(row));
  }
  return out;
}

Answer cancel_attachment(Service& service, const Json& params) {
  STILLE_TRY(const auto view, find_attachment(service, params));
  const auto done = service.engine().attachments().cancel(view.id);
  if (done.has_error() && done.error().code == Errc::wrong_state) {
    return fault(FaultCode::invalid_argument, "There is nothing left to call off.", {{"about", view.id}});
  }
  if (done.has_error()) return fault_from(done.error());
  service.courier().tidy();
  return Json{{"attachment", to_json(done.value())}};
}

Answer send_again(Service& service, const Json& params) {
  STILLE_TRY(const auto view, find_attachment(service, params));
  const auto done = service.engine().attachments().send_again(view.id);
  if (done.has_error() && done.error().code == Errc::wrong_state) {
    return fault(FaultCode::invalid_argument, "There is nothing to send again.", {{"about", view.id}});
  }
  if (done.has_error()) return fault_from(done.error());
  service.go_online();
  return Json{{"attachment", to_json(done.value())}};
}

using enum ParamType;
constexpr std::array kSend{
    Param{"to", texts, true, "1 to 100 people or groups (#alias); `self` for the note to self"},
    Param{"files", texts, true, "1 to 8 whole paths"},
    Param{"text", text, false, "A caption: UTF-8, at most 16,000 bytes"},
    Param{"reply", text, false, "The m_ id of the message that this answers"},
    Param{"expire_ms", whole, false, "This one message goes after so long, on both sides"},
    Param{"key", text, false, "The same key again for the same person gives the same message"},
    Param{"keep_metadata", flag, false, "Leave in pictures what a camera wrote into them"}};
constexpr std::array kWait{
    Param{"ids", texts, true, "Messages"},
    Param{"wait", text, false, "queued, sent (when absent) or delivered"},
    Param{"seen", text, false, "What the last answer called so: returns when there is something else to see"},
    Param{"timeout_ms", whole, false, "How long to wait; 10,000 when absent"}};
constexpr std::array kGet{
    Param{"id", text, true, "The attachment"},
    Param{"seen", text, false, "What the last answer called so: returns when there is something else to see"},
    Param{"timeout_ms", whole, false, "How long to wait; 10,000 when absent"}};
constexpr std::array kRead{Param{"id", text, true, "The attachment"},
                           Param{"offset", whole, false, "From this byte on; 0 when absent"}};
constexpr std::array kPicture{Param{"id", text, true, "The attachment"},
                              Param{"large", flag, false, "At most 1,600 pixels a side instead of 560"}};
constexpr std::array kList{
    Param{"contact", text, false, "Only of this person, of this group (#alias) or of the note to self"},
    Param{"last", whole, false, "The newest so many; 50 when absent, at most 1,000"}};
constexpr std::array kOne{Param{"id", text, true, "The attachment"}};

constexpr std::array kMethods{
    Method{"attachment.send", "Stores a message with files for each recipient and begins to send them",
           "{results: [{to, id, state, attachments, error?}]}", kSend, nullptr, send_files},
    Method{"attachment.wait", "Waits for messages with files, or for something to see about them",
           "{results, seen, done}", kWait, nullptr, wait_for_messages},
    Method{"attachment.get", "Fetches a file, and waits for it or for something to see",
           "{id, name, state, done, chunks, seen, error?}", kGet, nullptr, get_attachment},
    Method{"attachment.read", "A piece of a fetched file, or of an own one that is still as it was sent",
           "{data: base64url, next: the offset behind it, size}", kRead, read_attachment},
    Method{"attachment.picture", "A picture as pixels, taken apart by the locked up program",
           "{id, width, height, rgb: base64url of three bytes a pixel}", kPicture, nullptr, show_picture},
    Method{"attachment.list", "Files of messages, oldest first", "{attachments}", kList, list_attachments},
    Method{"attachment.cancel",
           "Calls a file off: an own message does not leave, another's file is not fetched", "{attachment}",
           kOne, cancel_attachment},
    Method{"attachment.again", "Sends an own message with files after all that was called off or has failed",
           "{attachment}", kOne, send_again},
};

}  // namespace

std::span<const Method> attachment_methods() {
  return kMethods;
}

}  // namespace stille::rpc
