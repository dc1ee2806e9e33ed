// workflow.schema.json, which editors read, says what the loader says: the same words in the same
// places, each with a description.
#include <fstream>
#include <iterator>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/engine/definition/vocabulary.h"

namespace accolade {
namespace {

const boost::json::object& schema() {
  static const boost::json::value parsed = [] {
    std::ifstream file(SOURCE_DIR "/workflows/workflow.schema.json");
    return boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
  }();
  return parsed.as_object();
}

const boost::json::object& definition(const std::string& name) {
  return name == "file" ? schema() : schema().at("definitions").at(name).as_object();
}

std::set<std::string> words_in_schema(const std::string& name) {
  std::set<std::string> words;
  for (const auto& property : definition(name).at("properties").as_object())
    words.emplace(property.key());
  return words;
}

std::set<std::string> values_in(const boost::json::value& schema) {
  std::set<std::string> values;
  for (const boost::json::value& value : schema.at("enum").as_array())
    values.emplace(value.as_string());
  return values;
}

TEST(Schema, HasTheWordsOfTheLoaderAndNoOthers) {
  for (const Vocabulary& known : vocabularies())
    EXPECT_EQ(words_in_schema(known.name), words_of(known)) << known.name;
}

TEST(Schema, RefusesOtherWordsAndDescribesItsOwn) {
  for (const Vocabulary& known : vocabularies()) {
    EXPECT_FALSE(is_word(known, "nonsense")) << known.name;
    EXPECT_EQ(definition(known.name).at("additionalProperties"), false) << known.name;
    for (const auto& property : definition(known.name).at("properties").as_object()) {
      const boost::json::value* text = property.value().as_object().if_contains("description");
      EXPECT_TRUE(text != nullptr && text->as_string().size() > 5)
          << known.name << ": " << property.key();
    }
  }
}

TEST(Schema, HasTheValuesOfTheLoader) {
  const auto property = [](const char* in, const char* word) {
    return definition(in).at("properties").at(word);
  };
  const std::string states = "states: {b: {}}\n";
  const std::set<std::string> types = values_of("workflow: w\nfields: {x: VALUE}\n" + states);
  EXPECT_EQ(values_in(property("field", "type")), types);
  EXPECT_EQ(values_in(definition("field_or_type").at("anyOf").at(1)), types);
  EXPECT_EQ(values_in(property("file", "people").at("additionalProperties").at("anyOf").at(0)),
            values_of("workflow: w\npeople: {x: VALUE}\n" + states));
  EXPECT_EQ(values_in(property("state", "history")),
            values_of("workflow: w\nstates: {b: {states: {c: {}, h: {history: VALUE, to: c}}}}\n"));
  EXPECT_EQ(values_in(property("timer", "late")),
            values_of("workflow: w\ndeadlines: {d: now}\n"
                      "states: {b: {timers: {t: {at: d, late: VALUE}}}}\n"));
  EXPECT_EQ(values_in(property("tell", "ties")),
            values_of("workflow: w\nstates: {b: {entry: [{tell: {children: c, first: 1, by: x, "
                      "event: e, ties: VALUE}}]}}\n"));
}

}  // namespace
}  // namespace accolade
