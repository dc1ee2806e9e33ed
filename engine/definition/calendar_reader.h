// Reads calendars/NAME.yaml, and tells workflows which one is theirs.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/definition/calendar.h"
#include "engine/definition/report.h"
#include "engine/definition/workflow.h"
#include "engine/definition/yaml.h"
#include "engine/ports/zones.h"

namespace accolade {

using Calendars = std::map<std::string, std::shared_ptr<const Calendar>>;

// The name in "calendars/NAME.yaml"; empty if it is no such path.
std::string calendar_name(const std::string& path);

// {zone: Europe/Brussels, from: 2026, until: 2028, holidays: {2026-01-01: New Year's Day}}, and
// `weekend: [friday, saturday]` where it is another one than Saturday and Sunday. Reports dates
// that are none, or outside of those years.
std::optional<Calendar> read_calendar(const std::string& name, const YamlNode& yaml,
                                      const Zones& zones, Report& report);

// Each gets the calendar that it names, else that of its parent. Reports names of none, and
// calendars of nobody.
void link_calendars(const Calendars& calendars, std::map<std::string, Workflow>& workflows,
                    Report& report);

}  // namespace accolade
