// GET /: what one has to do, what is one's own (drafts, sent, filters), what is open to everybody.
#pragma once

#include <boost/json/array.hpp>

#include "handlers/pages/pages.h"

namespace accolade {

struct HomePage {
  bool is_signed_in = false;
  std::vector<Task> tasks = {};
  std::vector<ListRow> mine = {};
  std::vector<SavedFilter> filters = {};
  std::string csrf = {};
  std::vector<ListRow> calls = {};  // all that the viewer sees
  std::vector<const Workflow*> openable = {};
  boost::json::array works = {};  // works_view() of work_page.h
  std::string zone = "Europe/Brussels";
  Instant now{};
};
boost::json::object home_view(const HomePage& home);

http::Response show_home(Pages& pages, const Visit& visit);

}  // namespace accolade
