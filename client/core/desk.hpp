// What has been handed to the network shell and what has to wait before it is handed out again. Memory only:
// after a restart everything is open again, and the relay recognises repetitions.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>

#include "client/core/work.hpp"
#include "client/store/tables/rows.hpp"

namespace stille::client {

enum class Task : std::uint8_t {
  make_mailbox,
  put_link,
  put_rendezvous,
  get_link,
  delete_link,
  close_mailbox,
  send,
  get_record,
  redeem,
  remove_blob
};

/// Which row it is about; for `send` also the mailbox, whose envelopes wait for each other.
struct Assignment {
  Task task = Task::send;
  store::RowId row = 0;
  protocol::WriterId writer{};
  auto operator<=>(const Assignment&) const = default;
};

class Desk {
 public:
  WorkId hand_out(const protocol::RelayAddress& relay, const Assignment& assignment);
  /// Back from the shell; empty for one that is no longer out.
  std::optional<Assignment> take_back(WorkId id);
  /// Everything of this relay is open again, and what waited may be tried at once.
  void take_back_all(const protocol::RelayAddress& relay);
  [[nodiscard]] bool may_go(const Assignment& assignment, TimePoint now) const;
  [[nodiscard]] bool is_out(const Assignment& assignment) const { return busy_.contains(assignment); }
  [[nodiscard]] std::size_t out() const noexcept { return out_.size(); }

  /// Not before a while, which doubles with each time: from `first` to an hour, or what the relay said.
  void wait(const Assignment& assignment, TimePoint now, milliseconds first, milliseconds said);
  /// It went well: the next trouble starts from the beginning.
  void forget(const Assignment& assignment);
  /// The relay has room again in this mailbox.
  void room_in(const protocol::WriterId& writer);
  /// When the next waiting one may go.
  [[nodiscard]] std::optional<TimePoint> next_end(TimePoint now) const;

 private:
  struct Wait {
    TimePoint until;
    milliseconds step{0};
  };
  struct Out {
    protocol::RelayAddress relay;
    Assignment assignment;
  };
  static Assignment key(Assignment assignment);

  WorkId last_ = 0;
  std::map<WorkId, Out> out_;
  std::set<Assignment> busy_;
  std::map<Assignment, Wait> waits_;
};

}  // namespace stille::client
