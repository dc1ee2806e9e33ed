// The table as it is shown, and the two ways to save it.
#include "handlers/pages/sheet_page.h"

#include <algorithm>
#include <map>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "handlers/pages/paths.h"
#include "handlers/pages/sheet_rows.h"
#include "handlers/pages/status_view.h"

namespace accolade {
namespace {

namespace json = boost::json;

std::string path_to_sheet(const OpenSheet& sheet) {
  return path_to(sheet.shown.snapshot.id) + "/sheets/" + percent_encoded(sheet.view->name);
}

std::string name_of_row(const ListRow& row) {
  return row.snapshot.reference.empty() ? row.title : row.snapshot.reference;
}

std::vector<std::string> typed_or_held(const Field& field, const ListRow* cell,
                                       const TypedRow* typed) {
  std::vector<std::string> texts;
  if (typed != nullptr) {
    for (const auto& [name, value] : typed->inputs.fields)
      if (name == field.name) texts.push_back(value);
    return texts;
  }
  const json::value held = to_json(cell != nullptr ? at(cell->snapshot.fields, field.name)
                                                   : field.initial.value_or(Value()));
  if (held.is_bool()) return {held.get_bool() ? "yes" : "no"};
  if (!held.is_array()) return {plain(held)};
  for (const json::value& item : held.get_array())
    texts.push_back(plain(item));
  return texts;
}

json::array options_of(const Field& field, const std::vector<std::string>& chosen,
                       const std::string& id) {
  static const std::vector<Choice> yes_no{{"yes", "Yes"}, {"no", "No"}};
  json::array options;
  for (const Choice& choice : field.type == FieldType::YesNo ? yes_no : field.choices) {
    options.push_back(
        json::object{{"option_id", fmt::format("{}-{}", id, choice.code)},
                     {"value", choice.code},
                     {"text", choice.label},
                     {"is_chosen", std::ranges::find(chosen, choice.code) != chosen.end()}});
  }
  return options;
}

json::object input_view(const Field& field, const ListRow& row, const ListRow* cell,
                        const TypedRow* typed) {
  const std::string name = row.snapshot.id.text() + "." + field.name;
  const std::string id = "cell-" + row.snapshot.id.text() + "-" + field.name;
  const std::vector<std::string> texts = typed_or_held(field, cell, typed);
  json::object view{{"input_id", id},        {"input_name", name},
                    {"column", field.label}, {"input_label", field.label + ", " + name_of_row(row)},
                    {"select", nullptr},     {"boxes", nullptr},
                    {"line", nullptr}};
  if (field.type == FieldType::OneOf || field.type == FieldType::YesNo) {
    view["select"] = json::object{{"options", options_of(field, texts, id)},
                                  {"may_be_empty", field.type == FieldType::OneOf}};
  } else if (field.type == FieldType::SomeOf) {
    view["boxes"] = json::object{{"options", options_of(field, texts, id)}};
  } else {
    const bool is_number =
        field.type == FieldType::DecimalNumber || field.type == FieldType::WholeNumber;
    view["line"] = json::object{{"type", field.type == FieldType::Date ? "date" : "text"},
                                {"value", texts.empty() ? "" : texts.front()},
                                {"is_number", is_number}};
  }
  return view;
}

// What became of the rows of a form.
struct SheetOutcome {
  std::vector<TypedRow> typed = {};                // those that were refused, as they were typed
  std::map<InstanceId, std::string> refused = {};  // and why
  std::size_t saved = 0;
  bool was_sent = false;
};

http::Response sheet_view(Pages& pages, const Visit& visit, const OpenSheet& sheet,
                          const SheetOutcome& outcome) {
  json::array headings, rows;
  std::vector<Fault> faults;
  for (const Field* column : sheet.columns)
    headings.push_back(json::object{{"heading", column->label}});
  for (const ListRow& row : sheet.crossing.rows) {
    const InstanceId id = row.snapshot.id;
    const ListRow* cell = sheet.cell(id);
    const auto refused = outcome.refused.find(id);
    const auto typed = std::ranges::find(outcome.typed, id, &TypedRow::row);
    json::array inputs;
    for (const Field* column : sheet.columns)
      inputs.push_back(
          input_view(*column, row, cell, typed == outcome.typed.end() ? nullptr : &*typed));
    const std::string problem = refused == outcome.refused.end() ? "" : refused->second;
    if (!problem.empty())
      faults.push_back({"#cell-" + id.text() + "-" + sheet.columns.front()->name,
                        name_of_row(row) + ": " + problem});
    rows.push_back(json::object{{"row_id", id.text()},
                                {"row_href", path_to(id)},
                                {"row_short", row.snapshot.reference},
                                {"row_title", row.title},
                                {"cell_href", cell == nullptr ? "" : path_to(cell->snapshot.id)},
                                {"was", mark_of(sheet, cell)},
                                {"row_problem", problem},
                                {"inputs", std::move(inputs)}});
  }
  json::object view = frame(pages.assets, visit, sheet.view->title);
  std::vector<Crumb> crumbs = sheet.shown.crumbs;
  crumbs.push_back({sheet.shown.snapshot.id, sheet.shown.title});
  view["crumbs"] = crumbs_view(crumbs);
  view["heading"] = sheet.view->title;
  view["about"] = sheet.view->text;
  view["kind"] = kind_and_reference(*sheet.shown.workflow, sheet.shown.snapshot);
  view["about_title"] = sheet.shown.title;
  view["action"] = path_to_sheet(sheet);
  view["back"] = path_to(sheet.shown.snapshot.id);
  view["headings"] = std::move(headings);
  view["has_rows"] = !rows.empty();
  view["rows"] = std::move(rows);
  view["errors"] = error_summary("", faults);
  view["saved"] = "";
  if (outcome.was_sent) {
    view["saved"] = outcome.saved == 0   ? (faults.empty() ? "Nothing was changed." : "")
                    : outcome.saved == 1 ? std::string("1 row is saved.")
                                         : fmt::format("{} rows are saved.", outcome.saved);
  }
  return page(pages, "pages/sheet", view, faults.empty() ? 200 : 422);
}

// As a problem or as a sentence, the first thing that is wrong.
std::string sentence_of_row(const Refusal& refusal) {
  return refusal.problems.empty() ? refusal.sentence : refusal.problems.front().sentence;
}

std::optional<http::Form> inputs_sent(const http::Request& request) {
  boost::system::error_code error;
  const json::value sent = json::parse(request.body, error);
  const json::value& inputs = entry_of(sent, "inputs");
  if (error || !inputs.is_array() || inputs.get_array().size() > http::pairs_max) {
    return std::nullopt;
  }
  http::Form form;
  for (const json::value& pair : inputs.get_array()) {
    if (!pair.is_array() || pair.get_array().size() != 2) return std::nullopt;
    form.fields.emplace_back(plain(pair.get_array()[0]), plain(pair.get_array()[1]));
  }
  return form;
}

}  // namespace

http::Response show_sheet(Pages& pages, const Visit& visit) {
  if (!visit.person) return go_and_sign_in(visit);
  const Outcome<OpenSheet> sheet = open_sheet(pages, visit);
  if (!sheet) return refused(pages, visit, sheet.refusal());
  return sheet_view(pages, visit, *sheet, {});
}

http::Response save_sheet(Pages& pages, const Visit& visit) {
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  if (!visit.person) return go_and_sign_in(visit);
  Outcome<OpenSheet> sheet = open_sheet(pages, visit);
  if (!sheet) return refused(pages, visit, sheet.refusal());

  SheetOutcome outcome{.was_sent = true};
  for (TypedRow& typed : typed_rows(*form)) {
    if (sheet->row(typed.row) == nullptr || !is_changed(*sheet, typed, pages.zone)) continue;
    const Outcome<Done> saved = save_row(pages, visit, *sheet, typed);
    if (saved) {
      ++outcome.saved;
      continue;
    }
    outcome.refused.emplace(typed.row, sentence_of_row(saved.refusal()));
    outcome.typed.push_back(std::move(typed));
  }
  // As it is now, others' rows too.
  sheet = open_sheet(pages, visit);
  if (!sheet) return refused(pages, visit, sheet.refusal());
  return sheet_view(pages, visit, *sheet, outcome);
}

http::Response save_sheet_row(Pages& pages, const Visit& visit) {
  const std::optional<http::Form> form = inputs_sent(visit.request);
  if (!form) return http::problem({Why::Invalid, "The row did not arrive in one piece."});
  const Outcome<OpenSheet> sheet = open_sheet(pages, visit);
  if (!sheet) return http::problem(sheet.refusal());
  const std::vector<TypedRow> rows = typed_rows(*form);
  const auto id = InstanceId::parse(visit.request.parameter("row"));
  if (!id || rows.size() != 1 || rows.front().row != *id) return http::problem(no_such_page());

  json::object answer;
  if (is_changed(*sheet, rows.front(), pages.zone)) {
    const Outcome<Done> saved = save_row(pages, visit, *sheet, rows.front());
    const Outcome<OpenSheet> now = open_sheet(pages, visit);
    if (!saved && saved.refusal().why != Why::Invalid && saved.refusal().why != Why::Stale)
      return http::problem(saved.refusal());
    answer["sentence"] = saved ? "" : sentence_of_row(saved.refusal());
    answer["saved"] = static_cast<bool>(saved);
    const ListRow* cell = now ? now->cell(*id) : nullptr;
    answer["was"] = now ? mark_of(*now, cell) : "";
    return http::json(answer, saved ? 200 : http::status_of(saved.refusal().why));
  }
  answer["saved"] = true;
  answer["sentence"] = "";
  answer["was"] = mark_of(*sheet, sheet->cell(*id));
  return http::json(answer);
}

}  // namespace accolade
