// Numbers stay numbers and dates dates; everything else is in the words of the page.
#include "handlers/pages/list_file.h"

#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/permission/sight.h"
#include "handlers/pages/status_view.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

std::string heading_of(const Field& field) {
  return field.label.empty() ? sentence_case(field.name) : field.label;
}

LocalTime local_time(Instant instant, const std::string& zone) {
  const std::string text = local_text(instant, zone);  // "2026-03-02T17:00"
  const auto number = [&](std::size_t at) { return std::stoi(text.substr(at, 2)); };
  const std::size_t time = text.find('T') + 1;
  return {local_day(instant, zone), number(time), number(time + 3)};
}

Cell cell_of(const Field& field, const Value& value, const Wording& wording) {
  if (const auto* number = value.as<Decimal>()) return *number;
  if (const auto* day = value.as<Day>()) return *day;
  if (const auto* instant = value.as<Instant>()) return local_time(*instant, wording.zone);
  if (const auto* whole = value.as<std::int64_t>()) {
    if (const std::optional<Decimal> number = Decimal::of_int(*whole)) return *number;
  }
  return in_words(field, to_json(value), wording);
}

std::vector<const Field*> fields_beside_headline(const ListView& list, const Workflow& children) {
  std::vector<const Field*> fields;
  for (const std::string& name : list.columns) {
    const Field* field = children.field(name);
    if (field != nullptr && name != children.headline) fields.push_back(field);
  }
  return fields;
}

}  // namespace

Table list_table(const ListView& list, const Workflow& children, const std::vector<ListRow>& rows,
                 const Wording& wording) {
  const std::vector<const Field*> fields = fields_beside_headline(list, children);
  const Field* headline = children.field(children.headline);
  const bool has_reference = !children.reference.empty();

  Table table{list.title, {headline == nullptr ? children.title : heading_of(*headline)}, {}};
  if (has_reference) table.headings.emplace_back("Reference");
  for (const Field* field : fields)
    table.headings.push_back(heading_of(*field));
  table.headings.emplace_back("Where it stands");
  for (const ListRow& row : rows) {
    std::vector<Cell>& cells = table.rows.emplace_back();
    cells.emplace_back(row.title);
    if (has_reference) cells.emplace_back(row.snapshot.reference);
    for (const Field* field : fields)
      cells.push_back(cell_of(*field, at(row.snapshot.fields, field->name), wording));
    cells.emplace_back(states_in_words(row.states));
  }
  return table;
}

std::vector<std::string> badge_lines(const ListView& list, const Workflow& children,
                                     const ListRow& row, const Wording& wording) {
  std::vector<std::string> lines;
  for (const std::string& name : list.badges) {
    const Field* field = children.field(name);
    if (field == nullptr) continue;
    lines.push_back(in_words(*field, to_json(at(row.snapshot.fields, name)), wording));
  }
  return lines;
}

bool has_ticket(const ListRow& row) {
  if (!row.workflow->ticket) return false;
  const std::vector<std::string>& in = row.workflow->ticket->rule.in;
  for (const StateIndex index : active_states(*row.workflow, row.snapshot.configuration)) {
    const std::string& name = row.workflow->states[index].name;
    if (std::find(in.begin(), in.end(), name) != in.end()) return true;
  }
  return false;
}

void add_fields_above(const Shown& shown, Wording& wording) {
  for (const auto& [name, value] : shown.snapshot.fields)
    wording.above.insert_or_assign("parent." + name, value);
}

}  // namespace accolade
