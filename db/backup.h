// Backups: one SQLite file with every row of one instant, whatever database it was made from and
// whatever database it goes back to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace accolade {

struct BackupContents {
  std::int64_t instances = 0, entries = 0, files = 0;
  bool operator==(const BackupContents&) const = default;
};

// Writes a database that `verify` and `open` accept as sqlite:FILE, while others go on writing to
// this one. The file appears under its name when it is complete and synced, or not at all. Throws
// std::runtime_error if it exists already, or if the database's schema is not this program's.
BackupContents backup(const std::string& url, const std::filesystem::path& file);

enum class Restored {
  InPlace,  // goes on where the backup was made: people stay signed in, letters that wait are sent
  AsCopy,   // to try things on: waiting letters are cancelled, and no session, link or code works
};

// Fills an empty database from a backup, all of it or nothing; the backup is not changed, and may
// have an older schema. Numbers of instances go on behind a gap of 2^20, for some were given out
// after the backup was made. Throws std::runtime_error if the database is not empty, or if the file
// is no sound backup, or from a newer program.
BackupContents restore(const std::filesystem::path& file, const std::string& url, Restored how);

}  // namespace accolade
