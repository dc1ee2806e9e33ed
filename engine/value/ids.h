// Distinct types for the 63-bit numbers that name rows. Strings in JSON and URLs.
#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace accolade {

template <class Tag>
struct Id {
  std::int64_t number = 0;

  explicit operator bool() const { return number != 0; }
  auto operator<=>(const Id&) const = default;

  std::string text() const { return std::to_string(number); }
  // Refuses signs, blanks, leading zeros and anything above 2^63-1.
  static std::optional<Id> parse(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (number <= 0 || text.front() == '0') return std::nullopt;
    return Id{number};
  }
};

using InstanceId = Id<struct InstanceTag>;
using PersonId = Id<struct PersonTag>;
using OrganisationId = Id<struct OrganisationTag>;
using FileId = Id<struct FileTag>;
using LetterId = Id<struct LetterTag>;
using SessionId = Id<struct SessionTag>;

}  // namespace accolade

template <class Tag>
struct std::hash<accolade::Id<Tag>> {
  std::size_t operator()(accolade::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.number);
  }
};
