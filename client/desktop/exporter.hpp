// An export into a folder, from the window. Knows nothing of what is written.
#pragma once

#include "client/desktop/long_work.hpp"
#include "client/rpc/exporting.hpp"

namespace stille::desktop {

/// What is stopped leaves nothing. `finished` says {folder, conversations, messages, files}.
class Exporter final : public LongWork {
  Q_OBJECT

 public:
  Exporter(Session& session, Words& words, QObject* parent = nullptr) : LongWork(session, words, parent) {}

  /// `wish`: folder, its whole path; conversation, an alias, empty for everything; format, "both", "jsonl" or
  /// "html"; files.
  Q_INVOKABLE void begin(const QVariantMap& wish);

 private:
  void end(const rpc::Outcome<rpc::Exported>& done, const QString& folder);
};

}  // namespace stille::desktop
