#include "client/desktop/exporter.hpp"

#include <array>
#include <map>

#include "client/desktop/moments.hpp"

namespace stille::desktop {

namespace {

constexpr qint64 kMsBetween = 100;  // of what the window is told
constexpr std::array<std::pair<const char*, const char*>, 5> kWays{{{"phone", "viaPhone"},
                                                                    {"met", "viaMet"},
                                                                    {"mail", "viaMail"},
                                                                    {"letter", "viaLetter"},
                                                                    {"other", "viaOther"}}};

}  // namespace

/// Between the window's thread and the one that writes.
struct Exporter::State {
  std::atomic<bool> stopped = false;
};

Exporter::Exporter(Session& session, Words& words, QObject* parent)
    : QObject(parent), session_(session), words_(words) {}

Exporter::~Exporter() {
  stop();
}

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
  made.words.german = words_.language() == Words::Language::german;
  made.words.index = words_.say(QStringLiteral("talks")).toStdString();
  made.words.deleted = words_.say(QStringLiteral("messageDeleted")).toStdString();
  made.words.not_here = words_.say(QStringLiteral("exportNotHere")).toStdString();
  made.words.entries = words_.say(QStringLiteral("exportEntries")).toStdString();
  std::map<std::string, std::string> ways;
  for (const auto& [via, key] : kWays) ways[via] = words_.say(QLatin1String(key)).toStdString();
  made.words.way = [ways = std::move(ways)](const std::string& via) {
    const auto known = ways.find(via);
    return known == ways.end() ? via : known->second;
  };
  made.words.size = [locale = locale_of(words_)](std::uint64_t bytes) {
    return size_words(locale, static_cast<qint64>(bytes)).toStdString();
  };
  state_ = std::make_shared<State>();
  messages_ = 0;
  problem_.clear();
  Q_EMIT changed();
  session_.worker().run_beside([this, made = std::move(made), state = state_, folder](const rpc::Ask& ask) {
    QElapsedTimer since;
    auto done = rpc::export_to(ask, made, SystemClock().now(), [&](std::size_t messages) {
      if (!since.isValid() || since.elapsed() >= kMsBetween) {
        since.start();
        session_.pump().post([this, messages, state] {
          if (state == state_) tell(static_cast<int>(messages));
        });
      }
      return !state->stopped;
    });
    session_.pump().post([this, done = std::move(done), state, folder] {
      if (state == state_) end(done, folder);
    });
  });
}

void Exporter::stop() {
  if (state_) state_->stopped = true;
}

void Exporter::forget() {
  problem_.clear();
  Q_EMIT changed();
}

void Exporter::tell(int messages) {
  messages_ = messages;
  Q_EMIT changed();
}

void Exporter::end(const rpc::Outcome<rpc::Exported>& done, const QString& folder) {
  state_.reset();
  if (done.has_error()) {
    const bool by_hand = done.error().code == rpc::FaultCode::cancelled;
    problem_ = by_hand ? QString()
               : done.error().code == rpc::FaultCode::already_exists
                   ? words_.say(QStringLiteral("exportExists"))
               : done.error().code == rpc::FaultCode::invalid_argument
                   ? words_.say(QStringLiteral("exportUnwritable"))
                   : session_.words_of(done.error());
    Q_EMIT changed();
    if (by_hand) Q_EMIT stopped();
    return;
  }
  messages_ = static_cast<int>(done.value().messages);
  Q_EMIT changed();
  Q_EMIT finished({{QStringLiteral("folder"), folder},
                   {QStringLiteral("conversations"), static_cast<int>(done.value().conversations)},
                   {QStringLiteral("messages"), messages_},
                   {QStringLiteral("files"), static_cast<int>(done.value().files)}});
}

}  // namespace stille::desktop
