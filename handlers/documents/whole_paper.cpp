// Composes the two papers; Flow sets them.
#include "handlers/documents/whole_paper.h"

#include "handlers/documents/flow.h"

namespace accolade {
namespace {

constexpr double name_share = 3;
constexpr double mark_share = 1;

// Longer texts get more room: by what stands in the column, within limits.
double share_of(const CopiedTable& table, std::size_t column) {
  constexpr double least = 1;
  constexpr double most = 4;
  constexpr double characters_a_share = 22;
  std::size_t longest = table.columns[column].size();
  for (const CopiedLine& line : table.lines)
    longest = std::max(longest, cell_in_words(line.cells[column]).size());
  return std::clamp(static_cast<double>(longest) / characters_a_share, least, most);
}

void add_table(Flow& flow, const CopiedTable& table) {
  std::vector<FlowColumn> columns{{table.named, name_share}};
  for (std::size_t column = 0; column < table.columns.size(); ++column)
    columns.push_back({table.columns[column], share_of(table, column)});
  if (table.is_compared) columns.push_back({"Since then", mark_share});
  std::vector<std::vector<std::string>> rows;
  for (const CopiedLine& line : table.lines) {
    std::vector<std::string>& cells = rows.emplace_back();
    cells.push_back(line.name);
    for (const CopiedCell& cell : line.cells)
      cells.push_back(cell_in_words(cell));
    if (table.is_compared) cells.push_back(since_in_words(line.since));
  }
  flow.table(columns, rows);
}

}  // namespace

std::string cell_in_words(const CopiedCell& cell) {
  if (!cell.is_changed) return cell.said;
  return (cell.said.empty() ? "nothing" : cell.said) + " (was: " + cell.was + ")";
}

std::string since_in_words(CopiedLine::Since since) {
  switch (since) {
    case CopiedLine::Since::Same:
      return "";
    case CopiedLine::Since::Changed:
      return "Changed";
    case CopiedLine::Since::New:
      return "New";
    case CopiedLine::Since::Gone:
      return "No longer";
  }
  return {};
}

std::string whole_paper(const WholePaper& report, Instant made) {
  Flow flow(a4_across, report.kind + ": " + report.title, report.kind + ": " + report.title, made);
  flow.heading(report.title);
  flow.paragraph(report.kind + ", " + report.about);
  for (const CopiedTable& table : report.tables) {
    flow.subheading(table.title);
    if (table.is_compared)
      flow.small("Compared with " + report.since + ": " +
                 (table.changed == 0   ? std::string("nothing has changed.")
                  : table.changed == 1 ? std::string("1 row is different.")
                                       : std::to_string(table.changed) + " rows are different."));
    add_table(flow, table);
  }
  for (const auto& [label, words] : report.answers) {
    flow.subheading(label);
    flow.paragraph(words);
  }
  if (!report.happened.empty()) flow.subheading("Signed");
  for (const std::string& line : report.happened)
    flow.paragraph(line);
  if (report.proof) {
    flow.code(qr_code(report.proof->url),
              {"Is this report genuine? Type its code at", report.proof->page, report.proof->code});
  }
  return flow.finished();
}

std::string state_paper(const StatePaper& state, Instant made) {
  Flow flow(a4_across, state.title, state.title + ", " + state.about, made);
  flow.heading(state.title);
  flow.paragraph(state.about);
  flow.paragraph(state.summary);
  if (!state.amounts.empty()) flow.paragraph(state.amounts);
  std::vector<std::vector<std::string>> rows;
  for (const StatePaper::Line& line : state.lines)
    rows.push_back({line.name, line.counts, line.who.empty() ? "Nobody" : line.who, line.amounts});
  flow.subheading("One by one");
  flow.table({{"Item", 3}, {"How many", 2}, {"Who", 5}, {"Budget", 2}}, rows);
  flow.subheading("Missing reports");
  if (state.missing.empty()) flow.paragraph("None.");
  for (const std::string& name : state.missing)
    flow.paragraph(name);
  return flow.finished();
}

}  // namespace accolade
