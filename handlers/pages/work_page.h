// Long work as whoever began it sees it: how far it is, and what has become of it.
#pragma once

#include <boost/json/array.hpp>

#include "engine/ports/long_work.h"
#include "handlers/pages/pages.h"

namespace accolade {

std::string path_to(WorkId id);
// Stores the work and shows its page; the same form sent twice is one work.
http::Response begin_work(Pages& pages, const Visit& visit, NewWork work);

// GET /long-work/{id}: nobody else's.
http::Response show_work(Pages& pages, const Visit& visit);
// GET /long-work/{id}/events
http::Response watch_work(Pages& pages, const Visit& visit);
// GET /long-work/{id}/refused.csv: what was refused and why, all of it.
http::Response send_refused(Pages& pages, const Visit& visit);
// GET /long-work/{id}/file
http::Response send_work_file(Pages& pages, const Visit& visit);

// "312 of 2,000 done", "Stored: 2,000 rows", "Nothing was taken over."
std::string work_in_words(const LongWork& work);
// What a person has begun, newest first; of `Recent`, what goes on or ended within seven days.
enum class WorksShown { Recent, All };
boost::json::array works_view(const Pages& pages, PersonId person, WorksShown which);

}  // namespace accolade
