// Inputs are named as the engine names problems: "rubric.2.weight" (rows from 1),
// "scores.impact.reason", "answers.why".
#include "handlers/pages/widget_rows.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t empty_rows = 3;

// The first problem of an input that begins so.
std::string problem_of(const Asked& asked, const std::string& path) {
  const auto found = asked.inner_problems.lower_bound(path);
  const bool is_ours = found != asked.inner_problems.end() && found->first.starts_with(path);
  return is_ours ? found->second : "";
}

// For which group the places of a row are kept; nothing to choose where there are no groups.
json::value groups_view(const Asked& asked, const json::value& row) {
  if (asked.field->type != FieldType::Places || asked.field->choices.empty()) return nullptr;
  const std::string kept_for = plain(entry_of(row, "kept_for"));
  json::array options{
      json::object{{"value", ""}, {"text", "Everybody"}, {"is_chosen", kept_for.empty()}}};
  for (const Choice& group : asked.field->choices)
    options.push_back(json::object{
        {"value", group.code}, {"text", group.label}, {"is_chosen", group.code == kept_for}});
  return json::object{{"options", std::move(options)}};
}

json::object row_view(const Asked& asked, const json::value& row, std::size_t number) {
  const std::string path = fmt::format("{}.{}", asked.field->name, number);
  return {
      {"number", number},
      {"row_id", input_id(path)},
      {"path", path},
      {"row_name", plain(entry_of(row, "name"))},
      {"row_label", plain(entry_of(row, "label"))},
      {"row_hint", plain(entry_of(row, "hint"))},
      {"weight", plain(entry_of(row, "weight"))},
      {"from", plain(entry_of(row, "from"))},
      {"to", plain(entry_of(row, "to"))},
      {"capacity", plain(entry_of(row, "capacity"))},
      {"groups", groups_view(asked, row)},
      {"row_problem", problem_of(asked, path + ".")},
  };
}

json::value new_row(FieldType type) {
  if (type == FieldType::Rubric) return json::object{{"weight", 1}, {"from", 1}, {"to", 5}};
  return json::object{};
}

const char* row_word(FieldType type) {
  if (type == FieldType::Rubric) return "Criterion";
  return type == FieldType::Questions ? "Question" : "Name";
}

json::array points(const Criterion& criterion, const std::string& id, const std::string& given) {
  constexpr std::int64_t points_max = 20;
  json::array list;
  for (std::int64_t point = criterion.from; point <= criterion.to; ++point) {
    if (point - criterion.from >= points_max) break;
    const std::string value = std::to_string(point);
    list.push_back(
        json::object{{"point_id", point == criterion.from ? id : fmt::format("{}-{}", id, value)},
                     {"value", value},
                     {"is_chosen", value == given}});
  }
  return list;
}

json::object criterion_view(const Asked& asked, const Criterion& criterion) {
  const std::string path = asked.field->name + "." + criterion.name;
  const json::value& given = entry_of(asked.answer, criterion.name);
  const std::string score_id = input_id(path + ".score");
  return {
      {"criterion_label", criterion.label},
      {"criterion_hint", criterion.hint},
      {"criterion_id", input_id(path)},
      {"range",
       fmt::format("{} is the lowest score, {} the highest", criterion.from, criterion.to)},
      {"path", path},
      {"points", points(criterion, score_id, plain(entry_of(given, "score")))},
      {"reason", plain(entry_of(given, "reason"))},
      {"score_problem", problem_of(asked, path + ".score")},
      {"reason_problem", problem_of(asked, path + ".reason")},
  };
}

}  // namespace

void add_rows(json::object& view, const Asked& asked) {
  json::array rows;
  if (asked.answer.is_array()) {
    for (const json::value& row : asked.answer.get_array())
      rows.push_back(row_view(asked, row, rows.size() + 1));
  }
  for (std::size_t more = 0; more < empty_rows; ++more)
    rows.push_back(row_view(asked, new_row(asked.field->type), rows.size() + 1));
  const FieldType type = asked.field->type;
  view["table"] = json::object{{"rows", std::move(rows)},
                               {"row_word", row_word(type)},
                               {"has_hints", type != FieldType::Places},
                               {"is_rubric", type == FieldType::Rubric},
                               {"are_places", type == FieldType::Places}};
}

void add_scores(json::object& view, const Asked& asked, const Wording& wording) {
  json::array criteria;
  for (const Criterion& criterion : criteria_for(*asked.field, wording))
    criteria.push_back(criterion_view(asked, criterion));
  view["scores"] = json::object{{"are_none", criteria.empty()}, {"criteria", std::move(criteria)}};
}

void add_answers(json::object& view, const Asked& asked, const Wording& wording) {
  json::array questions;
  for (const Criterion& question : criteria_for(*asked.field, wording)) {
    const std::string path = asked.field->name + "." + question.name;
    questions.push_back(json::object{
        {"question_label", question.label},
        {"question_hint", question.hint},
        {"question_id", input_id(path)},
        {"path", path},
        {"value", plain(entry_of(asked.answer, question.name))},
        {"question_problem", problem_of(asked, path)},
    });
  }
  view["replies"] =
      json::object{{"are_none", questions.empty()}, {"questions", std::move(questions)}};
}

}  // namespace accolade
