// An open database with the engine over it, for commands.
#pragma once

#include <string>

#include "db/open.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/transact.h"

namespace accolade {

// sqlite:data/accolade.db; makes the folder.
std::string default_database();

}  // namespace accolade
