// Calendars of a package: read or refused with the place, and counted by in its timers.
#include "engine/definition/calendar.h"

#include <gtest/gtest.h>

#include "engine/definition/calendar_end.h"
#include "engine/machine/decide.h"
#include "engine/use_case/shared_deadline.h"
#include "tests/engine/definition/loading.h"
#include "tests/engine/definition/page.h"

namespace accolade {
namespace {

using FilesOfPackage = std::map<std::string, std::string>;

const char* const offices = R"(zone: Europe/Brussels
from: 2026
until: 2027
holidays:
  2026-04-06: Easter Monday
  2027-01-01: New Year's Day
)";

const char* const paper = R"(workflow: paper
calendar: offices
people: {author: creator}
sees: {author: all}
states:
  sent:
    timers: {remind: {after: 5 working days, to: over}}
    on: {withdraw: {by: author, to: over}}
  over: {final: over}
)";

// One zone, an hour ahead of UTC the whole year.
std::optional<ZoneRules> one_zone(const std::string& name, Instant from, Instant) {
  if (name != "Europe/Brussels") return std::nullopt;
  return ZoneRules({{from, std::chrono::hours(1)}});
}

Loaded<Package> loaded_with(const std::string& calendar, const std::string& workflow = paper) {
  return load_package("papers", {{"paper.yaml", workflow}, {"calendars/offices.yaml", calendar}},
                      one_zone);
}

std::string said_of_calendar(const std::string& calendar) {
  return texts(loaded_with(calendar).diagnostics);
}

std::string with_line(std::string text, const std::string& line, const std::string& instead) {
  return text.replace(text.find(line), line.size(), instead);
}

Outcome<Step> sent_at(const Package& package, const char* instant) {
  Facts facts;
  facts.now = *parse_instant(instant);
  return begin(*package.workflow("paper"), {}, facts);
}

TEST(Calendars, AreCountedByInTimers) {
  const Package package = loaded_with(offices).value.value();
  const Calendar& calendar = *package.workflow("paper")->calendar;
  EXPECT_EQ(calendar.name, "offices");
  EXPECT_EQ(calendar.holidays.at(*parse_day("2026-04-06")), "Easter Monday");
  // Friday before Easter; without the holiday it would be Friday the 10th.
  EXPECT_EQ(sent_at(package, "2026-04-03T12:00:00Z")->next.timers[0].due,
            parse_instant("2026-04-13T12:00:00Z"));
  // Half past midnight there is a Saturday.
  EXPECT_EQ(sent_at(package, "2026-05-01T23:30:00Z")->next.timers[0].due,
            parse_instant("2026-05-07T23:30:00Z"));
}

TEST(Calendars, AnEventThatNeedsDaysBeyondThemIsRefused) {
  const Package package = loaded_with(offices).value.value();
  const Outcome<Step> refused = sent_at(package, "2027-12-29T12:00:00Z");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal(),
            (Refusal{Why::Failed,
                     "The calendar “offices” knows the holidays of 2026 to 2027 only, and this "
                     "needs those of 2028."}));
}

const char* const call_with_calendar = R"(workflow: call
calendar: offices
fields: {closes_at: instant}
people: {chair: above}
sees: {chair: all}
states: {open: {open_ended: true, on: {invite: {by: chair, start: paper}}}}
)";
const char* const reminded_paper = R"(workflow: paper
parent: call
people: {author: creator}
deadlines: {close: parent.closes_at}
sees: {author: all}
states:
  draft:
    timers:
      remind: {at: close - 5 working days}
      lapse: {at: close + 1 working day, to: over}
    on: {remind: {}, withdraw: {by: author, to: over}}
  over: {final: over}
)";

Loaded<Package> call_with_reminders() {
  return load_package("papers",
                      {{"call.yaml", call_with_calendar},
                       {"paper.yaml", reminded_paper},
                       {"calendars/offices.yaml", offices}},
                      one_zone);
}

TEST(Calendars, CountBeforeAndAfterADeadlineForOneChildAndForAllOfThem) {
  const Loaded<Package> loaded_call = call_with_reminders();
  ASSERT_TRUE(loaded_call.value) << texts(loaded_call.diagnostics);
  const Workflow& paper_of_call = *loaded_call.value->workflow("paper");
  const Instant close = *parse_instant("2026-04-10T12:00:00Z");  // Friday after Easter
  const Instant five_before = *parse_instant("2026-04-02T12:00:00Z");
  const Instant one_after = *parse_instant("2026-04-13T12:00:00Z");

  Facts facts;
  facts.now = close - std::chrono::days(30);
  facts.above = {{"parent.closes_at", Value(close)}};
  const Outcome<Step> begun = begin(paper_of_call, {}, facts);
  ASSERT_TRUE(begun) << begun.refusal().sentence;
  EXPECT_EQ(begun->next.timers, (std::vector<Timer>{{"remind", "draft", 1, five_before, true},
                                                    {"lapse", "draft", 1, one_after, true}}));

  Snapshot call;
  call.fields = {{"closes_at", Value(close)}};
  EXPECT_EQ(*deadlines_of_children(paper_of_call, call),
            (SharedInstants{{"paper.close-5 working days", five_before},
                            {"paper.close+1 working days", one_after}}));
  call.fields = {{"closes_at", Value(*parse_instant("2027-12-31T12:00:00Z"))}};
  EXPECT_EQ(deadlines_of_children(paper_of_call, call).refusal().why, Why::Failed);
}

TEST(Calendars, AFileAloneDoesNotCountByGuessing) {
  const Workflow alone = loaded(paper);
  Facts facts;
  facts.now = *parse_instant("2026-04-03T12:00:00Z");
  const Outcome<Step> refused = begin(alone, {}, facts);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().sentence,
            "The calendar “offices” is in a folder of the package, and this file is alone.");
}

TEST(Calendars, ArePartOfTheHashOfThePackage) {
  const std::string other = with_line(offices, "2026-04-06", "2026-04-07");
  EXPECT_NE(loaded_with(offices).value.value().hash, loaded_with(other).value.value().hash);
}

TEST(Calendars, GoForTheWorkflowsBelowToo) {
  FilesOfPackage files{{"calendars/offices.yaml", offices}};
  files["call.yaml"] = with_line(paper, "workflow: paper", "workflow: call");
  files["paper.yaml"] = with_line(paper, "calendar: offices", "parent: call");
  const Loaded<Package> package = load_package("papers", files, one_zone);
  ASSERT_TRUE(package.value) << texts(package.diagnostics);
  EXPECT_EQ(package.value->workflow("paper")->calendar, package.value->workflow("call")->calendar);
  EXPECT_NE(package.value->workflow("paper")->calendar, nullptr);
}

TEST(Calendars, OfNobodyIsAWarningAndOneThatIsMissingAnError) {
  EXPECT_EQ(texts(loaded_with(offices, with_line(paper, "calendar: offices\n", "")).diagnostics),
            "calendars/offices.yaml:1:1: warning: no workflow says `calendar: offices`\n"
            "   1 | zone: Europe/Brussels\n"
            "     | ^\n");
  EXPECT_EQ(texts(load_package("papers", {{"paper.yaml", paper}}, one_zone).diagnostics),
            "paper.yaml:2:11: error: there is no calendars/offices.yaml\n"
            "   2 | calendar: offices\n"
            "     |           ^\n");
  EXPECT_EQ(texts(loaded_with(offices, with_line(paper, "offices", "ofices")).diagnostics),
            "paper.yaml:2:11: error: there is no calendars/ofices.yaml; did you mean `offices`?\n"
            "   2 | calendar: ofices\n"
            "     |           ^\n");
}

TEST(Calendars, DatesThatAreNoneOrTwiceOrElsewhereAreRefused) {
  EXPECT_EQ(said_of_calendar(with_line(offices, "2026-04-06", "2026-02-30")),
            "calendars/offices.yaml:5:3: error: `2026-02-30` is no date; write it as in "
            "`2026-05-01: Labour Day`\n"
            "   5 |   2026-02-30: Easter Monday\n"
            "     |   ^\n");
  EXPECT_EQ(said_of_calendar(with_line(offices, "2026-04-06", "2027-01-01")),
            "calendars/offices.yaml:6:3: error: `2027-01-01` is written twice here\n"
            "   6 |   2027-01-01: New Year's Day\n"
            "     |   ^\n");
  EXPECT_EQ(said_of_calendar(with_line(offices, "2026-04-06", "2028-04-17")),
            "calendars/offices.yaml:5:3: error: `2028-04-17` is outside of the years 2026 to 2027 "
            "of this calendar\n"
            "   5 |   2028-04-17: Easter Monday\n"
            "     |   ^\n");
}

TEST(Calendars, ZoneYearsAndWeekendAreChecked) {
  EXPECT_EQ(said_of_calendar(with_line(offices, "Europe/Brussels", "Europe/Brussel")),
            "calendars/offices.yaml:1:7: error: `Europe/Brussel` is no time zone; write it as in "
            "`Europe/Brussels`\n"
            "   1 | zone: Europe/Brussel\n"
            "     |       ^\n");
  EXPECT_EQ(said_of_calendar(with_line(offices, "zone: Europe/Brussels\n", "")),
            "calendars/offices.yaml:1:1: error: a calendar says `zone:`, as in `Europe/Brussels`\n"
            "   1 | from: 2026\n"
            "     | ^\n");
  EXPECT_EQ(
      said_of_calendar(with_line(offices, "until: 2027\n", "")),
      "calendars/offices.yaml:1:1: error: a calendar says `from:` and `until:`, the first and "
      "the last year whose holidays are all here\n"
      "   1 | zone: Europe/Brussels\n"
      "     | ^\n");
  EXPECT_EQ(said_of_calendar(with_line(offices, "until: 2027", "until: 2025")),
            "calendars/offices.yaml:3:8: error: `until:` is earlier than `from:`\n"
            "   3 | until: 2025\n"
            "     |        ^\n");
  EXPECT_EQ(said_of_calendar(with_line(offices, "from: 2026", "from: 1")),
            "calendars/offices.yaml:2:7: error: a year from 1970 on is expected here\n"
            "   2 | from: 1\n"
            "     |       ^\n");
  EXPECT_EQ(
      said_of_calendar(with_line(offices, "holidays:", "weekend: [friday, satturday]\nholidays:")),
      "calendars/offices.yaml:4:19: error: `satturday` is no day of the week; did you mean "
      "`saturday`?\n"
      "   4 | weekend: [friday, satturday]\n"
      "     |                   ^\n");
  EXPECT_EQ(
      said_of_calendar(with_line(offices, "holidays:", "holiday:")),
      "calendars/offices.yaml:4:1: error: `holiday` is not a word of a calendar; did you mean "
      "`holidays`?\n"
      "   4 | holiday:\n"
      "     | ^\n");
}

TEST(Calendars, OneThatACallMayOutliveIsAWarning) {
  const Package package = loaded_with(offices).value.value();
  const auto said_on = [&](const char* day) {
    return texts(calendars_that_end_soon(package, Instant(*parse_day(day))));
  };
  // Five working days before the last of 2027, less a year.
  EXPECT_EQ(said_on("2026-12-23"), "");
  EXPECT_EQ(said_on("2026-12-24"),
            "calendars/offices.yaml:3:8: warning: a call that begins now may need the holidays of "
            "2028, and this calendar ends before\n"
            "   3 | until: 2027\n"
            "     |        ^\n");
}

TEST(Calendars, WithoutTheRulesOfZonesAreRefused) {
  EXPECT_EQ(
      texts(load_package("papers", {{"paper.yaml", paper}, {"calendars/offices.yaml", offices}})
                .diagnostics),
      "calendars/offices.yaml:1:7: error: the rules of time zones are not known here\n"
      "   1 | zone: Europe/Brussels\n"
      "     |       ^\n");
}

TEST(Calendars, TheOneOfThePageLoads) {
  const std::string page = text_of_file("workflows/README.md");
  const std::string fence = "```yaml\n";
  const std::size_t begin = page.find(fence, page.find("## Calendars")) + fence.size();
  EXPECT_EQ(said_of_calendar(page.substr(begin, page.find("```", begin) - begin)), "");
}

}  // namespace
}  // namespace accolade
