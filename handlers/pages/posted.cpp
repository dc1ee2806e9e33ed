// Reads the hidden inputs of a form.
#include "handlers/pages/posted.h"

#include <charconv>

#include <fmt/format.h>

#include "handlers/security/token.h"

namespace accolade {

std::optional<std::int64_t> revision_in(const http::Form& form) {
  const std::string_view typed = form.value(revision_input);
  std::int64_t revision = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), revision);
  const bool is_number = error == std::errc{} && end == typed.data() + typed.size();
  return is_number && !typed.empty() ? std::optional(revision) : std::nullopt;
}

std::optional<IdempotencyKey> idempotency_in(const http::Form& form, const Visit& visit) {
  constexpr std::size_t key_bytes_max = 150;
  const std::string_view key = form.value(idempotency_input);
  if (key.empty() || key.size() > key_bytes_max) return std::nullopt;
  return IdempotencyKey{fmt::format("{}:{}", visit.person.text(), key),
                        token_hash(visit.request.body)};
}

}  // namespace accolade
