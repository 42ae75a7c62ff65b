#include "tests/tools/siege/counts.hpp"

#include "server/admin/admin_client.hpp"
#include "server/app/data_dir.hpp"

namespace stille::siege {

Result<Counts> counts_of(const std::filesystem::path& data) {
  constexpr milliseconds kPatience{30'000};
  STILLE_TRY(auto client, admin::AdminClient::connect(data / server::DataDir::kAdmin));
  STILLE_TRY(const auto answer, client.ask({.command = "status"}, kPatience));
  const auto* status = std::get_if<admin::Json>(&answer);
  if (status == nullptr || !status->at("mailboxes").is_number()) return fail(Errc::refused);
  return Counts{.connections = status->at("connections").at("all").get<std::size_t>(),
                .subscriptions = status->at("subscriptions").get<std::size_t>(),
                .mailboxes = status->at("mailboxes").get<std::size_t>()};
}

}  // namespace stille::siege
