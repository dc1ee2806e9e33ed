// A database as the engine's ports. The composition root calls this and nothing below it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "db/migrate.h"
#include "db/verify.h"
#include "engine/ports/directory.h"
#include "engine/ports/drafts.h"
#include "engine/ports/feedback.h"
#include "engine/ports/figures.h"
#include "engine/ports/files.h"
#include "engine/ports/filters.h"
#include "engine/ports/instances.h"
#include "engine/ports/letters.h"
#include "engine/ports/long_work.h"
#include "engine/ports/own.h"
#include "engine/ports/packages.h"
#include "engine/ports/secrets.h"
#include "engine/ports/sessions.h"
#include "engine/ports/word_index.h"
#include "engine/use_case/engine.h"

namespace accolade {

// All ports of one database, thread-safe each. Destroy after everything that uses them: the
// destructor commits what still waits.
struct Database {
  std::unique_ptr<Drafts> drafts;
  std::unique_ptr<Letters> letters;
  std::unique_ptr<Files> files;
  std::unique_ptr<Directory> directory;
  std::unique_ptr<Sessions> sessions;
  std::unique_ptr<Secrets> secrets;
  std::unique_ptr<Figures> figures;
  std::unique_ptr<WordIndex> word_index;
  std::unique_ptr<SavedFilters> filters;
  std::unique_ptr<OwnRecords> own;
  std::unique_ptr<Feedback> feedback;
  std::unique_ptr<LongWorks> works;
  std::unique_ptr<Packages> packages;    // outlives the committers, which decide by them
  std::unique_ptr<Instances> instances;  // destroyed first
};

Ports ports_of(const Database& database);

struct OpenOptions {
  std::function<Instant()> clock = {};  // of a test; left out: the database's
  int asks_waiting_max = 1'024;         // above it apply refuses Busy
};

// Makes the Decide of the store from its own packages: `decide_with` of engine/use_case/transact.h.
using DecideWith = std::function<Decide(Packages&)>;

// `url` is sqlite:FILE or postgresql://...; the schema must be there (migrate). Throws
// std::invalid_argument for another url, std::runtime_error if the database is down or its schema
// is not this program's.
Database open(const std::string& url, const DecideWith& decide_with,
              const OpenOptions& options = {});

}  // namespace accolade
