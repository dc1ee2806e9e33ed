// Buckets in a list ordered by use, found through a map into it.
#include "handlers/http/rate_limit.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>

namespace accolade::http {

std::optional<Duration> RateLimit::take(std::string_view key, Instant now) {
  const std::lock_guard lock(mutex_);
  Bucket& bucket = *bucket_of(key);

  const Instant full_at = std::max(bucket.full_at, now);
  const Duration wait = full_at - now - settings_.every * (settings_.burst - 1);
  if (wait > Duration::zero()) return wait;

  bucket.full_at = full_at + settings_.every;
  return std::nullopt;
}

std::size_t RateLimit::keys() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

RateLimit::Place RateLimit::bucket_of(std::string_view key) {
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
    return buckets_.begin();
  }
  if (buckets_.size() >= settings_.keys_max) {
    by_key_.erase(buckets_.back().key);
    buckets_.pop_back();
  }
  buckets_.push_front({std::string(key), Instant::min()});
  by_key_.emplace(buckets_.front().key, buckets_.begin());
  return buckets_.begin();
}

std::string network_of(const std::string& address) {
  in6_addr parsed{};
  if (inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return address;
  std::fill(std::begin(parsed.s6_addr) + 8, std::end(parsed.s6_addr), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, &parsed, text.data(), text.size());
  return std::string(text.data()) + "/64";
}

}  // namespace accolade::http
