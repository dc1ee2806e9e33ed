// The one place where engine and database meet.
#include "handlers/commands/opened.h"

#include <filesystem>

#include "engine/use_case/transact.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

Database open_migrated(const std::string& url) {
  migrate(url);
  return open(url, decide_with);
}

}  // namespace

Opened::Opened(const std::string& url)
    : database(open_migrated(url)),
      engine(ports_of(database)),
      seal(database.secrets->secret(new_token())) {}

std::string default_database() {
  std::filesystem::create_directories("data");
  return "sqlite:data/accolade.db";
}

}  // namespace accolade
