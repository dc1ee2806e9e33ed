// The hash, from libsodium.
#include "engine/record/hash.h"

#include <array>
#include <stdexcept>

#include <sodium.h>

namespace accolade {

std::string hash_hex(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  if (crypto_generichash(digest.data(), digest.size(),
                         reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                         nullptr, 0) != 0) {
    throw std::runtime_error("libsodium could not hash");
  }
  std::array<char, 65> hex{};
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return std::string(hex.data());
}

}  // namespace accolade
