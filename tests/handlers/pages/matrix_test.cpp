// What a matrix counts, adds up and finds missing.
#include <gtest/gtest.h>

#include "handlers/pages/matrix_view.h"
#include "handlers/pages/matrix_years.h"

namespace accolade {
namespace {

Day day_of(const char* text) {
  return *parse_day(text);
}

Field matrix_field(const char* name, FieldType type = FieldType::Text,
                   std::vector<Choice> choices = {}) {
  Field field;
  field.name = field.label = name;
  field.type = type;
  field.choices = std::move(choices);
  return field;
}

// Two rows, three columns, and whatever cells a test puts there.
class MatrixInNumbers : public testing::Test {
 protected:
  MatrixInNumbers() : package_(std::make_shared<Package>()) {
    Workflow rows, columns, cells;
    rows.name = "portfolio";
    rows.fields = {matrix_field("country")};
    columns.name = "item";
    columns.fields = {
        matrix_field("part", FieldType::OneOf, {{"A", "A"}, {"B", "B"}}),
        matrix_field("scope", FieldType::SomeOf, {{"E", "European"}, {"I", "International"}})};
    cells.name = "adoption";
    cells.fields = {
        matrix_field("grade", FieldType::OneOf, {{"planned", "Planned"}, {"running", "Running"}})};
    package_->workflows = {{"portfolio", rows}, {"item", columns}, {"adoption", cells}};
    view_.rows = "portfolio";
    view_.columns = "item";
    view_.cells = "adoption";
    view_.by = "item";
    view_.value = "grade";
    view_.filters = {"part", "country"};
    view_.sums = {{"budget", "currency", "confidential"}};
    view_.gaps = {{"Nobody", "", {"planned", "running"}, "", "", {}},
                  {"Late", "", {"running"}, "steps_by", "", {}},
                  {"Open", "", {"running"}, "", "scope", {}}};
    for (const MatrixGap& gap : view_.gaps)
      crossing_.gaps.push_back(&gap);
    crossing_.rows = {row(1, "portfolio", {{"country", Value("France")}}),
                      row(2, "portfolio", {{"country", Value("Israel")}})};
    crossing_.columns = {item(11, "A", "2021-03-31"), item(12, "A", "2029-03-31"),
                         item(13, "B", "2021-03-31")};
  }

  ListRow row(std::int64_t id, const char* workflow, Fields fields) {
    ListRow row;
    row.package = package_;
    row.workflow = package_->workflow(workflow);
    row.snapshot.id = InstanceId{id};
    row.snapshot.fields = std::move(fields);
    row.title = std::to_string(id);
    return row;
  }
  ListRow item(std::int64_t id, const char* part, const char* steps_by) {
    return row(id, "item",
               {{"part", Value(part)},
                {"scope", Value(List{Value("E"), Value("I")})},
                {"steps_by", Value(day_of(steps_by))}});
  }
  void cell(std::int64_t portfolio, std::int64_t item, const char* grade, Fields more = {}) {
    more.emplace("item", Value(std::to_string(item)));
    more.emplace("grade", Value(grade));
    ListRow made = row(100 + static_cast<std::int64_t>(crossing_.cells.size()), "adoption", more);
    made.snapshot.parent = InstanceId{portfolio};
    crossing_.cells.push_back(std::move(made));
  }
  static Fields budget(int amount, bool is_confidential) {
    return {{"budget", Value(*Decimal::of_int(amount))},
            {"currency", Value("EUR")},
            {"confidential", Value(is_confidential)}};
  }
  MatrixFigures figures(const MatrixFilters& filters = {}) {
    return figures_of(view_, crossing_, filters, day_of("2026-01-10"));
  }
  std::vector<std::string> missing(const MatrixFigures& figures, std::size_t gap) {
    std::vector<std::string> titles;
    for (const FoundGap::Column& column : figures.gaps.at(gap).columns)
      titles.push_back(column.column->title);
    return titles;
  }

  std::shared_ptr<Package> package_;
  MatrixView view_;
  Crossing crossing_;
};

using Titles = std::vector<std::string>;

TEST_F(MatrixInNumbers, EveryCellCountsForItsRowItsColumnAndTheWhole) {
  cell(1, 11, "running");
  cell(2, 11, "planned");
  cell(2, 13, "running");
  const MatrixFigures counted = figures();
  EXPECT_EQ(counted.row_totals.at(1).by_code,
            (std::map<std::string, std::int64_t>{{"planned", 1}, {"running", 1}}));
  EXPECT_EQ(counted.column_totals.at(0).by_code,
            (std::map<std::string, std::int64_t>{{"planned", 1}, {"running", 1}}));
  EXPECT_EQ(counted.total.by_code,
            (std::map<std::string, std::int64_t>{{"planned", 1}, {"running", 2}}));
  EXPECT_EQ(counted.cells.at(0).at(1), nullptr);
}

TEST_F(MatrixInNumbers, FiltersLeaveOutRowsAndColumnsFromEveryTotal) {
  cell(1, 11, "running", budget(10, false));
  cell(2, 13, "running", budget(20, false));
  const MatrixFigures french = figures({{"country", "France"}});
  EXPECT_EQ(french.rows.size(), 1U);
  EXPECT_EQ(amounts_in_words(french.total.amounts), "10 EUR");
  const MatrixFigures supporting = figures({{"part", "B"}});
  EXPECT_EQ(supporting.columns.size(), 1U);
  EXPECT_EQ(amounts_in_words(supporting.total.amounts), "20 EUR");
  EXPECT_EQ(figures({{"country", "Nowhere"}}).rows.size(), 0U);
}

// Whatever a confidential budget is, and whether the viewer sees it or not: no total changes, under
// no filter, so no difference of totals says what it is.
TEST_F(MatrixInNumbers, NoTotalDependsOnAConfidentialBudget) {
  std::vector<std::vector<std::string>> said;
  for (const Fields& kept_back :
       {budget(7'000'000, true), budget(1, true), Fields{{"confidential", Value(true)}}}) {
    crossing_.cells.clear();
    cell(1, 11, "running", budget(1'250'000, false));
    cell(1, 12, "running", budget(30, false));
    cell(2, 11, "running", kept_back);
    std::vector<std::string>& totals = said.emplace_back();
    for (const MatrixFilters& filters :
         {MatrixFilters{}, MatrixFilters{{"country", "France"}},
          MatrixFilters{{"country", "Israel"}}, MatrixFilters{{"part", "A"}}}) {
      const MatrixFigures counted = figures(filters);
      totals.push_back(amounts_in_words(counted.total.amounts));
      for (const auto* lines : {&counted.row_totals, &counted.column_totals})
        for (const LineTotals& line : *lines)
          totals.push_back(amounts_in_words(line.amounts));
    }
  }
  EXPECT_EQ(said.at(0).front(), "1,250,030 EUR; 1 not disclosed");
  EXPECT_EQ(said.at(0), said.at(1));
  EXPECT_EQ(said.at(0), said.at(2));
}

TEST_F(MatrixInNumbers, ABudgetOfWhichNothingIsSaidIsInNoTotal) {
  cell(1, 11, "running", {{"budget", Value(*Decimal::of_int(5))}, {"currency", Value("EUR")}});
  EXPECT_EQ(amounts_in_words(figures().total.amounts), "");
}

TEST_F(MatrixInNumbers, TheGapsAreNobodyLateAndOpenScope) {
  cell(1, 11, "planned");
  cell(1, 12, "running", {{"scope", Value(List{Value("E")})}});
  const MatrixFigures counted = figures();
  EXPECT_EQ(missing(counted, 0), Titles{"13"});
  EXPECT_EQ(missing(counted, 1), (Titles{"11", "13"}));  // planned is no step; 12 has until 2029
  EXPECT_EQ(missing(counted, 2), (Titles{"11", "12", "13"}));
  EXPECT_EQ(counted.gaps.at(2).columns.at(1).uncovered, Titles{"International"});
}

TEST_F(MatrixInNumbers, AnItemIsNotLateOnItsLastDay) {
  const MatrixFigures counted = figures_of(view_, crossing_, {}, day_of("2021-03-31"));
  EXPECT_EQ(missing(counted, 1), Titles());
}

TEST_F(MatrixInNumbers, AYearSaysWhoWorksOnWhatAndWhichReportsAreMissing) {
  view_.years = {{"report", "year", "State of the Art", {"signed"}, {"items"}, {}}};
  cell(1, 11, "running", budget(10, false));
  cell(1, 12, "planned", budget(999, true));
  ListRow report = row(201, "portfolio", {});
  report.snapshot.parent = InstanceId{1};
  crossing_.reports = {report};
  crossing_.rows.push_back(row(3, "portfolio", {}));  // of that year itself
  for (std::size_t at = 0; at < crossing_.rows.size(); ++at)
    crossing_.rows[at].snapshot.created =
        *parse_instant(at == 2 ? "2026-06-01T00:00:00Z" : "2025-06-01T00:00:00Z");
  Shown plan;
  plan.package = package_;
  plan.workflow = package_->workflow("portfolio");
  plan.title = "Action Plan";
  const MatrixFilters none;
  const MatrixFigures counted = figures();
  const MatrixPage page{plan, view_, crossing_, counted, none, 2026};

  const StatePaper state = state_of(page);
  EXPECT_EQ(state.title, "State of the Art 2026");
  EXPECT_EQ(state.summary, "Signed reports: 1 of 2. What they say stays as it was signed.");
  EXPECT_EQ(state.amounts, "Budgets in total: 10 EUR; 1 not disclosed.");
  EXPECT_EQ(state.missing, Titles{"2: Not signed"});
  ASSERT_EQ(state.lines.size(), 3U);
  EXPECT_EQ(state.lines.at(0).who, "Running: 1");
  EXPECT_EQ(state.lines.at(1).counts, "Planned: 1");
  EXPECT_EQ(state.lines.at(1).amounts, "1 not disclosed");
  EXPECT_EQ(state.lines.at(2).who, "");
  EXPECT_EQ(query_of(page), "?year=2026");
}

}  // namespace
}  // namespace accolade
