#include "client/rpc/portrait.hpp"

#include "client/rpc/outgoing_files.hpp"

namespace stille::rpc {
namespace asio = boost::asio;

asio::awaitable<Bytes> portrait_of(Bytes picture) {
  if (picture.empty()) co_return Bytes{};
  auto made = co_await clean_image(image_program(), std::move(picture));
  if (made.has_error()) co_return Bytes{};
  co_return std::move(made.value().portrait);
}

asio::awaitable<Outcome<Bytes>> portrait_in(std::string path) {
  if (path.empty()) co_return Bytes{};
  auto file = co_await look_at(path, false);
  if (file.has_error() && file.error().detail.contains("reason")) co_return file.error();
  if (file.has_error() || !file.value().image || file.value().image->portrait.empty()) {
    co_return fault(FaultCode::invalid_argument, "A picture is a JPEG or PNG file of at most 64 MiB.",
                    {{"about", path}});
  }
  co_return std::move(file.value().image->portrait);
}

}  // namespace stille::rpc
