// Everything at a glance, for whoever watches calls.
#pragma once

#include "engine/use_case/overview.h"
#include "handlers/pages/pages.h"

namespace accolade {

// Everything of templates/pages/overview.mustache but the frame.
boost::json::object overview_view(const Overview& overview, const Wording& wording, Instant now);
// Of templates/pages/figures.mustache.
boost::json::object figures_view(const CallFigures& figures, const Wording& wording);

// "3 days", "5 hours"; the largest unit that fits twice, rounded to the nearest. Below two minutes
// in seconds.
std::string length_in_words(Duration length);

// GET /overview: for whoever watches nothing there is no such page.
http::Response show_overview(Pages& pages, const Visit& visit);
// GET /overview/events: says when the page should be read again.
http::Response watch_overview(Pages& pages, const Visit& visit);
// POST /instances/{id}/remind: back to the overview.
http::Response send_reminder(Pages& pages, const Visit& visit);
// GET /instances/{id}/figures
http::Response show_figures(Pages& pages, const Visit& visit);

}  // namespace accolade
