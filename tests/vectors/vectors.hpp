// The project's own test vectors as values: computed anew from fixed seeds, compared with proto/vectors.
// Knows nothing of files.
#pragma once

#include <nlohmann/json.hpp>

namespace stille::vectors {

nlohmann::json cae();
nlohmann::json card();
nlohmann::json link();
nlohmann::json hello();
nlohmann::json ratchet();
nlohmann::json safety_number();
nlohmann::json file();
nlohmann::json roster();

struct Named {
  const char* file;
  nlohmann::json (*compute)();
};

inline constexpr Named kAll[] = {
    {"cae.json", cae},     {"card.json", card},       {"link.json", link},
    {"hello.json", hello}, {"ratchet.json", ratchet}, {"safety_number.json", safety_number},
    {"file.json", file},
    {"roster.json", roster},
};

}  // namespace stille::vectors
