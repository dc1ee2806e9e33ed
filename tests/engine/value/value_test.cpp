// Values in plain JSON for people and in stored JSON, which reads back to the same.
#include "engine/value/value.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace accolade {
namespace {

namespace json = boost::json;

Decimal decimal(const char* text) {
  return *Decimal::parse(text);
}
std::string plain(const Value& value) {
  return json::serialize(to_json(value));
}
std::string stored(const Value& value) {
  return json::serialize(to_stored(value));
}
Value read_back(const std::string& text) {
  return value_from_stored(json::parse(text));
}

TEST(Value, AtFindsOrIsAbsent) {
  const Fields fields = {{"score", 4}};
  EXPECT_EQ(at(fields, "score"), Value(4));
  EXPECT_TRUE(at(fields, "scor").is_absent());
}

TEST(Value, PlainJsonShowsTextsForTimes) {
  const Value record = Record{{"name", "a.pdf"}, {"bytes", 12}};
  EXPECT_EQ(plain(Value()), "null");
  EXPECT_EQ(plain(true), "true");
  EXPECT_EQ(plain(-5), "-5");
  EXPECT_EQ(plain("Zoë \"x\""), "\"Zoë \\\"x\\\"\"");
  EXPECT_EQ(plain(*parse_instant("2026-03-02T17:00:00+01:00")), "\"2026-03-02T16:00:00Z\"");
  EXPECT_EQ(plain(*parse_duration("48h")), "\"P2D\"");
  EXPECT_EQ(plain(*parse_day("2026-03-02")), "\"2026-03-02\"");
  EXPECT_EQ(plain(List{1, "a", List{}}), "[1,\"a\",[]]");
  EXPECT_EQ(plain(record), "{\"bytes\":12,\"name\":\"a.pdf\"}");
}

TEST(Value, PlainJsonShowsADecimalAsANumberUpToFifteenDigits) {
  EXPECT_EQ(plain(decimal("4.5")), "4.5E0");
  EXPECT_EQ(plain(decimal("4")), "4");
  EXPECT_EQ(plain(decimal("-0.1")), "-1E-1");
  EXPECT_EQ(plain(decimal("999999999999")), "999999999999");
  EXPECT_EQ(to_json(Value(decimal("123456789.012345"))), json::value(123456789.012345));
  EXPECT_EQ(plain(decimal("1234567890.012345")), "\"1234567890.012345\"");
  EXPECT_EQ(plain(decimal("-999999999999.999999")), "\"-999999999999.999999\"");
}

TEST(Value, StoredJsonTagsWhatJsonDoesNotKnow) {
  EXPECT_EQ(stored(decimal("4.5")), R"({"d":"4.5"})");
  EXPECT_EQ(stored(*parse_instant("1970-01-01T00:00:01Z")), R"({"t":1000000})");
  EXPECT_EQ(stored(*parse_duration("2s")), R"({"s":2000000})");
  EXPECT_EQ(stored(*parse_day("2026-03-02")), R"({"day":"2026-03-02"})");
  EXPECT_EQ(stored(Record{{"d", "x"}}), R"({"r":{"d":"x"}})");
}

TEST(Value, EveryKindReadsBackToTheSame) {
  const Value values[] = {
      Value(),
      true,
      false,
      0,
      INT64_MAX,
      INT64_MIN,
      decimal("0"),
      decimal("4.5"),
      decimal("-999999999999.999999"),
      "",
      "4.5",
      "naïve \n \\ \" 💡",
      instant_min,
      instant_max,
      *parse_instant("2026-03-02T16:00:00.123456Z"),
      Duration(0),
      Duration::min(),
      Duration::max(),
      *parse_day("0001-01-01"),
      *parse_day("9999-12-31"),
      List{},
      List{1, "a", true, decimal("1.5"), List{List{}}, Record{}},
      Record{},
      Record{{"d", "4.5"}, {"r", Record{{"t", 5}}}, {"none", Value()}},
  };
  for (const Value& value : values)
    EXPECT_EQ(read_back(stored(value)), value) << stored(value);

  Fields fields;
  for (const Value& value : values)
    fields["f" + std::to_string(fields.size())] = value;
  EXPECT_EQ(fields_from_stored(json::parse(json::serialize(to_stored(fields)))), fields);
}

TEST(Value, ADamagedRowThrows) {
  for (const char* text :
       {"4.5", "18446744073709551615", "{}", R"({"d":"4.5","t":1})", R"({"x":1})", R"({"d":4.5})",
        R"({"d":"4.50"})", R"({"d":"four"})", R"({"t":"2026"})", R"({"t":1.5})", R"({"s":null})",
        R"({"day":"2026-02-31"})", R"({"day":1})", R"({"r":[]})", R"([{"d":1}])"}) {
    EXPECT_THROW(read_back(text), std::runtime_error) << text;
  }
  EXPECT_THROW(fields_from_stored(json::parse("[]")), std::runtime_error);
  try {
    read_back(R"({"d":"four"})");
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), R"(a stored value is damaged: "four")");
  }
}

}  // namespace
}  // namespace accolade
