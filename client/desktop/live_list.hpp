// A list that follows the profile: asks again when something happened that concerns it, one question at a
// time.
#pragma once

#include <QTimer>
#include <chrono>

#include "client/desktop/row_list.hpp"
#include "client/desktop/session.hpp"

namespace stille::desktop {

class LiveList : public RowList {
  Q_OBJECT
  /// False until the first answer: an empty list is not yet an empty place.
  Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged)

 public:
  LiveList(Session& session, Words& words, QObject* parent = nullptr);
  [[nodiscard]] bool loaded() const noexcept { return loaded_; }
  Q_INVOKABLE void refresh();  // all of it

 Q_SIGNALS:
  void loadedChanged();

 protected:
  /// Asks for all of it, or only for what `concerns` has seen since; ends with done().
  virtual void fetch() = 0;
  virtual void want_all() {}
  /// Rows from what was fetched last, in today's words.
  virtual void build() = 0;
  virtual void forget() = 0;
  /// Asked of every event, once.
  [[nodiscard]] virtual bool concerns(const rpc::Json& event) = 0;
  /// For what nobody has to see at once: after events it is asked for that much later, once for all of them.
  void take_time(std::chrono::milliseconds time);
  void done();
  /// For what `concerns` or the list itself has noted.
  void ask();

  Session& session_;
  Words& words_;

 private:
  QTimer patience_;
  bool loaded_ = false;
  bool asking_ = false;
  bool again_ = false;
};

}  // namespace stille::desktop
