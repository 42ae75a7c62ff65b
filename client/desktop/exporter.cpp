#include "client/desktop/exporter.hpp"

#include <array>
#include <map>
#include <memory>

#include "client/desktop/event_row.hpp"
#include "client/desktop/json_values.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

namespace {

constexpr std::array<std::pair<const char*, const char*>, 5> kWays{{{"phone", "viaPhone"},
                                                                    {"met", "viaMet"},
                                                                    {"mail", "viaMail"},
                                                                    {"letter", "viaLetter"},
                                                                    {"other", "viaOther"}}};

/// What stands among the messages and was said by nobody.
void add_quiet_lines(rpc::ExportWords& out, const Words& words) {
  // Words of its own: it is asked on another thread, while the window's may change their language.
  const auto own = std::make_shared<Words>();
  own->choose(words.language());
  out.aside = [own](const rpc::Json& message, const std::string& name) {
    if (text_of(message, "kind") == QStringLiteral("timer"))
      return timer_words(message, *own, QString::fromStdString(name)).toStdString();
    return name + ": " + own->say(QStringLiteral("messageUnsupported")).toStdString();
  };
  out.goes = [own](const std::string& moment) {
    return own->say(QStringLiteral("messageExpiresOn"), {QString::fromStdString(moment)}).toStdString();
  };
  out.event = [own](const rpc::Json& event) { return event_words(event, *own, told_name).toStdString(); };
}

}  // namespace

void Exporter::begin(const QVariantMap& wish) {
  if (running()) return;
  const auto folder = wish.value(QStringLiteral("folder")).toString();
  const auto conversation = wish.value(QStringLiteral("conversation")).toString();
  const auto format = wish.value(QStringLiteral("format")).toString();
  rpc::ExportWish made{.folder = folder.toStdString(),
                       .lines = format != QStringLiteral("html"),
                       .pages = format != QStringLiteral("jsonl"),
                       .files = wish.value(QStringLiteral("files"), true).toBool()};
  if (!conversation.isEmpty()) made.whose.push_back(conversation.toStdString());
  made.words.german = words().language() == Words::Language::german;
  made.words.index = words().say(QStringLiteral("talks")).toStdString();
  made.words.deleted = words().say(QStringLiteral("messageDeleted")).toStdString();
  made.words.earlier = words().say(QStringLiteral("history")).toStdString();
  made.words.quote_gone = words().say(QStringLiteral("messageQuoteGone")).toStdString();
  made.words.edited = words().say(QStringLiteral("messageEdited")).toStdString();
  made.words.not_here = words().say(QStringLiteral("exportNotHere")).toStdString();
  made.words.entries = words().say(QStringLiteral("exportEntries")).toStdString();
  made.words.notes = words().say(QStringLiteral("noteToSelf")).toStdString();
  add_quiet_lines(made.words, words());
  std::map<std::string, std::string> ways;
  for (const auto& [via, key] : kWays) ways[via] = words().say(QLatin1String(key)).toStdString();
  made.words.way = [ways = std::move(ways)](const std::string& via) {
    const auto known = ways.find(via);
    return known == ways.end() ? via : known->second;
  };
  made.words.size = [locale = locale_of(words())](std::uint64_t bytes) {
    return size_words(locale, static_cast<qint64>(bytes)).toStdString();
  };
  start([this, made = std::move(made), folder](const rpc::Ask& ask, const Progress& progress) -> Ending {
    auto done = rpc::export_to(ask, made, SystemClock().now(), progress);
    return [this, done = std::move(done), folder] { end(done, folder); };
  });
}

void Exporter::end(const rpc::Outcome<rpc::Exported>& done, const QString& folder) {
  if (done.has_error()) {
    const auto& why = done.error();
    const auto said = why.code == rpc::FaultCode::already_exists ? words().say(QStringLiteral("exportExists"))
                      : why.code == rpc::FaultCode::invalid_argument
                          ? words().say(QStringLiteral("exportUnwritable"))
                          : session().words_of(why);
    return fail(why, said);
  }
  const auto& written = done.value();
  succeed(written.messages, {{QStringLiteral("folder"), folder},
                             {QStringLiteral("conversations"), static_cast<int>(written.conversations)},
                             {QStringLiteral("messages"), static_cast<int>(written.messages)},
                             {QStringLiteral("files"), static_cast<int>(written.files)}});
}

}  // namespace stille::desktop
