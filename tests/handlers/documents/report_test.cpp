// Figures of a workshop: what is counted, for whom, and that page, spreadsheet and paper agree.
#include "handlers/pages/feedback_view.h"
#include "handlers/pages/report_figures.h"
#include "handlers/text/csv.h"
#include "tests/handlers/documents/workshop_world.h"

namespace accolade {
namespace {

using test::WorkshopWorld;

class Reports : public WorkshopWorld {
 protected:
  std::string path(const std::string& ending) {
    return "/instances/" + workshop_.text() + "/reports/figures" + ending;
  }
};

TEST_F(Reports, CountThoseWhoRegisteredCameAndWait) {
  registers(person("Ana Rossi"), "Ana Rossi");
  registers(person("Ben Weber"), "Ben Weber", "online");
  draft(person("Caro Lind"));

  const Outcome<std::vector<CsvRow>> rows = rows_from_csv(get(path(".csv"), sofia_).body);
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)[0],
            (CsvRow{"By", "Group", "Registered", "Registered: On site", "Registered: Online",
                    "Took part", "Took part: On site", "Took part: Online", "Did not come",
                    "Did not come: On site", "Did not come: Online", "Waiting list",
                    "Waiting list: On site", "Waiting list: Online"}));
  EXPECT_EQ((*rows)[1], (CsvRow{"Country", "Italy", "2", "1", "1", "0", "0", "0", "0", "0", "0",
                                "0", "0", "0"}));
  EXPECT_EQ(rows->back(),
            (CsvRow{"All", "All", "2", "1", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0"}));
  const std::string page = get(path(""), sofia_).body;
  EXPECT_NE(page.find("<th scope=\"row\">Italy</th><td data-column=\"Registered\" "
                      "class=\"number\">2<span class=\"parts\">On site 1, Online 1</span>"),
            page.npos)
      << page;
  EXPECT_TRUE(get(path(".xlsx"), sofia_).body.starts_with("PK"));
  EXPECT_TRUE(get(path(".pdf"), sofia_).body.starts_with("%PDF-"));
}

TEST_F(Reports, AreForTheSecretariatAlone) {
  const PersonId ana = person("Ana Rossi");
  registers(ana, "Ana Rossi");
  for (const PersonId other : {ana, dario_, PersonId{}}) {
    for (const char* const ending : {"", ".csv", ".xlsx", ".pdf"}) {
      const http::Response answer = get(path(ending), other);
      EXPECT_EQ(answer.status, 404);
      EXPECT_EQ(answer.body, absent(other).body) << ending;
    }
    EXPECT_EQ(get("/instances/" + workshop_.text(), other).body.find("/reports/"),
              std::string::npos);
  }
  EXPECT_EQ(get(path(".html"), sofia_).body, absent(sofia_).body);
}

TEST(FeedbackFiguresInWords, AMeanIsRoundedToTwoDigits) {
  EXPECT_EQ(mean_of({}), "");
  EXPECT_EQ(mean_of({{"4", 5}}), "4.00");
  EXPECT_EQ(mean_of({{"1", 2}, {"2", 1}}), "1.33");
  EXPECT_EQ(mean_of({{"1", 1}, {"2", 2}}), "1.67");
  EXPECT_EQ(mean_of({{"-3", 2}, {"-2", 1}}), "-2.67");
}

}  // namespace
}  // namespace accolade
