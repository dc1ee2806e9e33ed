// Puts the ports of one database together.
#include "db/open.h"

#include <stdexcept>

#include "db/ports/directory.h"
#include "db/ports/drafts.h"
#include "db/ports/feedback.h"
#include "db/ports/figures.h"
#include "db/ports/files.h"
#include "db/ports/filters.h"
#include "db/ports/instances.h"
#include "db/ports/letters.h"
#include "db/ports/long_work.h"
#include "db/ports/own.h"
#include "db/ports/packages.h"
#include "db/ports/secrets.h"
#include "db/ports/sessions.h"
#include "db/ports/word_index.h"

namespace accolade {

Ports ports_of(const Database& database) {
  return {*database.instances, *database.drafts,   *database.letters,  *database.files,
          *database.directory, *database.packages, *database.figures,  *database.word_index,
          *database.filters,   *database.own,      *database.feedback, *database.works};
}

Database open(const std::string& url, const DecideWith& decide_with, const OpenOptions& options) {
  if (db::pending_migrations(url) > 0) {
    throw std::runtime_error(
        "The database's schema is older than this program: run accolade migrate.");
  }
  const auto store = std::make_shared<db::Store>(url, options.clock);
  Database database;
  database.drafts = std::make_unique<db::StoredDrafts>(store);
  database.letters = std::make_unique<db::StoredLetters>(store);
  database.files = std::make_unique<db::StoredFiles>(store);
  database.directory = std::make_unique<db::StoredDirectory>(store);
  database.sessions = std::make_unique<db::StoredSessions>(store);
  database.figures = std::make_unique<db::StoredFigures>(store);
  database.word_index = std::make_unique<db::StoredWordIndex>(store);
  database.filters = std::make_unique<db::StoredFilters>(store);
  database.own = std::make_unique<db::StoredOwnRecords>(store);
  database.feedback = std::make_unique<db::StoredFeedback>(store);
  database.works = std::make_unique<db::StoredWorks>(store);
  database.secrets = std::make_unique<db::StoredSecrets>(store);
  database.packages = std::make_unique<db::StoredPackages>(store);
  database.instances = std::make_unique<db::StoredInstances>(store, decide_with(*database.packages),
                                                             options.asks_waiting_max);
  return database;
}

}  // namespace accolade
