// One value of a field, a fact or a condition; immutable by custom, compared whole.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/value/decimal.h"
#include "engine/value/instant.h"

namespace accolade {

class Value;
using List = std::vector<Value>;
using Record = std::map<std::string, Value>;  // a row of scores, a question, a file reference
using Fields = std::map<std::string, Value>;  // never holds an absent value

struct Absent {
  auto operator<=>(const Absent&) const = default;
};

// Persons, organisations, instances and files are kept as their id's text; choices and countries as
// their code; a file as a Record {id, name, type, bytes}.
class Value {
 public:
  using Held = std::variant<Absent, bool, std::int64_t, Decimal, std::string, Instant, Duration,
                            Day, List, Record>;

  Value() = default;
  Value(bool value) : held_(value) {}
  Value(int value) : held_(std::int64_t{value}) {}
  Value(std::int64_t value) : held_(value) {}
  Value(Decimal value) : held_(value) {}
  Value(const char* value) : held_(std::string(value)) {}
  Value(std::string value) : held_(std::move(value)) {}
  Value(Instant value) : held_(value) {}
  Value(Duration value) : held_(value) {}
  Value(Day value) : held_(value) {}
  Value(List value) : held_(std::move(value)) {}
  Value(Record value) : held_(std::move(value)) {}

  bool is_absent() const { return std::holds_alternative<Absent>(held_); }
  template <class T>
  const T* as() const {
    return std::get_if<T>(&held_);
  }
  const Held& held() const { return held_; }
  bool operator==(const Value&) const = default;

 private:
  Held held_;
};

// Found or absent.
const Value& at(const Fields& fields, const std::string& name);

// Plain JSON, as the API and `accolade run` print it: instants, days and durations as their texts,
// a decimal as a number where a double keeps it exactly (up to 15 digits), else as its text (RFC
// 7493).
boost::json::value to_json(const Value& value);
boost::json::object to_json(const Fields& fields);

// Tagged JSON that reads back to the same value without knowing the type: {"d":"4.5"},
// {"t":micros},
// {"s":micros}, {"day":"2026-03-02"}, {"r":{...}}; bool, int, string and list as themselves. For
// the database and the hash chain: one value, one text.
boost::json::value to_stored(const Value& value);
boost::json::object to_stored(const Fields& fields);
// Throws std::runtime_error on what to_stored never writes: a damaged row.
Value value_from_stored(const boost::json::value& stored);
Fields fields_from_stored(const boost::json::value& stored);

}  // namespace accolade
