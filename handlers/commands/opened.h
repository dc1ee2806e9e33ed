// An open database with the engine over it, for commands.
#pragma once

#include <string>

#include "db/open.h"
#include "engine/use_case/engine.h"
#include "handlers/security/seal.h"

namespace accolade {

// Brings the schema up to date, then opens.
struct Opened {
  explicit Opened(const std::string& url);

  Database database;
  Engine engine;
  const Seal seal;  // of this installation
  Sessions& sessions() { return *database.sessions; }
};

// sqlite:data/accolade.db; makes the folder.
std::string default_database();

}  // namespace accolade
