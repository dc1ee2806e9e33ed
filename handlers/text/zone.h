// Instants as people write and read them: in the time zone of a call, in plain English.
//
// Zones are IANA names ("Europe/Brussels", "UTC") of the system's database, which the system keeps
// up to date. Safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "engine/value/instant.h"
#include "engine/value/outcome.h"

namespace accolade {

bool is_zone(std::string_view zone);

// "2026-03-02T17:00", with ":30" or ":30.5" for seconds, as <input type="datetime-local"> sends it.
// Refuses as Invalid, one sentence for whoever typed it: no such time, a zone that is unknown, and
// where the clocks change a time that there is twice, or not at all, that day.
Outcome<Instant> instant_from_local(std::string_view local, std::string_view zone);

// The functions below throw std::runtime_error for an unknown zone: ask is_zone when one is
// configured.

// "2026-03-02T17:00", the value of an <input type="datetime-local">: whole minutes, rounded down.
std::string local_text(Instant instant, std::string_view zone);
// The day that it is there.
Day local_day(Instant instant, std::string_view zone);
// "Monday 2 March 2026 at 17:00 (Brussels time)"
std::string human(Instant instant, std::string_view zone);
// "2 March 2026"
std::string human(Day day);
// "in 3 days", "in 1 hour", "2 hours ago", "now" within half a minute. The largest unit that fits
// twice, or once below a day; rounded towards now, so that nobody is promised more time than there
// is.
std::string relative(Instant instant, Instant now);

}  // namespace accolade
