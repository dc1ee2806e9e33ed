// The owner of libical, which knows how texts are escaped and lines folded.
#include "handlers/documents/calendar_file.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <memory>
#include <stdexcept>

#include <libical/ical.h>

#include "handlers/documents/plain_words.h"

namespace accolade {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeBytes {
  void operator()(char* text) const { std::free(text); }
};

icaltimetype time_of(Instant instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch();
  return icaltime_from_timet_with_zone(static_cast<time_t>(seconds.count()), 0,
                                       icaltimezone_get_utc_timezone());
}

// A parameter's value has no quotation marks, not even escaped ones (RFC 5545, 3.2).
std::string as_parameter(std::string_view name) {
  std::string value = one_line_of(name);
  std::replace(value.begin(), value.end(), '"', '\'');
  return value;
}

icalproperty* organiser_of(const CalendarEntry& entry) {
  icalproperty* const property =
      icalproperty_new_organizer(("mailto:" + entry.organiser.address).c_str());
  const std::string name = as_parameter(entry.organiser.name);
  if (!name.empty()) icalproperty_add_parameter(property, icalparameter_new_cn(name.c_str()));
  return property;
}

icalproperty* attendee_of(const Mailbox& attendee) {
  icalproperty* const property = icalproperty_new_attendee(("mailto:" + attendee.address).c_str());
  const std::string name = as_parameter(attendee.name);
  if (!name.empty()) icalproperty_add_parameter(property, icalparameter_new_cn(name.c_str()));
  icalproperty_add_parameter(property, icalparameter_new_partstat(ICAL_PARTSTAT_ACCEPTED));
  icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_FALSE));
  return property;
}

void add_texts(icalcomponent* event, const CalendarEntry& entry) {
  const auto add = [&](const std::string& text, icalproperty* (*make)(const char*)) {
    const std::string clean = lines_of(text);
    if (!clean.empty()) icalcomponent_add_property(event, make(clean.c_str()));
  };
  add(entry.summary, icalproperty_new_summary);
  add(entry.location, icalproperty_new_location);
  add(entry.description, icalproperty_new_description);
  add(entry.url, icalproperty_new_url);
}

icalcomponent* event_of(const CalendarEntry& entry) {
  const bool is_cancelled = entry.method == CalendarEntry::Method::Cancel;
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  icalcomponent* const event = icalcomponent_new_vevent();
  const auto add = [&](icalproperty* property) { icalcomponent_add_property(event, property); };
  add(icalproperty_new_uid(entry.uid.c_str()));
  add(icalproperty_new_sequence(static_cast<int>(std::min(entry.sequence, most))));
  add(icalproperty_new_dtstamp(time_of(entry.stamped)));
  add(icalproperty_new_dtstart(time_of(entry.begins)));
  add(icalproperty_new_dtend(time_of(entry.ends)));
  add(icalproperty_new_status(is_cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  add_texts(event, entry);
  if (!entry.organiser.address.empty()) add(organiser_of(entry));
  const bool is_sent = entry.method != CalendarEntry::Method::Publish;
  if (is_sent && entry.attendee) add(attendee_of(*entry.attendee));
  return event;
}

icalproperty_method method_of(CalendarEntry::Method method) {
  switch (method) {
    case CalendarEntry::Method::Publish:
      return ICAL_METHOD_PUBLISH;
    case CalendarEntry::Method::Request:
      return ICAL_METHOD_REQUEST;
    case CalendarEntry::Method::Cancel:
      return ICAL_METHOD_CANCEL;
  }
  throw std::logic_error("a method without a name");
}

}  // namespace

std::string calendar_file(const CalendarEntry& entry) {
  const std::unique_ptr<icalcomponent, FreeComponent> calendar(icalcomponent_new_vcalendar());
  const auto add = [&](icalproperty* property) {
    icalcomponent_add_property(calendar.get(), property);
  };
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_prodid("-//Accolade//Accolade//EN"));
  add(icalproperty_new_method(method_of(entry.method)));
  icalcomponent_add_component(calendar.get(), event_of(entry));
  const std::unique_ptr<char, FreeBytes> text(icalcomponent_as_ical_string_r(calendar.get()));
  if (!text) throw std::runtime_error("libical wrote no calendar");
  return text.get();
}

std::string_view method_name(CalendarEntry::Method method) {
  return icalproperty_method_to_string(method_of(method));
}

}  // namespace accolade
