// Everything that is held of one person, as JSON to take away.
#pragma once

#include <boost/json/object.hpp>

#include "engine/use_case/engine.h"

namespace accolade {

// Of instances what the person sees now, and nothing of those that are hidden: a role that was not
// yet told, a letter that is held back. What others wrote about the person elsewhere is theirs.
boost::json::object my_data(Engine& engine, PersonId person);

}  // namespace accolade
