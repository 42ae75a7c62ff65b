// A message with the people and the group around it. Knows nothing of methods.
#pragma once

#include <map>

#include "client/core/engine.hpp"
#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// Describes messages one after the other; looks everybody up once. Lives no longer than the engine.
class MessageWriter {
 public:
  explicit MessageWriter(client::Engine& engine);
  /// As to_json of a message; in a group with `group`, `from` whoever wrote it, and `to` the group.
  Json describe(const client::MessageView& message);
  /// By p_ id, as it is referred to.
  Json person(const std::string& id);

 private:
  client::Engine& engine_;
  Json own_;
  std::map<std::string, Json> groups_;  // by conversation; null: between two people
  std::map<std::string, Json> people_;
};

}  // namespace stille::rpc
