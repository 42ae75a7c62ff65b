#include "client/desktop/live_list.hpp"

#include <algorithm>

namespace stille::desktop {

LiveList::LiveList(Session& session, Words& words, QObject* parent)
    : RowList(parent), session_(session), words_(words) {
  connect(&session, &Session::happened, this, [this](const rpc::Json& events) {
    if (std::ranges::count_if(events, [this](const auto& event) { return concerns(event); }) == 0) return;
    if (patience_.interval() == 0) return ask();
    if (!patience_.isActive()) patience_.start();
  });
  patience_.setSingleShot(true);
  connect(&patience_, &QTimer::timeout, this, &LiveList::ask);
  connect(&session, &Session::entered, this, &LiveList::refresh);
  connect(&session, &Session::stateChanged, this, [this] {
    if (session_.state() == QStringLiteral("open") || !loaded_) return;
    forget();
    replace({});
    loaded_ = false;
    Q_EMIT loadedChanged();
  });
  connect(&words, &Words::languageChanged, this, [this] {
    if (loaded_) build();
  });
}

void LiveList::take_time(std::chrono::milliseconds time) {
  patience_.setInterval(time);
}

void LiveList::refresh() {
  want_all();
  ask();
}

void LiveList::ask() {
  if (session_.state() != QStringLiteral("open")) return;
  if (asking_) {
    again_ = true;
    return;
  }
  asking_ = true;
  fetch();
}

void LiveList::done() {
  asking_ = false;
  const bool open = session_.state() == QStringLiteral("open");
  if (open) build();
  if (open && !std::exchange(loaded_, true)) Q_EMIT loadedChanged();
  if (std::exchange(again_, false)) ask();
}

}  // namespace stille::desktop
