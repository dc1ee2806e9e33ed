// Annual reports over three years, on both databases: when they open, who signs them, and what they
// say for good.
#include "tests/trees/reporting.h"

namespace accolade {
namespace {

namespace json = boost::json;

class Reports : public Reporting {};

TEST_P(Reports, OpenByThemselvesEachYearForWhoeverTakesPart) {
  adopts(mine, 0, mira, {{"grade", "running"}});
  advance_to("2026-01-15T07:59:59Z");
  EXPECT_EQ(reports(mine), Said());
  advance_to("2026-01-15T08:00:00Z");
  EXPECT_EQ(reports(mine), Said{"2026 editing"});
  EXPECT_EQ(reports(theirs), Said{"2026 editing"});
  EXPECT_EQ(letters(report(mine)), Said{"opened to mira"});
  sign(report(mine), mira, hans);

  // Whoever joins now reports from the next year on; whoever leaves does not any more.
  const InstanceId late = organisation("CIHR", "cora", "carl");
  advance_to("2026-06-01T08:00:00Z");
  EXPECT_EQ(reports(late), Said());
  fire(theirs, "leave", secretary);
  EXPECT_EQ(reports(theirs), Said{"2026 ended"});

  advance_to("2027-01-15T08:00:00Z");
  EXPECT_EQ(reports(mine), (Said{"2026 signed", "2027 editing"}));
  EXPECT_EQ(reports(late), Said{"2027 editing"});
  EXPECT_EQ(reports(theirs), Said{"2026 ended"});

  advance_to("2028-01-15T08:00:00Z");
  EXPECT_EQ(reports(mine), (Said{"2026 signed", "2027 missed", "2028 editing"}));
  EXPECT_EQ(verify(url_), Said());
}

TEST_P(Reports, AServerThatSleptOverTwoYearsOpensTheLastOfThem) {
  advance_to("2028-03-01T08:00:00Z");
  EXPECT_EQ(reports(mine), Said{"2028 editing"});
  advance_to("2029-01-15T08:00:00Z");
  EXPECT_EQ(reports(mine), (Said{"2028 missed", "2029 editing"}));

  advance_to("2031-01-10T08:00:00Z");
  EXPECT_EQ(reports(mine).back(), "2030 editing");
  advance_to("2031-01-15T08:00:00Z");
  EXPECT_EQ(reports(mine).back(), "2031 editing");
}

TEST_P(Reports, ThereIsOneAYearWhateverTheDateIsMovedTo) {
  advance_to("2026-01-15T08:00:00Z");
  sign(report(mine), mira, hans);
  fire(plan, "change", secretary,
       {{"title", "Action Plan"},
        {"summary", "What is to be done."},
        {"begins_on", "2025-03-01"},
        {"reports_from", "2026-05-01T08:00:00Z"}});
  advance_to("2026-05-01T08:00:00Z");
  EXPECT_EQ(reports(mine), Said{"2026 signed"});
  EXPECT_EQ(reports(theirs), Said{"2026 editing"});
  advance_to("2027-05-01T08:00:00Z");
  EXPECT_EQ(reports(mine), (Said{"2026 signed", "2027 editing"}));
}

TEST_P(Reports, WhatIsSignedStaysAsItWas) {
  const InstanceId adoption = adopts(mine, 0, mira, {{"grade", "planned"}});
  advance_to("2026-01-15T08:00:00Z");
  const InstanceId first = report(mine);
  EXPECT_EQ(copied(first, mira), Said{"A.1 Data: planned"});

  // Until it is sent, what changes is taken over by whatever is done with it.
  fire(adoption, "change", mira, {{"grade", "running"}});
  EXPECT_EQ(copied(first, mira), Said{"A.1 Data: planned"});
  fire(first, "refresh", mira);
  EXPECT_EQ(copied(first, mira), Said{"A.1 Data: running"});
  fire(adoption, "change", mira, {{"grade", "completed"}});
  fire(first, "submit", mira, {{"remarks", "A good year."}});
  EXPECT_EQ(copied(first, hans), Said{"A.1 Data: completed"});

  // Sent back it goes on; signed it does not change any more, whatever becomes of its parts.
  fire(adoption, "change", mira, {{"grade", "elsewhere"}});
  EXPECT_EQ(copied(first, hans), Said{"A.1 Data: completed"});
  fire(first, "send_back", hans, {{"return_reason", "Done elsewhere."}});
  fire(first, "submit", mira, {{"remarks", "A good year."}});
  EXPECT_EQ(copied(first, hans), Said{"A.1 Data: elsewhere"});
  fire(first, "sign", hans);
  const Fields signed_fields = snapshot(first).fields;
  fire(items.at(0), "revise", secretary,
       {{"part", "A"},
        {"group", "Data"},
        {"title", "Another title"},
        {"description", "In other words."},
        {"time_frame", json::array{"S"}},
        {"scope", json::array{"RN"}},
        {"steps_by", "2029-03-31"}});
  fire(adoption, "remove", mira);
  fire(mine, "leave", secretary);
  EXPECT_EQ(snapshot(first).fields, signed_fields);
  EXPECT_EQ(snapshot(first).configuration, Configuration{"signed"});
  EXPECT_EQ(verify(url_), Said());
}

TEST_P(Reports, WhoeverOnlyReadsMayNotSignAndNobodySignsTwice) {
  fire(mine, "name_people", secretary,
       {{"editors", "mira@example.org"},
        {"heads", "hans@example.org"},
        {"readers", "rosa@example.org"},
        {"deputies", "dora@example.org"}});
  adopts(mine, 0, mira, {{"grade", "running"}});
  advance_to("2026-01-15T08:00:00Z");
  const InstanceId id = report(mine);
  EXPECT_NE(try_fire(id, "sign", hans), "") << "before it was sent";
  fire(id, "submit", mira, {{"remarks", ""}});
  const std::int64_t version = snapshot(id).version;
  for (const char* name : {"rosa", "mira", "ture", "sofia"})
    EXPECT_NE(try_fire(id, "sign", person(name)), "") << name;
  EXPECT_NE(try_fire(id, "sign", {}), "");
  EXPECT_EQ(snapshot(id).version, version);
  EXPECT_EQ(snapshot(id).configuration, Configuration{"to_sign"});

  fire(id, "sign", person("dora"));
  EXPECT_EQ(snapshot(id).configuration, Configuration{"signed"});
  EXPECT_NE(try_fire(id, "sign", hans), "");
}

TEST_P(Reports, NobodyIsLeftToWaitForWhoIsNotThere) {
  fire(plan, "add_organisations", secretary,
       {{"organisation", "CIHR"}, {"country", "Canada"}, {"status", "member"}});
  const InstanceId headless = children(plan, "portfolio").back();
  fire(headless, "name_people", secretary, {{"editors", "cora@example.org"}});
  advance_to("2026-01-15T08:00:00Z");
  const InstanceId id = report(headless);
  EXPECT_EQ(try_fire(id, "nothing_changed", person("cora")),
            "Nobody is named who may sign. Ask the secretariat to name the head.");

  // Another head gets the letter, and the link of the old one is worth nothing any more.
  sign(report(theirs), ture, person("hedda"));
  fire(report(mine), "nothing_changed", mira);
  fire(mine, "name_people", secretary,
       {{"editors", "mira@example.org"}, {"heads", "hilda@example.org"}});
  EXPECT_EQ(letters(report(mine)), (Said{"opened to mira", "to_sign to hans", "to_sign to hilda"}));
  EXPECT_NE(try_fire(report(mine), "sign", hans), "");
  fire(report(mine), "sign", person("hilda"));
}

TEST_P(Reports, RemindersGoToEditorsThenToTheHeadThenToTheSecretariat) {
  advance_to("2026-01-15T08:00:00Z");
  const InstanceId id = report(mine);
  advance_to("2026-02-12T08:00:00Z");
  advance_to("2026-02-26T08:00:00Z");
  advance_to("2026-03-12T08:00:00Z");
  EXPECT_EQ(letters(id), (Said{"opened to mira", "remind to mira", "overdue to mira",
                               "overdue to hans", "escalated to sofia"}));
  fire(id, "nothing_changed", mira);
  advance_to("2026-03-19T08:00:00Z");
  advance_to("2026-03-26T08:00:00Z");
  fire(id, "sign", hans);
  advance_to("2026-12-01T08:00:00Z");
  const Said all = letters(id);
  EXPECT_EQ(Said(all.begin() + 5, all.end()),
            (Said{"to_sign to hans", "sign_reminder to hans", "not_signed to sofia",
                  "not_signed to mira", "signed to mira", "signed to sofia"}));
}

INSTANTIATE_TEST_SUITE_P(Databases, Reports, testing::Values("SQLite", "PostgreSQL"));

}  // namespace
}  // namespace accolade
