// Moves files for an engine: reads and seals, uploads, downloads and checks; a few at a time, each on a
// connection of its own, so that messages do not wait behind chunks. Comes back after a loss. Knows nothing
// of methods or sockets.
#pragma once

#include <map>
#include <set>

#include "client/core/attachments.hpp"
#include "client/net/reconnect.hpp"
#include "client/net/transfer.hpp"
#include "client/rpc/relay_pump.hpp"

namespace stille::rpc {

class Courier : public std::enable_shared_from_this<Courier> {
 public:
  static constexpr std::size_t kMostAtOnce = 2;

  explicit Courier(const PumpSurroundings& around) : around_(around), wake_(around.io.get_executor()) {}
  /// Begins what is to be moved and is not under way yet.
  void look();
  /// Ends the pauses before the next attempts.
  void try_now();
  void stop();
  /// The way to relays has changed: what was reached on another one is left.
  void reroute();
  /// Makes the folder of sealed copies, of mode 0700.
  void make_folder() const;
  /// Removes from the profile's folder what no file needs any more.
  void tidy();
  /// The same, if a message has gone together with its files.
  void tidy_if_removed();

  /// Nothing is to be moved.
  [[nodiscard]] bool settled() const;
  /// Everything that is to be moved has failed at its last attempt.
  [[nodiscard]] bool tried() const;
  /// Why this one does not get on, if its last attempt has failed.
  [[nodiscard]] std::optional<Fault> failure(const std::string& id) const;
  /// Where the sealed copy of a file lies, or will.
  [[nodiscard]] std::string copy_of(const std::string& id) const;

 private:
  using Self = std::shared_ptr<Courier>;
  struct Errand {
    std::optional<Fault> failure;  // of the last attempt, while it waits for the next
    bool anew = false;             // the next one begins at once
    net::Reconnect reconnect;
    std::shared_ptr<net::RelayLink> link;
    /// Also held by what it ends.
    std::shared_ptr<boost::asio::cancellation_signal> cancel =
        std::make_shared<boost::asio::cancellation_signal>();
  };

  static boost::asio::awaitable<void> carry(Self self, std::string id);
  static boost::asio::awaitable<Result<void>> attempt(Self self, std::string id);
  static boost::asio::awaitable<Result<std::shared_ptr<net::RelayLink>>> connect(
      Self self, std::string id, protocol::RelayAddress relay);
  boost::asio::awaitable<Result<client::PreparedFile>> prepare(std::string id, std::string source);
  static boost::asio::awaitable<Result<void>> read_through(Self self, client::Transfer job);
  static boost::asio::awaitable<Result<void>> upload(Self self, client::Transfer job,
                                                     std::shared_ptr<net::RelayLink> link);
  static boost::asio::awaitable<Result<void>> download(Self self, client::Transfer job,
                                                       std::shared_ptr<net::RelayLink> link);
  static boost::asio::awaitable<Result<void>> check(Self self, std::shared_ptr<net::Chunks> copy,
                                                    std::shared_ptr<client::Transfer> job);
  [[nodiscard]] bool wanted(const std::string& id, client::AttachmentState state) const;

  PumpSurroundings around_;
  Changes wake_;
  std::map<std::string, Errand> errands_;
  std::uint64_t routes_ = 0;   // how often the way has changed
  std::uint64_t removed_ = 0;  // of Attachments::removed(), as far as it is tidied
  bool stopped_ = false;
};

}  // namespace stille::rpc
