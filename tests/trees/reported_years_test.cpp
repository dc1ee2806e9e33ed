// What others see of signed reports, the matrix of a year, and who is late, on both databases.
#include "engine/use_case/overview.h"
#include "tests/trees/reporting.h"

namespace accolade {
namespace {

class ReportedYears : public Reporting {};

TEST_P(ReportedYears, OthersSeeWhatIsSignedAndNoConfidentialBudget) {
  adopts(mine, 0, mira, {{"grade", "running"}, {"budget", "7"}, {"currency", "EUR"}});
  adopts(mine, 1, mira,
         {{"grade", "planned"}, {"budget", "900"}, {"currency", "EUR"}, {"confidential", true}});
  advance_to("2026-01-15T08:00:00Z");
  const InstanceId id = report(mine);
  EXPECT_EQ(copied(id, ture), Said{"hidden"});
  fire(id, "nothing_changed", mira);
  EXPECT_EQ(copied(id, ture), Said{"hidden"});
  fire(id, "sign", hans);

  EXPECT_EQ(copied(id, ture), (Said{"A.1 Data: running", "A.2 Harmony: planned"}));
  EXPECT_EQ(copied(id, ture, "budgets"), Said{"A.1 Data: 7"});
  EXPECT_EQ(copied(id, ture, "confidential_budgets"), Said());
  EXPECT_EQ(copied(id, mira, "confidential_budgets"), Said{"A.2 Harmony: 900"});
  EXPECT_EQ(copied(id, {}), Said{"hidden"});
  for (const PersonId viewer : {ture, mira, secretary})
    EXPECT_EQ(cells(viewer, 2026), (Said{"running 7", "planned"}));
  EXPECT_EQ(cells({}, 2026), Said{"There is no such page, or it is not for you."});
  for (const Letter& letter : database_.letters->of(id, {}, true)) {
    EXPECT_FALSE(letter.what.fields.contains("confidential_budgets")) << letter.what.letter;
    EXPECT_FALSE(letter.what.fields.contains("budgets")) << letter.what.letter;
  }
}

TEST_P(ReportedYears, AMatrixOfAYearIsWhatWasSignedThen) {
  const InstanceId adoption = adopts(mine, 0, mira, {{"grade", "planned"}});
  advance_to("2026-01-15T08:00:00Z");
  sign(report(mine), mira, hans);
  fire(adoption, "change", mira, {{"grade", "running"}});
  advance_to("2027-01-15T08:00:00Z");
  sign(report(mine), mira, hans);
  fire(adoption, "remove", mira);
  fire(items.at(0), "retire", secretary);
  fire(mine, "leave", secretary);

  EXPECT_EQ(cells(secretary, 2026), Said{"planned"});
  EXPECT_EQ(cells(ture, 2027), Said{"running"});
  EXPECT_EQ(cells(ture, 2028), Said());
  const Outcome<Shown> shown = engine_->show(plan, ture);
  const MatrixView& view = shown->workflow->matrices.front();
  const auto of_2026 = engine_->crossing(*shown, view, ture, 2026);
  EXPECT_EQ(of_2026->years, (std::vector<std::int64_t>{2027, 2026}));
  ASSERT_EQ(of_2026->rows.size(), 2U);
  EXPECT_EQ(of_2026->rows.at(0).snapshot.outcome, "");
  EXPECT_EQ(of_2026->columns.size(), 2U);
  const auto of_2028 = engine_->crossing(*shown, view, ture, 2028);
  EXPECT_EQ(of_2028->rows.size(), 1U);
  EXPECT_EQ(of_2028->columns.size(), 1U);
}

TEST_P(ReportedYears, TheOneBeforeIsTheLastThatWasSigned) {
  adopts(mine, 0, mira, {{"grade", "planned"}});
  advance_to("2026-01-15T08:00:00Z");
  sign(report(mine), mira, hans);
  advance_to("2027-01-15T08:00:00Z");
  advance_to("2028-01-15T08:00:00Z");
  EXPECT_EQ(reports(mine), (Said{"2026 signed", "2027 missed", "2028 editing"}));
  const auto earlier = [&](PersonId viewer) {
    const Outcome<Shown> shown = engine_->show(report(mine), viewer);
    const std::optional<ListRow> row =
        shown ? engine_->earlier(*shown, viewer) : std::optional<ListRow>();
    return row ? row->snapshot.reference : "none";
  };
  EXPECT_EQ(earlier(mira), "2026");
  EXPECT_EQ(earlier(ture), "none");
}

TEST_P(ReportedYears, TheSecretariatSeesWhoIsLate) {
  advance_to("2026-01-15T08:00:00Z");
  sign(report(theirs), ture, person("hedda"));
  advance_to("2026-02-27T08:00:00Z");
  const Overview seen = overview(engine_->ports(), secretary);
  ASSERT_EQ(seen.late.size(), 1U);
  EXPECT_EQ(seen.late.front().row.snapshot.id, report(mine));
  EXPECT_EQ(seen.late.front().row.states.front().owes, "editor");
  EXPECT_TRUE(overview(engine_->ports(), ture).late.empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, ReportedYears, testing::Values("SQLite", "PostgreSQL"));

}  // namespace
}  // namespace accolade
