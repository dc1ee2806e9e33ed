// Only what the viewer sees of the reports is counted here, as everywhere in a matrix.
#include "handlers/pages/matrix_years.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/value/instant.h"
#include "handlers/pages/paths.h"

namespace accolade {
namespace {

namespace json = boost::json;

std::string title_of_year(const MatrixPage& page) {
  const std::string& title = page.view.years.front().title;
  return fmt::format("{} {}", title.empty() ? page.view.title : title, *page.year);
}

std::set<InstanceId> reported_rows(const MatrixPage& page) {
  std::set<InstanceId> rows;
  for (const ListRow& report : page.crossing.reports)
    rows.insert(report.snapshot.parent);
  return rows;
}

std::string states_in_words(const ListRow& report) {
  std::string words;
  for (const StateWords& state : report.states)
    words += (words.empty() ? "" : ", ") + state.title;
  return words;
}

std::string summary_of(const MatrixPage& page) {
  const std::set<InstanceId> reported = reported_rows(page);
  const auto there = std::ranges::count_if(
      page.figures.rows, [&](const ListRow* row) { return reported.contains(row->snapshot.id); });
  const std::size_t all = static_cast<std::size_t>(there) + missing_reports(page).size();
  return fmt::format("Signed reports: {} of {}. What they say stays as it was signed.", there, all);
}

std::string counts_in_words(const MatrixPage& page, const LineTotals& totals) {
  std::string words;
  for (const Choice& choice : codes_of(page)) {
    const auto count = totals.by_code.find(choice.code);
    if (count == totals.by_code.end()) continue;
    words += fmt::format("{}{}: {}", words.empty() ? "" : ", ", choice.label, count->second);
  }
  return words;
}

}  // namespace

json::value years_view(const MatrixPage& page) {
  if (page.crossing.years.empty()) return nullptr;
  json::array options;
  for (const std::int64_t year : page.crossing.years) {
    options.push_back(json::object{{"value", std::to_string(year)},
                                   {"text", std::to_string(year)},
                                   {"is_chosen", page.year == year}});
  }
  return json::object{{"years_label", "Year"}, {"options", std::move(options)}};
}

std::vector<MissingReport> missing_reports(const MatrixPage& page) {
  std::vector<MissingReport> missing;
  const std::set<InstanceId> reported = reported_rows(page);
  for (const ListRow* row : page.figures.rows) {
    if (reported.contains(row->snapshot.id)) continue;
    const auto pending = std::ranges::find_if(page.crossing.pending, [&](const ListRow& report) {
      return report.snapshot.parent == row->snapshot.id;
    });
    if (pending != page.crossing.pending.end()) {
      missing.push_back({row, states_in_words(*pending)});
      continue;
    }
    const Day begun = std::chrono::floor<std::chrono::days>(row->snapshot.created);
    if (year_of(begun) < page.year.value_or(0)) missing.push_back({row, "Not signed"});
  }
  return missing;
}

json::value reported_view(const MatrixPage& page) {
  if (!page.year) return nullptr;
  json::array missing;
  for (const MissingReport& one : missing_reports(page)) {
    missing.push_back(json::object{{"missing_href", path_to(one.row->snapshot.id)},
                                   {"missing_title", one.row->title},
                                   {"missing_state", one.state}});
  }
  const std::string path =
      path_to(page.shown.snapshot.id) + "/matrices/" + percent_encoded(page.view.name);
  return json::object{{"reported_title", title_of_year(page)},
                      {"reported_summary", summary_of(page)},
                      {"pdf_href", path + ".pdf" + query_of(page)},
                      {"has_missing", !missing.empty()},
                      {"missing_count", missing.size()},
                      {"missing", std::move(missing)}};
}

std::string who_in_words(const MatrixPage& page, std::size_t column) {
  std::string words;
  for (const Choice& choice : codes_of(page)) {
    std::string who;
    for (std::size_t row = 0; row < page.figures.rows.size(); ++row) {
      const ListRow* const cell = page.figures.cells[row][column];
      if (cell == nullptr || code_at(page, *cell) != choice.code) continue;
      who += (who.empty() ? "" : ", ") + page.figures.rows[row]->title;
    }
    if (!who.empty()) words += (words.empty() ? "" : "; ") + choice.label + ": " + who;
  }
  return words;
}

StatePaper state_of(const MatrixPage& page) {
  StatePaper state;
  state.title = title_of_year(page);
  state.about = page.shown.title;
  state.summary = summary_of(page);
  const std::string amounts = amounts_in_words(page.figures.total.amounts);
  if (!amounts.empty()) state.amounts = "Budgets in total: " + amounts + ".";
  for (std::size_t column = 0; column < page.figures.columns.size(); ++column) {
    const LineTotals& totals = page.figures.column_totals[column];
    state.lines.push_back({full_name(*page.figures.columns[column]), counts_in_words(page, totals),
                           who_in_words(page, column), amounts_in_words(totals.amounts)});
  }
  for (const MissingReport& missing : missing_reports(page))
    state.missing.push_back(missing.row->title + ": " + missing.state);
  return state;
}

}  // namespace accolade
