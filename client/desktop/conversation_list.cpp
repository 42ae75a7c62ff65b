#include "client/desktop/conversation_list.hpp"

#include <QFileInfo>
#include <algorithm>
#include <array>

#include "client/desktop/json_values.hpp"
#include "client/desktop/marked_text.hpp"
#include "client/desktop/message_rows.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

namespace {

/// Events that are about one conversation and change no other.
constexpr std::array<std::string_view, 7> kOfOne{"message", "delivery", "reaction", "edited",
                                                 "deleted", "timer",    "gap"};

// As the engine orders them.
bool comes_first(const Json& a, const Json& b) {
  if (a["pinned"] != b["pinned"]) return a["pinned"] == true;
  if (a["pinned"] == true && a["pinned_at"] != b["pinned_at"]) return a["pinned_at"] < b["pinned_at"];
  if (a["place"] != b["place"]) return a["place"] > b["place"];
  if (a.contains("last") != b.contains("last")) return b.contains("last");
  return a["id"] < b["id"];
}

// What was begun: its words, or the files that lie beside none.
QString draft_of(const Json& conversation) {
  if (const auto text = text_of(conversation, "draft"); !text.isEmpty())
    return plain_line(text.toStdString());
  QStringList names;
  if (conversation.contains("draft_files"))
    for (const auto& path : conversation["draft_files"])
      names.append(QFileInfo(QString::fromStdString(path.get<std::string>())).fileName());
  return names.join(QStringLiteral(", "));
}

}  // namespace

ConversationList::ConversationList(Session& session, Words& words, PeopleList& people, KeepList& keep,
                                   QObject* parent)
    : LiveList(session, words, parent), people_(people), keep_(keep) {
  connect(&keep, &KeepList::questionsChanged, this, [this] {
    if (std::exchange(waiting_, keep_.waiting()) != keep_.waiting()) build_anew();
  });
  connect(&people, &PeopleList::namesChanged, this, [this] { build_anew(); });
}

void ConversationList::set_filter(const QString& filter) {
  if (filter == filter_) return;
  filter_ = filter;
  Q_EMIT filterChanged();
  build();
}

void ConversationList::lookAt(const QString& filter) {
  set_filter(filter);
  Q_EMIT lookedAt();
}

void ConversationList::archive(const QString& alias, bool into) {
  if (named(alias).isEmpty()) return;
  session_.ask("conversation.set", {{"conversation", alias.toStdString()}, {"archived", into}},
               [this, alias, into](const Json&, Session::Problem problem) {
                 if (problem != nullptr) return;
                 refreshOne(alias);
                 Q_EMIT putAway(alias, named(alias).value(QStringLiteral("name")).toString(), into);
               });
}

bool ConversationList::concerns(const Json& event) {
  const auto type = event.value("type", std::string());
  if (type == "invitation" || type == "request" || type == "join") return false;
  if (std::ranges::find(kOfOne, type) == kOfOne.end() || !event.contains("conv")) {
    everything_ = true;
  } else {
    touched_.insert(event["conv"].get<std::string>());
  }
  return true;
}

void ConversationList::refreshOne(const QString& alias) {
  const auto row = named(alias);
  if (row.isEmpty()) return refresh();  // it has only just begun
  touched_.insert(row.value(QStringLiteral("id")).toString().toStdString());
  ask();
}

void ConversationList::want_all() {
  everything_ = true;
}

void ConversationList::fetch() {
  Json params{{"which", "all"}};
  const auto only = std::exchange(touched_, {});
  const bool everything = std::exchange(everything_, false);
  const bool first = everything && !loaded();
  if (!everything) params["only"] = only;
  if (first) params["most"] = kFirst;
  session_.ask("conversation.list", std::move(params),
               [this, only, everything, first](const Json& answer, Session::Problem problem) {
                 if (problem != nullptr) {
                   everything_ = true;
                 } else if (everything) {
                   conversations_ = answer["conversations"];
                   rows_known_.clear();
                   whole_ = !first || conversations_.size() < kFirst;
                 } else {
                   take(only, answer["conversations"]);
                 }
                 done();
                 if (first && !whole_) refresh();
               });
}

void ConversationList::take(const std::set<std::string>& asked, const Json& changed) {
  for (const auto& id : asked) rows_known_.remove(QString::fromStdString(id));
  auto& all = conversations_.get_ref<Json::array_t&>();
  std::erase_if(all, [&](const Json& one) { return asked.contains(one["id"].get<std::string>()); });
  all.insert(all.end(), changed.begin(), changed.end());
  std::ranges::sort(all, comes_first);
}

void ConversationList::forget() {
  conversations_ = Json::array();
  waiting_.clear();
  touched_.clear();
  rows_known_.clear();
  all_.clear();
  unread_ = 0;
  away_.clear();
  archived_ = 0;
  archived_unread_ = false;
  counted_away_ = false;
  whole_ = false;
  Q_EMIT unreadChanged();
}

QString ConversationList::last_line(const Json& conversation) const {
  if (const auto draft = draft_of(conversation); !draft.isEmpty())
    return words_.say(QStringLiteral("listDraft"), {draft});
  if (!conversation.contains("last")) return words_.say(QStringLiteral("listNothing"));
  const auto& last = conversation["last"];
  const auto kind = text_of(last, "kind");
  if (kind == QStringLiteral("timer")) {
    const auto after = timer_ms(last);
    return after == 0 ? words_.say(QStringLiteral("listTimerOff"))
                      : words_.say(QStringLiteral("listTimer"), {after_words(words_, after)});
  }
  QString line = plain_line(last.value("text", std::string()));
  if (last.value("deleted", false)) line = words_.say(QStringLiteral("messageDeleted"));
  if (kind == QStringLiteral("unsupported")) line = words_.say(QStringLiteral("messageUnsupported"));
  if (line.isEmpty() && !last["attachments"].empty()) line = text_of(last["attachments"][0], "name");
  const auto author = text_of(last["from"], "alias");
  if (author == QStringLiteral("self")) return words_.say(QStringLiteral("listYou"), {line});
  return last.contains("group") ? people_.nameOf(author) + QStringLiteral(": ") + line : line;
}

QVariantMap ConversationList::row_of(const Json& conversation) const {
  auto row = to_value(conversation).toMap();
  const auto alias = text_of(conversation["conversation"], "alias");
  const bool group = alias.startsWith(QLatin1Char('#'));
  const auto given = text_of(conversation, "name");
  const auto name = alias == QStringLiteral("self") ? words_.say(QStringLiteral("noteToSelf"))
                    : group                         ? given
                                                    : people_.nameOf(alias);
  const auto unread = conversation.value("unread", std::int64_t{0});
  const bool marked = conversation.value("marked_unread", false);
  const bool waiting = waiting_.contains(text_of(conversation, "id"));
  QString time;
  if (conversation.contains("last"))
    time =
        brief_moment(words_, moment_from(text_of(conversation["last"], "at")), QDateTime::currentDateTime());
  auto line = last_line(conversation);
  const bool drafted = !draft_of(conversation).isEmpty();
  row.insert(QStringLiteral("alias"), alias);
  row.insert(QStringLiteral("name"), name.isEmpty() ? alias : name);
  row.insert(QStringLiteral("group"), group);
  row.insert(QStringLiteral("person"), text_of(conversation["conversation"], "id"));
  row.insert(QStringLiteral("verified"), conversation["conversation"].value("verified", false));
  row.insert(QStringLiteral("line"), line);
  row.insert(QStringLiteral("time"), time);
  row.insert(QStringLiteral("isUnread"), unread > 0 || marked);
  row.insert(QStringLiteral("isWaiting"), waiting);
  row.insert(QStringLiteral("isDraft"), drafted);
  auto spoken = row.value(QStringLiteral("name")).toString();
  if (unread > 0) spoken += QStringLiteral(", ") + words_.counted(QStringLiteral("listUnread"), unread);
  if (marked && unread == 0) spoken += QStringLiteral(", ") + words_.say(QStringLiteral("listMarkedUnread"));
  if (waiting) spoken += QStringLiteral(", ") + words_.say(QStringLiteral("listWaiting"));
  if (conversation.value("muted", false))
    spoken += QStringLiteral(", ") + words_.say(QStringLiteral("listMuted"));
  spoken += QStringLiteral(": ") + line + (time.isEmpty() ? QString() : QStringLiteral(", ") + time);
  row.insert(QStringLiteral("spoken"), spoken);
  return row;
}

bool ConversationList::wanted(const QVariantMap& row) const {
  const bool archived = row.value(QStringLiteral("archived")).toBool();
  if (filter_ == QStringLiteral("archived")) return archived;
  if (archived) return false;
  if (filter_ == QStringLiteral("unread")) return row.value(QStringLiteral("isUnread")).toBool();
  if (filter_ == QStringLiteral("waiting")) return row.value(QStringLiteral("isWaiting")).toBool();
  if (filter_ == QStringLiteral("drafts")) return row.value(QStringLiteral("isDraft")).toBool();
  return true;
}

void ConversationList::build_anew() {
  rows_known_.clear();
  if (loaded()) build();
}

void ConversationList::build() {
  // "yesterday" is another day tomorrow.
  const std::pair spoken(words_.language(), QDate::currentDate());
  if (std::exchange(rows_spoken_, spoken) != spoken) rows_known_.clear();
  all_.clear();
  QList<QVariantMap> rows;
  int unread = 0;
  archived_ = 0;
  archived_unread_ = false;
  const bool first = whole_ && !std::exchange(counted_away_, true);
  for (const auto& conversation : conversations_) {
    auto& row = rows_known_[text_of(conversation, "id")];
    if (row.isEmpty()) row = row_of(conversation);
    const bool is_unread = row.value(QStringLiteral("isUnread")).toBool();
    unread += is_unread ? 1 : 0;
    const auto id = row.value(QStringLiteral("id")).toString();
    if (is_unread && first) away_.insert(id);
    if (!is_unread) away_.erase(id);
    if (row.value(QStringLiteral("archived")).toBool()) {
      ++archived_;
      archived_unread_ = archived_unread_ || is_unread;
    }
    all_.append(row);
    if (wanted(row)) rows.append(row);
  }
  replace(rows);
  unread_ = unread;
  Q_EMIT unreadChanged();
}

QVariantMap ConversationList::named(const QString& alias) const {
  for (const auto& row : all_) {
    if (row.value(QStringLiteral("alias")) == alias) return row;
  }
  return {};
}

QVariantList ConversationList::every() const {
  QVariantList out;
  for (const bool archived : {false, true}) {
    for (const auto& row : all_) {
      if (row.value(QStringLiteral("archived")).toBool() == archived) out.append(row);
    }
  }
  return out;
}

QString ConversationList::beside(const QString& alias, int step, bool unread) const {
  QStringList shown;
  for (const auto& row : rows()) {
    const auto name = row.value(QStringLiteral("alias")).toString();
    if (!unread || name == alias || row.value(QStringLiteral("isUnread")).toBool()) shown.append(name);
  }
  if (shown.isEmpty()) return {};
  const auto here = shown.indexOf(alias);
  const auto there = here < 0 ? (step > 0 ? 0 : shown.size() - 1) : here + step;
  return there >= 0 && there < shown.size() ? shown[there] : alias;
}

}  // namespace stille::desktop
