// Which days are worked, in one place: a file of the package, so that its hash covers it.
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/definition/diagnostic.h"
#include "engine/value/outcome.h"
#include "engine/value/zone_rules.h"

namespace accolade {

struct Calendar {
  std::string name;  // of its file: calendars/NAME.yaml
  std::string zone;
  int from = 0, until = 0;     // the first and the last year that it knows
  std::set<unsigned> weekend;  // 0 is Sunday
  std::map<Day, std::string> holidays;
  ZoneRules clocks;
  Place until_place = {};
};

// A day that a zone skipped (Apia, 30 December 2011) is none.
bool is_working_day(const Calendar& calendar, Day day);

// The same time of day there, on the `days`th working day after; before, if `days` is negative. A
// time that the clocks skip that day is as long after their change. Refuses Failed beyond the years
// that the calendar knows.
Outcome<Instant> add_working_days(const Calendar& calendar, Instant start, int days);
// The same without a calendar: in UTC, where only Saturday and Sunday are free.
Instant add_working_days(Instant start, int days);

}  // namespace accolade
