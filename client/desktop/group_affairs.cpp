#include "client/desktop/group_affairs.hpp"

#include <algorithm>

#include "client/desktop/json_values.hpp"
#include "client/desktop/moments.hpp"

namespace stille::desktop {

using rpc::Json;

namespace {

/// One group while it is put into words.
class Affairs {
 public:
  using NameOf = std::function<QString(const QString& alias)>;
  Affairs(const Json& group, const Words& words, const NameOf& name_of, const QDateTime& now)
      : group_(group), words_(words), name_of_(name_of), now_(now) {}

  QVariantList all() {
    for (const auto& wish : parts("takeovers")) add_wish(wish);
    if (!asked_ && group_.value("may_take_over", false))
      add(say("chairSilent"), {action("chairAsk", "group.takeover")});
    if (group_.contains("taken_over")) add_taken(group_["taken_over"]);
    for (const auto& dispute : parts("disputes")) add_dispute(dispute);
    add_left_out();
    return out_;
  }

 private:
  [[nodiscard]] QString say(const char* key, const QStringList& places = {}) const {
    return words_.say(QLatin1String(key), places);
  }
  [[nodiscard]] Json parts(const char* key) const { return group_.value(key, Json::array()); }
  [[nodiscard]] QString person(const QString& alias, const QString& otherwise) const {
    if (alias == QStringLiteral("self")) return say("you");
    return alias.isEmpty() ? otherwise : name_of_(alias);
  }
  [[nodiscard]] QString chair() const {
    for (const auto& member : parts("members")) {
      if (text_of(member, "role") == QStringLiteral("chair"))
        return person(text_of(member, "alias"), text_of(member, "name"));
    }
    return {};
  }
  QVariantMap action(const char* key, const char* method, QVariantMap params = {}) const {
    params.insert(QStringLiteral("group"), text_of(group_, "alias"));
    return {{QStringLiteral("text"), say(key)},
            {QStringLiteral("method"), QLatin1String(method)},
            {QStringLiteral("params"), params}};
  }
  void add(const QString& words, const QVariantList& actions = {}, bool open = true) {
    out_.append(QVariantMap{{QStringLiteral("words"), words},
                            {QStringLiteral("open"), open && !actions.isEmpty()},
                            {QStringLiteral("actions"), actions}});
  }

  void add_wish(const Json& wish) {
    const auto state = text_of(wish, "state");
    const auto id = text_of(wish, "id");
    const auto who = person(text_of(wish, "alias"), id);
    const QVariantMap asker{{QStringLiteral("who"), id}};
    if (state == QStringLiteral("own")) {
      asked_ = true;
      const auto count = [&](const char* key) { return QString::number(wish.value(key, std::int64_t{0})); };
      return add(say("chairOwn", {count("agreed"), count("needed")}),
                 {action("chairWithdraw", "group.withdraw_takeover")}, false);
    }
    if (state == QStringLiteral("agreed")) return add(say("chairAgreed", {who}));
    const auto agree = action("chairAgree", "group.agree", asker);
    if (state == QStringLiteral("declined")) return add(say("chairDeclined", {who}), {agree}, false);
    if (text_of(group_, "role") == QStringLiteral("chair")) return add(say("chairMissed", {who}));
    add(say("chairOpen", {who}), {agree, action("chairDecline", "group.decline", asker)});
  }

  void add_taken(const Json& taken) {
    const auto day = day_words(words_, moment_from(text_of(taken, "at")).date(), now_.date());
    if (text_of(taken, "from") == QStringLiteral("self"))
      return add(say("chairTakenFromYou", {chair(), day}));
    add(say("chairTaken", {person(text_of(taken, "from"), text_of(taken, "id")), chair(), day}));
  }

  [[nodiscard]] QString statement(const Json& said) const {
    static const QHash<QString, const char*> kKinds{
        {QStringLiteral("add"), "disputeAdd"},           {QStringLiteral("remove"), "disputeRemove"},
        {QStringLiteral("role"), "disputeRole"},         {QStringLiteral("policy"), "disputePolicy"},
        {QStringLiteral("describe"), "disputeDescribe"}, {QStringLiteral("rotate"), "disputeRotate"},
        {QStringLiteral("transfer"), "disputeTransfer"}, {QStringLiteral("takeover"), "disputeTakeover"},
        {QStringLiteral("close"), "disputeClose"}};
    const auto* key = kKinds.value(text_of(said, "kind"), nullptr);
    const auto about = text_of(said, "about");
    const auto kind = key == nullptr ? text_of(said, "kind") : say(key);
    return about.isEmpty() ? kind : kind + QLatin1Char(' ') + person(about, about);
  }

  void add_dispute(const Json& dispute) {
    const bool ours = group_.value("may_settle", false);
    auto words = say("dispute", {person(text_of(dispute, "author"), {})});
    QVariantList actions;
    for (const auto& said : dispute.value("statements", Json::array())) {
      const auto line = statement(said);
      words += QStringLiteral("\n– ") + line;
      if (!ours) continue;
      auto counts =
          action("disputeCounts", "group.settle", {{QStringLiteral("statement"), text_of(said, "id")}});
      counts.insert(QStringLiteral("text"), say("disputeCounts", {line}));
      actions.append(counts);
    }
    words += QLatin1Char('\n') + say(ours ? "disputeYours" : "disputeTheirs");
    add(words, actions);
  }

  void add_left_out() {
    QStringList who;
    for (const auto& member : parts("members")) {
      if (member.value("left_out", false))
        who.append(person(text_of(member, "alias"), text_of(member, "name")));
    }
    if (!who.isEmpty()) add(say("groupLeftOut", {who.join(QStringLiteral(", "))}));
  }

  const Json& group_;
  const Words& words_;
  const NameOf& name_of_;
  QDateTime now_;
  QVariantList out_;
  bool asked_ = false;
};

}  // namespace

QVariantList group_affairs(const Json& group, const Words& words,
                           const std::function<QString(const QString& alias)>& name_of,
                           const QDateTime& now) {
  return Affairs(group, words, name_of, now).all();
}

QVariantList GroupAffairs::of(const QVariantMap& group) const {
  return group_affairs(
      to_json(group), words_, [this](const QString& alias) { return people_.nameOf(alias); },
      QDateTime::currentDateTime());
}

QString GroupAffairs::called(const QVariantMap& member) const {
  const auto alias = member.value(QStringLiteral("alias")).toString();
  if (alias == QStringLiteral("self")) return words_.say(QStringLiteral("you"));
  return alias.isEmpty() ? member.value(QStringLiteral("name")).toString() : people_.nameOf(alias);
}

QString GroupAffairs::sameness(const QVariantMap& group) const {
  const auto members = group.value(QStringLiteral("members")).toList();
  if (group.value(QStringLiteral("state")).toString() != QStringLiteral("member") || members.size() < 2)
    return {};
  const bool alike = std::ranges::all_of(
      members, [](const QVariant& member) { return member.toMap().value(QStringLiteral("same")).toBool(); });
  return words_.say(alike ? QStringLiteral("groupAlike") : QStringLiteral("groupNotAlike"));
}

}  // namespace stille::desktop
