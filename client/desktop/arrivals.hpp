// Who would like to be a contact and waits for an answer: people who used an invitation that asks first, and
// those whom somebody introduces.
#pragma once

#include "client/desktop/live_list.hpp"

namespace stille::desktop {

/// A row is what request.list and introduction.list say, with `kind`: "request" or "introduction".
class Arrivals final : public LiveList {
  Q_OBJECT

 public:
  using LiveList::LiveList;

 protected:
  void fetch() override;
  void build() override;
  void forget() override;
  [[nodiscard]] bool concerns(const rpc::Json& event) override;

 private:
  rpc::Json requests_ = rpc::Json::array();
  rpc::Json introductions_ = rpc::Json::array();
};

}  // namespace stille::desktop
