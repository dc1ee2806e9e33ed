// The door: who is expected, and checking in by list, by name or by code.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/door: all who are expected; `?q=` a part of a name, the code of a ticket, its
// address, or the number of an instance. Absent for whom the door is not.
http::Response show_door(Pages& pages, const Visit& visit);
// POST /instances/{id}/door: checks `who` (as q) in or, with `act` out, takes it back. 303 to the
// page, or JSON {outcome, name, sentence} for a script. What was done already is said, not refused.
http::Response check_in(Pages& pages, const Visit& visit);
// GET /door/{code}: 303 to the page above with whose code it is. Absent for everybody else and for
// every other code; whoever is not signed in is asked to, whatever the code.
http::Response open_ticket(Pages& pages, const Visit& visit);
// GET /door-worker.js: keeps the page of the door for when there is no network.
http::Response send_door_worker(Pages& pages, const Visit& visit);

// Where the door of this instance, or of the one above, is for this viewer; null otherwise.
boost::json::value door_link(const Shown& shown, const Shown* above);

}  // namespace accolade
