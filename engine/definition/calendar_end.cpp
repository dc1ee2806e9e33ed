// Looks how far each calendar reaches.
#include "engine/definition/calendar_end.h"

#include <algorithm>

#include "engine/definition/report.h"

namespace accolade {
namespace {

constexpr auto length_of_a_call = std::chrono::days(365);

int most_working_days(const Workflow& workflow) {
  int most = 0;
  for (const State& state : workflow.states) {
    most = std::max(most, state.expected_working_days.value_or(0));
    for (const TimerRule& rule : state.timers)
      most = std::max({most, rule.working_days.value_or(0), rule.offset_working_days});
  }
  return most;
}

// From here on so many days cannot be counted any more.
Instant end_of(const Calendar& calendar, int days) {
  const Day last(std::chrono::year(calendar.until) / std::chrono::December / 31);
  const Instant end = calendar.clocks.instant({last, {}});
  const Outcome<Instant> before = add_working_days(calendar, end, -days);
  return before ? *before : instant_min;
}

}  // namespace

std::vector<Diagnostic> calendars_that_end_soon(const Package& package, Instant now) {
  std::map<std::string, std::pair<const Calendar*, int>> counted;
  for (const auto& [name, workflow] : package.workflows) {
    if (!workflow.calendar) continue;
    auto& [calendar, days] = counted[workflow.calendar->name];
    calendar = workflow.calendar.get();
    days = std::max(days, most_working_days(workflow));
  }
  Report report;
  for (const auto& [name, calendar_and_days] : counted) {
    const auto& [calendar, days] = calendar_and_days;
    if (now + length_of_a_call < end_of(*calendar, days)) continue;
    const std::string& file = calendar->until_place.file;
    report.add_source(file, package.files.at(file));
    report.warning(calendar->until_place, "a call that begins now may need the holidays of " +
                                              std::to_string(calendar->until + 1) +
                                              ", and this calendar ends before");
  }
  return report.diagnostics();
}

}  // namespace accolade
