// Pictures on contact cards: those of others are taken apart by the locked up program and made anew before
// anything shows them.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "client/rpc/fault.hpp"
#include "common/base/bytes.hpp"

namespace stille::rpc {

/// A JPEG that fits on a card; empty for what is no picture, or none that can be made so small.
boost::asio::awaitable<Bytes> portrait_of(Bytes picture);
/// Of a file by its whole path; empty for an empty path. invalid_argument about it.
boost::asio::awaitable<Outcome<Bytes>> portrait_in(std::string path);

}  // namespace stille::rpc
