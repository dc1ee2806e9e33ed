// One answer a type of field, as JSON that the API would take.
#include "engine/rehearse/invented.h"

#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/form/countries.h"

namespace accolade {
namespace {

namespace json = boost::json;

// As many words as are likely to fit wherever text is asked for.
std::string invented_words(const Field& field, std::int64_t most, Chance& chance) {
  static const std::vector<std::string> vocabulary{
      "care",  "new",  "study", "for",  "people", "with", "rare", "data",
      "a",     "test", "in",    "five", "places", "and",  "what", "it",
      "meant", "to",   "them",  "all",  "early",  "this", "year", "shared"};
  const std::int64_t limit = std::max<std::int64_t>(1, field.words_max.value_or(most));
  const std::int64_t count = chance.between(1, std::min(limit, most));
  std::string text;
  for (std::int64_t number = 0; number < count; ++number) {
    text += (number == 0 ? "" : " ") + chance.one_of(vocabulary);
  }
  const auto characters_max = static_cast<std::size_t>(field.characters_max.value_or(1'000));
  text = text.substr(0, characters_max);
  while (text.ends_with(' '))
    text.pop_back();
  return text;
}

template <class T>
std::optional<T> held_limit(const std::optional<Value>& limit) {
  const T* held = limit ? limit->as<T>() : nullptr;
  return held == nullptr ? std::nullopt : std::optional(*held);
}

// Between the limits; where one is missing, within `span` of the other, or from 0.
std::int64_t number_between(std::optional<std::int64_t> least, std::optional<std::int64_t> most,
                            std::int64_t span, Chance& chance) {
  const std::int64_t from = least.value_or(most ? std::min<std::int64_t>(0, *most - span) : 0);
  const std::int64_t to = most.value_or(from + span);
  return chance.between(from, std::max(from, std::min(to, from + 100 * span)));
}

json::value invented_whole(const Field& field, Chance& chance) {
  constexpr std::int64_t span = 100;
  return number_between(held_limit<std::int64_t>(field.min), held_limit<std::int64_t>(field.max),
                        span, chance);
}

// In steps of a tenth from the lowest, as people write them.
json::value invented_decimal(const Field& field, Chance& chance) {
  constexpr std::int64_t step = Decimal::scale / 10;
  constexpr std::int64_t span = 100 * Decimal::scale;
  const auto units = [](const std::optional<Value>& limit) -> std::optional<std::int64_t> {
    const std::optional<Decimal> held = held_limit<Decimal>(limit);
    return held ? std::optional(held->units()) : std::nullopt;
  };
  const std::optional<std::int64_t> most = units(field.max);
  const std::int64_t from = units(field.min).value_or(most ? std::min<std::int64_t>(0, *most) : 0);
  const std::int64_t to = std::min(std::max(from, most.value_or(from + span)), from + span);
  return json::value(Decimal::of_units(from + step * chance.between(0, (to - from) / step)).text());
}

json::value invented_day(const Field& field, const Lookup& lookup, Chance& chance) {
  constexpr std::int64_t year_days = 365;
  const auto number = [](const std::optional<Value>& limit) -> std::optional<std::int64_t> {
    const std::optional<Day> held = held_limit<Day>(limit);
    return held ? std::optional<std::int64_t>(held->time_since_epoch().count()) : std::nullopt;
  };
  const std::int64_t today =
      std::chrono::floor<std::chrono::days>(lookup.now).time_since_epoch().count();
  const std::optional<std::int64_t> least = number(field.min);
  const std::optional<std::int64_t> most = number(field.max);
  const std::int64_t from = least.value_or(most ? *most - year_days : today);
  const std::int64_t to = most.value_or(from + year_days);
  return json::value(to_text(Day(std::chrono::days(chance.between(from, std::max(from, to))))));
}

// A date that somebody sets lies ahead, on the hour: a close, a meeting.
json::value invented_moment(const Lookup& lookup, Chance& chance) {
  const auto hours = std::chrono::hours(24 * chance.between(30, 75) + chance.between(8, 17));
  const Instant today = std::chrono::floor<std::chrono::days>(lookup.now);
  return json::value(to_text(today + hours));
}

json::value invented_choices(const Field& field, bool several, Chance& chance) {
  if (field.choices.empty()) return nullptr;
  if (!several) return json::value(chance.one_of(field.choices).code);
  json::array chosen;
  for (const Choice& choice : field.choices) {
    if (chance.happens(50)) chosen.emplace_back(choice.code);
  }
  if (chosen.empty()) chosen.emplace_back(chance.one_of(field.choices).code);
  return chosen;
}

template <class Tag>
json::value one_id(const std::vector<Id<Tag>>& ids, Chance& chance) {
  if (ids.empty()) return nullptr;
  return json::value(chance.one_of(ids).text());
}

const std::vector<PersonId>& asked_people(const Field& field, const Lookup& lookup) {
  static const std::vector<PersonId> nobody;
  if (field.pool.empty()) return lookup.everybody;
  const auto held = lookup.holders.find(field.pool);
  return held == lookup.holders.end() ? nobody : held->second;
}

json::value invented_people(const Field& field, const Lookup& lookup, Chance& chance) {
  std::vector<PersonId> all = asked_people(field, lookup);
  chance.shuffle(all);
  const auto count = static_cast<std::size_t>(chance.between(3, 5));
  all.resize(std::min(all.size(), count));
  std::sort(all.begin(), all.end());
  json::array ids;
  for (const PersonId person : all)
    ids.emplace_back(person.text());
  return ids;
}

const List& rows_of_field(const Field& field, const Lookup& lookup) {
  static const List none;
  const List* rows = at(lookup.rows, field.of).as<List>();
  return rows == nullptr ? none : *rows;
}

std::int64_t whole_in_row(const Record& row, const char* name, std::int64_t otherwise) {
  const auto* whole = at(row, name).as<std::int64_t>();
  return whole == nullptr ? otherwise : *whole;
}

json::value rows_answered(const Field& field, const Lookup& lookup, Chance& chance) {
  json::object answers;
  for (const Value& value : rows_of_field(field, lookup)) {
    const Record* row = value.as<Record>();
    const auto* name = row == nullptr ? nullptr : at(*row, "name").as<std::string>();
    if (name == nullptr) continue;
    if (field.type == FieldType::Answers) {
      Field limits;
      limits.words_max = whole_in_row(*row, "words", 40);
      answers[*name] = invented_words(limits, 40, chance);
    } else {
      const std::int64_t from = whole_in_row(*row, "from", 1);
      const std::int64_t to = whole_in_row(*row, "to", 5);
      answers[*name] = json::object{{"score", chance.between(from, to)},
                                    {"reason", invented_words({}, 20, chance)}};
    }
  }
  return answers;
}

json::value invented_rows(FieldType type, Chance& chance) {
  json::array rows;
  const std::int64_t count = chance.between(2, 4);
  for (std::int64_t number = 1; number <= count; ++number) {
    json::object row{{"label", "Row " + std::to_string(number)}};
    if (type == FieldType::Rubric) row["weight"] = chance.between(1, 3);
    if (type == FieldType::Places) row["capacity"] = chance.between(1, 20);
    rows.emplace_back(std::move(row));
  }
  return rows;
}

json::value one_place(const Field& field, const Lookup& lookup, Chance& chance) {
  const List rows = rows_of_field(field, lookup);
  if (rows.empty()) return nullptr;
  const auto index = chance.between(0, static_cast<std::int64_t>(rows.size()) - 1);
  const Record* const row = rows[static_cast<std::size_t>(index)].as<Record>();
  const auto* name = row == nullptr ? nullptr : at(*row, "name").as<std::string>();
  return name == nullptr ? json::value() : json::value(*name);
}

json::value country_code(Chance& chance) {
  const auto all = countries();
  const auto index = chance.between(0, static_cast<std::int64_t>(all.size()) - 1);
  return json::value(all[static_cast<std::size_t>(index)].code);
}

}  // namespace

json::value invented(const Field& field, const Lookup& lookup, Chance& chance) {
  switch (field.type) {
    case FieldType::Text:
      return json::value(invented_words(field, 8, chance));
    case FieldType::LongText:
      return json::value(invented_words(field, 60, chance));
    case FieldType::WholeNumber:
      return invented_whole(field, chance);
    case FieldType::DecimalNumber:
      return invented_decimal(field, chance);
    case FieldType::YesNo:
      return chance.happens(50);
    case FieldType::OneOf:
      return invented_choices(field, false, chance);
    case FieldType::SomeOf:
      return invented_choices(field, true, chance);
    case FieldType::Date:
      return invented_day(field, lookup, chance);
    case FieldType::Moment:
      return invented_moment(lookup, chance);
    case FieldType::Span:
      return json::value(std::to_string(chance.between(1, 30)) + "d");
    case FieldType::Country:
      return country_code(chance);
    case FieldType::Organisation:
      return one_id(lookup.organisations, chance);
    case FieldType::Person:
      return one_id(asked_people(field, lookup), chance);
    case FieldType::People:
      return invented_people(field, lookup, chance);
    case FieldType::File:
    case FieldType::Copies:
      return nullptr;
    case FieldType::Consent:
      return true;
    case FieldType::Instance:
      return one_id(lookup.instances, chance);
    case FieldType::Email:
      return json::value("person" + std::to_string(chance.between(1, 9'999)) + "@example.org");
    case FieldType::Link:
      return json::value("https://example.org/" + std::to_string(chance.between(1, 9'999)));
    case FieldType::Questions:
    case FieldType::Rubric:
    case FieldType::Places:
      return invented_rows(field.type, chance);
    case FieldType::OnePlace:
      return one_place(field, lookup, chance);
    case FieldType::Answers:
    case FieldType::Scores:
      return rows_answered(field, lookup, chance);
  }
  return nullptr;
}

InventedFile invented_file(const Field& field) {
  const std::string type = field.accept.empty() ? "application/pdf" : field.accept.front();
  return {"rehearsal", type, "%PDF-1.4 rehearsed"};
}

}  // namespace accolade
