// One meeting as a calendar file: iCalendar (RFC 5545) as programs send it to each other (iTIP, RFC
// 5546).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/value/instant.h"
#include "handlers/mail/message.h"

namespace accolade {

struct CalendarEntry {
  // Publish: a file that somebody downloads. Request: a mail to the attendee. Cancel: it is off,
  // for the same uid.
  enum class Method { Publish, Request, Cancel } method = Method::Publish;
  std::string uid;
  std::int64_t sequence = 0;                        // grows with each change
  std::string summary, location, description, url;  // plain text; may be empty
  Instant begins{}, ends{};
  Instant stamped{};  // when the file is made
  Mailbox organiser = {};
  std::optional<Mailbox> attendee = {};  // of Request and Cancel: already accepted
};

// UTF-8, lines of 75 bytes ended by CR LF. Times are UTC; what is no text is left out of texts. The
// same entry gives the same bytes.
std::string calendar_file(const CalendarEntry& entry);

// "REQUEST": for the type of the attachment.
std::string_view method_name(CalendarEntry::Method method);

}  // namespace accolade
