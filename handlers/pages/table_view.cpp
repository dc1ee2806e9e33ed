// Tables that become cards on a telephone: every cell carries the name of its column.
#include "handlers/pages/table_view.h"

#include <algorithm>

#include "engine/definition/naming.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"

namespace accolade {
namespace {

namespace json = boost::json;

bool is_number(const Field& field) {
  return field.type == FieldType::WholeNumber || field.type == FieldType::DecimalNumber;
}

std::string label_of(const Field& field) {
  return field.label.empty() ? sentence_case(field.name) : field.label;
}

std::vector<const Field*> columns_of(const ListView& list, const Workflow& children) {
  std::vector<const Field*> columns;
  for (const std::string& name : list.columns)
    if (const Field* field = children.field(name)) columns.push_back(field);
  return columns;
}

json::object row_of(const ListRow& row, const std::vector<const Field*>& columns,
                    const Workflow& children, const Wording& wording) {
  json::array cells;
  const std::string& reference = row.snapshot.reference;
  const bool is_in_title = row.title.find(reference) != std::string::npos;
  for (const Field* field : columns) {
    if (field->name == children.headline) continue;
    const json::value answer = to_json(at(row.snapshot.fields, field->name));
    cells.push_back(json::object{{"column", label_of(*field)},
                                 {"cell", in_words(*field, answer, wording)},
                                 {"is_number", is_number(*field)}});
  }
  return {{"row_href", path_to(row.snapshot.id)},
          {"row_title", row.title},
          {"row_reference", is_in_title ? "" : reference},
          {"row_state", states_in_words(row.states)},
          {"cells", std::move(cells)}};
}

bool is_atomic(const State& state) {
  return state.kind == State::Kind::Atomic || state.kind == State::Kind::Final;
}

}  // namespace

json::object table_view(const ListView& list, const Workflow& children,
                        const std::vector<ListRow>& rows, const Wording& wording) {
  const std::vector<const Field*> columns = columns_of(list, children);
  const Field* headline = children.field(children.headline);
  json::array headings;
  for (const Field* field : columns)
    if (field != headline) {
      headings.push_back(
          json::object{{"heading", label_of(*field)}, {"is_number", is_number(*field)}});
    }
  json::array shown;
  for (const ListRow& row : rows)
    shown.push_back(row_of(row, columns, children, wording));

  return {{"table_id", "list-" + list.name},
          {"table_title", list.title.empty() ? sentence_case(list.name) : list.title},
          {"table_text", list.text},
          {"first_heading", headline ? label_of(*headline) : children.title},
          {"headings", std::move(headings)},
          {"has_rows", !shown.empty()},
          {"nothing", "None here yet."},
          {"rows", std::move(shown)}};
}

json::array rows_view(const std::vector<ListRow>& rows) {
  json::array list;
  for (const ListRow& row : rows) {
    list.push_back(json::object{{"row_href", path_to(row.snapshot.id)},
                                {"row_title", row.title},
                                {"row_kind", kind_and_reference(*row.workflow, row.snapshot)},
                                {"row_state", states_in_words(row.states)}});
  }
  return list;
}

json::array children_view(const Shown& shown) {
  json::array kinds;
  for (const auto& [name, counts] : shown.children) {
    const Workflow* children = shown.package->workflow(name);
    if (!children) continue;
    json::array states;
    for (const State& state : children->states) {
      const auto found = counts.find(state.name);
      if (!is_atomic(state) || found == counts.end() || found->second == 0) continue;
      states.push_back(json::object{
          {"count", found->second},
          {"count_state", state.title.empty() ? sentence_case(state.name) : state.title},
          {"count_href", path_to_children(shown.snapshot.id, name, state.name, {})}});
    }
    if (states.empty()) continue;
    kinds.push_back(json::object{{"kind", plural(children->title)},
                                 {"all_href", path_to_children(shown.snapshot.id, name, "", {})},
                                 {"counts", std::move(states)}});
  }
  return kinds;
}

}  // namespace accolade
