// Counts in the order of the choices; texts in that of the store, which is nobody's.
#include "handlers/pages/feedback_view.h"

#include <charconv>

#include <boost/json/object.hpp>
#include <fmt/format.h>

namespace accolade {
namespace {

namespace json = boost::json;

std::vector<Choice> steps_of(const Field& field) {
  if (field.type != FieldType::WholeNumber) return field.choices;
  std::vector<Choice> steps;
  const std::int64_t last = *field.max->as<std::int64_t>();
  for (std::int64_t step = *field.min->as<std::int64_t>(); step <= last; ++step)
    steps.push_back({std::to_string(step), std::to_string(step)});
  return steps;
}

std::int64_t number_in(const std::string& code) {
  std::int64_t number = 0;
  std::from_chars(code.data(), code.data() + code.size(), number);
  return number;
}

json::array counts_view(const Field& field, const std::map<std::string, std::int64_t>& counts,
                        std::int64_t forms) {
  json::array rows;
  for (const Choice& choice : steps_of(field)) {
    const auto found = counts.find(choice.code);
    const std::int64_t count = found == counts.end() ? 0 : found->second;
    rows.push_back(json::object{{"choice", choice.label}, {"count", count}, {"forms", forms}});
  }
  return rows;
}

}  // namespace

std::vector<Field> asked_fields(const FeedbackRule& rule) {
  std::vector<Field> fields = rule.questions;
  for (Field& field : fields) {
    if (field.type != FieldType::WholeNumber) continue;
    field.choices = steps_of(field);
    field.type = FieldType::OneOf;
  }
  return fields;
}

std::string mean_of(const std::map<std::string, std::int64_t>& counts) {
  constexpr std::int64_t hundred = 100;
  std::int64_t sum = 0, all = 0;
  for (const auto& [code, count] : counts) {
    sum += number_in(code) * count;
    all += count;
  }
  if (all == 0) return {};
  const bool is_negative = sum < 0;
  const std::int64_t size = is_negative ? -sum : sum;
  const std::int64_t hundredths = (size * hundred * 2 + all) / (all * 2);
  return fmt::format("{}{}.{:02}", is_negative ? "-" : "", hundredths / hundred,
                     hundredths % hundred);
}

json::array feedback_figures_view(const FeedbackRule& rule, const FeedbackFigures& figures) {
  static const std::map<std::string, std::int64_t> no_counts;
  json::array questions;
  for (const Field& field : rule.questions) {
    const auto counted = figures.counts.find(field.name);
    const auto& counts = counted == figures.counts.end() ? no_counts : counted->second;
    const auto written = figures.texts.find(field.name);
    json::array texts;
    if (written != figures.texts.end()) {
      for (const std::string& text : written->second)
        texts.push_back(json::object{{"answer", text}});
    }
    const bool is_text = field.type == FieldType::Text || field.type == FieldType::LongText;
    const bool is_scale = field.type == FieldType::WholeNumber;
    questions.push_back(json::object{
        {"question", field.label},
        {"question_hint", field.hint},
        {"question_id", field.name},
        {"mean", is_scale ? mean_of(counts) : ""},
        {"is_counted", !is_text},
        {"counts", is_text ? json::array() : counts_view(field, counts, figures.forms)},
        {"texts", texts},
        {"is_unanswered", is_text && texts.empty()}});
  }
  return questions;
}

}  // namespace accolade
