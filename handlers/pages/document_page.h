// Documents and tables to take away.
#pragma once

#include "handlers/documents/documents.h"
#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/appointment.ics, .../certificate.pdf: to keep; .../ticket.svg: inside a page.
// Somebody else's, and one that is not there now, answer as a page that does not exist.
http::Response send_appointment(Pages& pages, const Visit& visit);
http::Response send_ticket(Pages& pages, const Visit& visit);
http::Response send_certificate(Pages& pages, const Visit& visit);

// None where pages know no codes.
std::optional<Press> press_of(const Pages& pages);
// The section of an instance's page that links to the viewer's documents (partials/documents); null
// if there are none.
boost::json::value documents_view(const Pages& pages, const Shown& shown, PersonId viewer);
// As what a table can be downloaded.
boost::json::array downloads_view(const ListView& list, InstanceId instance);

}  // namespace accolade
