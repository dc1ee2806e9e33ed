// Effects as one-key objects, with the words of the language.
#pragma once

#include <boost/json/object.hpp>

#include "engine/machine/decide.h"

namespace accolade {

boost::json::object to_json(const Effect& effect);

}  // namespace accolade
