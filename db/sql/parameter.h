// What goes into a statement, and what comes out.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade::db {

// A number or a text, either of which may be NULL; ids and instants are numbers.
struct Parameter {
  bool is_number = false;
  bool is_null = false;
  long long number = 0;
  std::string text = {};

  Parameter(int value) : is_number(true), number(value) {}
  Parameter(std::int64_t value) : is_number(true), number(value) {}
  Parameter(Instant value) : Parameter(std::int64_t{value.time_since_epoch().count()}) {}
  Parameter(std::optional<Instant> value) : is_number(true), is_null(!value) {
    if (value) number = value->time_since_epoch().count();
  }
  template <class Tag>
  Parameter(Id<Tag> id) : Parameter(id.number) {}
  Parameter(std::string value) : text(std::move(value)) {}
  Parameter(const char* value) : text(value) {}
};

struct Named {
  const char* name;
  Parameter value;
};

// One column of one row.
struct Cell {
  bool is_null = true;
  std::string text = {};

  // Throws std::runtime_error if it is NULL or no number: a damaged row.
  std::int64_t number() const {
    std::int64_t value = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    if (is_null || error != std::errc{} || end != last) {
      throw std::runtime_error("a column that holds numbers holds '" + text + "'");
    }
    return value;
  }
  Instant instant() const { return Instant(Duration(number())); }
  std::optional<Instant> optional_instant() const {
    return is_null ? std::nullopt : std::optional(instant());
  }
  template <class SomeId>
  SomeId id() const {
    return SomeId{number()};
  }
};

using Row = std::vector<Cell>;

}  // namespace accolade::db
