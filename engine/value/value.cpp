// Values as plain JSON for people and programs, and as tagged JSON for the database.
#include "engine/value/value.h"

#include <charconv>
#include <stdexcept>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace accolade {
namespace {

namespace json = boost::json;

// 10^15: a double keeps every number of 15 digits.
constexpr std::int64_t exact_below = 1'000'000'000'000'000;

json::value decimal_to_json(Decimal decimal) {
  const std::string text = decimal.text();
  std::int64_t digits = decimal.units();
  while (digits != 0 && digits % 10 == 0)
    digits /= 10;
  if (digits >= exact_below || digits <= -exact_below) return json::string(text);
  if (decimal.units() % Decimal::scale == 0) return decimal.units() / Decimal::scale;

  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct ValueToJson {
  json::value operator()(Absent) const { return nullptr; }
  json::value operator()(bool value) const { return value; }
  json::value operator()(std::int64_t value) const { return value; }
  json::value operator()(Decimal value) const { return decimal_to_json(value); }
  json::value operator()(const std::string& value) const { return json::string(value); }
  json::value operator()(Instant value) const { return json::string(to_text(value)); }
  json::value operator()(Duration value) const { return json::string(to_text(value)); }
  json::value operator()(Day value) const { return json::string(to_text(value)); }
  json::value operator()(const List& list) const {
    json::array items;
    for (const Value& item : list)
      items.push_back(to_json(item));
    return items;
  }
  json::value operator()(const Record& record) const { return to_json(record); }
};

json::value tagged(const char* tag, json::value value) {
  return json::object{{tag, std::move(value)}};
}

struct ToStored {
  json::value operator()(Absent) const { return nullptr; }
  json::value operator()(bool value) const { return value; }
  json::value operator()(std::int64_t value) const { return value; }
  json::value operator()(Decimal value) const { return tagged("d", json::string(value.text())); }
  json::value operator()(const std::string& value) const { return json::string(value); }
  json::value operator()(Instant value) const {
    return tagged("t", std::int64_t{value.time_since_epoch().count()});
  }
  json::value operator()(Duration value) const { return tagged("s", std::int64_t{value.count()}); }
  json::value operator()(Day value) const { return tagged("day", json::string(to_text(value))); }
  json::value operator()(const List& list) const {
    json::array items;
    for (const Value& item : list)
      items.push_back(to_stored(item));
    return items;
  }
  json::value operator()(const Record& record) const { return tagged("r", to_stored(record)); }
};

[[noreturn]] void damaged(const json::value& stored) {
  throw std::runtime_error("a stored value is damaged: " + json::serialize(stored).substr(0, 200));
}

// Only the text that to_stored writes: one value, one text.
Decimal decimal_from(const json::value& stored) {
  if (!stored.is_string()) damaged(stored);
  const std::string_view text = stored.get_string();
  const std::optional<Decimal> decimal = Decimal::parse(text);
  if (!decimal || decimal->text() != text) damaged(stored);
  return *decimal;
}

Day day_from(const json::value& stored) {
  if (!stored.is_string()) damaged(stored);
  const std::optional<Day> day = parse_day(std::string_view(stored.get_string()));
  if (!day) damaged(stored);
  return *day;
}

Duration micros_from(const json::value& stored) {
  if (!stored.is_int64()) damaged(stored);
  return Duration(stored.get_int64());
}

Value tagged_from(const json::value& stored) {
  const json::object& object = stored.get_object();
  if (object.size() != 1) damaged(stored);
  const std::string_view tag = object.begin()->key();
  const json::value& inner = object.begin()->value();
  if (tag == "d") return decimal_from(inner);
  if (tag == "t") return Instant(micros_from(inner));
  if (tag == "s") return micros_from(inner);
  if (tag == "day") return day_from(inner);
  if (tag == "r") return fields_from_stored(inner);
  damaged(stored);
}

List list_from(const json::array& stored) {
  List list;
  list.reserve(stored.size());
  for (const json::value& item : stored)
    list.push_back(value_from_stored(item));
  return list;
}

}  // namespace

const Value& at(const Fields& fields, const std::string& name) {
  static const Value absent;
  const auto found = fields.find(name);
  return found == fields.end() ? absent : found->second;
}

json::value to_json(const Value& value) {
  return std::visit(ValueToJson{}, value.held());
}

json::object to_json(const Fields& fields) {
  json::object object;
  for (const auto& [name, value] : fields)
    object.emplace(name, to_json(value));
  return object;
}

json::value to_stored(const Value& value) {
  return std::visit(ToStored{}, value.held());
}

json::object to_stored(const Fields& fields) {
  json::object object;
  for (const auto& [name, value] : fields)
    object.emplace(name, to_stored(value));
  return object;
}

Value value_from_stored(const json::value& stored) {
  switch (stored.kind()) {
    case json::kind::null:
      return {};
    case json::kind::bool_:
      return stored.get_bool();
    case json::kind::int64:
      return stored.get_int64();
    case json::kind::string:
      return std::string(stored.get_string());
    case json::kind::array:
      return list_from(stored.get_array());
    case json::kind::object:
      return tagged_from(stored);
    case json::kind::uint64:
    case json::kind::double_:
      break;
  }
  damaged(stored);
}

Fields fields_from_stored(const json::value& stored) {
  if (!stored.is_object()) damaged(stored);
  Fields fields;
  for (const auto& [name, value] : stored.get_object()) {
    fields.emplace(std::string(name), value_from_stored(value));
  }
  return fields;
}

}  // namespace accolade
