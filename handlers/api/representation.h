// An instance as the API shows it.
#pragma once

#include <boost/json/object.hpp>

#include "engine/use_case/engine.h"

namespace accolade {

// id, parent, workflow, version, configuration, outcome, fields, people, events: the names of what
// this actor may raise now; and `actions`: the same with labels, fields and reasons, those included
// that cannot be raised now.
boost::json::object instance_json(Engine& engine, const Shown& shown);
boost::json::object row_json(const ListRow& row);
boost::json::object history_json(const HistoryLine& line);

}  // namespace accolade
