// What every mailbox store promises, as one suite: each implementation instantiates it with its way to open.
#pragma once

#include <functional>
#include <memory>

#include <gtest/gtest.h>

#include "server/store/mailbox_store.hpp"

namespace stille::store::test {

/// A store that can be closed and opened again over the same content.
class Reopenable {
 public:
  virtual ~Reopenable() = default;
  virtual MailboxStore& get() = 0;
  /// As after a crash: whatever was not committed is gone.
  virtual void reopen() = 0;
};

struct Implementation {
  const char* name;
  std::function<std::unique_ptr<Reopenable>()> make;
};
inline void PrintTo(const Implementation& one, std::ostream* out) {
  *out << one.name;
}

class StoreContract : public testing::TestWithParam<Implementation> {
 protected:
  MailboxStore& store() { return store_->get(); }
  void reopen() { store_->reopen(); }

  Mailbox mailbox(std::uint64_t reserved = 0);
  /// A mailbox that is in the store.
  Mailbox kept();
  Invite invite(TimePoint expires = TimePoint(milliseconds(50)));
  EnvelopeMark mark() { return rng.fixed<EnvelopeMark>(); }
  Append append(const Mailbox& to, std::uint64_t sequence, std::size_t size = 4096,
                TimePoint at = TimePoint{});
  std::vector<std::uint64_t> sequences(const Mailbox& of, std::uint64_t after = 0);
  Waiting all(const Mailbox& of);

  crypto::SeededRng rng{11};

 private:
  std::unique_ptr<Reopenable> store_ = GetParam().make();
};

}  // namespace stille::store::test
