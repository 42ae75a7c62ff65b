// An export taken back in, from the window. Knows nothing of what is read.
#pragma once

#include "client/desktop/long_work.hpp"
#include "client/rpc/importing.hpp"

namespace stille::desktop {

/// What is stopped keeps what came back until then. `finished` says {messages, left_out, files, people,
/// groups, passed_over}.
class Importer final : public LongWork {
  Q_OBJECT

 public:
  Importer(Session& session, Words& words, QObject* parent = nullptr) : LongWork(session, words, parent) {}

  /// The whole path of a folder.
  Q_INVOKABLE void begin(const QString& folder);

 private:
  void end(const rpc::Outcome<rpc::Imported>& done, const QString& folder);
};

}  // namespace stille::desktop
