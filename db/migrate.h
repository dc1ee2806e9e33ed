// The schema: numbered migrations inside the program, forward only.
#pragma once

#include <string>
#include <vector>

namespace accolade {

// Runs what is pending, each once whatever the number of programs that start at the same time, and
// returns the names of those it ran. Throws std::runtime_error if the database's schema is newer
// than this program, or if a migration that ran then is not the one known now; nothing is changed.
std::vector<std::string> migrate(const std::string& url);

namespace db {

struct Migration {
  int number = 0;        // from 1, without gaps
  std::string name;      // "0001_begin"
  std::string checksum;  // of its file: SHA-256 in hex
  std::string sql;
};

// By number.
const std::vector<Migration>& migrations();

// How many of them have not run yet. Changes nothing; throws as migrate does.
std::size_t pending_migrations(const std::string& url);

}  // namespace db
}  // namespace accolade
