// How often one key (an address, an e-mail) may do something costly, such as asking for a sign-in
// mail.
#pragma once

#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/value/instant.h"

namespace accolade::http {

// A token bucket a key, kept as one instant (the generic cell rate algorithm, ITU-T I.371): the
// bucket holds `burst` tokens and gains one every `every`. Thread-safe; knows no clock.
class RateLimit {
 public:
  struct Settings {
    int burst = 5;
    Duration every = std::chrono::minutes(1);
    std::size_t keys_max = 100'000;  // beyond it the key that was asked longest ago is forgotten
  };

  explicit RateLimit(Settings settings) : settings_(settings) {}

  // None: a token was taken. Otherwise nothing was, and the next one is there after so long.
  [[nodiscard]] std::optional<Duration> take(std::string_view key, Instant now);
  std::size_t keys() const;

 private:
  struct Bucket {
    std::string key;
    Instant full_at;  // when all tokens are back
  };
  using Place = std::list<Bucket>::iterator;

  Place bucket_of(std::string_view key);

  const Settings settings_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;  // the latest asked first
  std::unordered_map<std::string_view, Place> by_key_;
};

// The key of an address: itself in IPv4; its /64 network in IPv6, where one household has 2^64
// addresses.
std::string network_of(const std::string& address);

}  // namespace accolade::http
