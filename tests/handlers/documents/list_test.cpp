// Tables to take away: the same rows and columns as on the page, all of them, for the same people.
#include <thread>

#include "handlers/text/csv.h"
#include "tests/handlers/documents/workshop_world.h"

namespace accolade {
namespace {

using test::WorkshopWorld;

class Downloads : public WorkshopWorld {
 protected:
  std::string path(const std::string& file) {
    return "/instances/" + workshop_.text() + "/lists/" + file;
  }
};

TEST_F(Downloads, AreTheTableOfThePage) {
  registers(person("Ana Rossi"), "Ana Rossi");
  registers(person("Ben Weber"), "=cmd|' /C calc'!A0", "online");
  draft(person("Caro Lind"));

  const http::Response csv = get(path("participants.csv"), sofia_);
  EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(*rows_from_csv(csv.body),
            (std::vector<CsvRow>{
                {"Your name", "Reference", "Country", "Organisation", "How will you take part?",
                 "Where it stands"},
                {"Ana Rossi", "REG_01", "Italy", "Università di Siena", "On site", "Registered"},
                {"'=cmd|' /C calc'!A0", "REG_02", "Italy", "Università di Siena", "Online",
                 "Registered"}}));
  EXPECT_TRUE(get(path("participants.xlsx"), sofia_).body.starts_with("PK"));
  EXPECT_TRUE(get(path("participants.pdf"), dario_).body.starts_with("%PDF-"));
  const std::string page = get("/instances/" + workshop_.text(), sofia_).body;
  for (const char* const file : {"participants.csv", "participants.xlsx", "participants.pdf"})
    EXPECT_NE(page.find(path(file)), page.npos) << file;
}

TEST_F(Downloads, AreForThoseWhoSeeTheTable) {
  const PersonId ana = person("Ana Rossi");
  registers(ana, "Ana Rossi");
  registers(person("Ben Weber"), "Ben Weber");

  for (const PersonId other : {ana, PersonId{}}) {
    for (const char* const file : {"participants.csv", "participants.xlsx", "participants.pdf",
                                   "waiting_list.csv", "nonsense.csv"}) {
      const http::Response answer = get(path(file), other);
      EXPECT_EQ(answer.status, 404);
      EXPECT_EQ(answer.body, absent(other).body) << file;
      EXPECT_EQ(answer.headers, absent(other).headers) << file;
    }
    EXPECT_EQ(get("/instances/" + workshop_.text(), other).body.find("/lists/"), std::string::npos);
  }
  EXPECT_EQ(get(path("waiting_list.csv"), dario_).body, absent(dario_).body);
  EXPECT_EQ(get(path("waiting_list.csv"), sofia_).status, 200);
}

TEST_F(Downloads, ThereAreNoBadgesOfOtherTables) {
  EXPECT_EQ(get(path("waiting_list.pdf"), sofia_).body, absent(sofia_).body);
  for (const char* const file :
       {"participants", "participants.", ".csv", "participants.html", "participants.csv.pdf"})
    EXPECT_EQ(get(path(file), sofia_).status, 404) << file;
}

TEST_F(Downloads, HaveMoreRowsThanAPage) {
  constexpr int threads = 16, each = 32;  // a page has 500
  std::vector<std::thread> crowd;
  for (int number = 0; number < threads; ++number) {
    crowd.emplace_back([this, number] {
      for (int i = 0; i < each; ++i) {
        const std::string address = std::to_string(number * each + i) + "@example.org";
        registers(database_.directory->ensure(address, "x"), "Somebody");
      }
    });
  }
  for (std::thread& one : crowd)
    one.join();
  EXPECT_EQ(rows_from_csv(get(path("participants.csv"), sofia_).body)->size(),
            std::size_t{threads} * each + 1);
}

}  // namespace
}  // namespace accolade
