// Answers by the type of the field: mostly right, some empty, some wrong.
#include "tests/db/random_answer.h"

#include <boost/json.hpp>

namespace accolade {
namespace {

namespace json = boost::json;

json::value taken_by(const Field& field, Instant now, const std::vector<PersonId>& persons,
                     Chance& chance) {
  switch (field.type) {
    case FieldType::WholeNumber:
      return chance.between(-3, 9);
    case FieldType::DecimalNumber:
      return json::string(std::to_string(chance.between(-9, 9)) + "." +
                          std::to_string(chance.between(0, 99)));
    case FieldType::YesNo:
      return chance.happens(50);
    case FieldType::OneOf:
      return json::string(chance.one_of(field.choices).code);
    case FieldType::SomeOf:
      return json::array{chance.one_of(field.choices).code};
    case FieldType::Date:
      return json::string("2026-10-2" + std::to_string(chance.between(0, 9)));
    case FieldType::Moment:
      return json::string(to_text(now + std::chrono::minutes(chance.between(-2'000, 12'000))));
    case FieldType::Span:
      return json::string(std::to_string(chance.between(0, 90)) + "h");
    case FieldType::Country:
      return chance.happens(50) ? "IT" : "DE";
    case FieldType::People: {
      json::array several;
      for (const PersonId person : persons) {
        if (chance.happens(40)) several.emplace_back(person.text());
      }
      return several;
    }
    default:
      return json::string(chance.one_of(
          std::vector<std::string>{"Ünïcode \"quoted\"", "a\nb", "x", " blank ", "{{s}}", "é"}));
  }
}

}  // namespace

json::value random_answer(const Field& field, Instant now, const std::vector<PersonId>& persons,
                          Chance& chance) {
  constexpr int wrong_per_hundred = 7;
  if (chance.happens(wrong_per_hundred)) return "wrong \x01";
  if (field.optional && chance.happens(20)) return "";
  return taken_by(field, now, persons, chance);
}

}  // namespace accolade
