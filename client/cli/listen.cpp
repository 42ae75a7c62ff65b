// listen: shows events, or runs a command for each. At least once: the cursor moves only behind what was
// written and flushed, what a command has done, or what the reader has acknowledged.
#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "client/cli/child.hpp"
#include "client/cli/command.hpp"
#include "client/cli/home.hpp"
#include "client/cli/message_text.hpp"
#include "client/cli/words.hpp"
#include "client/rpc/file_trouble.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;
using Steady = std::chrono::steady_clock;

constexpr auto kLongestWait = std::chrono::hours(1);
constexpr auto kLongestBackOff = std::chrono::minutes(1);
constexpr std::int64_t kBatch = 64;

std::string event_text(const Context& context, const Json& event) {
  const auto type = event["type"].get<std::string>();
  const auto who = [&](const char* path) { return shown(event, path); };
  if (type == "message" && event.contains("from")) return for_reading(context, event);
  const auto line = [&](std::string_view key, std::initializer_list<std::string_view> places) {
    return context.output.faint(context.when(event["at"]) + "  " + context.say(key, places));
  };
  if (type == "delivery") {
    return line("listen.delivery", {who("id"), who("to.alias"), context.say("message." + who("state"))});
  }
  if (type == "contact") {
    return line("listen.contact", {who("contact.alias"), context.say("contact." + who("contact.state"))});
  }
  if (type == "reaction") {
    const auto person = event["by"] == "self" ? context.say("person.self") : who("contact.alias");
    return line("listen.reaction." + who("state"), {person, who("id")});
  }
  if (type == "edited") {
    return line("listen.edited", {who("id")}) + "\n  " + indented(words_of(context, event));
  }
  if (type == "timer") {
    const auto person = event["by"] == "self" ? context.say("person.self") : who("contact.alias");
    return line("listen.timer", {person, words_of(context, event)});
  }
  if (type == "deleted") return line("listen.deleted", {who("id")});
  if (type == "request") return line("listen.request", {who("request.name"), who("request.id")});
  if (type == "gap") return line("listen.gap", {who("count"), who("contact.alias")});
  if (type == "invitation") {
    return line("listen.invitation", {who("invitation.id"), context.say("invitation." + who("state"))});
  }
  if (type == "group")
    return line("listen.group", {who("group.alias"), context.say("group.event." + who("state"))});
  if (type == "introduction") {
    return line("listen.introduction",
                {who("introduction"), who("contact.alias"), context.say("introduction." + who("state"))});
  }
  if (type == "card") return line("listen.card." + who("state"), {who("contact.alias")});
  if (type == "join") return line("listen.join", {who("join.id"), who("state")});
  return line("listen." + type, {});
}

class Listening {
 public:
  virtual ~Listening() = default;
  explicit Listening(Context& context)
      : context_(context),
        arguments_(context.arguments),
        left_(arguments_.count.value_or(~std::uint64_t{0})) {
    if (arguments_.globals.timeout) end_ = Steady::now() + *arguments_.globals.timeout;
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

  Ran run() {
    STILLE_TRYV(begin());
    while (!finished()) {
      const auto wait =
          std::chrono::ceil<milliseconds>(std::min<Steady::duration>(end_ - Steady::now(), kLongestWait));
      STILLE_TRY(auto answer, next(std::max(wait, milliseconds(0))));
      STILLE_TRYV(take(answer["events"]));
      after_ = answer["next"].get<std::uint64_t>();
      STILLE_TRYV(acknowledge(after_));
      if (answer["events"].empty() && Steady::now() >= end_) return rpc::exit_code(FaultCode::not_reached);
    }
    return 0;
  }

 protected:
  // A cursor that has been used goes on where it was; without one listening begins now.
  rpc::Outcome<void> begin() {
    Json wishes{{"max", 0}};
    if (!arguments_.cursor.empty()) wishes["cursor"] = arguments_.cursor;
    wishes["types"] = arguments_.types;
    wishes["from"] = arguments_.from;
    STILLE_TRY(auto answer, context_.call("events.next", wishes));
    begun_at_ = after_ = answer["next"].get<std::uint64_t>();
    if (context_.output.for_people() && arguments_.exec.empty()) context_.output.tell("listen.waiting");
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  [[nodiscard]] virtual bool finished() const { return left_ == 0; }

  virtual rpc::Outcome<Json> next(milliseconds wait) { return ask(wait, {}); }

  rpc::Outcome<Json> ask(milliseconds wait, std::optional<int> wake_fd) {
    const auto most = std::min<std::uint64_t>(left_, arguments_.exec.empty() ? kBatch : 1);
    return context_.call("events.next",
                         {{"after", after_},
                          {"from", arguments_.from},
                          {"types", arguments_.types},
                          {"max", most},
                          {"timeout_ms", wait.count()}},
                         wake_fd);
  }

  rpc::Outcome<void> take(const Json& events) {
    for (const auto& event : events) {
      if (!arguments_.exec.empty()) {
        STILLE_TRYV(carry_out(event));
      } else {
        show(event);
      }
      --left_;
    }
    context_.output.flush();
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  void show(const Json& event) {
    if (context_.output.for_people()) return context_.output.line(event_text(context_, event));
    context_.output.record(event, {"seq", "type", "at", "from.alias", "id", "state", "text"});
  }

  virtual rpc::Outcome<void> acknowledge(std::uint64_t seq) {
    if (arguments_.cursor.empty() || seq == acknowledged_) return BOOST_OUTCOME_V2_NAMESPACE::success();
    STILLE_TRYV(context_.call("cursor.ack", {{"cursor", arguments_.cursor}, {"seq", seq}}));
    acknowledged_ = seq;
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  rpc::Outcome<void> carry_out(const Json& event) {
    const auto line = event.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    auto pause = milliseconds(1000);
    for (std::uint32_t tries = 1;; ++tries) {
      STILLE_TRY(const int code, run_command(arguments_.exec, line, context_.interrupt.fd()));
      if (code == 0) return BOOST_OUTCOME_V2_NAMESPACE::success();
      if (tries > arguments_.max_retries) return bury(event, tries);
      context_.output.tell("listen.retry", {std::to_string(code), shown(event, "seq"),
                                            span_words(pause, context_.output.language())});
      pollfd stop{context_.interrupt.fd(), POLLIN, 0};
      if (::poll(&stop, 1, static_cast<int>(pause.count())) != 0) return fault(FaultCode::cancelled);
      pause = std::min<milliseconds>(pause * 2, kLongestBackOff);
    }
  }

  // Numbers and ids only: texts stay where they are encrypted, and `stille log` shows them.
  rpc::Outcome<void> bury(const Json& event, std::uint32_t tries) {
    auto path = arguments_.dead_letters;
    if (path.empty()) {
      STILLE_TRY(const auto chosen, choose_profile(arguments_.globals.profile));
      path = chosen.folder / "dead-letters.jsonl";
    }
    const Json entry{{"v", 1},
                     {"type", "dead_letter"},
                     {"seq", event["seq"]},
                     {"event", event["type"]},
                     {"id", event["id"]},
                     {"tries", tries},
                     {"at", to_rfc3339(context_.clock.now())}};
    const auto line = entry.dump() + "\n";
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const bool written = fd >= 0 &&
                         ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                         ::fsync(fd) == 0;
    const int error = errno;
    if (fd >= 0) ::close(fd);
    if (!written) return rpc::cannot_write(path, error);
    context_.output.tell("listen.dead", {shown(event, "seq"), std::to_string(tries), path});
    return BOOST_OUTCOME_V2_NAMESPACE::success();
  }

  Context& context_;
  const Arguments& arguments_;
  std::uint64_t left_;
  std::uint64_t begun_at_ = 0;
  std::uint64_t after_ = 0;
  std::uint64_t acknowledged_ = 0;
  Steady::time_point end_ = Steady::time_point::max();
};

/// The reader says on standard input, a sequence number a line, how far it has come.
class AcknowledgedListening final : public Listening {
 public:
  using Listening::Listening;
  ~AcknowledgedListening() override {
    if (either_ >= 0) ::close(either_);
  }

  /// False when standard input is nothing that one can wait for.
  bool prepare() {
    either_ = ::epoll_create1(EPOLL_CLOEXEC);
    return watch(context_.interrupt.fd()) && watch(STDIN_FILENO);
  }

 private:
  bool watch(int fd) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    return either_ >= 0 && ::epoll_ctl(either_, EPOLL_CTL_ADD, fd, &event) == 0;
  }

  // What was shown last must still be acknowledged before the count is complete.
  [[nodiscard]] bool finished() const override {
    return over_ || (left_ == 0 && acknowledged_ >= shown_.value_or(0));
  }

  rpc::Outcome<Json> next(milliseconds wait) override {
    const auto start = Steady::now();
    for (;;) {
      const auto left = wait - std::chrono::floor<milliseconds>(Steady::now() - start);
      auto answer = ask(std::max(left, milliseconds(0)), either_);
      if (!answer && answer.error().code == FaultCode::cancelled && Interrupt::signal() == 0) {
        STILLE_TRYV(take_numbers());
        if (finished()) return Json{{"events", Json::array()}, {"next", after_}};
        continue;
      }
      if (answer && !answer.value()["events"].empty()) {
        shown_ = answer.value()["events"].back()["seq"].get<std::uint64_t>();
      }
      return answer;
    }
  }

  rpc::Outcome<void> take_numbers() {
    std::array<char, 4096> chunk;  // NOLINT: written by read before it is looked at
    const auto got = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    over_ = got == 0;
    if (got > 0) typed_.append(chunk.data(), static_cast<std::size_t>(got));
    std::uint64_t furthest = 0;
    auto all_well = rpc::Outcome<void>(BOOST_OUTCOME_V2_NAMESPACE::success());
    for (auto end = typed_.find('\n'); all_well && end != std::string::npos; end = typed_.find('\n')) {
      const auto number = number_in(typed_.substr(0, end));
      typed_.erase(0, end + 1);
      if (number) furthest = std::max(furthest, number.value());
      if (!number) all_well = number.error();
    }
    // What was said before the mistake holds, however the lines came together.
    if (furthest > acknowledged_) {
      STILLE_TRYV(Listening::acknowledge(furthest));
    }
    return all_well;
  }

  // A number of what has not been shown would pass over it.
  [[nodiscard]] rpc::Outcome<std::uint64_t> number_in(const std::string& line) const {
    const bool number =
        !line.empty() && line.size() < 17 && line.find_first_not_of("0123456789") == std::string::npos;
    if (!number) {
      return fault(FaultCode::invalid_argument, "Not a sequence number.", {{"about", printable(line)}});
    }
    const auto out = std::uint64_t{std::stoull(line)};
    if (out <= shown_.value_or(begun_at_)) return out;
    return fault(FaultCode::invalid_argument,
                 "Nothing of this number has been shown yet; the cursor stays where it is.",
                 {{"about", line}});
  }

  rpc::Outcome<void> acknowledge(std::uint64_t) override { return BOOST_OUTCOME_V2_NAMESPACE::success(); }

  int either_ = -1;
  std::optional<std::uint64_t> shown_;
  bool over_ = false;
  std::string typed_;
};

}  // namespace

Ran listen(Context& context) {
  const auto& arguments = context.arguments;
  if (arguments.manual_ack && arguments.cursor.empty()) {
    return fault(FaultCode::invalid_argument, "--ack manual needs a --cursor.", {{"about", "--ack"}});
  }
  if (!arguments.manual_ack) return Listening(context).run();
  AcknowledgedListening listening(context);
  if (!listening.prepare()) {
    return fault(FaultCode::invalid_argument, "--ack manual needs a pipe or a terminal as standard input.",
                 {{"about", "--ack"}});
  }
  return listening.run();
}

}  // namespace stille::cli
