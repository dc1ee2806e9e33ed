// Counts each row once in a table, or once for each of several choices.
#include "handlers/pages/report_figures.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/definition/naming.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

constexpr const char* not_said = "Not said";

std::set<std::string> states_of_row(const ListRow& row) {
  std::set<std::string> names;
  for (const StateIndex index : active_states(*row.workflow, row.snapshot.configuration))
    names.insert(row.workflow->states[index].name);
  return names;
}

// The answers of a row to one field, in words; one or several.
std::vector<std::string> labels_of(const Field& field, const ListRow& row, const Wording& wording) {
  const Value& value = at(row.snapshot.fields, field.name);
  std::vector<std::string> labels;
  if (const List* const list = value.as<List>()) {
    for (const Value& item : *list)
      labels.push_back(in_words(field, to_json(Value(List{item})), wording));
  } else if (!value.is_absent()) {
    labels.push_back(in_words(field, to_json(value), wording));
  }
  if (labels.empty() || labels.front().empty()) labels = {not_said};
  return labels;
}

// What one row adds.
class Counting {
 public:
  Counting(const ReportView& view, const Field* split, const std::vector<std::string>& split_labels,
           const Wording& wording)
      : view_(view), split_(split), split_labels_(split_labels), wording_(wording) {}

  ReportRow empty(const std::string& label) const {
    ReportRow row{label, {}};
    for (std::size_t i = 0; i < view_.counts.size(); ++i)
      row.counts.push_back({0, std::vector<std::int64_t>(split_labels_.size())});
    return row;
  }
  void add(const ListRow& from, ReportRow& to) const {
    const std::set<std::string> states = states_of_row(from);
    for (std::size_t i = 0; i < view_.counts.size(); ++i) {
      const bool is_counted = std::ranges::any_of(
          view_.counts[i].states, [&](const std::string& name) { return states.contains(name); });
      if (!is_counted) continue;
      ++to.counts[i].all;
      if (split_ == nullptr) continue;
      for (const std::string& label : labels_of(*split_, from, wording_)) {
        const auto found = std::ranges::find(split_labels_, label);
        ++to.counts[i].split[static_cast<std::size_t>(found - split_labels_.begin())];
      }
    }
  }

 private:
  const ReportView& view_;
  const Field* split_;
  const std::vector<std::string>& split_labels_;
  const Wording& wording_;
};

std::vector<std::string> labels_among(const Field& field, const std::vector<ListRow>& rows,
                                      const Wording& wording) {
  std::set<std::string> labels;
  for (const ListRow& row : rows) {
    for (const std::string& label : labels_of(field, row, wording))
      labels.insert(label);
  }
  const bool has_unsaid = labels.erase(not_said) > 0;
  std::vector<std::string> sorted(labels.begin(), labels.end());
  if (has_unsaid) sorted.emplace_back(not_said);
  return sorted;
}

std::string words_for(const Field& field) {
  return field.label.empty() ? sentence_case(field.name) : field.label;
}

Cell number_cell(std::int64_t number) {
  return Decimal::of_int(number).value_or(Decimal());
}

void add_cells(const ReportRow& row, std::vector<Cell>& cells) {
  cells.emplace_back(row.label);
  for (const ReportNumber& number : row.counts) {
    cells.push_back(number_cell(number.all));
    for (const std::int64_t part : number.split)
      cells.push_back(number_cell(part));
  }
}

}  // namespace

ListView rows_of(const ReportView& view) {
  ListView list;
  list.name = view.name;
  list.of = view.of;
  list.roles = view.roles;
  std::set<std::string> states;
  for (const ReportCount& count : view.counts)
    states.insert(count.states.begin(), count.states.end());
  list.states.assign(states.begin(), states.end());
  return list;
}

ReportFigures report_figures(const ReportView& view, const Workflow& children,
                             const std::vector<ListRow>& rows, const Wording& wording) {
  ReportFigures figures;
  for (const ReportCount& count : view.counts)
    figures.headings.push_back(count.label);
  const Field* const split = children.field(view.split);
  if (split != nullptr) figures.split = labels_among(*split, rows, wording);
  const Counting counting(view, split, figures.split, wording);

  figures.total = counting.empty("All");
  for (const ListRow& row : rows)
    counting.add(row, figures.total);
  for (const std::string& name : view.by) {
    const Field* const field = children.field(name);
    if (field == nullptr) continue;
    ReportTable& table = figures.tables.emplace_back(ReportTable{words_for(*field), {}});
    std::map<std::string, std::size_t> places;
    for (const std::string& label : labels_among(*field, rows, wording)) {
      places.emplace(label, table.rows.size());
      table.rows.push_back(counting.empty(label));
    }
    for (const ListRow& row : rows) {
      for (const std::string& label : labels_of(*field, row, wording))
        counting.add(row, table.rows[places.at(label)]);
    }
  }
  return figures;
}

Table report_table(const ReportView& view, const ReportFigures& figures) {
  Table table{view.title, {"By", "Group"}, {}};
  for (const std::string& heading : figures.headings) {
    table.headings.push_back(heading);
    for (const std::string& part : figures.split)
      table.headings.push_back(heading + ": " + part);
  }
  for (const ReportTable& one : figures.tables) {
    for (const ReportRow& row : one.rows) {
      std::vector<Cell>& cells = table.rows.emplace_back();
      cells.emplace_back(one.by);
      add_cells(row, cells);
    }
  }
  std::vector<Cell>& cells = table.rows.emplace_back();
  cells.emplace_back("All");
  add_cells(figures.total, cells);
  return table;
}

std::string split_in_words(const ReportFigures& figures, const ReportNumber& number) {
  std::string words;
  for (std::size_t i = 0; i < figures.split.size(); ++i) {
    if (number.split[i] == 0) continue;
    words += (words.empty() ? "" : ", ") + figures.split[i] + " " + std::to_string(number.split[i]);
  }
  return words;
}

}  // namespace accolade
