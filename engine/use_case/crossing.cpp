// What lies across each other: matrices, sheets, and what a field may name.
#include <algorithm>
#include <set>

#include "engine/use_case/starting.h"
#include "engine/value/ascii.h"

namespace accolade {
namespace {

// Enough to show it; who owes what is not said in a table.
ListRow light_row(Ports& ports, Instances::Listed&& listed) {
  ListRow row;
  row.package = ports.packages.get(listed.snapshot.package);
  row.workflow = row.package->workflow(listed.snapshot.workflow);
  if (row.workflow == nullptr) {
    throw std::runtime_error("no workflow " + listed.snapshot.workflow);
  }
  row.snapshot =
      cut(*row.workflow, std::move(listed.snapshot), roles_of_sight(*row.workflow, listed.sight));
  row.title = title_of(*row.workflow, row.snapshot);
  row.states = states_of(*row.workflow, row.snapshot, {}, {});
  return row;
}

bool is_in_one_of(const std::vector<std::string>& states, const ListRow& row) {
  if (states.empty()) return true;
  for (const StateIndex index : active_states(*row.workflow, row.snapshot.configuration)) {
    const std::string& name = row.workflow->states[index].name;
    if (std::find(states.begin(), states.end(), name) != states.end()) return true;
  }
  return false;
}

// All that the viewer sees and that are not over, the newest first.
std::vector<ListRow> calls_of(Ports& ports, const Field& field, PersonId viewer) {
  constexpr int page = 200, calls_max = 1'000;
  ListQuery query;
  query.workflow = field.pool;
  query.newest_first = true;
  query.limit = page;
  std::vector<ListRow> rows;
  for (int found = page, all = 0; found == page && all < calls_max; all += found) {
    found = 0;
    for (Instances::Listed& listed : ports.instances.list(query, viewer)) {
      ++found;
      query.after = listed.snapshot.id;
      if (!listed.snapshot.outcome.empty()) continue;
      ListRow row = light_row(ports, std::move(listed));
      if (is_in_one_of(field.in, row)) rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::vector<InstanceId> ids_of(const std::vector<ListRow>& rows) {
  std::vector<InstanceId> ids;
  for (const ListRow& row : rows)
    ids.push_back(row.snapshot.id);
  return ids;
}

}  // namespace

std::vector<ListRow> rows_below(Ports& ports, const std::vector<InstanceId>& parents,
                                const std::string& workflow, PersonId viewer) {
  std::vector<ListRow> rows;
  for (Instances::Listed& listed : ports.instances.below(parents, workflow, viewer))
    rows.push_back(light_row(ports, std::move(listed)));
  return rows;
}

std::vector<Header> line_of(ReadingRoom& room, InstanceId id) {
  std::vector<Header> line;
  for (const Snapshot* at = room.seen(id); at != nullptr;
       at = at->parent ? room.seen(at->parent) : nullptr) {
    line.push_back({at->id, at->root, at->parent, at->depth, at->workflow, at->package});
  }
  return line;
}

const std::vector<ListRow>& References::named_by(const Field& field, const Package& package,
                                                 const std::vector<Header>& above) {
  const auto found = found_.find(field.pool);
  if (found != found_.end()) return found->second;
  std::vector<ListRow>& rows = found_[field.pool];
  if (field.of_calls) return rows = calls_of(ports_, field, viewer_);
  const Workflow* named = package.workflow(field.pool);
  if (named == nullptr) return rows;
  for (const Header& one : above) {
    if (one.workflow != named->parent) continue;
    rows = rows_below(ports_, {one.id}, named->name, viewer_);
    break;
  }
  return rows;
}

Outcome<Answers> References::resolved(const std::vector<const Field*>& fields, Answers answers,
                                      const Package& package, const std::vector<Header>& above) {
  Refusal refusal{Why::Invalid, "", {}};
  for (const Field* field : fields) {
    if (field->type != FieldType::Instance || field->pool.empty()) continue;
    const auto typed = answers.find(field->name);
    if (typed == answers.end() || !typed->second.is_string()) continue;
    const std::string text(typed->second.get_string());
    if (text.empty()) continue;
    const std::vector<ListRow>& rows = named_by(*field, package, above);
    const auto named = std::find_if(rows.begin(), rows.end(), [&](const ListRow& row) {
      return row.snapshot.id.text() == text ||
             is_same_ignoring_case(row.snapshot.reference, text) ||
             is_same_ignoring_case(row.title, text);
    });
    if (named != rows.end()) {
      typed->second = named->snapshot.id.text();
    } else {
      refusal.problems.push_back({field->name, "There is no " + text + " in the list"});
    }
  }
  if (refusal.problems.empty()) return answers;
  refusal.sentence = refusal.problems.front().sentence;
  return refusal;
}

std::string called(const ListRow& row) {
  const std::string& reference = row.snapshot.reference;
  return reference.empty() ? row.title : reference + " " + row.title;
}

std::vector<ListRow> rows_naming(Ports& ports, const Shown& shown, const ListView& view,
                                 PersonId viewer) {
  std::vector<ListRow> rows;
  const Workflow* of = shown.package->workflow(view.of);
  const Workflow* holders = of == nullptr ? nullptr : shown.package->workflow(of->parent);
  if (holders == nullptr) return rows;
  ReadingRoom room(ports);
  for (const Header& above : line_of(room, shown.snapshot.id)) {
    if (above.workflow != holders->parent) continue;
    const std::vector<ListRow> parents = rows_below(ports, {above.id}, holders->name, viewer);
    for (ListRow& row : rows_below(ports, ids_of(parents), of->name, viewer)) {
      const auto* named = at(row.snapshot.fields, view.by).as<std::string>();
      if (!is_in_one_of(view.states, row)) continue;
      if (named != nullptr && *named == shown.snapshot.id.text() && row.snapshot.outcome.empty())
        rows.push_back(std::move(row));
    }
    break;
  }
  return rows;
}

namespace {

std::string text_in(const Fields& fields, const std::string& name) {
  const auto* const text = at(fields, name).as<std::string>();
  return text == nullptr ? "" : *text;
}

// Copies of one column of the report are one cell: what is open of it and what is not.
void add_cells(const MatrixView& view, const ListRow& report, std::vector<ListRow>& cells) {
  std::map<std::string, Fields> by_column;
  for (const std::string& name : view.years.front().cells) {
    const List* const copies = at(report.snapshot.fields, name).as<List>();
    for (const Value& value : copies == nullptr ? List() : *copies) {
      const Record* const copy = value.as<Record>();
      if (copy != nullptr) by_column[text_in(*copy, view.by)].insert(copy->begin(), copy->end());
    }
  }
  for (auto& [column, fields] : by_column) {
    ListRow cell;
    cell.package = report.package;
    cell.workflow = report.package->workflow(view.cells);
    cell.snapshot.id = report.snapshot.id;
    cell.snapshot.parent = report.snapshot.parent;
    cell.snapshot.fields = std::move(fields);
    cell.title = report.title;
    cells.push_back(std::move(cell));
  }
}

// Whoever has left since, and what was struck off since, was there that year.
void restore(std::vector<ListRow>& rows, const std::set<std::string>& reported) {
  std::erase_if(rows, [&](const ListRow& row) {
    return !row.snapshot.outcome.empty() && !reported.contains(row.snapshot.id.text());
  });
  for (ListRow& row : rows)
    row.snapshot.outcome.clear();
}

void take_year(const MatrixView& view, std::int64_t year, std::vector<ListRow> reports,
               Crossing& crossing) {
  const MatrixYears& years = view.years.front();
  std::set<std::string> rows, columns;
  for (ListRow& report : reports) {
    if (at(report.snapshot.fields, years.year) != Value(year)) continue;
    const bool counts = is_in_one_of(years.in, report);
    if (counts) rows.insert(report.snapshot.parent.text());
    if (counts) add_cells(view, report, crossing.cells);
    (counts ? crossing.reports : crossing.pending).push_back(std::move(report));
  }
  for (const ListRow& cell : crossing.cells)
    columns.insert(text_in(cell.snapshot.fields, view.by));
  restore(crossing.rows, rows);
  restore(crossing.columns, columns);
}

}  // namespace

Outcome<Crossing> Engine::crossing(const Shown& shown, const MatrixView& view, PersonId viewer,
                                   std::optional<std::int64_t> year) {
  if (!is_among(view.roles, shown.roles)) return not_found();
  Crossing crossing;
  crossing.rows = rows_below(ports_, {shown.snapshot.id}, view.rows, viewer);
  crossing.columns = rows_below(ports_, {shown.snapshot.id}, view.columns, viewer);
  const bool has_years = !view.years.empty() && is_among(view.years.front().roles, shown.roles);
  if (year && !has_years) return not_found();
  std::vector<ListRow> reports;
  if (has_years) {
    const MatrixYears& years = view.years.front();
    reports = rows_below(ports_, ids_of(crossing.rows), years.of, viewer);
    std::set<std::int64_t> known;
    for (const ListRow& report : reports) {
      const auto* of = at(report.snapshot.fields, years.year).as<std::int64_t>();
      if (of != nullptr) known.insert(*of);
    }
    crossing.years.assign(known.rbegin(), known.rend());
  }
  if (year) {
    take_year(view, *year, std::move(reports), crossing);
  } else {
    crossing.cells = rows_below(ports_, ids_of(crossing.rows), view.cells, viewer);
  }
  for (const MatrixGap& gap : view.gaps)
    if (gap.roles.empty() || is_among(gap.roles, shown.roles)) crossing.gaps.push_back(&gap);
  return crossing;
}

std::optional<ListRow> Engine::earlier(const Shown& shown, PersonId viewer) {
  const auto& paper = shown.workflow->paper;
  std::optional<ListRow> last;
  if (!paper || paper->since.empty() || !shown.snapshot.parent) return last;
  for (ListRow& row : rows_below(ports_, {shown.snapshot.parent}, shown.workflow->name, viewer)) {
    const bool is_before = row.snapshot.id < shown.snapshot.id;
    if (!is_before || !is_in_one_of({paper->since}, row)) continue;
    if (!last || last->snapshot.id < row.snapshot.id) last = std::move(row);
  }
  return last;
}

Outcome<Crossing> Engine::crossing(const Shown& shown, const SheetView& view, PersonId viewer) {
  if (!is_among(view.roles, shown.roles)) return not_found();
  Crossing crossing;
  crossing.rows = rows_below(ports_, {shown.snapshot.parent}, view.rows, viewer);
  crossing.cells = rows_below(ports_, {shown.snapshot.id}, view.cells, viewer);
  return crossing;
}

}  // namespace accolade
